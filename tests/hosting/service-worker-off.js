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
	// Pages that are open notice the change and load themselves anew, each at its place.
	await worker.registration.unregister();
}
