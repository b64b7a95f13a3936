import { STANDARD_SYNC, type SyncSettings } from '$lib/model/sync-settings';
import type { Database } from './database';

/** How this device syncs: what the reader chose, and the standard for the rest. */
export async function readSyncSettings(db: Database): Promise<SyncSettings> {
	return { ...STANDARD_SYNC, ...(await db.settings.get('sync'))?.value };
}

/** Changes only what is named. */
export async function changeSyncSettings(db: Database, change: Partial<SyncSettings>): Promise<void> {
	await db.transaction('rw', db.settings, async () => {
		await db.settings.put({ key: 'sync', value: { ...(await readSyncSettings(db)), ...change } });
	});
}
