import type { Comment } from '$lib/model/comment';
import type { Followed } from '$lib/model/feed';
import type { FeedId, PostId } from '$lib/model/ids';
import { keptFeed, nextSequence } from './commit';
import type { Database } from './database';

/** The comments of a post, oldest first. */
export async function commentsOf(db: Database, postId: PostId): Promise<Comment[]> {
	const comments = await db.comments.where('postId').equals(postId).toArray();
	return comments.sort((a, b) => a.publishedAt - b.publishedAt);
}

/**
 * Stores comments, how far they have been followed, and how many each post has, in one transaction.
 * Those of posts that are not kept are left out.
 * @returns how many were new, and whether the reader has paused the feed, here or in another tab.
 * @throws FeedRemovedError when the feed is no longer kept; nothing is stored then.
 */
export async function commitComments(
	db: Database,
	feedId: FeedId,
	comments: Comment[],
	followed: Followed
): Promise<{ added: number; isPaused: boolean }> {
	const tables = [db.feeds, db.posts, db.comments, db.meta];
	return db.transaction('rw', tables, async () => {
		const feed = await keptFeed(db, feedId);
		await db.feeds.put({ ...feed, followed });
		return { added: await putComments(db, comments), isPaused: feed.isPaused };
	});
}

/**
 * Stores comments that came in a file and are not kept yet; how far those of the site have been followed stays as it is. Those of posts that are not
 * kept are left out.
 * @returns how many were new
 * @throws FeedRemovedError when the feed is no longer kept
 */
export async function addComments(db: Database, feedId: FeedId, comments: Comment[]): Promise<number> {
	if (comments.length === 0) return 0;
	return db.transaction('rw', [db.feeds, db.posts, db.comments, db.meta], async () => {
		await keptFeed(db, feedId);
		const known = await db.comments.bulkGet(comments.map(({ id }) => id));
		return putComments(
			db,
			comments.filter((_, at) => known[at] === undefined)
		);
	});
}

/** Makes the comments of a post these and no others. @returns how many were new. */
export async function replaceComments(db: Database, postId: PostId, comments: Comment[]): Promise<number> {
	return db.transaction('rw', [db.posts, db.comments, db.meta], async () => {
		const ids = new Set(comments.map(({ id }) => id));
		const kept = await db.comments.where('postId').equals(postId).primaryKeys();
		await db.comments.bulkDelete(kept.filter((id) => !ids.has(id)));
		const added = await putComments(db, comments);
		if (comments.length === 0 && kept.length > 0) await countComments(db, [postId]);
		return added;
	});
}

async function putComments(db: Database, comments: Comment[]): Promise<number> {
	const postIds = [...new Set(comments.map(({ postId }) => postId))];
	const posts = await db.posts.bulkGet(postIds);
	const isKept = new Set(posts.map((post) => post?.id));
	const wanted = comments.filter(({ postId }) => isKept.has(postId));
	const known = await db.comments.bulkGet(wanted.map(({ id }) => id));
	await db.comments.bulkPut(wanted);
	await countComments(
		db,
		postIds.filter((id) => isKept.has(id))
	);
	return known.filter((comment) => comment === undefined).length;
}

/** Writes only posts whose number has changed: each that is written is indexed anew. */
async function countComments(db: Database, postIds: PostId[]): Promise<void> {
	const [posts, counts] = await Promise.all([
		db.posts.bulkGet(postIds),
		Promise.all(postIds.map((id) => db.comments.where('postId').equals(id).count()))
	]);
	const changed = posts.flatMap((post, i) => {
		const commentCount = counts[i] ?? 0;
		return post === undefined || (post.commentCount ?? 0) === commentCount ? [] : [{ ...post, commentCount }];
	});
	if (changed.length === 0) return;
	const sequence = await nextSequence(db);
	await db.posts.bulkPut(changed.map((post) => ({ ...post, sequence })));
}
