// A reader goes through a library of 10,000 posts, by keyboard and by hand: how soon each press is answered, and whether
// anything moves that they did not move.

import { inProfile } from './profiles.mjs';
import { table, ms } from './table.mjs';
import { installWalkProbe, walkTimes } from './walk-probe.mjs';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {{ name: string, presses: number, slowest: number, tasks: number, longestTask: number, shift: number }} Leg
 *   milliseconds, but for `presses`, `tasks` and `shift`
 */

/** Milliseconds between two presses of a reader in a hurry. */
const PACE = 120;

/** @type {Record<string, (page: Page) => Promise<void>>} */
const LEGS = {
	'j and k through posts': (page) => press(page, [...'jjjjjjjjjjkkkkk']),
	'n and p through rows': (page) => press(page, [...'nnnnnnnnnnppppp']),
	'star and mark': (page) => press(page, [...'ssmmss']),
	'search as it is typed': async (page) => {
		await press(page, ['/', ...'world market', 'Enter', 'ArrowDown', 'ArrowDown', 'Enter']);
		await press(page, ['/', 'Escape', 'Escape']);
	},
	'tick categories': async (page) => {
		const categories = page.getByRole('group', { name: 'Categories' }).getByRole('checkbox');
		for (const place of [0, 1, 1, 0]) {
			await categories.nth(place).click();
			await page.waitForTimeout(3 * PACE);
		}
	},
	'through the archive': async (page) => {
		await page.getByRole('slider', { name: 'Archive' }).focus();
		await press(page, ['PageDown', 'ArrowDown', 'ArrowDown', 'PageDown', 'End', 'Home']);
	},
	'scroll through the list': async (page) => {
		await page.getByRole('feed', { name: 'Posts' }).hover();
		for (let turn = 0; turn < 40; turn += 1) {
			await page.mouse.wheel(0, 600);
			await page.waitForTimeout(PACE / 4);
		}
	},
	'to other pages and back': (page) => press(page, ['g', 'h', 'g', 'l', 'g', 'i', 'g', 'a'], 4 * PACE)
};

/**
 * @param {string} url of the app
 * @param {string} profile with a large library
 * @returns {Promise<Leg[]>}
 */
export function measureWalk(url, profile) {
	return inProfile(profile, async (context) => {
		const page = context.pages()[0] ?? (await context.newPage());
		await page.addInitScript(installWalkProbe);
		await page.goto(url);
		await page.getByRole('feed', { name: 'Posts' }).getByRole('article').first().waitFor();
		await page.waitForTimeout(3_000);
		/** @type {Leg[]} */
		const legs = [legOf('opening the library', await walkTimes(page))];
		for (const [name, walk] of Object.entries(LEGS)) {
			await walk(page);
			await page.waitForTimeout(500);
			legs.push(legOf(name, await walkTimes(page)));
		}
		return legs;
	});
}

/**
 * @param {Page} page
 * @param {string[]} keys
 * @param {number} [pace] milliseconds
 */
async function press(page, keys, pace = PACE) {
	for (const key of keys) {
		await page.keyboard.press(key);
		await page.waitForTimeout(pace);
	}
}

/**
 * @param {string} name
 * @param {Awaited<ReturnType<typeof walkTimes>>} seen
 * @returns {Leg}
 */
function legOf(name, { interactions, tasks, shift }) {
	return {
		name,
		presses: interactions.length,
		slowest: Math.max(0, ...interactions),
		tasks: tasks.length,
		longestTask: Math.max(0, ...tasks),
		shift
	};
}

/** @param {Leg[]} legs */
export function walkTable(legs) {
	const rows = legs.map(({ name, presses, slowest, tasks, longestTask, shift }) => [
		name,
		String(presses),
		ms(slowest),
		String(tasks),
		ms(longestTask),
		shift.toFixed(4)
	]);
	return table(['', 'presses ≥ 16 ms', 'slowest (bar 100)', 'tasks > 50', 'longest', 'shift (bar 0)'], rows);
}
