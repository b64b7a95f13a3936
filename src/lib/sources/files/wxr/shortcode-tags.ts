import { EndsIn, inSmallLetters } from './markup-text';

/** A piece of a text that may hold shortcodes. */
export type TextPiece = { is: 'text'; text: string } | ShortcodeTag;

/** A tag in square brackets. */
export interface ShortcodeTag {
	is: 'tag';
	/** As written. */
	text: string;
	/** It begins with a small letter, as those of WordPress and its plugins do. */
	name: string;
	kind: 'open' | 'close' | 'empty';
	/** What stands behind the name. */
	attributes: string;
	/** Whether another bracket stands before it. */
	before: boolean;
	/** Whether another bracket stands behind it. */
	behind: boolean;
}

/** Attributes have up to so many UTF-16 units: a caption may be among them. */
const TAG = /(\[?)\[(\/?)([a-z][\w-]{0,60})(?![\w-])([^[\]]{0,4000}?)(\/?)\](\]?)/y;
/** What is shown as it is written. */
const VERBATIM = /<(pre|code|script|style|textarea)\b/iy;

/**
 * Takes a text of HTML apart into what may be shortcodes, and all else: what stands within tags, and in preformatted text, is
 * none. Takes time in proportion to the length.
 */
export function shortcodePieces(html: string): TextPiece[] {
	const ends = new EndsIn(inSmallLetters(html));
	const pieces: TextPiece[] = [];
	let from = 0;
	const start = /[[<]/g;
	for (let found = start.exec(html); found !== null; found = start.exec(html)) {
		const at = found.index;
		const tag = found[0] === '[' ? tagAt(html, at) : null;
		if (tag !== null) {
			if (at > from) pieces.push({ is: 'text', text: html.slice(from, at) });
			pieces.push(tag);
			from = at + tag.text.length;
		}
		start.lastIndex = tag === null ? endOf(html, at, ends) : from;
	}
	if (from < html.length) pieces.push({ is: 'text', text: html.slice(from) });
	return pieces;
}

/** What the attributes of a shortcode say; what has no name is under its position, from '0'. */
export function readAttributes(text: string): ReadonlyMap<string, string> {
	const values = new Map<string, string>();
	// Editors make curly what should have been straight.
	const straight = text.replace(/[“”″]|&#822[01];|&#8243;|&quot;/g, '"').replace(/\u00a0/g, ' ');
	let position = 0;
	for (const [, name, ...alternatives] of straight.matchAll(ATTRIBUTE)) {
		const value = alternatives.find(Boolean) ?? '';
		const key = name?.toLowerCase() ?? String(position);
		if (name === undefined) position += 1;
		if (!values.has(key)) values.set(key, value);
	}
	return values;
}

const ATTRIBUTE = /([\w-]{1,60})\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|'([^']*)'|(\S+)/g;

function tagAt(html: string, at: number): ShortcodeTag | null {
	TAG.lastIndex = at;
	const match = TAG.exec(html);
	if (match === null) return null;
	const [text, before = '', slash, name = '', attributes = '', end, behind = ''] = match;
	// `[http://…]` and `[Name: …]` are what people write in brackets.
	if (attributes !== '' && !/^[\s=]/.test(attributes)) return null;
	const kind = slash === '/' ? 'close' : end === '/' ? 'empty' : 'open';
	const brackets = { before: before !== '', behind: behind !== '' };
	return { is: 'tag', text, name, kind, attributes, ...brackets };
}

/** Where to go on after a `<`, or a `[` that begins nothing. */
function endOf(html: string, at: number, ends: EndsIn): number {
	if (html.charAt(at) === '[') return at + 1;
	VERBATIM.lastIndex = at;
	const name = VERBATIM.exec(html)?.[1]?.toLowerCase();
	const end = name === undefined ? ends.after('>', at) : ends.after(`</${name}>`, at);
	return end === -1 ? at + 1 : end;
}
