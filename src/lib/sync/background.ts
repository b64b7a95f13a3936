import { sumOf } from '$lib/store/count-posts';
import { Database } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import { readSyncSettings } from '$lib/store/sync-settings';
import { createSyncService } from './create-service';
import { showBadge } from './unread-badge';

/** What this script adds to the service worker that imports it. */
export interface BackgroundSync {
	/** Syncs the feeds that are due, and shows how many posts are unread now. */
	syncInBackground: () => Promise<void>;
}

async function syncInBackground(): Promise<void> {
	await createSyncService().syncDue();
	const db = new Database();
	try {
		const { showsBadge } = await readSyncSettings(db);
		if (showsBadge) await showBadge(sumOf(await listFeeds(db)).unread);
	} finally {
		db.close();
	}
}

const ours: BackgroundSync = { syncInBackground };
Object.assign(globalThis, ours);
