/*
 * The kill switch. Put in the place of `service-worker.js` it takes Backlist's service worker out of every browser that comes by: the
 * app is then loaded from its host at each visit. What readers have (posts, stars, highlights, settings) stays as it is.
 */
const folder = new URL('.', self.location.href).pathname.slice(0, -1);

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
	event.waitUntil(leave());
});

async function leave() {
	const ours = (name) => name.startsWith(`backlist-app:${folder}:`) || name === `backlist-state:${folder}:`;
	await Promise.all((await caches.keys()).filter(ours).map((name) => caches.delete(name)));
	const pages = await self.clients.matchAll({ type: 'window' });
	await self.registration.unregister();
	// Only those that the one before had in its charge: a page that comes later is not loaded twice.
	await Promise.allSettled(pages.map((page) => page.navigate(page.url)));
}
