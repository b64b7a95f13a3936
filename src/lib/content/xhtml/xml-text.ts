/** Characters that XML 1.0 cannot hold, not even written as numbers. */
// eslint-disable-next-line no-control-regex
const NO_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** Text as the content of an element or of a quoted attribute of XML 1.0. */
export function escapeXml(text: string): string {
	return text
		.toWellFormed()
		.replace(NO_XML, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

/** Text in a CDATA section, which cannot hold its own end. */
export function cdata(text: string): string {
	const held = text.toWellFormed().replace(NO_XML, '').replaceAll(']]>', ']]]]><![CDATA[>');
	return `<![CDATA[${held}]]>`;
}
