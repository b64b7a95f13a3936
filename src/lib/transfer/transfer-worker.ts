import '$lib/messages/all-problems';
import { expose } from 'comlink';
import { Database } from '$lib/store/database';
import { contextsOver } from '$lib/sync/contexts-over';
import { RequestQueue } from '$lib/sync/request-queue';
import { ImportService } from './imports/import-service';

// Absent on plain http.
const locks = (navigator as { locks?: LockManager }).locks ?? null;

// One script for two ends, most of which they share: each is a worker of its own.
expose(
	new ImportService(
		new Database(),
		contextsOver(new RequestQueue(locks), () => navigator.onLine)
	)
);
