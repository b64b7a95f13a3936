import type { Feed, FeedDescription, SourceKind } from '$lib/model/feed';
import { feedIdOf, type FeedId } from '$lib/model/ids';
import { displayTitle } from '$lib/model/title';
import { discover, type Discovery } from '$lib/sources/discover';
import type { SourceContext, SourcePage } from '$lib/sources/source';

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
	/** Items of the first page that cannot be read. */
	skipped: number;
	isKept: boolean;
}

const POSTS_SHOWN = 5;

/** A found feed with its first page. */
export interface FoundFeed extends Discovery {
	id: FeedId;
	firstPage: SourcePage;
}

/**
 * Finds the feed at an address of any kind and reads its first page, without fetching it twice.
 * @throws SourceError
 */
export async function findFeedAt(address: string, context: SourceContext): Promise<FoundFeed> {
	const discovery = await discover(address, context);
	const { url, source, page } = discovery;
	const id = feedIdOf(url);
	const pages = source.pages({ id, url }, url, { ...context, fetchText: onceFrom(page, url, context) });
	const first = await pages.next();
	await pages.return(undefined);
	if (first.done === true) throw new Error(`The ${source.kind} source gave no page`);
	return { ...discovery, id, firstPage: first.value };
}

function onceFrom(page: Discovery['page'], url: string, context: SourceContext): SourceContext['fetchText'] {
	return (wanted) => (wanted === url ? Promise.resolve(page) : context.fetchText(wanted));
}

export function previewOf({ id, url, source, firstPage }: FoundFeed, isKept: boolean): FeedPreview {
	const newest = firstPage.posts.map(({ post }) => post).sort((a, b) => b.publishedAt - a.publishedAt);
	return {
		id,
		url,
		kind: source.kind,
		description: firstPage.description,
		posts: newest.slice(0, POSTS_SHOWN).map((post) => ({
			title: displayTitle(post),
			publishedAt: post.hasOwnDate ? post.publishedAt : null
		})),
		count: newest.length,
		hasMore: firstPage.next !== null,
		skipped: firstPage.skipped.length,
		isKept
	};
}

/** The record of a feed that has just been found, before any of its posts is stored. */
export function feedRecordOf({ id, url, source, firstPage }: FoundFeed, now: number): Feed {
	return {
		id,
		url,
		kind: source.kind,
		...firstPage.description,
		addedAt: now,
		postCount: 0,
		checkpoint: null,
		lastSync: null
	};
}
