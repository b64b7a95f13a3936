import { plainText } from '$lib/content/plain-text';
import { LONGEST_LINE, shortened, visibleLine } from '$lib/model/visible-text';
import { decodeHTMLStrict } from 'entities';
import { textOf } from './json-values';

/** `<em>…</em>` and the like around words: a slip in a plain text, where `<em>` alone may be what it is about. */
const FORMATTING =
	/<(em|strong|b|i|u|s|code|span|cite|mark|small|sub|sup|q|abbr)(?: [^<>]{0,200})?>([^<>]*)<\/\1>/gi;
/** Formatting is looked for in texts up to this length, in UTF-16 units: no title is longer. */
const LONGEST_FORMATTED = 2000;

/** Beginning of a title or name that is looked at, in UTF-16 units: more than is kept, since entities are long. */
const LOOKED_AT = 20 * LONGEST_LINE;
/** Longest description of a feed, in UTF-16 units. */
export const LONGEST_DESCRIPTION = 4000;

/** What only HTML has: a closing tag, a line break or a picture. */
const HTML = /<\/[a-z][a-z0-9]*\s*>|<(?:br|img|hr)\b/i;

/**
 * A title, name or tag as one line of plain text. Feeds decode it too seldom (`&#39;`), so entities are decoded,
 * once; what {@link visibleLine} drops is dropped, and what is longer than a thousand UTF-16 units is cut with "…"; a text of
 * which nothing would be seen is ''.
 */
export function lineOf(value: unknown): string {
	const beginning = textOf(value).trimStart().slice(0, LOOKED_AT);
	return visibleLine(decodeHTMLStrict(withoutFormatting(beginning)));
}

/** A summary or description as plain text. Should be plain already, but some feeds put HTML there. */
export function summaryOf(value: unknown): string {
	const text = textOf(value);
	return HTML.test(text) ? plainText(text) : tidy(decodeHTMLStrict(text));
}

/** What a feed says of itself, as plain text; what is longer than a few paragraphs is cut with "…". */
export function descriptionOf(value: unknown): string {
	return shortened(summaryOf(value), LONGEST_DESCRIPTION);
}

function withoutFormatting(text: string): string {
	if (text.length > LONGEST_FORMATTED || !text.includes('</')) return text;
	const inner = text.replace(FORMATTING, '$2');
	return inner === text ? text : withoutFormatting(inner);
}

function tidy(text: string): string {
	return visibleLine(text, Infinity);
}
