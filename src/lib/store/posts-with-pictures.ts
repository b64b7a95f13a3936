import type { FeedId, PostId } from '$lib/model/ids';
import type { Database, PostRecord } from './database';
import { isText } from './sound/values';

/** Posts read at once. */
const AT_ONCE = 100;

/** Posts with a star, newest first. */
export async function* starredNewestFirst(db: Database): AsyncGenerator<PostRecord> {
	yield* postsOf(db, await db.posts.orderBy('starredPlace').primaryKeys());
}

/** All posts of `feeds`, newest first. */
export async function* postsNewestFirst(
	db: Database,
	feeds: ReadonlySet<FeedId>
): AsyncGenerator<PostRecord> {
	if (feeds.size === 0) return;
	const [only] = feeds;
	const ids =
		feeds.size === 1 && only !== undefined
			? await db.posts
					.where('[feedId+publishedAt]')
					.between([only, -Infinity], [only, Infinity])
					.primaryKeys()
			: await db.posts.orderBy('publishedAt').primaryKeys();
	for await (const post of postsOf(db, ids)) if (feeds.has(post.feedId)) yield post;
}

/** @param oldestFirst ids; a cursor that walks backward would take many times as long */
async function* postsOf(db: Database, oldestFirst: PostId[]): AsyncGenerator<PostRecord> {
	// A damaged record may have any key.
	const ids = oldestFirst.filter(isText).reverse();
	for (let start = 0; start < ids.length; start += AT_ONCE) {
		const posts = await db.posts.bulkGet(ids.slice(start, start + AT_ONCE));
		for (const post of posts) if (post !== undefined) yield post;
	}
}

/** Ids of all posts with a star. */
export async function starredIds(db: Database): Promise<Set<PostId>> {
	return new Set((await db.marks.where('starredAt').above(0).primaryKeys()).filter(isText));
}
