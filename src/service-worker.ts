/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />

// Keeps the app itself, so that every page opens without a network, and syncs when the browser wakes it for that.
import { base, build, files, version } from '$service-worker';
import { LAST_VIEW, withLastView, type LastView } from '$lib/model/last-view';
import { PERIODIC_SYNC } from '$lib/model/sync-settings';
import { createSyncService } from '$lib/sync/create-service';

const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;

/** Another Backlist may live in another folder of the same host. */
const PREFIX = `backlist-app:${base}:`;
const CACHE = PREFIX + version;
/** The one page of the app; it is in none of SvelteKit's lists. */
const SHELL = `${base}/`;
/** Fonts of scripts that few readers need are kept when they are first used. */
const RARE_FONT = /-(latin-ext|cyrillic)-[^/]*\.woff2$/;

worker.addEventListener('install', (event) => {
	const needed = [SHELL, ...build.filter((path) => !RARE_FONT.test(path))];
	// `addAll` keeps all of them or fails; a failed install leaves the version in charge untouched.
	const keep = async () => {
		const cache = await caches.open(CACHE);
		await cache.addAll(needed.map(fresh));
		await Promise.all(files.map((path) => keepIfThere(cache, path)));
	};
	event.waitUntil(keep());
});

worker.addEventListener('activate', (event) => {
	// The cache before stays too: a tab that still runs that version finds its parts.
	const tidy = async () => {
		const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
		await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
		await worker.clients.claim();
	};
	event.waitUntil(tidy());
});

worker.addEventListener('message', (event) => {
	if (event.data === 'skip-waiting') void worker.skipWaiting();
});

/** Periodic Background Sync, which TypeScript does not know: only some browsers have it, and only for installed apps. */
interface PeriodicSyncEvent extends ExtendableEvent {
	readonly tag: string;
}

worker.addEventListener('periodicsync' as keyof ServiceWorkerGlobalScopeEventMap, (event) => {
	const { tag } = event as PeriodicSyncEvent;
	// Locks keep it from what an open tab is syncing already.
	if (tag === PERIODIC_SYNC) (event as PeriodicSyncEvent).waitUntil(createSyncService().syncDue());
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (!url.pathname.startsWith(SHELL)) return;
	if (request.mode === 'navigate' && !files.includes(url.pathname)) event.respondWith(fromShell(request));
	// A sync asks this way: a host may change feeds and `config.json` without a new build.
	else if (request.cache === 'no-cache' && !build.includes(url.pathname))
		event.respondWith(fromNetworkFirst(request));
	else event.respondWith(fromCacheFirst(request));
});

const fresh = (path: string) => new Request(path, { cache: 'no-cache' });

/** A host may leave out the handbook or `config.json`. */
async function keepIfThere(cache: Cache, path: string): Promise<void> {
	const response = await fetch(fresh(path));
	if (response.ok) await cache.put(path, response);
	else if (response.status !== 404) throw new Error(`${path} answered ${response.status}`);
}

async function fromShell(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const [shell, lastView] = await Promise.all([cache.match(SHELL), cache.match(SHELL + LAST_VIEW)]);
	if (shell === undefined) return fetch(request);
	const { pathname, search } = new URL(request.url);
	if (lastView === undefined || pathname !== SHELL || search !== '') return shell;
	const page = withLastView(await shell.text(), (await lastView.json()) as LastView);
	return new Response(page, { headers: shell.headers });
}

async function fromNetworkFirst(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const kept = await cache.match(request, { ignoreSearch: true });
	try {
		const response = await fetch(request);
		if (kept !== undefined && isLike(kept, response)) await cache.put(request, response.clone());
		return response;
	} catch (error) {
		if (kept === undefined) throw error;
		return kept;
	}
}

/** Not the page by which a hotel asks for a room number. */
function isLike(kept: Response, response: Response): boolean {
	const type = (answer: Response) => answer.headers.get('content-type');
	return response.ok && !response.redirected && type(response) === type(kept);
}

async function fromCacheFirst(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const kept = (await cache.match(request)) ?? (await caches.match(request));
	if (kept !== undefined) return kept;
	const response = await fetch(request);
	if (response.ok && RARE_FONT.test(request.url)) await cache.put(request, response.clone());
	return response;
}
