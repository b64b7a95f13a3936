// How quickly the store keeps posts, beside IndexedDB alone, and how quickly its views answer.

import { inFreshBrowser } from './browser.mjs';
import { inProfile } from './profiles.mjs';
import { quiet } from './quiet.mjs';
import { StorePage } from './store-page.mjs';
import { syncOnce } from './store-sync.mjs';
import { timingOf } from './timing.mjs';

/**
 * @typedef {import('./timing.mjs').Timing} Timing
 * @typedef {import('./store-sync.mjs').SyncedOnce} SyncedOnce
 * @typedef {import('./store-commits').Storing & { sync: SyncedOnce }} StoringRound
 * @typedef {{ posts: number, rounds: StoringRound[] }} StoringResult
 *
 * @typedef {object} ViewResult
 * @property {string} name
 * @property {string} search
 * @property {number} posts
 * @property {boolean} isGlance whether the first rows came without the whole order
 * @property {Timing | null} first milliseconds until the first rows
 * @property {Timing | null} cold the same in a browser that has just been started, without opening the database
 * @property {Timing | null} open milliseconds to open it there
 * @property {Timing | null} order milliseconds until the whole order
 * @property {Timing | null} top milliseconds for the first rows of a known order
 * @property {Timing | null} far the same for those of page 500
 */

/** How often a view is asked for. */
const TIMES = 15;
/** In so many browsers it is the first. */
const COLD = 3;
/** Milliseconds in which a browser that has just been started comes to rest. */
const SETTLING = 1_000;

/**
 * In each round, the same posts are stored by `commitPosts`, by IndexedDB alone, and by a sync of the app.
 * @param {string} url
 * @param {number} size
 * @param {number} rounds
 * @returns {Promise<StoringResult>}
 */
export async function measureStoring(url, size, rounds) {
	/** @type {StoringRound[]} */
	const results = [];
	for (let round = 0; round < rounds; round++) {
		await quiet();
		const storing = await inFreshBrowser(async (context) => {
			const page = await StorePage.open(context, url);
			return page.call('measureStoring', size);
		});
		await quiet();
		results.push({ ...storing, sync: await syncOnce(url, size) });
	}
	return { posts: size, rounds: results };
}

/**
 * @param {string} url
 * @param {string} profile of a browser with a large library
 * @returns {Promise<ViewResult[]>}
 */
export async function measureViews(url, profile) {
	await quiet();
	const warm = await inProfile(profile, async (context) => {
		const page = await StorePage.open(context, url);
		const results = [];
		for (const view of await page.call('viewsOf')) {
			results.push({ ...view, times: await page.call('measureWarm', view.search, TIMES) });
		}
		return results;
	});
	const results = [];
	for (const { name, search, times } of warm) {
		const cold = [];
		for (let i = 0; i < COLD; i++) cold.push(await measureCold(url, profile, search));
		results.push({
			name,
			search,
			posts: times[0]?.posts ?? 0,
			isGlance: times.every(({ isGlance }) => isGlance),
			first: timingOf(times.map(({ first }) => first)),
			order: timingOf(times.map(({ order }) => order)),
			top: timingOf(times.map(({ top }) => top)),
			far: timingOf(times.flatMap(({ far }) => (far === null ? [] : [far]))),
			cold: timingOf(cold.map(({ first }) => first)),
			open: timingOf(cold.map(({ open }) => open))
		});
	}
	return results;
}

/**
 * @param {string} url
 * @param {string} profile
 * @param {string} search
 */
async function measureCold(url, profile, search) {
	await quiet();
	return inProfile(profile, async (context) => {
		const page = await StorePage.open(context, url);
		await new Promise((resolve) => setTimeout(resolve, SETTLING));
		return page.call('measureCold', search);
	});
}
