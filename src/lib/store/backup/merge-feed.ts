import type { Checkpoint, Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import { fromTheStart } from '$lib/store/sound/feed';
import type { KeptFeed } from './format';

/** Milliseconds for which automatic syncs leave a feed alone whose posts are on their way; afterwards they fetch what is missing. */
const LEFT_ALONE = 15 * 60_000;

/** What a restore makes of a feed. */
export interface MergedFeed {
	/** As the backup has it. */
	saved: KeptFeed;
	/** Whether there was none here, nor in the trash. */
	isNew: boolean;
	/** Where its walk stood when its first post came in; undefined while none has. */
	before?: Checkpoint | null;
}

/**
 * Brings in a feed of a backup: it is added, or comes back from the trash, or stays as it is. One that is added looks as if its
 * archive had yet to be walked through, until all of its posts are in: after a restore that was cut off, a sync
 * fetches the rest.
 * @param now UTC milliseconds
 * @returns whether it has come in.
 */
export async function mergeFeed(
	db: Database,
	saved: KeptFeed,
	now: number
): Promise<{ merged: MergedFeed; hasCome: boolean }> {
	const known = await db.feeds.get(saved.id);
	const hasCome = await addFeed(db, {
		...saved,
		...NOTHING_KEPT,
		checkpoint: wholeWalk(saved),
		followed: null,
		lastSync: null,
		retryAt: now + LEFT_ALONE
	});
	// One from the trash is as it was, unless it was being deleted.
	const isNew = hasCome && (known === undefined || known.removedAt === 0);
	return { merged: { saved, isNew }, hasCome };
}

const NOTHING_KEPT = { postCount: 0, unreadCount: 0, size: 0, failures: 0, removedAt: null };

/**
 * Notes, in the transaction in which posts come in, that the feed may now have a gap: posts that a backup brings can be newer than those
 * that are missing before them, so a sync must not take the first page that brings nothing new for the end of the news.
 * Sites that are asked what has changed have no such gaps.
 */
export async function noteGap(db: Database, id: FeedId, merged: MergedFeed | undefined): Promise<void> {
	if (merged?.isNew === true) return;
	const feed = await db.feeds.get(id);
	if (feed?.followed !== null) return;
	if (merged !== undefined && !('before' in merged)) merged.before = feed.checkpoint;
	if (!isWholeWalk(feed)) await db.feeds.put({ ...feed, checkpoint: wholeWalk(feed) });
}

/** Once every post of the backup is in: goes on where the backup was, or where the feed was here, unless a sync has gone on meanwhile. */
export async function settleFeeds(db: Database, feeds: ReadonlyMap<FeedId, MergedFeed>): Promise<void> {
	await db.transaction('rw', db.feeds, async () => {
		const kept = await db.feeds.bulkGet([...feeds.keys()]);
		const settled = kept.map((feed) => feed && settledFeed(feed, feeds.get(feed.id)));
		await db.feeds.bulkPut(settled.filter((feed) => feed !== undefined));
	});
}

/** Undefined when the feed stays as it is. */
function settledFeed(feed: Feed, merged: MergedFeed | undefined): Feed | undefined {
	if (merged === undefined || !isWholeWalk(feed)) return undefined;
	const { saved, isNew, before } = merged;
	if (isNew) {
		const { checkpoint, followed, lastSync } = saved;
		const isUntouched = feed.lastSync === null && feed.followed === null;
		return isUntouched ? { ...feed, checkpoint, followed, lastSync, retryAt: 0 } : undefined;
	}
	// A walk that reached the end leaves nothing out before the posts that were here.
	return before !== undefined && saved.checkpoint === null ? { ...feed, checkpoint: before } : undefined;
}

/** From the newest page through to the end, skipping nothing; what came in a file is not walked through. */
function wholeWalk({ url, isFromFile }: Pick<Feed, 'url' | 'isFromFile'>): Checkpoint | null {
	return isFromFile ? null : fromTheStart(url);
}

function isWholeWalk({ url, checkpoint, isFromFile }: Feed): boolean {
	return isFromFile || (checkpoint?.next === url && checkpoint.pages === 0);
}
