// Types in the built app, with a large library, and measures when the rows are there.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runTool } from '../tools/run.mjs';
import { inFreshBrowser } from './browser.mjs';
import { timingOf } from './timing.mjs';
import { installProbe } from './typing-probe.mjs';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {import('./typing-probe.mjs').Probe} Probe
 * @typedef {import('./typing-probe.mjs').LongTask} LongTask
 * @typedef {import('./typing-probe.mjs').Keystroke} Keystroke
 *
 * @typedef {object} LongTasks
 * @property {number} count
 * @property {number} longest milliseconds
 * @property {LongTask[]} all
 *
 * @typedef {object} Opening
 * @property {number} firstRows milliseconds from opening the page until posts were on it
 * @property {number} complete milliseconds from opening the page until every post could be found
 * @property {LongTasks} starting of the page's thread until the first rows
 * @property {LongTasks} following of the page's thread from then until every post could be found
 *
 * @typedef {object} TypingResult
 * @property {number} posts
 * @property {Opening} indexing the first time, when the index is made
 * @property {Opening} reopening the second time, with the index that was kept
 * @property {import('./timing.mjs').Timing | null} heard milliseconds from key to the page's code
 * @property {import('./timing.mjs').Timing | null} rows milliseconds from key to rows
 * @property {import('./timing.mjs').Timing | null} frame milliseconds from key to the frame after
 * @property {Keystroke[]} slowest
 * @property {number} unanswered keys that were not answered in {@link PATIENCE}
 * @property {LongTasks} typing of the page's thread
 */

/** Milliseconds between two keys: somebody types fast. */
const KEY_PAUSE = 120;
/** Milliseconds after which a key counts as not answered. */
const PATIENCE = 5_000;
/** Milliseconds for a whole library to be written or indexed. */
const LONGEST = 20 * 60_000;
/** A word of many posts: its list grows while the index does. */
const WATCHED = 'world';
/** Slow keystrokes to tell of. */
const SHOWN = 10;
/** Milliseconds for the index to be kept after it is complete. */
const SAVING = 10_000;

/**
 * Builds the app when there is no build.
 * @returns {Promise<Date>} when it was built
 */
export async function buildIfNeeded() {
	const page = join(root, 'build/index.html');
	const before = await stat(page).catch(() => null);
	if (before !== null) return before.mtime;
	await runTool('vite', 'vite', ['build']);
	return (await stat(page)).mtime;
}

/**
 * @param {string} url of a server that has the app, and the benchmark's pages beside it
 * @param {number} size in posts
 * @returns {Promise<TypingResult>}
 */
export function measureTyping(url, size) {
	return inFreshBrowser(async (context) => {
		context.setDefaultTimeout(LONGEST);
		await context.route(
			(address) => address.origin !== url,
			(route) => route.abort()
		);
		const filling = await context.newPage();
		await filling.goto(`${url}/bench/library.html`);
		const queries = await fillLibrary(filling, size);
		await filling.close();

		await context.addInitScript(installProbe);
		const first = await context.newPage();
		const indexing = await open(first, url);
		await first.waitForTimeout(SAVING);
		await first.close();

		const second = await context.newPage();
		const reopening = await open(second, url);
		return { posts: size, indexing, reopening, ...(await type(second, queries)) };
	});
}

/**
 * @param {Page} page
 * @param {number} size
 * @returns {Promise<string[]>} what is to be typed
 */
async function fillLibrary(page, size) {
	await page.waitForFunction(() => 'fillLibrary' in globalThis);
	return page.evaluate((posts) => /** @type {any} */ (globalThis).fillLibrary(posts), size);
}

/**
 * Opens the app, searches, and waits until the answer is said to be complete.
 * @param {Page} page
 * @param {string} url
 * @returns {Promise<Opening>}
 */
async function open(page, url) {
	await page.goto(url);
	await page.getByRole('feed', { name: 'Posts' }).getByRole('article').first().waitFor();
	await page.getByLabel('Search posts').fill(WATCHED);
	await page.waitForFunction(
		// "3 posts · 0.4 ms", and "3 posts so far" before.
		() =>
			[...document.querySelectorAll('header')].some(({ textContent }) =>
				/posts? · [\d.,]+ ms/.test(textContent)
			),
		undefined,
		{ polling: 50 }
	);
	const complete = await page.evaluate(() => performance.now());
	const { firstRows, longTasks } = await probeOf(page);
	return {
		firstRows,
		complete,
		starting: summed(longTasks.filter(({ start }) => start < firstRows)),
		following: summed(longTasks.filter(({ start }) => start >= firstRows))
	};
}

/**
 * @param {Page} page
 * @param {string[]} queries
 */
async function type(page, queries) {
	const box = page.getByLabel('Search posts');
	await box.focus();
	const before = await probeOf(page);
	let unanswered = 0;
	for (const query of queries) {
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.press('Backspace');
		await page.waitForTimeout(4 * KEY_PAUSE);
		for (const letter of query) {
			await page.keyboard.press(letter === ' ' ? 'Space' : letter);
			await page.waitForTimeout(KEY_PAUSE);
			if (!(await isAnswered(page))) unanswered++;
		}
	}
	const { longTasks, ...probe } = await probeOf(page);
	// The text that was filled in before was not typed.
	const keystrokes = probe.keystrokes.slice(before.keystrokes.length);
	return {
		heard: timingOf(keystrokes.map(({ heard }) => heard)),
		rows: timingOf(keystrokes.map(({ rows }) => rows)),
		frame: timingOf(keystrokes.map(({ frame }) => frame)),
		slowest: keystrokes.toSorted((a, b) => b.rows - a.rows).slice(0, SHOWN),
		unanswered,
		typing: summed(longTasks.slice(before.longTasks.length))
	};
}

/**
 * Whether what was typed last is answered, now or in a while.
 * @param {Page} page
 */
async function isAnswered(page) {
	const answered = () => !(/** @type {any} */ (globalThis).typingProbe.isWaiting);
	return page.waitForFunction(answered, undefined, { timeout: PATIENCE, polling: 20 }).then(
		() => true,
		() => false
	);
}

/**
 * @param {Page} page
 * @returns {Promise<Probe>}
 */
function probeOf(page) {
	return page.evaluate(() => /** @type {any} */ (globalThis).typingProbe);
}

/**
 * @param {LongTask[]} tasks
 * @returns {LongTasks}
 */
function summed(tasks) {
	return { count: tasks.length, longest: Math.max(0, ...tasks.map(({ duration }) => duration)), all: tasks };
}
