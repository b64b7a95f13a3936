import { parseAddress } from './address';
import { kindOfAnswer } from './answer-kind';
import { findFeedLinks, type FeedLinks } from './find-links';
import { hostName, withoutFragment } from './http-url';
import { parseJson } from './parse-json';
import type { FetchedText, Source, SourceContext } from './source';
import { SourceError, type SourceErrorCode } from './source-error';
import { sourceFor } from './sources';

/** A feed that was found. */
export interface Discovery {
	/** Its own address, absolute, after redirects. */
	url: string;
	source: Source;
	/** Its first page, as fetched. */
	page: FetchedText;
}

type Fetcher = Pick<SourceContext, 'fetchText'>;

/** An address that was looked at, and what came of it. */
interface Attempt {
	url: string;
	page: FetchedText | null;
	found: Discovery | null;
	/** Null just when a feed was found. */
	error: SourceError | null;
}

/** Failures after which other addresses of the site would fail too, or the person means just this one. */
const FINAL = new Set<SourceErrorCode>([
	'offline',
	'invalid-address',
	'insecure-address',
	'unreachable',
	'timeout',
	'rate-limited',
	'too-large',
	'invalid-json'
]);
const NO_LINKS: FeedLinks = { json: [], xml: [] };
/** Feeds that a page names beyond this number are not looked at. */
const MOST_LINKS = 6;

/**
 * Finds the feed that a person means by the address of a feed, a site or a page of it: there, where the page's head says,
 * or in the usual places.
 * @param address as typed or pasted
 * @throws SourceError the most useful of what went wrong
 */
export async function discover(address: string, context: Fetcher): Promise<Discovery> {
	const typed = parseAddress(address);
	const first = await firstAttempt(typed, context);
	if (first.found !== null) return first.found;
	if (first.error !== null && FINAL.has(first.error.code)) throw first.error;
	const links = first.page !== null && isHtml(first.page) ? findFeedLinks(first.page) : NO_LINKS;
	const named = links.json.slice(0, MOST_LINKS);
	const guessed = usualPlaces(first.page?.url ?? first.url);
	const attempts: Attempt[] = [];
	for (const url of new Set([...named, ...guessed])) {
		if (url === first.url || url === first.page?.url) continue;
		const attempt = await look(url, context);
		if (attempt.found !== null) return attempt.found;
		if (attempt.error?.code === 'offline') throw attempt.error;
		attempts.push(attempt);
	}
	throw mostUseful(first, attempts, new Set(named), links);
}

/** On an https page an http address fails whatever is there, but today most sites have the same on https. */
async function firstAttempt(url: string, context: Fetcher): Promise<Attempt> {
	const first = await look(url, context);
	if (first.error?.code !== 'insecure-address') return first;
	const secure = await look(url.replace(/^http:/, 'https:'), context);
	return secure.error !== null && FINAL.has(secure.error.code) ? first : secure;
}

async function look(url: string, { fetchText }: Fetcher): Promise<Attempt> {
	try {
		const page = await fetchText(url);
		const source = sourceFor(page);
		if (source === null) return { url, page, found: null, error: whyNoFeed(page) };
		return { url, page, found: { url: withoutFragment(page.url), source, page }, error: null };
	} catch (error) {
		if (error instanceof SourceError) return { url, page: null, found: null, error };
		throw error;
	}
}

function whyNoFeed(page: FetchedText): SourceError {
	try {
		parseJson(page.text);
	} catch (error) {
		if (error instanceof SourceError) return error;
		throw error;
	}
	return new SourceError(
		'not-a-feed',
		`The answer of ${hostName(page.url)} is JSON, but not a feed.`,
		'Look on the site for the address of its feed, or ask its author.'
	);
}

function isHtml(page: FetchedText): boolean {
	return (
		page.mimeType === 'text/html' ||
		page.mimeType === 'application/xhtml+xml' ||
		kindOfAnswer(page.text) === 'html'
	);
}

/** `feed.json` and `feed/json` beside the page, under it and at the top of its site. */
function usualPlaces(url: string): string[] {
	const { origin, pathname } = new URL(url);
	const isFile = pathname.endsWith('/') || /\.[a-z0-9]+$/i.test(pathname);
	const folders = [...(isFile ? [] : [`${pathname}/`]), pathname.replace(/[^/]*$/, ''), '/'];
	const places = folders.flatMap((folder) => [`${origin}${folder}feed.json`, `${origin}${folder}feed/json`]);
	return [...new Set(places)];
}

/**
 * A feed that the page names and that fails says most; then a feed that is there but broken; then what the person's own
 * address gave; and a web page is only where the search began.
 */
function mostUseful(first: Attempt, attempts: Attempt[], named: Set<string>, links: FeedLinks): SourceError {
	const errors = (of: Attempt[]) => of.map(({ error }) => error).filter((error) => error !== null);
	const ofNamed = errors(attempts.filter(({ url }) => named.has(url)));
	const broken = errors(attempts).find(({ code }) => code === 'invalid-json' || code === 'too-large');
	const specific = broken ?? ofNamed.find(({ code }) => code !== 'not-found') ?? ofNamed[0];
	if (specific !== undefined) return specific;
	if (first.page === null || !isHtml(first.page)) return first.error ?? noFeed(first, attempts);
	return links.xml.length > 0 ? onlyXml(first, attempts) : noFeed(first, attempts);
}

function onlyXml(first: Attempt, attempts: Attempt[]): SourceError {
	return new SourceError(
		'unsupported-format',
		`${hostName(first.url)} offers an RSS or Atom feed, but no JSON Feed. Looked at ${listed(first, attempts)}.`,
		"Reading RSS and Atom is on the way. Until then the site's author could add a JSON Feed."
	);
}

function noFeed(first: Attempt, attempts: Attempt[]): SourceError {
	return new SourceError(
		'not-a-feed',
		`No JSON Feed was found at ${hostName(first.url)}. Looked at ${listed(first, attempts)}.`,
		"If you know the feed's own address, use that. Otherwise ask the site's author for a JSON Feed."
	);
}

function listed(first: Attempt, attempts: Attempt[]): string {
	return [first, ...attempts].map(({ url }) => url).join(', ');
}
