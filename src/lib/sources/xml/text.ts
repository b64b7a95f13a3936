import { plainText } from '$lib/content/plain-text';
import { textToHtml } from '$lib/content/text-to-html';
import { decodeHTML } from 'entities';
import { lineOf, summaryOf } from '$lib/sources/feed-text';
import { markupOf } from './markup';

/** A text of Atom, decoded as XML: what it means is up to its type. */
export interface TypedText {
	value?: string;
	/** `text`, `html`, `xhtml` or a media type. */
	type?: string;
}

/** What only HTML has: a closing tag, or an element that needs none. */
const HTML = /<\/[a-z][a-z0-9]*\s*>|<(?:p|br|img|hr|li|iframe|video|audio|embed|source)\b[^<>]*>/i;
/** Elements that HTML does not let close themselves are closed for it: it would take `<a id="x"/>` for a beginning. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** A description of RSS as HTML: it may be HTML or plain text, and nothing says which. */
export function descriptionHtml(text: string): string {
	return HTML.test(text) ? text : textToHtml(decodeHTML(text));
}

/**
 * The content of an Atom entry as HTML; '' for what is no text, such as a picture in Base64.
 * @see https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.3
 */
export function atomHtml({ value = '', type }: TypedText): string {
	switch (typeOf(type)) {
		case 'html':
			return value;
		case 'xhtml':
			return xhtmlAsHtml(value);
		case 'text':
			return textToHtml(value);
		case 'unsaid':
			return descriptionHtml(value);
		case 'other':
			return '';
	}
}

/** A title of Atom as one line of plain text. */
export function atomLine(text: TypedText | undefined): string {
	const value = text?.value ?? '';
	switch (typeOf(text?.type)) {
		case 'html':
		case 'xhtml':
			return lineOf(escaped(plainText(value)));
		case 'text':
			return lineOf(escaped(value));
		case 'unsaid':
		case 'other':
			return lineOf(value);
	}
}

/** A summary of Atom as plain text. */
export function atomSummary(text: TypedText | undefined): string {
	const value = text?.value ?? '';
	switch (typeOf(text?.type)) {
		case 'html':
		case 'xhtml':
			return plainText(value);
		case 'text':
			return summaryOf(escaped(value));
		case 'unsaid':
		case 'other':
			return summaryOf(value);
	}
}

/** Without a type it is plain text by the letter, and often HTML all the same. */
function typeOf(type: string | undefined): 'text' | 'html' | 'xhtml' | 'unsaid' | 'other' {
	switch (type?.trim().toLowerCase().split(';', 1)[0]) {
		case undefined:
		case '':
			return 'unsaid';
		case 'text':
		case 'text/plain':
			return 'text';
		case 'html':
		case 'text/html':
			return 'html';
		case 'xhtml':
		case 'application/xhtml+xml':
			return 'xhtml';
		default:
			return 'other';
	}
}

function xhtmlAsHtml(xhtml: string): string {
	let html = '';
	let done = 0;
	for (const { kind, name, to } of markupOf(xhtml)) {
		if (kind !== 'empty' || VOID.has(name)) continue;
		html += `${xhtml.slice(done, to - 2)}></${name}>`;
		done = to;
	}
	return html + xhtml.slice(done);
}

/** For a reader that decodes once more: what is said to be plain text is taken by the letter. */
function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
