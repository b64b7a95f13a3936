import { expose } from 'comlink';
import { createFetchText } from '$lib/sources/fetch-text';
import type { SourceContext } from '$lib/sources/source';
import { Database } from '$lib/store/database';
import { SyncService } from './sync-service';

function createContext(signal?: AbortSignal): SourceContext {
	const fetchText = createFetchText({
		fetch: (input, init) => fetch(input, init),
		isOnline: () => navigator.onLine && service.isPageOnline,
		...(signal && { signal })
	});
	return { fetchText, now: Date.now };
}

// Absent on plain http.
const locks = (navigator as { locks?: LockManager }).locks ?? null;
const service = new SyncService(new Database(), createContext, locks);

expose(service);
