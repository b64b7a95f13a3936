const HTML = 'http://www.w3.org/1999/xhtml';
const MATHML = 'http://www.w3.org/1998/Math/MathML';

const FORBIDDEN =
	'script, style, link, meta, base, title, iframe, frame, frameset, object, embed, applet, param, form, input, button,' +
	'select, textarea, option, template, slot, noscript, svg, h1, dialog, portal, marquee, canvas, map, area, xmp,' +
	'annotation-xml, maction, mglyph, malignmark, article, main, nav';
const ALLOWED_ATTRIBUTE = new RegExp(
	'^(id|class|lang|dir|title|href|src|srcset|sizes|poster|alt|width|height|loading|decoding|referrerpolicy|target|rel|' +
		'controls|preload|loop|muted|playsinline|kind|label|srclang|type|media|colspan|rowspan|headers|scope|abbr|span|' +
		'start|reversed|value|datetime|open|tabindex|role|aria-label|display|alttext|mathvariant|displaystyle|' +
		'accent|accentunder|columnalign|columnspan|depth|fence|form|largeop|linethickness|lspace|maxsize|minsize|' +
		'movablelimits|rowspan|rspace|scriptlevel|separator|stretchy|symmetric|voffset|data-frame)$'
);

/** What may not be in a sanitised post, and is: in words, empty when all is well. */
export function violationsIn(root: ParentNode): string[] {
	const found: string[] = [];
	for (const element of root.querySelectorAll('*')) {
		if (element.matches(FORBIDDEN)) found.push(`<${element.localName}>`);
		if (element.namespaceURI !== HTML && element.namespaceURI !== MATHML)
			found.push(element.namespaceURI ?? '?');
		for (const { name, value } of element.attributes) {
			if (!ALLOWED_ATTRIBUTE.test(name)) found.push(`${element.localName} ${name}`);
			if (name === 'id' && !value.startsWith('post-')) found.push(`id ${value}`);
			if (name === 'href' && !/^(https?:\/\/|mailto:|tel:|#post-)/.test(value)) found.push(`href ${value}`);
			if (name === 'src' && !/^(https?:\/\/|data:image\/(png|jpe?g|gif|webp|avif)[;,])/.test(value))
				found.push(`src ${value}`);
			if ((name === 'srcset' || name === 'poster') && /(javascript|data|vbscript):/i.test(value))
				found.push(`${name} ${value}`);
			if (name === 'data-frame' && !value.startsWith('https://')) found.push(`data-frame ${value}`);
		}
	}
	return found;
}
