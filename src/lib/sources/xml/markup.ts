import { decodeHTMLStrict } from 'entities';

/** A piece of markup in a text that means to be XML. */
export interface Markup {
	/**
	 * `instruction` is a processing instruction or the document type; `stray` is a `<` that begins nothing, as in
	 * "1 < 2", and one character long.
	 */
	kind: 'open' | 'close' | 'empty' | 'instruction' | 'stray';
	/** Name of the element in lower case, with its prefix; '' for others. */
	name: string;
	/** Offsets into the text, in UTF-16 units. */
	from: number;
	to: number;
}

const [LESS, GREATER, QUOTE, APOSTROPHE] = [0x3c, 0x3e, 0x22, 0x27];
const NAME = /<\/?([\p{L}_:][^\s<>/"'=]*)/uy;
const NONE = -1;

/**
 * The tags of a text, in its order; comments and CDATA sections are passed over. Takes any text, in time proportional
 * to its length, and expands nothing. An attribute's value ends at the next `<` at the latest, so that one forgotten
 * quote cannot swallow the rest.
 * @see https://www.w3.org/TR/xml/#sec-starttags
 */
export function* markupOf(xml: string): Generator<Markup> {
	const ends = new Ends(xml);
	for (let at = xml.indexOf('<'); at !== NONE;) {
		const markup: Read = readTag(xml, at) ?? readOther(xml, at, ends);
		if (markup.name !== '') ends.mayHaveDoctype = false;
		if (markup.kind !== 'skipped') yield { ...markup, kind: markup.kind };
		at = xml.indexOf('<', markup.to);
	}
}

/**
 * Text of the first element of this name, in lower case with its prefix, outside of comments and CDATA sections;
 * undefined when there is none. For what feedsmith does not read.
 */
export function childText(xml: string, name: string): string | undefined {
	// Most items have none, which is told soonest so.
	if (!new RegExp(name, 'i').test(xml)) return undefined;
	let start: number | null = null;
	for (const markup of markupOf(xml)) {
		if (start === null && markup.kind === 'open' && markup.name === name) start = markup.to;
		else if (start !== null) return decoded(xml.slice(start, markup.from));
	}
	return undefined;
}

function decoded(text: string): string {
	return /^\s*<!\[CDATA\[([^]*?)\]\]>\s*$/.exec(text)?.[1] ?? decodeHTMLStrict(text);
}

type Read = Omit<Markup, 'kind'> & { kind: Markup['kind'] | 'skipped' };

/** Looks for the ends of comments and the like, and remembers when there are no more: else each search goes to the end. */
class Ends {
	/** Whether a document type may still come: a document has one, before its first element. */
	mayHaveDoctype = true;
	readonly #missing = new Set<string>();

	constructor(readonly xml: string) {}

	/** Offset behind the next `mark`, or -1. */
	after(mark: string, from: number): number {
		if (this.#missing.has(mark)) return NONE;
		const at = this.xml.indexOf(mark, from);
		if (at === NONE) this.#missing.add(mark);
		return at === NONE ? NONE : at + mark.length;
	}
}

function readTag(xml: string, from: number): Read | null {
	NAME.lastIndex = from;
	const name = NAME.exec(xml)?.[1]?.toLowerCase();
	if (name === undefined) return null;
	const end = endOfTag(xml, NAME.lastIndex);
	if (end === NONE) return null;
	if (xml.charAt(from + 1) === '/') return { kind: 'close', name, from, to: end + 1 };
	return { kind: xml.charAt(end - 1) === '/' ? 'empty' : 'open', name, from, to: end + 1 };
}

/** Offset of the `>` that ends a tag, or -1 when another tag begins first. */
function endOfTag(xml: string, from: number): number {
	let quote = 0;
	for (let at = from; at < xml.length; at += 1) {
		const code = xml.charCodeAt(at);
		if (code === LESS) return NONE;
		if (quote !== 0) {
			if (code === quote) quote = 0;
		} else if (code === GREATER) return at;
		else if (code === QUOTE || code === APOSTROPHE) quote = code;
	}
	return NONE;
}

function readOther(xml: string, from: number, ends: Ends): Read {
	const upTo = (to: number, kind: Read['kind']): Read =>
		to === NONE ? { kind: 'stray', name: '', from, to: from + 1 } : { kind, name: '', from, to };
	if (xml.startsWith('<!--', from)) return upTo(ends.after('-->', from + 4), 'skipped');
	if (xml.startsWith('<![CDATA[', from)) return upTo(ends.after(']]>', from + 9), 'skipped');
	if (xml.startsWith('<?', from)) return upTo(ends.after('?>', from + 2), 'instruction');
	if (ends.mayHaveDoctype && /^<!doctype/i.test(xml.slice(from, from + 9))) {
		ends.mayHaveDoctype = false;
		return upTo(endOfDoctype(xml, from, ends), 'instruction');
	}
	return upTo(NONE, 'stray');
}

const DOCTYPE_PIECE = /<!--|["'[\]>]/g;

/** The declarations in its brackets are passed over: no entity of theirs is ever used. */
function endOfDoctype(xml: string, from: number, ends: Ends): number {
	let isInBrackets = false;
	DOCTYPE_PIECE.lastIndex = from + 9;
	for (let piece = DOCTYPE_PIECE.exec(xml); piece !== null; piece = DOCTYPE_PIECE.exec(xml)) {
		const sign = piece[0];
		if (sign === '>' && !isInBrackets) return piece.index + 1;
		if (sign === '[' || sign === ']') isInBrackets = sign === '[';
		if (sign === '>' || sign === '[' || sign === ']') continue;
		const end = ends.after(sign === '<!--' ? '-->' : sign, piece.index + sign.length);
		if (end === NONE) return NONE;
		DOCTYPE_PIECE.lastIndex = end;
	}
	return NONE;
}
