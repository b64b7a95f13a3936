import { hasInk } from '$lib/model/visible-text';
import { plainText } from '$lib/content/plain-text';
import { textToHtml } from '$lib/content/text-to-html';
import { NAMELESS, type FileFeed } from '$lib/sources/files/file-format';
import { NOTHING_KNOWN, type KeptArticle } from '$lib/sources/files/kept-article';
import { hostName, httpUrl } from '$lib/sources/http-url';
import { parseHTML } from 'linkedom/worker';
import { readBareText } from './bare-text';
import { leanHtml } from './lean-html';
import { markdownArticle } from './markdown-article';
import { addressOf, homeOf } from './page-address';
import { resolveAddresses } from './page-addresses';
import { bodyOf, type PageBody } from './page-body';
import { factsOf } from './page-facts';

/** Where posts go whose site is unknown. */
const SAVED_PAGES: FileFeed = {
	url: NAMELESS.pages,
	kind: 'page',
	description: { title: 'Saved pages', homeUrl: null }
};
const WORDS_IN_HTML = /<(?:img|video|audio|iframe|picture|embed|object)\b/i;

/** What is read in a page. */
export interface ReadPage {
	/** Null of a page in which nothing is written or shown. */
	article: KeptArticle | null;
	/** It is larger than is looked at. */
	isCut: boolean;
	foundBy: PageBody['foundBy'];
}

/**
 * The article of a page.
 * @param saved where the file says that the page was, or null
 * @param most elements; one with more is not read at all
 */
export function pageArticle(page: string, saved: string | null, most = Infinity): ReadPage {
	const { html, elements, isCut } = leanHtml(page);
	if (elements > most) return { article: null, isCut: true, foundBy: null };
	const { document } = parseHTML(html);
	const { url, base } = addressOf(document, page, saved);
	const facts = factsOf(document);
	const feed = url === null ? SAVED_PAGES : feedOf(homeOf(document, url), facts.siteName);
	resolveAddresses(document, base);
	const found = bodyOf(document, elements);
	const [body, { foundBy }] = [found.html.trim(), found];
	if (!hasInk(plainText(body)) && !WORDS_IN_HTML.test(body)) return { article: null, isCut, foundBy };
	const image = httpUrl(facts.image, base ?? '');
	return { article: { ...NOTHING_KNOWN, ...facts, feed, url, html: body, image }, isCut, foundBy };
}

/** The article of a text; null of one in which nothing is written. */
export function textArticle(text: string): KeptArticle | null {
	const marked = markdownArticle(text, SAVED_PAGES);
	if (marked !== null) return hasInk(marked.title) || marked.html !== '' ? marked : null;
	const { title, author, date, categories, tags, paragraphs } = readBareText(text);
	const html = textToHtml(paragraphs.join('\n\n'));
	if (!hasInk(title) && html === '') return null;
	const said = { authors: [author], published: [date], categories, tags };
	return { ...NOTHING_KNOWN, ...said, feed: SAVED_PAGES, url: null, title, html };
}

/** Of the blog that a page is of: all that are saved of one are one blog again. */
function feedOf(home: string, siteName: string): FileFeed {
	return {
		url: home,
		kind: 'page',
		description: { title: siteName || hostName(home), homeUrl: home }
	};
}
