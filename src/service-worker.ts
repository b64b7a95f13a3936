/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />

// Keeps the app itself, so that every page opens without a network. Posts are not its business: they are in IndexedDB.
import { base, build, files, version } from '$service-worker';

const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;

const PREFIX = 'backlist-app-';
const CACHE = PREFIX + version;
/** The one page of the app; it is in none of SvelteKit's lists. */
const SHELL = `${base}/`;
/** A host may change these without a new build. */
const CHANGING = new Set([`${base}/config.json`, `${base}/feed.json`]);
/** Fonts of scripts that few readers need are kept when they are first used. */
const RARE_FONT = /-(latin-ext|cyrillic)-[^/]*\.woff2$/;

worker.addEventListener('install', (event) => {
	const wanted = [SHELL, ...build.filter((path) => !RARE_FONT.test(path)), ...files];
	// `addAll` keeps all of them or fails; a failed install leaves the version in charge untouched.
	const keep = async () => {
		const cache = await caches.open(CACHE);
		await cache.addAll(wanted.map((path) => new Request(path, { cache: 'no-cache' })));
	};
	event.waitUntil(keep());
});

worker.addEventListener('activate', (event) => {
	// The version before stays too: a tab that still runs it finds its parts.
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

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (!url.pathname.startsWith(SHELL)) return;
	if (request.mode === 'navigate' && !files.includes(url.pathname)) event.respondWith(fromShell(request));
	else if (CHANGING.has(url.pathname)) event.respondWith(fromNetworkFirst(request));
	else event.respondWith(fromCacheFirst(request));
});

async function fromShell(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	return (await cache.match(SHELL)) ?? fetch(request);
}

async function fromNetworkFirst(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	try {
		const response = await fetch(request);
		if (response.ok) await cache.put(request, response.clone());
		return response;
	} catch (error) {
		const kept = await cache.match(request, { ignoreSearch: true });
		if (kept === undefined) throw error;
		return kept;
	}
}

async function fromCacheFirst(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const kept = (await cache.match(request)) ?? (await caches.match(request));
	if (kept !== undefined) return kept;
	const response = await fetch(request);
	if (response.ok && RARE_FONT.test(request.url)) await cache.put(request, response.clone());
	return response;
}
