// A browser's profile with a large library, as a reader has it who has used the app for years.

import { inProfile } from './profiles.mjs';

/**
 * @typedef {import('playwright').BrowserContext} BrowserContext
 * @typedef {import('playwright').Page} Page
 */

/** Milliseconds for an index to be kept. */
const SAVING = 10_000;
/** Milliseconds for a whole library to be written or indexed. */
const LONGEST = 20 * 60_000;
/** A word of many posts. */
const WATCHED = 'world';

/**
 * Makes `profile`: the library, its search index, and the app's service worker.
 * @param {string} url of a server that has the app, and the benchmark's pages beside it
 * @param {string} profile
 * @param {number} size in posts
 */
export function makeLargeLibrary(url, profile, size) {
	return inProfile(profile, async (context) => {
		context.setDefaultTimeout(LONGEST);
		const filling = await context.newPage();
		// Before the app is there: its service worker would answer for this page too.
		await filling.goto(`${url}/bench/library.html`);
		await filling.waitForFunction(() => 'fillLibrary' in globalThis);
		await filling.evaluate(
			(posts) => /** @type {any} */ (globalThis).fillLibrary(posts, { isMarked: true }),
			size
		);
		await filling.close();

		const page = await install(context, `${url}/`);
		await page.getByLabel('Search posts').fill(WATCHED);
		await page.waitForFunction(() =>
			[...document.querySelectorAll('header')].some(({ textContent }) =>
				/posts? · [\d.,]+ ms/.test(textContent)
			)
		);
		await page.waitForTimeout(SAVING);
	});
}

/**
 * @param {BrowserContext} context
 * @param {string} address of the app, or of another page with rows and a service worker
 * @returns {Promise<Page>} once its service worker is in charge
 */
export async function install(context, address) {
	const page = await context.newPage();
	await page.goto(address);
	await page.getByRole('feed', { name: 'Posts' }).getByRole('article').first().waitFor();
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	return page;
}
