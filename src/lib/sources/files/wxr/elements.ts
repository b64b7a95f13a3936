import { decodeXML } from 'entities';
import { markupOf } from '$lib/sources/xml/markup';

/** An element, as far as it has been looked at. */
export interface XmlElement {
	/** In lower case, with its prefix. */
	name: string;
	/** Its start tag as written. */
	tag: string;
	/** What stands between its tags. */
	inner: string;
}

/** A text is made of more elements than can be read in good time. */
export class TooManyElements extends Error {}

/** Tags in one item: a post with twenty thousand comments has as many. */
const MOST_TAGS = 1_000_000;

/**
 * The elements that stand in `xml`, in their order; what has no end is passed over. Takes time in proportion to the length.
 * @throws TooManyElements
 */
export function childrenOf(xml: string): XmlElement[] {
	const children: XmlElement[] = [];
	let open: { name: string; from: number; to: number } | null = null;
	let [depth, tags] = [0, 0];
	for (const { kind, name, from, to } of markupOf(xml)) {
		tags += 1;
		if (tags > MOST_TAGS) throw new TooManyElements();
		if (open === null) {
			if (kind === 'empty') children.push({ name, tag: xml.slice(from, to), inner: '' });
			if (kind !== 'open') continue;
			open = { name, from, to };
			depth = 1;
		} else if (name === open.name) {
			if (kind === 'open') depth += 1;
			if (kind === 'close') depth -= 1;
			if (depth > 0) continue;
			children.push({ name, tag: xml.slice(open.from, open.to), inner: xml.slice(open.to, from) });
			open = null;
		}
	}
	return children;
}

/** What an element says: its CDATA sections as they are, else its text with the entities of XML decoded, and no others. */
export function textIn(inner: string): string {
	if (!inner.includes('<![CDATA[')) return decodeXML(inner);
	let text = '';
	for (let at = 0; at < inner.length;) {
		const start = inner.indexOf('<![CDATA[', at);
		const between = inner.slice(at, start === -1 ? inner.length : start);
		// Only line breaks stand around the sections.
		if (between.trim() !== '') text += decodeXML(between);
		if (start === -1) break;
		const end = inner.indexOf(']]>', start);
		text += inner.slice(start + 9, end === -1 ? inner.length : end);
		at = end === -1 ? inner.length : end + 3;
	}
	return text;
}

/** The value of an attribute of a start tag; '' for none. */
export function attributeIn(tag: string, name: 'domain' | 'nicename'): string {
	const value = PATTERNS[name].exec(tag);
	return decodeXML(value?.[1] ?? value?.[2] ?? '');
}

const PATTERNS = {
	domain: /\sdomain\s*=\s*(?:"([^"]*)"|'([^']*)')/,
	nicename: /\snicename\s*=\s*(?:"([^"]*)"|'([^']*)')/
};
