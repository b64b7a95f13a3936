// Syncs a large blog in the built app, with its list open.

import { createServer } from 'node:http';
import { inFreshBrowser } from './browser.mjs';
import { frameTimes, installFrameProbe } from './frame-probe.mjs';
import { StorePage } from './store-page.mjs';

/**
 * @typedef {import('./frame-probe.mjs').Frames} Frames
 *
 * @typedef {object} SyncedOnce
 * @property {number} milliseconds from the press until everything was kept
 * @property {Frames} frames of the page meanwhile
 */

/** Milliseconds for a whole sync. */
const LONGEST = 10 * 60_000;

/**
 * @param {string} url of a server that has the app, and the benchmark's pages beside it
 * @param {number} size in posts
 * @returns {Promise<SyncedOnce>}
 */
export async function syncOnce(url, size) {
	const blog = await startBlog();
	try {
		return await inFreshBrowser(async (context) => {
			context.setDefaultTimeout(LONGEST);
			const store = await StorePage.open(context, url);
			blog.pages = await store.call('feedPages', size, blog.origin);
			await store.close();
			await context.addInitScript(installFrameProbe);
			const page = await context.newPage();
			await page.goto(`${url}/add?url=${encodeURIComponent(`${blog.origin}/feed.json`)}`);
			await page.getByRole('region', { name: 'Preview' }).waitFor();
			const start = Date.now();
			await page.getByRole('button', { name: 'Add feed' }).click();
			// The list that fills is in sight all the while.
			await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Read' }).click();
			await page.getByRole('feed', { name: 'Posts' }).getByRole('article').first().waitFor();
			await page
				.getByRole('status')
				.filter({ hasText: new RegExp(`Harbour Notes: ${size.toLocaleString('en')} posts kept`) })
				.waitFor();
			const frames = await frameTimes(page);
			const end = await (await StorePage.open(context, url)).call('syncedAt', 'Harbour Notes');
			return { milliseconds: end - start, frames };
		});
	} finally {
		await blog.close();
	}
}

/** A server of a JSON Feed that any page may read. */
async function startBlog() {
	const blog = { pages: /** @type {string[]} */ ([]), origin: '', close: () => Promise.resolve() };
	const server = createServer((request, response) => {
		const [, number = '0'] = /^\/feed(?:-(\d+))?\.json$/.exec(request.url ?? '') ?? [null, '-1'];
		const page = blog.pages[Number(number)];
		response.statusCode = page === undefined ? 404 : 200;
		response.setHeader('Access-Control-Allow-Origin', '*');
		response.setHeader('Content-Type', 'application/feed+json');
		response.end(page);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port.');
	blog.origin = `http://localhost:${address.port}`;
	blog.close = () =>
		new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return blog;
}
