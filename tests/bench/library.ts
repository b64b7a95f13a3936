import { categoryKey } from '$lib/model/category';
import { newFeed, NOTHING_SYNCED, type Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { IncomingPost } from '$lib/model/post';
import { commitPosts } from '$lib/store/commit';
import { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { createCorpus, feedIdsOf } from './corpus';
import { createQueries } from './queries';

const SEED = 20_260_628;
/** Posts of one commit, as in a sync. */
const PART = 100;

/**
 * Fills the library of this origin, which is empty, with `size` posts.
 * @returns what is typed in it later.
 */
async function fill(size: number): Promise<string[]> {
	const list = await (await fetch('/bench/words.txt')).text();
	const corpus = createCorpus(list, size, SEED);
	const db = new Database();
	await Promise.all(feedIdsOf(SEED).map((id, i) => addFeed(db, feedOf(id, i + 1))));
	// As archives are synced: one blog after another.
	for (const [feedId, posts] of Map.groupBy(corpus.posts, (post) => post.feedId)) {
		for (let from = 0; from < posts.length; from += PART) {
			const part = posts.slice(from, from + PART).map(incomingOf);
			await commitPosts(db, feedId, { description: {}, posts: part, checkpoint: null });
		}
	}
	db.close();
	return createQueries(corpus, SEED).typed;
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
	const html = text.split('\n').map((paragraph) => `<p>${paragraph}</p>`);
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
		body: { id, feedId, html: html.join('\n'), text, extensions: null }
	};
}

/** The program that drives this page calls it. */
Object.assign(globalThis, { fillLibrary: fill });
