import { createFetchText } from '$lib/sources/fetch/fetch-text';
import type { SourceContext } from '$lib/sources/source';
import { Database } from '$lib/store/database';
import { HostPatience } from './host-patience';
import { RequestQueue } from './request-queue';
import { SyncService } from './sync-service';

/** The service over this browser's network, library and locks. Make one per worker. */
export function createSyncService(): SyncService {
	// Absent on plain http.
	const locks = (navigator as { locks?: LockManager }).locks ?? null;
	const queue = new RequestQueue(locks);
	const patience = new HostPatience(Date.now);
	const createContext = (signal?: AbortSignal): SourceContext => {
		const fetchText = createFetchText({
			fetch: (input, init) => fetch(input, init),
			isOnline: () => navigator.onLine && service.isPageOnline,
			...(signal && { signal })
		});
		const queued: SourceContext['fetchText'] = (url) => queue.run(url, signal, () => fetchText(url));
		return { fetchText: patience.patient(queued), now: Date.now };
	};
	const service = new SyncService(new Database(), { createContext, locks, random: Math.random });
	return service;
}
