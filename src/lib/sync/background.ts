import { sumOf } from '$lib/store/count-posts';
import { Database } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import { readSyncSettings } from '$lib/store/sync-settings';
import { createSyncWorker } from './create-service';
import { showBadge } from './unread-badge';

/** Syncs the feeds that are due, and shows how many posts are unread now. */
export async function syncInBackground(): Promise<void> {
	await createSyncWorker().syncDue();
	const db = new Database();
	try {
		const { showsBadge } = await readSyncSettings(db);
		if (showsBadge) await showBadge(sumOf(await listFeeds(db)).unread);
	} finally {
		db.close();
	}
}
