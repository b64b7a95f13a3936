import { Dexie } from 'dexie';
import type { FeedId, PostId } from '$lib/model/ids';
import type { Post } from '$lib/model/post';
import { nextSequence } from './commit';
import type { Database } from './database';

/** The posts of `ids`, undefined for those that are not kept. */
export function postsById(db: Database, ids: PostId[]): Promise<(Post | undefined)[]> {
	return db.posts.bulkGet(ids);
}

/**
 * Ids of a feed's posts; no post is read.
 * @param from UTC milliseconds of the oldest
 * @param before UTC milliseconds; from then on they do not count
 */
export function idsOfFeed(
	db: Database,
	feedId: FeedId,
	from = -Infinity,
	before = Infinity
): Promise<PostId[]> {
	const low = from === -Infinity ? Dexie.minKey : from;
	const high = before === Infinity ? Dexie.maxKey : before;
	return db.posts
		.where('[feedId+publishedAt]')
		.between([feedId, low], [feedId, high], true, false)
		.primaryKeys();
}

/**
 * Marks posts as taken down by the site. They stay, with all that the reader did to them.
 * @param now UTC milliseconds
 * @returns how many were not marked so before.
 */
export async function withdrawPosts(db: Database, ids: PostId[], now: number): Promise<number> {
	return db.transaction('rw', [db.posts, db.meta], async () => {
		const posts = (await db.posts.bulkGet(ids)).filter((post) => post?.withdrawnAt === null);
		if (posts.length === 0) return 0;
		const sequence = await nextSequence(db);
		await db.posts.bulkPut(posts.flatMap((post) => (post ? [{ ...post, withdrawnAt: now, sequence }] : [])));
		return posts.length;
	});
}
