// Watches how smoothly a page runs.

/**
 * Of the page's own thread, in milliseconds.
 * @typedef {object} Frames
 * @property {number} count
 * @property {number} late frames that came more than 50 ms after the one before
 * @property {number} longest between two frames
 * @property {number[]} tasks longer than 50 ms, each
 */

/**
 * Starts watching; puts `Frames` into the page's `frames`. Given to the browser as text, so it uses nothing from outside.
 */
export function installFrameProbe() {
	/** @type {Frames} */
	const frames = { count: 0, late: 0, longest: 0, tasks: [] };
	Object.assign(globalThis, { frames });
	new PerformanceObserver((list) => {
		frames.tasks.push(...list.getEntries().map(({ duration }) => duration));
	}).observe({ type: 'longtask' });
	let before = 0;
	/** @param {number} now */
	function onFrame(now) {
		if (before > 0) {
			frames.count += 1;
			frames.longest = Math.max(frames.longest, now - before);
			if (now - before > 50) frames.late += 1;
		}
		before = now;
		requestAnimationFrame(onFrame);
	}
	requestAnimationFrame(onFrame);
}

/**
 * What was seen since the last time this was asked.
 * @param {import('playwright').Page} page
 * @returns {Promise<Frames>}
 */
export function frameTimes(page) {
	return page.evaluate(() => {
		const { frames } = /** @type {{ frames: Frames }} */ (/** @type {unknown} */ (globalThis));
		const seen = { ...frames };
		Object.assign(frames, { count: 0, late: 0, longest: 0, tasks: [] });
		return seen;
	});
}
