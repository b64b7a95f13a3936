import { decodeHTMLStrict } from 'entities';
import { markupOf, type Markup } from '$lib/sources/xml/markup';

/** An `outline` of a list, with the outlines around it. */
export interface Outline {
	/** By name in lower case: readers write `xmlUrl` in every way. Decoded. */
	attributes: ReadonlyMap<string, string>;
	/** Names of those around it that are no feeds themselves, from the outside in. */
	folder: readonly string[];
	/** It holds others, or could. */
	isOpen: boolean;
}

/** What a text of outlines is like. */
export interface OutlineDamage {
	/** Tags that cannot be read. */
	unreadable: number;
	/** It ends before its `opml` element does. */
	isCutOff: boolean;
}

/** Longest tag that is read, in UTF-16 units: a description may be long. */
const LONGEST_TAG = 64 * 1024;
/** Folders within one another that are looked at: far more than are kept. */
const DEEPEST = 100;
const ATTRIBUTE = /(?<=[\s"'])([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The outlines of a text, in its order, whatever stands around them: what is damaged takes nothing else with it. Takes time in
 * proportion to the length.
 * @returns what was wrong with it
 * @see https://opml.org/spec2.opml
 */
export function* outlinesOf(text: string): Generator<Outline, OutlineDamage> {
	/** Of every outline that is open: its name where it is a folder, or null. */
	const open: (string | null)[] = [];
	let tooDeep = 0;
	let unreadable = 0;
	let isClosed = false;
	for (const markup of markupOf(text)) {
		if (isUnreadable(markup, text)) unreadable += 1;
		else if (markup.name === 'opml') isClosed = markup.kind !== 'open';
		else if (markup.name !== 'outline') continue;
		else if (markup.kind === 'close') {
			if (tooDeep > 0) tooDeep -= 1;
			else open.pop();
		} else {
			const attributes = attributesOf(text.slice(markup.from, markup.to));
			const isOpen = markup.kind === 'open';
			yield { attributes, folder: open.filter((name) => name !== null), isOpen };
			if (isOpen && open.length === DEEPEST) tooDeep += 1;
			else if (isOpen) open.push(attributes.has('xmlurl') ? null : nameOf(attributes));
		}
	}
	return { unreadable, isCutOff: !isClosed };
}

/** What an outline is called; '' when nothing. */
export function nameOf(attributes: Outline['attributes']): string {
	return attributes.get('text')?.trim() || (attributes.get('title')?.trim() ?? '');
}

/** A tag that has no end, or none in sight; a lone `<` in a text is none. */
function isUnreadable({ kind, name, from, to }: Markup, text: string): boolean {
	if (kind === 'stray') return /[a-z/]/i.test(text.charAt(from + 1));
	return name === 'outline' && to - from > LONGEST_TAG;
}

function attributesOf(tag: string): Map<string, string> {
	const attributes = new Map<string, string>();
	for (const [, name = '', quoted, single = ''] of tag.matchAll(ATTRIBUTE)) {
		const key = name.toLowerCase();
		if (!attributes.has(key)) attributes.set(key, decodeHTMLStrict(quoted ?? single));
	}
	return attributes;
}
