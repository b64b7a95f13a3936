/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />

// Keeps the app itself, so that every page opens without a network, and syncs when the browser wakes it for that.
import { base, build, files, version } from '$service-worker';
import type { BackgroundSync } from '$lib/sync/background';
import { bytesAskedFor, keptRecordingAt } from '$lib/model/kept-address';
import { MEDIA_CACHE } from '$lib/model/kept-media';
import { LAST_VIEW, withLastView, type LastView } from '$lib/model/last-view';
import { PERIODIC_SYNC } from '$lib/model/sync-settings';
import syncScript from '$lib/sync/background?worker&url';

const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;

/** Another Backlist may live in another folder of the same host. */
const PREFIX = `backlist-app:${base}:`;
const CACHE = PREFIX + version;
/** The one page of the app; it is in none of SvelteKit's lists. */
const SHELL = `${base}/`;
/** Milliseconds in which a browser paints the picture of the last view. */
const PAINTING = 40;
/** Fonts of scripts that few readers need are kept when they are first used. */
const RARE_FONT = /-(latin-ext|cyrillic)-[^/]*\.woff2$/;

// What syncs in the background is a script of its own: read with this one, it would keep every page waiting. Imported here, it is kept with this one.
worker.addEventListener('install', (event) => {
	importScripts(syncScript);
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
	if (tag === PERIODIC_SYNC) (event as PeriodicSyncEvent).waitUntil(syncInBackground());
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET') return;
	if (url.origin !== worker.location.origin || !url.pathname.startsWith(SHELL)) {
		if (request.destination === 'image') event.respondWith(picture(request));
		return;
	}
	const recording = keptRecordingAt(SHELL, url);
	// Never as a page: what a host has sent would be one of the app's own.
	if (recording !== null && request.mode !== 'navigate') event.respondWith(keptRecording(request, recording));
	else if (request.mode === 'navigate' && !files.includes(url.pathname))
		event.respondWith(fromShell(request));
	// A sync asks this way: a host may change feeds and `config.json` without a new build.
	else if (request.cache === 'no-cache' && !build.includes(url.pathname))
		event.respondWith(fromNetworkFirst(request));
	else event.respondWith(fromCacheFirst(request));
});

/** What is kept for a life without network is shown always: it is there at once, and its host hears of nothing. */
async function picture(request: Request): Promise<Response> {
	const kept = await caches.match(request.url, { cacheName: MEDIA_CACHE });
	return kept ?? fetch(anonymous(request));
}

/** A kept recording, or the part of it that a player asks for. */
async function keptRecording(request: Request, url: string): Promise<Response> {
	const kept = await caches.match(url, { cacheName: MEDIA_CACHE });
	if (kept === undefined) return new Response(null, { status: 404 });
	const whole = await kept.blob();
	const headers = {
		'Accept-Ranges': 'bytes',
		'Content-Type': whole.type,
		'X-Content-Type-Options': 'nosniff',
		'Content-Security-Policy': "default-src 'none'; sandbox"
	};
	const range = request.headers.get('range');
	if (range === null) return new Response(whole, { headers });
	const asked = bytesAskedFor(range, whole.size);
	if (asked === null) {
		return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${whole.size}` } });
	}
	const [first, last] = asked;
	const part = whole.slice(first, last + 1, whole.type);
	const place = {
		'Content-Range': `bytes ${first}-${last}/${whole.size}`,
		'Content-Length': String(part.size)
	};
	return new Response(part, { status: 206, headers: { ...headers, ...place } });
}

/** A picture of a post is asked for without cookies: a host that shows pictures on many blogs cannot tell who reads them all. */
const anonymous = (picture: Request) =>
	new Request(picture, { credentials: 'omit', referrerPolicy: 'no-referrer' });

/** Locks keep it from what an open tab is syncing already. */
function syncInBackground(): Promise<void> {
	importScripts(syncScript);
	return (worker as unknown as BackgroundSync).syncInBackground();
}

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
	const [picture, app] = withLastView(await shell.text(), (await lastView.json()) as LastView);
	return new Response(oneAfterTheOther(picture, app), { headers: shell.headers });
}

/** The browser paints what has come; once it has the rest, it is busy with that. */
function oneAfterTheOther(picture: string, app: string): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream({
		async start(controller) {
			controller.enqueue(encoder.encode(picture));
			await new Promise((resolve) => setTimeout(resolve, PAINTING));
			controller.enqueue(encoder.encode(app));
			controller.close();
		}
	});
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
