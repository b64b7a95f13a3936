// Scrolls through a large library in the built app, and goes from view to view.

import { frameTimes, installFrameProbe } from './frame-probe.mjs';
import { inProfile } from './profiles.mjs';
import { quiet } from './quiet.mjs';
import { timingOf } from './timing.mjs';

/**
 * @typedef {import('./frame-probe.mjs').Frames} Frames
 * @typedef {import('./timing.mjs').Timing} Timing
 * @typedef {import('playwright').Page} Page
 *
 * @typedef {object} ListResult
 * @property {Frames} whole scrolled from the first row to the last
 * @property {Frames} wheel scrolled as by a wheel
 * @property {Timing | null} top milliseconds from a leap to the top until its rows are drawn
 * @property {Timing | null} far the same for row 15,000
 * @property {{ name: string, times: Timing | null }[]} views milliseconds from a new address until its rows are drawn
 */

/** Frames in which the whole list passes. */
const FRAMES = 900;
/** Turns of a wheel, and CSS pixels of each. */
const TURNS = 200;
const TURN = 400;
/** The place that page 500 begins at. */
const FAR = 15_000;
const TIMES = 7;
/** Milliseconds that a view is looked at before the next: its whole order is read meanwhile. */
const LOOKING = 1_500;
/** Milliseconds in which the app comes to rest: its index is read at the start. */
const SETTLING = 8_000;

/**
 * @param {string} url
 * @param {string} profile of a browser with a large library, and the app in charge
 * @param {import('./store-views').View[]} views
 * @returns {Promise<ListResult>}
 */
export function measureList(url, profile, views) {
	return inProfile(profile, async (context) => {
		const page = context.pages()[0] ?? (await context.newPage());
		await page.addInitScript(installFrameProbe);
		await page.goto(`${url}/`);
		await page.getByRole('feed', { name: 'Posts' }).getByRole('article').first().waitFor();
		await page.waitForTimeout(SETTLING);
		await quiet();
		await frameTimes(page);
		await scrollThrough(page);
		const whole = await frameTimes(page);
		await turnWheel(page);
		const wheel = await frameTimes(page);
		const leaps = await leap(page);
		const shown = [];
		for (const { name, search } of views) {
			if (search !== '') shown.push({ name, times: timingOf(await goTo(page, search)) });
		}
		return { whole, wheel, ...leaps, views: shown };
	});
}

/** @param {Page} page */
function scrollThrough(page) {
	return page.evaluate(async (frames) => {
		const list = document.querySelector('[role="feed"][aria-label="Posts"]');
		if (list === null) throw new Error('There is no list.');
		for (let frame = 0; frame <= frames; frame++) {
			list.scrollTop = (list.scrollHeight - list.clientHeight) * (frame / frames);
			await new Promise((resolve) => requestAnimationFrame(resolve));
		}
	}, FRAMES);
}

/** @param {Page} page */
async function turnWheel(page) {
	const list = page.getByRole('feed', { name: 'Posts' });
	await list.evaluate((element) => element.scrollTo(0, element.scrollHeight / 3));
	await list.hover();
	for (let turn = 0; turn < TURNS; turn++) await page.mouse.wheel(0, TURN);
}

/** @param {Page} page */
async function leap(page) {
	/** @param {number} position from 0 */
	const times = (position) =>
		page.evaluate(async ([position, count]) => {
			const list = document.querySelector('[role="feed"][aria-label="Posts"]');
			if (list === null) throw new Error('There is no list.');
			const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
			/** @param {number} place from 0 to 1 */
			const rowsAt = async (place) => {
				const begun = performance.now();
				list.scrollTop = (list.scrollHeight - list.clientHeight) * place;
				const { top, bottom } = list.getBoundingClientRect();
				const isThere = () =>
					[...list.querySelectorAll('article')].some((row) => {
						const box = row.getBoundingClientRect();
						return box.top < (top + bottom) / 2 && box.bottom > (top + bottom) / 2;
					});
				do await frame();
				while (!isThere());
				return performance.now() - begun;
			};
			const total = Number(list.querySelector('article')?.getAttribute('aria-setsize') ?? 1);
			const samples = [];
			for (let i = 0; i < count; i++) {
				await rowsAt(0.6 + i / 100);
				samples.push(await rowsAt(position / total));
			}
			return samples;
		}, /** @type {const} */ ([position, TIMES]));
	return { top: timingOf(await times(0)), far: timingOf(await times(FAR)) };
}

/**
 * From the whole library to a view of it, several times.
 * @param {Page} page
 * @param {string} search
 * @returns {Promise<number[]>}
 */
async function goTo(page, search) {
	const samples = [];
	for (let i = 0; i < TIMES; i++) {
		await follow(page, '');
		await page.waitForTimeout(LOOKING);
		samples.push(await follow(page, search));
		await page.waitForTimeout(LOOKING);
	}
	return samples;
}

/**
 * @param {Page} page
 * @param {string} search
 * @returns {Promise<number>} milliseconds from the press of a link until other rows are drawn
 */
function follow(page, search) {
	return page.evaluate(async (search) => {
		const list = () => document.querySelector('[role="feed"][aria-label="Posts"]');
		const shown = () => list()?.querySelector('article')?.getAttribute('aria-setsize');
		const before = shown();
		if (location.search === search) return 0;
		const link = document.createElement('a');
		link.href = `/${search}`;
		document.querySelector('main')?.append(link);
		const begun = performance.now();
		link.click();
		link.remove();
		while (shown() === before && performance.now() - begun < 5_000) {
			await new Promise((resolve) => requestAnimationFrame(resolve));
		}
		return performance.now() - begun;
	}, search);
}
