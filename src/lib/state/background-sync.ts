import { PERIODIC_SYNC } from '$lib/model/sync-settings';

/** Periodic Background Sync, which TypeScript does not know. */
interface PeriodicSyncManager {
	register: (tag: string, options: { minInterval: number }) => Promise<void>;
	unregister: (tag: string) => Promise<void>;
}

/**
 * Asks the browser to sync also while the app is closed, where it can: in some browsers, for an installed app, and as
 * often as the browser sees fit. Elsewhere nothing happens.
 * @param interval minutes, or null for only when asked
 */
export async function syncInBackground(interval: number | null): Promise<void> {
	// Absent in private windows of some browsers and on addresses that are not secure.
	if (!('serviceWorker' in navigator)) return;
	const registration = await navigator.serviceWorker.ready;
	const { periodicSync } = registration as { periodicSync?: PeriodicSyncManager };
	if (periodicSync === undefined || !(await isAllowed())) return;
	if (interval === null) await periodicSync.unregister(PERIODIC_SYNC);
	else await periodicSync.register(PERIODIC_SYNC, { minInterval: interval * 60_000 });
}

async function isAllowed(): Promise<boolean> {
	const name = 'periodic-background-sync' as PermissionName;
	try {
		return (await navigator.permissions.query({ name })).state === 'granted';
	} catch (error) {
		// A browser that does not know the permission does not have the feature.
		if (error instanceof TypeError) return false;
		throw error;
	}
}
