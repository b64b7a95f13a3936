// How much of the browser's room a picture takes: one that may be read, and one of a host that hides it from other sites. By itself:
// node tests/bench/opaque-room.mjs

import { createServer } from 'node:http';
import { chromium } from '@playwright/test';
import { ensureBrowser, launchArguments } from '../tools/browser.mjs';

const PICTURES = 60;
/** Bytes of each. */
const SIZE = 40_000;

const host = await serve((request, response) => {
	const isOpen = request.url?.startsWith('/open') === true;
	response.writeHead(200, {
		'Content-Type': 'image/png',
		...(isOpen && { 'Access-Control-Allow-Origin': '*' })
	});
	response.end(Buffer.alloc(SIZE));
});
const app = await serve((_, response) => response.end());

const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: launchArguments });
const page = await browser.newPage();
await page.goto(`http://localhost:${app.port}/`);
console.log(`Chromium ${browser.version()}, ${PICTURES} pictures of ${SIZE} bytes, in bytes of room:`);
for (const mode of /** @type {const} */ (['cors', 'no-cors'])) {
	const taken = await page.evaluate(takenBy, {
		origin: `http://127.0.0.1:${host.port}`,
		mode,
		count: PICTURES
	});
	const mean = Math.round(taken.reduce((sum, bytes) => sum + bytes, 0) / taken.length);
	console.log(`${mode}: ${Math.min(...taken)} to ${Math.max(...taken)}, ${mean} in the mean`);
}
await browser.close();
host.server.close();
app.server.close();

/**
 * Runs in the page.
 * @param {{ origin: string, mode: 'cors' | 'no-cors', count: number }} what
 */
async function takenBy({ origin, mode, count }) {
	const cache = await caches.open('room');
	const room = async () => {
		const estimate = /** @type {{ usageDetails?: { caches?: number } }} */ (
			await navigator.storage.estimate()
		);
		return estimate.usageDetails?.caches ?? 0;
	};
	const taken = [];
	for (let number = 0; number < count; number += 1) {
		const url = `${origin}/${mode === 'cors' ? 'open' : 'hidden'}-${number}.png`;
		const before = await room();
		await cache.put(url, await fetch(url, { mode }));
		taken.push((await room()) - before);
	}
	return taken;
}

/**
 * @param {import('node:http').RequestListener} answer
 * @returns {Promise<{ server: import('node:http').Server, port: number }>}
 */
async function serve(answer) {
	const server = createServer(answer);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('There is no port.');
	return { server, port: address.port };
}
