import { Dexie } from 'dexie';
import type { Feed, SourceKind } from '$lib/model/feed';
import { folderOf, isWithin, type Folder } from '$lib/model/folder';
import type { FeedId, PostId } from '$lib/model/ids';
import type { Database } from './database';
import { sortByName } from './sort-by-name';
import { addedAgain, isFoundAgain } from './sound/feed';

/** All feeds that are kept, by title. */
export async function listFeeds(db: Database): Promise<Feed[]> {
	const feeds = await db.feeds.toArray();
	return sortByName(feeds.filter(isKept), ({ title }) => title);
}

/** Undefined when it is not kept, or removed. */
export async function findFeed(db: Database, id: FeedId): Promise<Feed | undefined> {
	const feed = await db.feeds.get(id);
	return feed !== undefined && isKept(feed) ? feed : undefined;
}

/**
 * Adds `feed` unless its address is kept already. One that was removed, and not purged yet, comes back as it was; one that came in a
 * file and is added by its address is synced from then on.
 * @returns whether it is new.
 */
export async function addFeed(db: Database, feed: Feed): Promise<boolean> {
	if ((await db.feeds.get(feed.id))?.removedAt === PURGING) await purgeFeed(db, feed.id);
	return db.transaction('rw', db.feeds, async () => {
		const known = await db.feeds.get(feed.id);
		// Another tab has just begun to delete it: there is no feed yet that could be added.
		if (known?.removedAt === PURGING)
			throw new Error('This feed is being deleted just now. Add it again in a moment.');
		if (known === undefined) await db.feeds.put(feed);
		else if (!isKept(known) || isFoundAgain(known, feed)) {
			await db.feeds.put({ ...addedAgain(known, feed), removedAt: null });
		}
		return known === undefined || !isKept(known);
	});
}

/** What a reader may change on a feed. */
export type FeedChange = Partial<Pick<Feed, 'isPaused' | 'isRelayed' | 'isFollowed'>>;

/** Whether the pictures of a feed are always loaded; see `Feed.loadsPictures`. */
export async function setLoadsPictures(db: Database, id: FeedId, loads: boolean): Promise<void> {
	await db.feeds
		.where('id')
		.equals(id)
		.modify((feed) => {
			if (loads) feed.loadsPictures = true;
			else delete feed.loadsPictures;
		});
}

/** Another format has turned out to be that of a feed. */
export async function changeKind(db: Database, id: FeedId, kind: SourceKind): Promise<void> {
	await db.feeds.update(id, { kind });
}

/** Puts a feed into a folder; into none where that is empty. */
export async function setFolder(db: Database, id: FeedId, folder: Folder): Promise<void> {
	await db.feeds
		.where('id')
		.equals(id)
		.modify((feed) => put(feed, folder));
}

/** Puts what is in the folder `from`, and in those within it, into `to`; an empty one takes the folder away. */
export async function moveFolder(db: Database, from: Folder, to: Folder): Promise<void> {
	if (from.length === 0) return;
	await db.feeds
		.filter(({ folder = [] }) => isWithin(folder, from))
		.modify((feed) => put(feed, [...to, ...(feed.folder ?? []).slice(from.length)]));
}

function put(feed: Feed, names: Folder): void {
	const folder = folderOf(names);
	if (folder.length > 0) feed.folder = folder;
	else delete feed.folder;
}

/** Changes only what is named. A feed that is changed may be synced at once. */
export async function changeFeed(db: Database, id: FeedId, change: FeedChange): Promise<void> {
	await db.feeds.update(id, { ...change, retryAt: 0 });
}

/** Instead of when it was removed: its posts are being deleted, so it cannot come back. */
const PURGING = 0;

/** Feeds that were removed and can still come back, the latest first. */
export async function listRemoved(db: Database): Promise<Feed[]> {
	const removedAt = (feed: Feed) => feed.removedAt ?? PURGING;
	return (await db.feeds.toArray())
		.filter((feed) => removedAt(feed) > PURGING)
		.sort((a, b) => removedAt(b) - removedAt(a));
}

/** Ids of all feeds whose posts only seem to be gone. */
export async function removedFeeds(db: Database): Promise<FeedId[]> {
	const feeds = await db.feeds.toArray();
	return feeds.filter((feed) => !isKept(feed)).map(({ id }) => id);
}

/**
 * Takes a feed and its posts out of everything that is shown, at once; they are stored until {@link purgeFeed}.
 * @param now UTC milliseconds
 */
export async function removeFeed(db: Database, id: FeedId, now: number): Promise<void> {
	await db.feeds.where('id').equals(id).and(isKept).modify({ removedAt: now });
}

/** Undoes {@link removeFeed}. */
export async function restoreFeed(db: Database, id: FeedId): Promise<void> {
	await db.feeds
		.where('id')
		.equals(id)
		.and(({ removedAt }) => removedAt !== PURGING)
		.modify({ removedAt: null });
}

/** Milliseconds: a removal that seems older was noted by a clock that was wrong, or nobody has looked for long. */
const FAR_OFF = 30 * 24 * 60 * 60_000;

/**
 * Ids of feeds that are to be purged: those whose purge was cut off, and those removed long enough ago. The time of a removal
 * that cannot be right, with the clock as it is, begins anew, so that no clock deletes anything at once.
 * @param now UTC milliseconds
 * @param keptFor milliseconds in which a removed feed can come back
 */
export function feedsToPurge(db: Database, now: number, keptFor: number): Promise<FeedId[]> {
	return db.transaction('rw', db.feeds, async () => {
		const overdue: FeedId[] = [];
		for (const { id, removedAt } of await db.feeds.toArray()) {
			if (removedAt === null) continue;
			const age = now - removedAt;
			if (removedAt === PURGING || (age >= keptFor && age < FAR_OFF)) overdue.push(id);
			else if (age < 0 || age >= FAR_OFF) await db.feeds.update(id, { removedAt: now });
		}
		return overdue;
	});
}

/** Posts deleted in one transaction: some 30 milliseconds of work, after which others have their turn. */
const PURGED_AT_ONCE = 200;

/**
 * Deletes a removed feed with its posts, their bodies, comments and the reader's marks and highlights on them. The feed itself goes last, so
 * that a purge that was cut off is ended the next time.
 */
export async function purgeFeed(db: Database, id: FeedId): Promise<void> {
	await db.feeds
		.where('id')
		.equals(id)
		.and((feed) => !isKept(feed))
		.modify({ removedAt: PURGING });
	while (await purgeSome(db, id));
}

/** @returns whether there is more. */
async function purgeSome(db: Database, id: FeedId): Promise<boolean> {
	const { feeds, posts, bodies, marks, highlights, categories, comments, syncLog, media } = db;
	const tables = [feeds, posts, bodies, marks, highlights, categories, comments, syncLog, media];
	return db.transaction('rw', tables, async () => {
		if ((await db.feeds.get(id))?.removedAt !== PURGING) return false;
		const [low, high] = ofFeed(id);
		const ids = await db.posts
			.where('[feedId+publishedAt]')
			.between(low, high)
			.limit(PURGED_AT_ONCE)
			.primaryKeys();
		if (ids.length > 0) {
			await deletePosts(db, ids);
			return true;
		}
		await Promise.all([
			db.bodies.where('feedId').equals(id).delete(),
			db.comments.where('feedId').equals(id).delete(),
			db.highlights.where('feedId').equals(id).delete(),
			db.syncLog.where('feedId').equals(id).delete(),
			// Their files go with the next `tidyMedia`: a transaction does not wait for them.
			db.media.where('feedId').equals(id).delete(),
			db.categories.where('[feedId+key]').between(low, high).delete(),
			db.feeds.delete(id)
		]);
		return false;
	});
}

async function deletePosts(db: Database, ids: PostId[]): Promise<void> {
	await Promise.all([
		db.posts.bulkDelete(ids),
		db.bodies.bulkDelete(ids),
		db.marks.bulkDelete(ids),
		db.comments.where('postId').anyOf(ids).delete(),
		db.highlights.where('postId').anyOf(ids).delete()
	]);
}

/** Keys of everything of a feed in an index that begins with `feedId`. */
export function ofFeed(id: FeedId): [low: [FeedId, unknown], high: [FeedId, unknown]] {
	return [
		[id, Dexie.minKey],
		[id, Dexie.maxKey]
	];
}

function isKept({ removedAt }: Feed): boolean {
	return removedAt === null;
}
