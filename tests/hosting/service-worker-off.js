/// <reference lib="webworker" />
/*
 * The kill switch. Put in the place of `service-worker.js` it takes Backlist's service worker out of every browser that comes by: the
 * app is then loaded from its host at each visit. What readers have (posts, stars, highlights, settings) stays as it is.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis.self));
const folder = new URL('.', worker.location.href).pathname.slice(0, -1);
const ours = [`backlist-app:${folder}:`, `backlist-state:${folder}:`];

worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave() {
	const names = (await caches.keys()).filter((name) => ours.some((start) => name.startsWith(start)));
	await Promise.all(names.map((name) => caches.delete(name)));
	// Only those that the one before had in its charge: a page that comes later is not loaded twice.
	const pages = await worker.clients.matchAll({ type: 'window' });
	await worker.registration.unregister();
	// Not waited for: a page that is loaded anew may wait for this to end.
	for (const page of pages) page.navigate(page.url).catch(() => undefined);
}
