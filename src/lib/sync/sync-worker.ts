import '$lib/messages/all-problems';
import { expose } from 'comlink';
import { BackupService } from '$lib/store/backup/backup-service';
import { Database } from '$lib/store/database';
import { syncInBackground } from './background';
import { createSyncWorker } from './create-service';

/** What this script adds to the service worker that imports it. */
export interface BackgroundSync {
	/** See background.ts. */
	syncInBackground: () => Promise<void>;
}

// One script for three ends, most of which they share: so it is fetched and kept once.
if ('clients' in globalThis) {
	const ours: BackgroundSync = { syncInBackground };
	Object.assign(globalThis, ours);
} else if ((globalThis as { name?: string }).name === 'backup') {
	expose(new BackupService(new Database()));
} else {
	expose(createSyncWorker());
}
