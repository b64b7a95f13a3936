import { categoryKey } from '$lib/model/category';
import { newFeed, type Feed } from '$lib/model/feed';
import { feedIdOf, postIdOf, type FeedId } from '$lib/model/ids';
import type { IncomingPost, Post } from '$lib/model/post';
import { STANDARD_SYNC } from '$lib/model/sync-settings';
import { viewOf } from '$lib/model/view';
import type { SourceContext } from '$lib/sources/source';
import { sumOf } from '$lib/store/count-posts';
import { Database } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import type { PostFilter } from '$lib/store/post-queries';
import type { SyncWorld } from '$lib/sync/sync-feed';

let count = 0;

/** An empty library of its own for each test. */
export function freshDatabase(): Database {
	count += 1;
	return new Database(`test-${Date.now()}-${count}`);
}

export function feedRecord(url: string, more: Partial<Feed> = {}): Feed {
	const feed = newFeed(
		{ id: feedIdOf(url), kind: 'json-feed', url, isRelayed: false, isFromFile: false, addedAt: 0 },
		{
			title: 'Garden',
			homeUrl: null,
			description: '',
			authors: [],
			language: null,
			icon: null,
			favicon: null,
			expired: false,
			categoryParents: {}
		}
	);
	return { ...feed, ...more };
}

/** A post as a source gives it. */
export function incoming(
	feedId: FeedId,
	guid: string,
	more: Partial<Post> = {},
	html = `<p>${guid}</p>`
): IncomingPost {
	const id = postIdOf(feedId, guid);
	const categories = more.categories ?? [];
	const post: Post = {
		id,
		feedId,
		guid,
		url: null,
		externalUrl: null,
		title: guid,
		authors: [],
		publishedAt: 0,
		hasOwnDate: true,
		updatedAt: null,
		tags: [],
		excerpt: '',
		language: null,
		image: null,
		thumbnail: null,
		bannerImage: null,
		wordCount: 1,
		attachments: [],
		firstSeenAt: 1000,
		withdrawnAt: null,
		revision: JSON.stringify([more, html]),
		...more,
		categories,
		categoryKeys: categories.map(categoryKey)
	};
	return { post, body: { id, feedId, html, text: html.replace(/<[^>]*>/g, ''), extensions: null } };
}

export function filter(search = ''): PostFilter {
	return viewOf(new URLSearchParams(search));
}

/** Posts kept of all feeds, as they are counted. */
export async function countPosts(db: Database): Promise<{ kept: number; unread: number }> {
	return sumOf(await listFeeds(db));
}

/** What a sync of a test runs in; it waits for nothing. */
export function syncWorld(db: Database, context: SourceContext, more: Partial<SyncWorld> = {}): SyncWorld {
	return {
		db,
		context,
		settings: STANDARD_SYNC,
		signal: new AbortController().signal,
		random: () => 0.5,
		wait: () => Promise.resolve(),
		report: () => {},
		...more
	};
}
