// The quickest page that could show the same rows: plain HTML, kept by a service worker of its own.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What a row says.
 * @typedef {{ title: string, byline: string, excerpt: string }} BareRow
 */

/** The folder of the bare page, within that of the benchmark's pages. */
export const BARE = 'bare';

const STYLE = `
body { margin: 0; font: 1rem/1.5 sans-serif; }
article { padding: 0.75rem 1rem; border-block-end: 1px solid #ddd; }
h2, p { margin: 0; }
h2 { font-size: 1rem; }
p { font-size: 0.875rem; color: #555; }`;

/** As small as a worker that keeps a page can be. */
const WORKER = `
const PAGE = new URL('./', location).href;
addEventListener('install', (event) => event.waitUntil(caches.open('bare').then((cache) => cache.add(PAGE))));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
	if (event.request.mode === 'navigate')
		event.respondWith(caches.open('bare').then((cache) => cache.match(PAGE)));
});`;

/**
 * @param {string} folder of the benchmark's pages
 * @param {BareRow[]} rows
 */
export async function writeBarePage(folder, rows) {
	const target = join(folder, BARE);
	await mkdir(target, { recursive: true });
	await writeFile(join(target, 'worker.js'), WORKER);
	await writeFile(join(target, 'index.html'), pageOf(rows));
}

/** @param {BareRow[]} rows */
function pageOf(rows) {
	const articles = rows.map(
		({ title, byline, excerpt }) =>
			`<article><h2><a href="#">${escaped(title)}</a></h2><p>${escaped(byline)}</p><p>${escaped(excerpt)}</p></article>`
	);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<title>Posts</title>
<style>${STYLE}</style>
</head>
<body>
<div role="feed" aria-label="Posts">
${articles.join('\n')}
</div>
<script>navigator.serviceWorker.register('worker.js')</script>
</body>
</html>
`;
}

/** @param {string} text */
function escaped(text) {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
