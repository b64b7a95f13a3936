import { wrap, type Remote } from 'comlink';
import type { SearchService } from '$lib/search/search-service';
import searchWorkerUrl from '$lib/search/worker?worker&url';
import type { SyncService } from '$lib/sync/sync-service';
import syncWorkerUrl from '$lib/sync/worker?worker&url';

/** The only script addresses that this policy lets through are those of our own two workers. */
const policy = window.trustedTypes?.createPolicy('backlist-worker', {
	createScriptURL(url) {
		if (url === searchWorkerUrl || url === syncWorkerUrl) return url;
		throw new TypeError(`Not a worker of Backlist: ${url}`);
	}
});

/** `onFailure` hears when the worker cannot be loaded or ends. */
export function startSyncWorker(onFailure: () => void): Remote<SyncService> {
	return wrap<SyncService>(startWorker(syncWorkerUrl, onFailure));
}

/** `onFailure` hears when the worker cannot be loaded or ends. */
export function startSearchWorker(onFailure: () => void): Remote<SearchService> {
	return wrap<SearchService>(startWorker(searchWorkerUrl, onFailure));
}

function startWorker(url: string, onFailure: () => void): Worker {
	// TypeScript's `Worker` takes a string; browsers that enforce Trusted Types want the object.
	const trusted = (policy?.createScriptURL(url) ?? url) as string;
	const worker = new Worker(trusted, { type: 'module' });
	worker.addEventListener('error', onFailure);
	return worker;
}
