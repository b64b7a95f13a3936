import { Dexie } from 'dexie';
import type { Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { Database } from './database';

/** All feeds, by title. */
export async function listFeeds(db: Database): Promise<Feed[]> {
	const feeds = await db.feeds.toArray();
	const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
	return feeds.sort((a, b) => compare(a.title, b.title));
}

export function findFeed(db: Database, id: FeedId): Promise<Feed | undefined> {
	return db.feeds.get(id);
}

/** Adds `feed` unless its address is kept already. @returns whether it is new. */
export async function addFeed(db: Database, feed: Feed): Promise<boolean> {
	return db.transaction('rw', db.feeds, async () => {
		if ((await db.feeds.get(feed.id)) !== undefined) return false;
		await db.feeds.add(feed);
		return true;
	});
}

/** What a reader may change on a feed. */
export type FeedChange = Partial<Pick<Feed, 'isPaused' | 'isRelayed'>>;

/** Changes only what is named. A feed that is changed may be synced at once. */
export async function changeFeed(db: Database, id: FeedId, change: FeedChange): Promise<void> {
	await db.feeds.update(id, { ...change, retryAt: 0 });
}

/** Removes a feed with its posts, their bodies, comments and the reader's marks on them, all or nothing. */
export async function removeFeed(db: Database, id: FeedId): Promise<void> {
	const tables = [db.feeds, db.posts, db.bodies, db.marks, db.categories, db.comments, db.syncLog];
	await db.transaction('rw', tables, async () => {
		const posts = await db.posts
			.where('[feedId+publishedAt]')
			.between([id, Dexie.minKey], [id, Dexie.maxKey])
			.primaryKeys();
		await Promise.all([
			db.posts.bulkDelete(posts),
			db.bodies.bulkDelete(posts),
			db.marks.bulkDelete(posts),
			db.comments.where('feedId').equals(id).delete(),
			db.syncLog.where('feedId').equals(id).delete(),
			db.categories.where('[feedId+key]').between([id, Dexie.minKey], [id, Dexie.maxKey]).delete(),
			db.feeds.delete(id)
		]);
	});
}
