import { categoryKey } from '$lib/model/category';
import type { Feed } from '$lib/model/feed';
import { feedIdOf, postIdOf, type FeedId } from '$lib/model/ids';
import type { IncomingPost, Post } from '$lib/model/post';
import { viewOf } from '$lib/model/view';
import { Database } from '$lib/store/database';
import type { PostFilter } from '$lib/store/post-queries';

let count = 0;

/** An empty library of its own for each test. */
export function freshDatabase(): Database {
	count += 1;
	return new Database(`test-${Date.now()}-${count}`);
}

export function feedRecord(url: string, more: Partial<Feed> = {}): Feed {
	return {
		id: feedIdOf(url),
		kind: 'json-feed',
		url,
		title: 'Garden',
		homeUrl: null,
		description: '',
		authors: [],
		language: null,
		icon: null,
		favicon: null,
		expired: false,
		addedAt: 0,
		postCount: 0,
		checkpoint: null,
		lastSync: null,
		...more
	};
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
