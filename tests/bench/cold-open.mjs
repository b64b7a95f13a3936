// Opens the built app in a browser that has just been started, and measures when the first posts are there: with a large
// library, with a small one, and beside a page that is nothing but the same rows.

import { join } from 'node:path';
import { BARE, writeBarePage } from './cold-open-bare.mjs';
import { installOpeningProbe } from './cold-open-probe.mjs';
import { install } from './large-library.mjs';
import { inProfile } from './profiles.mjs';
import { quiet } from './quiet.mjs';
import { StorePage } from './store-page.mjs';

/**
 * @typedef {import('playwright').BrowserContext} BrowserContext
 * @typedef {import('./cold-open-probe.mjs').Opening} Opening
 *
 * @typedef {'large' | 'small' | 'bare'} Kind
 * @typedef {Opening & { document: number, scripts: number, firstPaint: number }} Opened with milliseconds from navigation until
 *   the page's HTML, the last script before the rows, and the first paint
 * @typedef {{ posts: number, openings: Record<Kind, Opened[]> }} ColdOpening
 */

/** Rows of the bare page. */
const ROWS = 30;
/** Milliseconds in which a browser that has just been started comes to rest. */
const SETTLING = 1_500;
/** Milliseconds that a reader stays, at least. */
const STAYING = 5_000;
/** Openings before those that count: what a browser keeps of scripts and pages is there after some. */
const FIRST = 2;

/**
 * @param {object} options
 * @param {string} options.url of a server that has the app, and the benchmark's pages beside it
 * @param {string} options.benchFolder of those pages
 * @param {string} options.profiles a folder that has the profile `large`; others come to it
 * @param {number} options.size of its library in posts
 * @param {number} options.rounds
 * @returns {Promise<ColdOpening>}
 */
export async function measureColdOpen({ url, benchFolder, profiles, size, rounds }) {
	const addresses = { large: `${url}/`, small: `${url}/`, bare: `${url}/bench/${BARE}/` };
	const profileOf = (/** @type {Kind} */ kind) => join(profiles, kind);

	const rows = await inProfile(profileOf('large'), async (context) =>
		(await StorePage.open(context, url)).call('newestRows', ROWS)
	);
	await writeBarePage(benchFolder, rows);
	for (const kind of /** @type {const} */ (['small', 'bare'])) {
		await inProfile(profileOf(kind), async (context) => {
			const page = await install(context, addresses[kind]);
			await page.waitForTimeout(STAYING);
		});
	}

	/** @type {ColdOpening['openings']} */
	const openings = { large: [], small: [], bare: [] };
	const kinds = /** @type {Kind[]} */ (Object.keys(openings));
	for (let round = -FIRST; round < rounds; round++) {
		// No side is always the first.
		for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
			const opened = await inProfile(profileOf(kind), (context) => open(context, addresses[kind]));
			if (round >= 0) openings[kind].push(opened);
		}
	}
	return { posts: size, openings };
}

/**
 * @param {BrowserContext} context
 * @param {string} address
 * @returns {Promise<Opened>}
 */
async function open(context, address) {
	const page = context.pages()[0] ?? (await context.newPage());
	await page.addInitScript(installOpeningProbe);
	await page.waitForTimeout(SETTLING);
	await quiet();
	await page.goto(address, { waitUntil: 'commit' });
	await page.waitForFunction(() => /** @type {any} */ (globalThis).opening.painted > 0, undefined, {
		polling: 50
	});
	const opened = await page.evaluate(() => {
		const { opening } = /** @type {{ opening: Opening }} */ (/** @type {unknown} */ (globalThis));
		const [navigation] = /** @type {PerformanceResourceTiming[]} */ (
			performance.getEntriesByType('navigation')
		);
		const resources = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType('resource'));
		const scripts = resources.filter(
			({ name, responseEnd }) => name.endsWith('.js') && responseEnd < opening.painted
		);
		const firstPaint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
		return {
			...opening,
			// A frame in which styles were still on their way shows nothing.
			seen: Math.max(opening.seen, firstPaint),
			document: navigation?.responseEnd ?? 0,
			scripts: Math.max(0, ...scripts.map(({ responseEnd }) => responseEnd)),
			firstPaint
		};
	});
	if (!(await isControlled(page))) throw new Error(`No service worker was in charge of ${address}.`);
	// What the app keeps for its next start is kept once a reader has looked for a while.
	await page.waitForTimeout(STAYING);
	return opened;
}

/** @param {import('playwright').Page} page */
function isControlled(page) {
	return page.evaluate(() => navigator.serviceWorker.controller !== null);
}
