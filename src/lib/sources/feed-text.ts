import { plainText } from '$lib/content/plain-text';
import { decodeHTMLStrict } from 'entities';
import { textOf } from './json-values';

/** Would hide or reorder what stands around them on the screen. */
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff\u202a-\u202e\u2066-\u2069]/g; // eslint-disable-line no-control-regex
const SEEN = /[^\p{C}\p{Z}]/u;

/** `<em>…</em>` and the like around words: a slip in a plain text, where `<em>` alone may be what it is about. */
const FORMATTING =
	/<(em|strong|b|i|u|s|code|span|cite|mark|small|sub|sup|q|abbr)(?: [^<>]{0,200})?>([^<>]*)<\/\1>/gi;
/** Formatting is looked for in texts up to this length, in UTF-16 units: no title is longer. */
const LONGEST_FORMATTED = 2000;

/** What only HTML has: a closing tag, a line break or a picture. */
const HTML = /<\/[a-z][a-z0-9]*\s*>|<(?:br|img|hr)\b/i;

/**
 * A title, name or tag as one line of plain text. Feeds decode it too seldom (`&#39;`), so entities are decoded,
 * once; characters that control are dropped; a text of which nothing would be seen is ''.
 */
export function lineOf(value: unknown): string {
	const line = decodeHTMLStrict(withoutFormatting(textOf(value)));
	return tidy(line);
}

/** A summary or description as plain text. Should be plain already, but some feeds put HTML there. */
export function summaryOf(value: unknown): string {
	const text = textOf(value);
	return HTML.test(text) ? plainText(text) : tidy(decodeHTMLStrict(text));
}

function withoutFormatting(text: string): string {
	if (text.length > LONGEST_FORMATTED || !text.includes('</')) return text;
	const inner = text.replace(FORMATTING, '$2');
	return inner === text ? text : withoutFormatting(inner);
}

function tidy(text: string): string {
	const line = text.replace(CONTROLS, '').replace(/\s+/g, ' ').trim().toWellFormed();
	return SEEN.test(line) ? line : '';
}
