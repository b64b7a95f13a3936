import { plainText } from '$lib/content/plain-text';
import { kindOfAnswer } from '$lib/sources/answer-kind';
import { decodeText } from '$lib/sources/fetch/decode-text';
import type { KeptArticle } from '$lib/sources/files/kept-article';
import type { FetchedText } from '$lib/sources/source';
import { pageArticle } from './page-article';
import { pageText } from './page-text';

/** Why an answer is not the page that a link means. */
export type NoPage =
	/** A file of another kind, such as a PDF. */
	| 'other-kind'
	/** The site leads to its front page instead. */
	| 'front-page'
	/** It is shown only to those who sign in. */
	| 'sign-in'
	/** It says that there is nothing. */
	| 'gone'
	/** It is larger than is looked at. */
	| 'too-large'
	/** No text of any length is found in it. */
	| 'no-text';

/** The article of a page, or why there is none. */
export type LinkedPage = { article: KeptArticle } | { why: NoPage };

const PAGES = new Set(['', 'text/html', 'application/xhtml+xml']);
/** Characters that a text must have where no markup says that it is one: menus and notices are shorter. */
const SHORTEST = 200;
/** Of such a page: one takes a part of a second, and there may be thousands. */
const MOST_ELEMENTS = 20_000;
/** Characters, beyond which a title that says so is the name of an article about it. */
const LONGEST_NOTICE = 1500;
/** Of a title, what is looked at, in UTF-16 units. */
const LONGEST_TITLE = 200;
const MISSING =
	/^(?:\W*(?:error|http)?\W*(?:404|410)\b|(?:page|post|article)?\s*(?:not found|no longer (?:exists|available)))/i;
const ASKS_TO_SIGN_IN = /^(?:please )?(?:log|sign)[ -]?in\b|^subscribe to (?:read|continue)\b/i;
const CHECKS_VISITORS =
	/^(?:just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|security check)/i;
const SIGN_IN_PATH = /\/(?:log-?in|sign-?in|auth|sso)\b/i;
const PASSWORD = /<input\b[^>]{0,500}\btype\s*=\s*["']?password\b/i;

/** Whether an answer of this type may be a page; others need not be read to their end. */
export function isPageType(mimeType: string): boolean {
	return PAGES.has(mimeType);
}

/** The text of a page that was fetched: in the encoding that its answer names, else in the one that it names itself. */
export function decodePage(bytes: Uint8Array, contentType: string): string {
	return /;\s*charset\s*=/i.test(contentType) ? decodeText(bytes, contentType) : pageText(bytes).text;
}

/**
 * The article that a link leads to, or why what came is none. When in doubt it is none: a link that stays one can be tried again.
 * @param asked the address of the link
 */
export function pageOfLink(
	answer: Pick<FetchedText, 'url' | 'text' | 'mimeType'>,
	asked: string
): LinkedPage {
	const { url, text, mimeType } = answer;
	if (!isPageType(mimeType) || kindOfAnswer(text) !== 'html') return { why: 'other-kind' };
	if (isFront(url) && !isFront(asked)) return { why: 'front-page' };
	if (SIGN_IN_PATH.test(new URL(url).pathname) && !SIGN_IN_PATH.test(new URL(asked).pathname)) {
		return { why: 'sign-in' };
	}
	const { article, isCut, foundBy } = pageArticle(text, url, MOST_ELEMENTS);
	if (isCut) return { why: 'too-large' };
	if (article === null || foundBy === null) return { why: 'no-text' };
	const { length } = plainText(article.html);
	const notice = length > LONGEST_NOTICE ? null : noticeOf(article.title, text);
	if (notice !== null) return { why: notice };
	return foundBy === 'readability' && length < SHORTEST ? { why: 'no-text' } : { article };
}

/** What a short page says instead of an article. */
function noticeOf(title: string, html: string): NoPage | null {
	const said = /<title\b[^>]{0,300}>([^<]{0,1000})/i.exec(html)?.[1]?.trim() ?? '';
	const titles = [title, said].map((each) => each.slice(0, LONGEST_TITLE));
	if (titles.some((each) => MISSING.test(each))) return 'gone';
	if (titles.some((each) => ASKS_TO_SIGN_IN.test(each)) || PASSWORD.test(html)) return 'sign-in';
	return titles.some((each) => CHECKS_VISITORS.test(each)) ? 'no-text' : null;
}

function isFront(address: string): boolean {
	const { pathname, search } = new URL(address);
	return pathname === '/' && search === '';
}
