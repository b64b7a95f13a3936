import { expose } from 'comlink';
import { createFetchText } from '$lib/sources/fetch-text';
import { Database } from '$lib/store/database';
import { SyncService } from './sync-service';

const fetchText = createFetchText({
	fetch: (input, init) => fetch(input, init),
	isOnline: () => navigator.onLine && service.isPageOnline
});
// Absent on plain http.
const locks = (navigator as { locks?: LockManager }).locks ?? null;
const service = new SyncService(new Database(), { fetchText, now: Date.now }, locks);

expose(service);
