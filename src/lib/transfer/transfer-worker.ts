import '$lib/messages/all-problems';
import { expose } from 'comlink';
import { Database } from '$lib/store/database';
import { contextsOver } from '$lib/sync/contexts-over';
import { RequestQueue } from '$lib/sync/request-queue';
import { ExportService } from './exports/export-service';
import { ImportService } from './imports/import-service';

// One script for two ends, most of which they share: each is a worker of its own.
if ((globalThis as { name?: string }).name === 'exports') {
	expose(new ExportService(new Database()));
} else {
	// Absent on plain http.
	const locks = (navigator as { locks?: LockManager }).locks ?? null;
	const contexts = contextsOver(new RequestQueue(locks), () => navigator.onLine);
	expose(new ImportService(new Database(), contexts));
}
