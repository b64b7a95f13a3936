/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />

// Keeps the app itself, so that every page opens without a network, and syncs when the browser wakes it for that.
import { base, build as built, files, version } from '$service-worker';
import { isKeptOnUse, isShell, isTool, partsToInstall, syncScriptOf } from '$lib/model/app-parts';
import { bytesAskedFor, keptRecordingAt } from '$lib/model/kept-address';
import { MEDIA_CACHE } from '$lib/model/kept-media';
import { ownName } from '$lib/model/own-name';
import { LAST_VIEW, withLastView, withoutCover, type LastView } from '$lib/model/last-view';
import { FILE_NAME, FILES_WAIT, SHARED_FILES, sharedFilesCache } from '$lib/model/shared';
import { PERIODIC_SYNC } from '$lib/model/sync-settings';
import type { BackgroundSync } from '$lib/sync/sync-worker';

const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;

/** Another Backlist may live in another folder of the same host. */
const PREFIX = `backlist-app:${base}:`;
const CACHE = PREFIX + version;
/** The one page of the app; it is in none of SvelteKit's lists. A cache that has it is whole: it is put in last. */
const SHELL = `${base}/`;
const CONFIG = `${base}/config.json`;
/** Apart from the parts of any version: says that the one in charge has not shown a page yet. */
const STATE = `backlist-state:${base}:`;
/** What the addresses of the app begin with, below its folder. */
const PAGES = new Set(['', 'add', 'archive', 'feeds', 'highlights', 'post', 'settings']);
/** Versions before this one that stay: tabs may run the last, and the one before it where that was backed out. */
const KEPT_BEFORE = 2;
/** Where the system's share menu sends what other apps share: see the manifest. */
const SHARE = `${base}/add`;
/** Pictures and recordings, which no version of the app takes away. */
const MEDIA = ownName(MEDIA_CACHE, base);
/** A part of this version is neither kept nor on the host. */
let isTorn = false;
/** Milliseconds in which a browser paints the picture of the last view. */
const PAINTING = 40;

const build = built.filter((path) => !isShell(path));
const syncScript = syncScriptOf(build);

worker.addEventListener('install', (event) => event.waitUntil(install()));

worker.addEventListener('activate', (event) => {
	const takeOver = async () => {
		const wasUp = !(await isDown());
		await caches.open(STATE);
		await removeOldCaches();
		await worker.clients.claim();
		// Not waited for: a page that is loaded anew waits for this to end.
		if (!wasUp) void showAnew();
	};
	event.waitUntil(takeOver());
});

worker.addEventListener('message', (event) => {
	if (event.data === 'skip-waiting') event.waitUntil(worker.skipWaiting());
	if (event.data === 'is-up') event.waitUntil(settleIn(event.source));
});

/** Keeps all that it must or fails, and then the version in charge stays in charge, untouched. */
async function install(): Promise<void> {
	// Read with this one, it would keep every page waiting; imported here, it is kept with this one, and can be imported when it is needed.
	if ('periodicSync' in worker.registration && syncScript !== undefined) importScripts(syncScript);
	const isUpdate = worker.registration.active !== null;
	const before = isUpdate ? await keptBefore() : null;
	const parts = partsToInstall(build, { languages: navigator.languages, before });
	const cache = await caches.open(CACHE);
	const shell = await fetchShell();
	await Promise.all(parts.map((path) => keepPart(cache, path)));
	await Promise.all((isUpdate ? files : [CONFIG]).map((path) => keepIfThere(cache, path)));
	await cache.put(SHELL, shell);
	// Nobody can press anything in a version that shows nothing.
	if (isUpdate && (await isDown())) await worker.skipWaiting();
}

/** Whether the version in charge has never shown a page. */
const isDown = () => caches.has(STATE);

/** Loads pages anew that a broken version has left empty. */
async function showAnew(): Promise<void> {
	const pages = await worker.clients.matchAll({ type: 'window' });
	await Promise.allSettled(pages.map((page) => page.navigate(page.url)));
}

/** A page of this version is shown. It hears when all is kept that reading takes; what takes files in and gives them out comes then. */
async function settleIn(page: ExtendableMessageEvent['source']): Promise<void> {
	await caches.delete(STATE);
	const forReading = build.filter((path) => !isTool(path));
	if (!(await keepTheRest(forReading, files))) return;
	page?.postMessage('all-kept');
	await keepTheRest(build, []);
}

/**
 * Keeps those of `parts`, and of the files wanted beside them, that the first visit could do without until it was shown, so that it need not wait for that.
 * @returns whether all is there; what is not comes when it is used, or at the next visit.
 */
async function keepTheRest(parts: readonly string[], wanted: readonly string[]): Promise<boolean> {
	const cache = await caches.open(CACHE);
	const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
	const missing = parts.filter((path) => !kept.has(path) && !isKeptOnUse(path));
	// These come last, and so tell that the files have come.
	if (missing.length === 0) return true;
	const others = wanted.filter((path) => !kept.has(path));
	const outcomes = await Promise.allSettled(others.map((path) => keepIfThere(cache, path)));
	if (outcomes.some(({ status }) => status === 'rejected')) return false;
	outcomes.push(...(await Promise.allSettled(missing.map((path) => keepPart(cache, path)))));
	return outcomes.every(({ status }) => status === 'fulfilled');
}

/** Paths that the version now in charge has kept. */
async function keptBefore(): Promise<string[]> {
	const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
	const paths = async (name: string) => {
		const requests = await (await caches.open(name)).keys();
		return requests.map(({ url }) => new URL(url).pathname);
	};
	return (await Promise.all(names.map(paths))).flat();
}

/** Versions before stay for a while: a tab that still runs one finds its parts. What comes after this one is being installed just now. */
async function removeOldCaches(): Promise<void> {
	const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
	const older = names.slice(0, names.indexOf(CACHE));
	const whole = await Promise.all(older.map(async (name) => (await caches.open(name)).match(SHELL)));
	const stay = new Set(older.filter((_, at) => whole[at] !== undefined).slice(-KEPT_BEFORE));
	await Promise.all(older.filter((name) => !stay.has(name)).map((name) => caches.delete(name)));
}

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
	const isShared = request.method === 'POST' && request.mode === 'navigate' && url.pathname === SHARE;
	if (isShared && url.origin === worker.location.origin) event.respondWith(takeShared(request));
	if (request.method !== 'GET') return;
	if (url.origin !== worker.location.origin || !url.pathname.startsWith(SHELL)) {
		if (request.destination === 'image') event.respondWith(picture(request));
		return;
	}
	const recording = keptRecordingAt(SHELL, url);
	// Never as a page: what a host has sent would be one of the app's own.
	if (recording !== null && request.mode !== 'navigate') event.respondWith(keptRecording(request, recording));
	else if (request.mode === 'navigate' && !files.includes(url.pathname))
		event.respondWith(isOurs(url) ? fromShell(request) : fromNetworkOrShell(request));
	// A sync asks this way: a host may change feeds and `config.json` without a new build.
	else if (request.cache === 'no-cache' && !build.includes(url.pathname))
		event.respondWith(fromNetworkFirst(request));
	else event.respondWith(fromCacheFirst(request));
});

/** What is kept for a life without network is shown always: it is there at once, and its host hears of nothing. */
async function picture(request: Request): Promise<Response> {
	const kept = await caches.match(request.url, { cacheName: MEDIA });
	return kept ?? fetch(anonymous(request));
}

/** A kept recording, or the part of it that a player asks for. */
async function keptRecording(request: Request, url: string): Promise<Response> {
	const kept = await caches.match(url, { cacheName: MEDIA });
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
async function syncInBackground(): Promise<void> {
	if (syncScript === undefined) return;
	importScripts(syncScript);
	await (worker as unknown as BackgroundSync).syncInBackground();
}

const fresh = (path: string) => new Request(path, { cache: 'no-cache' });

const PARTS_NAMED = /\/_app\/immutable\/[\w./-]+/g;

/** The page of this version: a build that is still being copied to its host may have another. */
async function fetchShell(): Promise<Response> {
	const shell = await fetch(fresh(SHELL));
	const page = await shell.text();
	const parts = page.match(PARTS_NAMED) ?? [];
	if (shell.ok && !shell.redirected && parts.length > 0 && parts.every((path) => build.includes(base + path)))
		return new Response(withoutCover(page), { headers: shell.headers });
	throw new Error(`${SHELL} is not the page of version ${version}`);
}

async function keepPart(cache: Cache, path: string): Promise<void> {
	const response = await fetch(fresh(path));
	if (!isPart(response)) throw new Error(`${path} answered ${response.status}`);
	await cache.put(path, response);
}

/** Some hosts, and hotels, answer with a page where there is no such file. */
function isPart(response: Response): boolean {
	const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
	return response.ok && !response.redirected && !isPage;
}

/** A host may leave out the handbook or `config.json`. */
async function keepIfThere(cache: Cache, path: string): Promise<void> {
	const response = await fetch(fresh(path));
	if (response.ok) await cache.put(path, response);
	// Some hosts answer so where there is nothing.
	else if (![403, 404, 410].includes(response.status)) throw new Error(`${path} answered ${response.status}`);
}

const isOurs = ({ pathname }: URL) => PAGES.has(pathname.slice(SHELL.length).split('/', 1)[0] ?? '');

/** In another folder of the host may be anything, another Backlist too. What the host does not know either is told by the app. */
async function fromNetworkOrShell(request: Request): Promise<Response> {
	try {
		const response = await fetch(request);
		if (response.ok || response.type === 'opaqueredirect') return response;
	} catch (error) {
		// Without a network.
		if (!(error instanceof TypeError)) throw error;
	}
	return fromShell(request);
}

async function fromShell(request: Request): Promise<Response> {
	if (isTorn) {
		// Its front page: some hosts answer 404 to all others. Without a network there is still what is kept.
		const page = await fetch(fresh(SHELL)).catch(() => null);
		if (page?.ok === true && !page.redirected) return new Response(page.body, { headers: page.headers });
	}
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
		if (kept !== undefined && isLike(kept, response))
			await cache.put(request, response.clone()).catch(passOverFull);
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
	const { pathname } = new URL(request.url);
	if ([...build, ...files].includes(pathname) && isPart(response))
		await cache.put(request, response.clone()).catch(passOverFull);
	// A part of this version is gone for good: no page of it can be relied on any more.
	else if (build.includes(pathname) && !isKeptOnUse(pathname) && response.status < 500) void giveWay();
	return response;
}

/** What has come is of use, though there is no room to keep it. */
function passOverFull(error: unknown): void {
	if (!(error instanceof DOMException)) throw error;
}

/** The host has a newer version by now: pages come from there, and it takes over as soon as it is kept. */
async function giveWay(): Promise<void> {
	if (isTorn) return;
	isTorn = true;
	const { registration } = worker;
	// Without a network the next page tries again.
	await registration.update().catch(() => (isTorn = false));
	const next = registration.installing ?? registration.waiting;
	next?.postMessage('skip-waiting');
}

/** Sends the reader to the page that looks at what was shared. */
async function takeShared(request: Request): Promise<Response> {
	const { origin, pathname } = new URL(request.url);
	// Of what cannot be read, and of files without room for them, the page finds nothing, and says so.
	const search = await searchOf(request).catch(() => FILES_WAIT);
	return Response.redirect(`${origin}${pathname}?${search}`, 303);
}

/** What the page finds in its address: a link, or that files wait. */
async function searchOf(request: Request): Promise<string> {
	const form = await request.formData();
	const files = form.getAll(SHARED_FILES).filter((value) => value instanceof File);
	// A form without files sends an empty one.
	const sent = files.filter(({ size }) => size > 0);
	if (sent.length > 0) {
		await keepShared(sent);
		return FILES_WAIT;
	}
	const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
	return new URLSearchParams(texts).toString();
}

/** What was shared before and never looked at goes. */
async function keepShared(files: File[]): Promise<void> {
	const name = sharedFilesCache(base);
	await caches.delete(name);
	const cache = await caches.open(name);
	await Promise.all(
		files.map((file, at) => {
			const headers = { [FILE_NAME]: encodeURIComponent(file.name), 'Content-Type': file.type };
			return cache.put(`${SHARE}/${at}`, new Response(file, { headers }));
		})
	);
}
