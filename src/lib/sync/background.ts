import '$lib/messages/all-problems';
import { createSyncService } from './create-service';

/** What this script adds to the service worker that imports it. */
export interface BackgroundSync {
	/** Syncs the feeds that are due. */
	syncInBackground: () => Promise<void>;
}

const ours: BackgroundSync = { syncInBackground: () => createSyncService().syncDue() };
Object.assign(globalThis, ours);
