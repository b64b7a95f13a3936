import { categoryKey } from '$lib/model/category';
import { newFeed, NOTHING_SYNCED, type Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { IncomingPost } from '$lib/model/post';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import { createCorpus, feedIdsOf, type Corpus } from './corpus';

/** Of everything in the library. */
export const SEED = 20_260_628;
/** Posts of one commit, as in a sync. */
const PART = 100;

/** Posts of one feed, as a sync stores them at once. */
export interface Part {
	feedId: FeedId;
	posts: IncomingPost[];
}

/** The same posts every time. */
export async function libraryCorpus(size: number): Promise<Corpus> {
	const list = await (await fetch('/bench/words.txt')).text();
	return createCorpus(list, size, SEED);
}

export async function addFeeds(db: Database): Promise<void> {
	await Promise.all(feedIdsOf(SEED).map((id, i) => addFeed(db, feedOf(id, i + 1))));
}

/** As archives are synced: one blog after another. */
export function* partsOf(posts: readonly SearchablePost[]): Generator<Part> {
	for (const [feedId, ofFeed] of Map.groupBy(posts, (post) => post.feedId)) {
		for (let from = 0; from < ofFeed.length; from += PART) {
			yield { feedId, posts: ofFeed.slice(from, from + PART).map(incomingOf) };
		}
	}
}

export async function commitPart(db: Database, { feedId, posts }: Part): Promise<void> {
	await commitPosts(db, feedId, { description: {}, posts, checkpoint: null });
}

/** Synced just now, so that the app does not look for it in the network. */
function feedOf(id: FeedId, number: number): Feed {
	const at = Date.now();
	const feed = newFeed(
		{
			id,
			kind: 'json-feed',
			url: `https://blog-${number}.example/feed.json`,
			isRelayed: false,
			isFromFile: false,
			addedAt: at
		},
		{
			title: `Blog ${number}`,
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
	return { ...feed, lastSync: { ...NOTHING_SYNCED, at } };
}

function incomingOf(post: SearchablePost): IncomingPost {
	const { id, feedId, title, publishedAt, categories, tags, text } = post;
	const firstSeenAt = Date.now();
	return {
		post: {
			id,
			feedId,
			guid: id,
			url: null,
			externalUrl: null,
			title,
			authors: post.authors.map((name) => ({ name, url: null, avatar: null })),
			publishedAt,
			hasOwnDate: true,
			updatedAt: null,
			categories,
			categoryKeys: categories.map(categoryKey),
			tags,
			excerpt: text.slice(0, 280),
			language: null,
			image: null,
			thumbnail: null,
			bannerImage: null,
			wordCount: text.split(' ').length,
			attachments: [],
			firstSeenAt,
			withdrawnAt: null,
			revision: id
		},
		body: { id, feedId, html: htmlOf(text), text, extensions: null }
	};
}

/** `text` is paragraphs, a line each. */
export function htmlOf(text: string): string {
	return text
		.split('\n')
		.map((paragraph) => `<p>${paragraph}</p>`)
		.join('\n');
}
