import { expose } from 'comlink';
import { createFetchText } from '$lib/sources/fetch-text';
import { Database } from '$lib/store/database';
import { SyncService } from './sync-service';

const fetchText = createFetchText({
	fetch: (input, init) => fetch(input, init),
	isOnline: () => navigator.onLine && service.isPageOnline
});
const service = new SyncService(new Database(), { fetchText, now: Date.now }, navigator.locks);

expose(service);
