import type { Checkpoint, SyncOutcome } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { Database } from './database';

/** Syncs of a feed that are remembered. */
const REMEMBERED = 20;

/** How a sync ended, and what follows from it for the next one. */
export interface SyncEnd {
	outcome: SyncOutcome;
	/** Where the next one goes on. */
	checkpoint: Checkpoint | null;
	/** UTC milliseconds before which no automatic sync tries again. */
	retryAt: number;
	failures: number;
}

/** Keeps how a sync ended: on the feed, and in its log. A feed that was removed meanwhile keeps nothing. */
export async function recordSync(db: Database, feedId: FeedId, end: SyncEnd): Promise<void> {
	const { outcome, checkpoint, retryAt, failures } = end;
	await db.transaction('rw', [db.feeds, db.syncLog], async () => {
		const found = await db.feeds.update(feedId, { lastSync: outcome, checkpoint, retryAt, failures });
		if (found === 0) return;
		await db.syncLog.add({ feedId, outcome });
		const ids = await db.syncLog.where('feedId').equals(feedId).primaryKeys();
		await db.syncLog.bulkDelete(ids.slice(0, -REMEMBERED));
	});
}

/** How the last syncs of a feed went, the latest first. */
export async function listSyncs(db: Database, feedId: FeedId): Promise<SyncOutcome[]> {
	const records = await db.syncLog.where('feedId').equals(feedId).toArray();
	return records.map(({ outcome }) => outcome).reverse();
}
