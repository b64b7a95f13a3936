import { newFeed, type Feed } from '$lib/model/feed';
import { feedIdOf, type FeedId, type PostId } from '$lib/model/ids';
import type { Body, Post } from '$lib/model/post';
import type { PostRecord } from '$lib/store/database';
import { lostGuid } from '$lib/store/sound/post';
import { hostOf, kindOf, standInAddress } from '$lib/store/sound/feed';

/** The feed of posts of which nothing tells where they come from. */
export const RECOVERED: FeedId = feedIdOf('backlist:recovered');

/** UTF-16 units of a text that stand for it in a list. */
const EXCERPT = 280;

/**
 * A post of which only the text is left, to be read until a sync brings the rest.
 * @param now UTC milliseconds
 */
export function rebuiltPost(body: Body, now: number): PostRecord {
	const { id, feedId, text } = body;
	const post: Post = {
		id,
		feedId,
		guid: lostGuid(id),
		url: null,
		externalUrl: null,
		title: '',
		authors: [],
		publishedAt: now,
		hasOwnDate: false,
		updatedAt: null,
		categories: [],
		categoryKeys: [],
		tags: [],
		excerpt: text.slice(0, EXCERPT).toWellFormed(),
		language: null,
		image: null,
		thumbnail: null,
		bannerImage: null,
		wordCount: text.split(/\s+/).filter(Boolean).length,
		attachments: [],
		firstSeenAt: now,
		withdrawnAt: null,
		revision: ''
	};
	return { ...post, categoryPlaces: [], authorPlaces: [], tagPlaces: [], sequence: 0, size: 0 };
}

/** The text of a post that has lost it. */
export function emptyBody(id: PostId, feedId: FeedId): Body {
	return { id, feedId, html: '', text: '', extensions: null };
}

/**
 * A feed that is not there any more, for the posts that are: they can be read, and it is synced again once it is added again.
 * @param postUrl of any of its posts, or null
 * @param url its address where it is known, or null
 * @param now UTC milliseconds
 */
export function rebuiltFeed(id: FeedId, postUrl: string | null, url: string | null, now: number): Feed {
	const host = hostOf(url) ?? hostOf(postUrl);
	const homeUrl = host === null ? null : new URL('/', postUrl ?? url ?? undefined).href;
	const address = url ?? standInAddress(id, homeUrl);
	const identity = {
		id,
		kind: kindOf(url, null),
		url: address,
		isRelayed: false,
		isFromFile: false,
		addedAt: now
	};
	const feed = newFeed(identity, {
		title: host ?? 'Recovered posts',
		homeUrl,
		description: '',
		authors: [],
		language: null,
		icon: null,
		favicon: null,
		expired: false,
		categoryParents: {}
	});
	return { ...feed, isFollowed: url !== null };
}
