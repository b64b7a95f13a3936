import { newFeed, NOTHING_SAID, type Feed, type FeedDescription, type SourceKind } from '$lib/model/feed';
import { feedIdOf, type FeedId } from '$lib/model/ids';
import { eachOnce, messageOf, type Words } from '$lib/model/problem';
import { displayTitle } from '$lib/model/title';
import { discover, type Discovery } from '$lib/sources/discovery/discover';
import { hostName } from '$lib/sources/http-url';
import type { SourceContext, SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';

/** What a reader sees of a feed before adding it. */
export interface FeedPreview {
	id: FeedId;
	url: string;
	kind: SourceKind;
	description: FeedDescription;
	/** The newest few posts of the first page. */
	posts: { title: string; publishedAt: number | null }[];
	/** Posts on the first page. */
	count: number;
	/** Whether the archive goes on after the first page. */
	hasMore: boolean;
	/** Posts of the whole archive, when the site says so; else null. */
	total: number | null;
	offer: FeedOffer;
	/** Items of the first page that cannot be read. */
	skipped: number;
	/** What the reader should know before adding it, in words. */
	notes: Words[];
	isKept: boolean;
}

/** How much of a blog a feed gives. */
export interface FeedOffer {
	/** Everything that the blog has, and not only its latest posts. */
	isWhole: boolean;
	/** Posts of the archive where that is known, or else of the first page. */
	count: number;
	/** There are more than `count`, nobody says how many. */
	hasMore: boolean;
}

/** A found feed with its first page. */
export interface FoundFeed extends Discovery {
	id: FeedId;
	firstPage: SourcePage;
}

const POSTS_SHOWN = 5;
/** Feeds whose first page is read. */
const MOST_FEEDS = 6;

/** Where the same posts come in several formats: which is read first. */
const FORMATS: readonly SourceKind[] = ['wordpress', 'json-feed', 'atom', 'rss', 'rdf'];

/**
 * Finds the feeds at an address of any kind and reads the first page of each, without fetching it twice: the best first.
 * @throws SourceError when there is none that can be read
 */
export async function findFeedsAt(address: string, context: SourceContext): Promise<FoundFeed[]> {
	const discoveries = (await discover(address, context)).slice(0, MOST_FEEDS);
	const results = await Promise.all(discoveries.map((discovery) => firstPageOf(discovery, context)));
	const found = results.flatMap(({ feed }) => feed ?? []);
	const failures = results.flatMap(({ failure }) => failure ?? []);
	if (found.length === 0) throw failures[0] ?? new Error(`Nothing was found at ${address}`);
	const closed = failures
		.filter(({ code }) => code === 'api-closed')
		.map((error) => messageOf(error.toProblem()));
	return found.map((feed) => ({ ...feed, notes: [...feed.notes, ...closed] })).sort(bestFirst);
}

interface FirstPage {
	feed?: FoundFeed;
	/** Why there is none. */
	failure?: SourceError;
}

async function firstPageOf(discovery: Discovery, context: SourceContext): Promise<FirstPage> {
	const { url, source, page } = discovery;
	const id = feedIdOf(url);
	const pages = source.pages({ id, url }, url, { ...context, fetchText: withAnswer(page, url, context) });
	try {
		const first = await pages.next();
		if (first.done === true) throw new Error(`The ${source.kind} source gave no page`);
		return { feed: { ...discovery, id, firstPage: first.value } };
	} catch (error) {
		if (error instanceof SourceError) return { failure: error };
		throw error;
	} finally {
		await pages.return(undefined);
	}
}

function withAnswer(
	page: Discovery['page'],
	url: string,
	{ fetchText }: SourceContext
): SourceContext['fetchText'] {
	return (wanted) => (wanted === url || wanted === page.url ? Promise.resolve(page) : fetchText(wanted));
}

/** Whole archives of which the site says how large they are, then those that go on page by page, then latest posts. */
function bestFirst(a: FoundFeed, b: FoundFeed): number {
	return (
		worthOf(b) - worthOf(a) ||
		offerOf(b.firstPage).count - offerOf(a.firstPage).count ||
		FORMATS.indexOf(a.source.kind) - FORMATS.indexOf(b.source.kind)
	);
}

function worthOf({ firstPage }: FoundFeed): number {
	const { isWhole, hasMore } = offerOf(firstPage);
	if (!isWhole) return 0;
	return hasMore ? 1 : 2;
}

function offerOf({ posts, next, total }: SourcePage): FeedOffer {
	const hasMore = total === null && next !== null;
	return { isWhole: total !== null || next !== null, count: total ?? posts.length, hasMore };
}

/** What the first page leaves out is not known yet. */
export function descriptionOf(url: string, { description }: SourcePage): FeedDescription {
	return {
		title: hostName(url),
		...NOTHING_SAID,
		...description
	};
}

/** @param isKept whether the reader has it already */
export function previewOf({ id, url, source, firstPage, notes }: FoundFeed, isKept: boolean): FeedPreview {
	const newest = firstPage.posts.map(({ post }) => post).sort((a, b) => b.publishedAt - a.publishedAt);
	return {
		id,
		url,
		kind: source.kind,
		description: descriptionOf(url, firstPage),
		posts: newest.slice(0, POSTS_SHOWN).map((post) => ({
			title: displayTitle(post),
			publishedAt: post.hasOwnDate ? post.publishedAt : null
		})),
		count: newest.length,
		hasMore: firstPage.next !== null,
		total: firstPage.total,
		offer: offerOf(firstPage),
		skipped: firstPage.skipped.length,
		notes: eachOnce([...notes, ...(firstPage.notes ?? [])]),
		isKept
	};
}

/**
 * The record of a feed that has just been found, before any of its posts is stored.
 * @param now UTC milliseconds
 * @param isRelayed whether it is to be fetched through the reader's relay
 */
export function feedRecordOf(
	{ id, url, source, firstPage }: FoundFeed,
	now: number,
	isRelayed: boolean
): Feed {
	return newFeed(
		{ id, url, kind: source.kind, isRelayed, isFromFile: false, addedAt: now },
		descriptionOf(url, firstPage)
	);
}
