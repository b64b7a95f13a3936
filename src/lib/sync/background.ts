import { createSyncWorker } from './create-service';

/** What this script adds to the service worker that imports it. */
export interface BackgroundSync {
	/** Syncs the feeds that are due. */
	syncInBackground: () => Promise<void>;
}

const ours: BackgroundSync = { syncInBackground: () => createSyncWorker().syncDue() };
Object.assign(globalThis, ours);
