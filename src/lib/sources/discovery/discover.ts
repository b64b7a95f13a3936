import { parseAddress } from './address';
import { allowedLinks } from './allowed-links';
import { Candidates } from './candidates';
import { findFeedLinks, type FeedLinks } from './find-links';
import {
	isAboutComments,
	isHtml,
	look,
	lookAtApi,
	lookForApi,
	lookForPosts,
	type Attempt,
	type Discovery
} from './look';
import { nothingFound } from './nothing-found';
import { say } from '$lib/messages/problem-words';
import type { FetchedText, SourceContext } from '$lib/sources/source';
import type { SourceErrorCode } from '$lib/sources/source-error';
import { apiPlaces, feedPlaces, twinOf } from './usual-places';
import { apiRootOf } from '$lib/sources/wordpress/api-root';

export type { Discovery };

/** Failures of the person's own address after which nothing else is looked for. */
const FINAL = new Set<SourceErrorCode>([
	'offline',
	'no-relay',
	'invalid-address',
	'insecure-address',
	'unreachable',
	'timeout',
	'rate-limited',
	'too-large',
	'invalid-json',
	'invalid-xml'
]);
/** Of a site that lets nobody read it, only so many of the usual places are tried: each takes two requests. */
const LIKELIEST = 8;
const NO_LINKS: FeedLinks = { feeds: [], apis: [] };
/** Feeds and APIs that a page names beyond these numbers are not looked at. */
const MOST_FEEDS = 6;
const MOST_APIS = 2;

/** Scripts and styles that WordPress brings; pictures may be another site's. */
const OF_WORDPRESS = /\/wp-(?:includes|content\/(?:themes|plugins))\//;

/**
 * Finds the feeds that a person may mean by the address of a feed, of a site or of a page of it: there, where the page's
 * head says, in the API of a WordPress, or in the usual places. In no order; at least one.
 * @param address as typed or pasted
 * @throws SourceError the most useful of what went wrong
 */
export async function discover(
	address: string,
	context: Pick<SourceContext, 'fetchText'>
): Promise<Discovery[]> {
	const typed = parseAddress(address);
	const candidates = new Candidates(context);
	const root = apiRootOf(typed);
	if (root !== null) await candidates.take(root, lookForApi);
	if (candidates.found.length > 0) return candidates.found;
	if (candidates.ending !== null) throw candidates.ending;
	const first = await firstAttempt(root === null ? typed : siteOf(root), candidates);
	const links = linksOf(first.page);
	if (first.error === null || !FINAL.has(first.error.code)) await lookAround(first, links, candidates);
	if (candidates.found.length > 0) return withNotes(candidates);
	const error = nothingFound(first, links, candidates);
	if (error.code === 'blocked-by-cors') await lookAtTwin(first.url, candidates);
	if (candidates.found.length === 0) throw candidates.closed ?? error;
	return withNotes(candidates);
}

/** On an https page an http address fails whatever is there, but today most sites have the same on https. */
async function firstAttempt(url: string, candidates: Candidates): Promise<Attempt> {
	const first = await candidates.take(url, look);
	if (first.error?.code !== 'insecure-address') return first;
	const secure = await candidates.take(url.replace(/^http:/, 'https:'), look);
	return secure.error !== null && FINAL.has(secure.error.code) ? first : secure;
}

/** Everything that belongs to the person's own address, the likeliest first. */
async function lookAround(first: Attempt, links: FeedLinks, candidates: Candidates): Promise<void> {
	if (first.found !== null && !isOfWordPress(first.found)) return;
	await lookAtNamed(links, candidates);
	const url = first.page?.url ?? first.url;
	const { byName, byParameter } = apiPlaces(url);
	for (const places of mayBeWordPress(first) ? [byName, byParameter] : []) {
		if (candidates.closed === null && !hasArchive(candidates)) await candidates.guess(places, lookForApi);
	}
	const places = feedPlaces(url).slice(0, first.error?.code === 'blocked-by-cors' ? LIKELIEST : undefined);
	if (candidates.found.length === 0) await candidates.guess(places, lookForPosts);
}

async function lookAtNamed({ apis, feeds }: FeedLinks, candidates: Candidates): Promise<void> {
	await candidates.takeAll(apis.slice(0, MOST_APIS), lookAtApi);
	await candidates.takeAll(feeds.slice(0, MOST_FEEDS), lookForPosts);
}

/** A site that sends on to its address with `www.`, or without, often forbids reading that it does. */
async function lookAtTwin(url: string, candidates: Candidates): Promise<void> {
	const twin = twinOf(url);
	if (twin === null) return;
	const attempt = await candidates.take(twin, look);
	await lookAtNamed(linksOf(attempt.page), candidates);
	if (candidates.found.length > 0 || !mayBeWordPress(attempt)) return;
	await candidates.guess([`${new URL(twin).origin}/wp-json/`], lookForApi);
}

function linksOf(page: FetchedText | null): FeedLinks {
	return page !== null && isHtml(page) ? allowedLinks(findFeedLinks(page), page.url) : NO_LINKS;
}

function hasArchive({ found }: Candidates): boolean {
	return found.some(({ source }) => source.kind === 'wordpress');
}

/** Whether a guess at an API is worth a request: a page that can be read would show that it is a WordPress's. */
function mayBeWordPress({ page, found }: Attempt): boolean {
	return found !== null || page === null || !isHtml(page) || OF_WORDPRESS.test(page.text);
}

/** By its address or what it says that it was made with. */
function isOfWordPress({ url, source, page }: Discovery): boolean {
	const { pathname, searchParams } = new URL(url);
	if (source.kind === 'json-feed') return /\/feed\/json\/?$/.test(pathname);
	const generator = /<generator\b[^<]*(?:<|$)/.exec(page.text)?.[0];
	if (generator !== undefined) return /wordpress/i.test(generator);
	return /\/feed(?:\/(?:rss2?|atom|rdf))?\/?$/.test(pathname) || searchParams.has('feed');
}

/** The site whose API has this root. */
function siteOf(root: string): string {
	return root.replace(/(?:wp-json\/|\?rest_route=.*)$/s, '');
}

/** A feed of comments, given by its own address, is a candidate only where there is nothing else. */
function withNotes({ found, closed }: Candidates): Discovery[] {
	const posts = found.filter(({ page }) => !isAboutComments(page));
	const feeds = posts.length > 0 ? posts : found;
	if (closed === null) return feeds;
	return feeds.map((feed) => ({ ...feed, notes: [...feed.notes, say('find_api_closed_note')] }));
}
