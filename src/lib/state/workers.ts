import { wrap, type Remote } from 'comlink';
import type { SearchService } from '$lib/search/search-service';
import searchWorkerUrl from '$lib/search/worker?worker&url';
import type { BackupService } from '$lib/store/backup/backup-service';
import { whenKept } from '$lib/store/kept-page';
import type { SyncWorker } from '$lib/sync/create-service';
import syncWorkerUrl from '$lib/sync/sync-worker?worker&url';
import transferWorkerUrl from '$lib/transfer/transfer-worker?worker&url';
import { LateWorker } from './late-worker';

const urls: readonly string[] = [searchWorkerUrl, syncWorkerUrl, transferWorkerUrl];

/** The only script addresses that this policy lets through are those of our own workers. */
const policy = window.trustedTypes?.createPolicy('backlist-worker', {
	createScriptURL(url) {
		if (urls.includes(url)) return url;
		throw new TypeError(`Not a worker of Backlist: ${url}`);
	}
});

/** The workers of every page. */
export interface Workers {
	search: Remote<SearchService>;
	sync: Remote<SyncWorker>;
	/** Start them; until then what they are asked waits. Loading one takes both hands of a small machine. */
	beginSearch: () => void;
	beginSync: () => void;
}

/** `onFailure` hears when a worker cannot be loaded or ends. */
export function lateWorkers(onFailure: () => void): Workers {
	const search = new LateWorker(() => startWorker(searchWorkerUrl, onFailure));
	const sync = new LateWorker(() => startWorker(syncWorkerUrl, onFailure));
	return {
		search: wrap<SearchService>(search),
		sync: wrap<SyncWorker>(sync),
		beginSearch: () => search.begin(),
		beginSync: () => sync.begin()
	};
}

/** Started when the reader first needs it. `onFailure` hears when the worker cannot be loaded or ends. */
export function startBackupWorker(onFailure: () => void): Remote<BackupService> {
	return wrap<BackupService>(startTaskWorker(syncWorkerUrl, onFailure, 'backup'));
}

/** Started when files come in or go out: each end is a worker of its own. */
export function startTransferWorker<S>(onFailure: () => void, name: 'imports' | 'exports'): Remote<S> {
	return wrap<S>(startTaskWorker(transferWorkerUrl, onFailure, name));
}

/** One that fails is ended: its next task gets another, and must not find it still at work. */
function startTaskWorker(url: string, onFailure: () => void, name: string): Worker {
	const worker = startWorker(url, onFailure, name);
	worker.addEventListener('error', () => worker.terminate());
	return worker;
}

/** @param name by which a script that serves several ends knows its own; see sync-worker.ts. */
function startWorker(url: string, onFailure: () => void, name = ''): Worker {
	// TypeScript's `Worker` takes a string; browsers that enforce Trusted Types want the object.
	const trusted = (policy?.createScriptURL(url) ?? url) as string;
	// Browsers keep the compiled code of classic scripts alone; in development Vite gives modules.
	const worker = new Worker(trusted, { name, type: import.meta.env.DEV ? 'module' : 'classic' });
	worker.addEventListener('error', onFailure);
	whenKept(() => worker.terminate());
	return worker;
}
