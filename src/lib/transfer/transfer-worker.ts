import '$lib/messages/all-problems';
import { expose } from 'comlink';
import { Database } from '$lib/store/database';
import { contextsOver } from '$lib/sync/contexts-over';
import { AS_PAGES } from '$lib/sync/fetch-page';
import { RequestQueue } from '$lib/sync/request-queue';
import { ExportService } from './exports/export-service';
import { ImportService } from './imports/import-service';
import { LinkService } from './links/link-service';

const { name } = globalThis as { name?: string };
// Absent on plain http.
const locks = (navigator as { locks?: LockManager }).locks ?? null;
const isOnline = () => navigator.onLine;

// One script for three ends, most of which they share: each is a worker of its own.
if (name === 'exports') {
	expose(new ExportService(new Database()));
} else if (name === 'links') {
	const isConnected = () => isOnline() && service.isPageOnline;
	const createContext = contextsOver(new RequestQueue(locks), isConnected, AS_PAGES);
	const service = new LinkService(new Database(), { createContext, locks, appAddress: location.href });
	expose(service);
} else {
	expose(new ImportService(new Database(), contextsOver(new RequestQueue(locks), isOnline)));
}
