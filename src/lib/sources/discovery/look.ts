import { say } from '$lib/messages/problem-words';
import type { Words } from '$lib/model/problem';
import { kindOfAnswer } from '$lib/sources/answer-kind';
import { hostName, withoutFragment } from '$lib/sources/http-url';
import { isObject, memberOf, textOf } from '$lib/sources/json-values';
import { parseJson } from '$lib/sources/parse-json';
import type { FetchedText, Source, SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { sourceFor } from '$lib/sources/sources';
import { apiRootOf } from '$lib/sources/wordpress/api-root';
import { apiClosed, indexUrl } from '$lib/sources/wordpress/routes';

/** A feed that was found. */
export interface Discovery {
	/** Its own address, absolute, after redirects; of a WordPress, the root of its API. */
	url: string;
	source: Source;
	/** The answer that its first page begins with; `page.url` is where the source asks for it. */
	page: FetchedText;
	/** What the reader should know before choosing it, in words. */
	notes: Words[];
}

/** An address that was looked at, and what came of it. */
export interface Attempt {
	url: string;
	page: FetchedText | null;
	found: Discovery | null;
	/** Null just when a feed was found. */
	error: SourceError | null;
}

/** Looks at an address. */
export type Look = (url: string, fetchText: SourceContext['fetchText']) => Promise<Attempt>;

/** Of the first post of a feed in XML, this much is looked at, in UTF-16 units. */
const POST_LOOKED_AT = 8192;

/** Looks whether there is a feed at `url`. Throws only what is neither a failure of the site nor ours. */
export const look: Look = async (url, fetchText) => {
	try {
		const page = await fetchText(url);
		const source = sourceFor(page);
		if (source === null) return failed(url, whyNoFeed(page), page);
		return { url, page, found: discovered(source, page), error: null };
	} catch (error) {
		if (error instanceof SourceError) return failed(url, error);
		throw error;
	}
};

/** Whether an answer is a web page. */
export function isHtml(page: FetchedText): boolean {
	return (
		page.mimeType === 'text/html' ||
		page.mimeType === 'application/xhtml+xml' ||
		kindOfAnswer(page.text) === 'html'
	);
}

/** Whether a feed has what people write under posts. Whatever the language, WordPress's leads to `#comment-12`. */
export function isAboutComments({ text }: FetchedText): boolean {
	const start = text.search(/<(?:item|entry)[\s>]/);
	if (start === -1) return false;
	const [first = ''] = text.slice(start, start + POST_LOOKED_AT).split(/<\/(?:item|entry)>/, 1);
	return /<(?:link|guid|id)\b(?:[^>]*>[^<]*|[^>]*href=["'][^"'>]*)#comment-\d/.test(first);
}

/** As {@link look}, but a feed of what people write under posts is none. */
export const lookForPosts: Look = async (url, fetchText) => {
	const attempt = await look(url, fetchText);
	const { page } = attempt;
	return page !== null && isAboutComments(page) ? failed(url, aboutComments(page), page) : attempt;
};

/** Looks at what a page says is the root of a WordPress's API; `api-closed` when that answers nobody. */
export const lookAtApi: Look = (root, fetchText) => attemptAtApi(root, fetchText, true);

/** As {@link lookAtApi} where nothing says that there is one: a refusal counts only in WordPress's own words. */
export const lookForApi: Look = (root, fetchText) => attemptAtApi(root, fetchText, false);

async function attemptAtApi(
	root: string,
	fetchText: SourceContext['fetchText'],
	isNamed: boolean
): Promise<Attempt> {
	const { found, error, page } = await look(indexUrl(root), fetchText);
	if (error !== null) return failed(root, apiClosed(error, root, isNamed) ?? error, page);
	if (found?.source.kind !== 'wordpress') return failed(root, notTheApi(root), page);
	return { url: root, page, found, error: null };
}

function failed(url: string, error: SourceError, page: FetchedText | null = null): Attempt {
	return { url, page, found: null, error };
}

function discovered(source: Source, page: FetchedText): Discovery {
	if (source.kind !== 'wordpress') return { url: withoutFragment(page.url), source, page, notes: [] };
	const url = rootOf(apiRootOf(page.url) ?? page.url.replace(/[?#].*$/s, ''), page);
	return { url, source, page: { ...page, url: indexUrl(url) }, notes: [] };
}

/** A WordPress gives its API by parameter at any page, so that only its own word says where the site begins. */
function rootOf(root: string, page: FetchedText): string {
	if (!root.includes('rest_route=')) return root;
	const index = parseJson(page.text);
	const home = isObject(index) ? textOf(memberOf(index, 'home')) : '';
	if (!URL.canParse(home) || new URL(home).host !== new URL(root).host) return root;
	return `${new URL(root).origin}${new URL(home).pathname.replace(/\/?$/, '/')}?rest_route=/`;
}

function whyNoFeed(page: FetchedText): SourceError {
	if (kindOfAnswer(page.text) === 'xml') {
		const message = say('find_xml', { host: hostName(page.url) });
		return new SourceError('not-a-feed', message, say('advice_find_or_ask'));
	}
	try {
		parseJson(page.text);
	} catch (error) {
		if (error instanceof SourceError) return error;
		throw error;
	}
	const message = say('find_json', { host: hostName(page.url) });
	return new SourceError('not-a-feed', message, say('advice_find_or_ask'));
}

function aboutComments({ url }: FetchedText): SourceError {
	return new SourceError('not-a-feed', say('find_comments', { address: url }), say('advice_blog_address'));
}

function notTheApi(root: string): SourceError {
	const message = say('find_no_api', { host: hostName(root) });
	return new SourceError('not-a-feed', message, say('advice_blog_address'));
}
