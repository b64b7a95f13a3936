// What runs in the app's page while somebody reads there.

/**
 * Milliseconds, but for `shift`, which is what browsers call the sum of layout shifts.
 * @typedef {object} Walk
 * @property {Map<number, number>} interactions by the browser's number of each, how long until it was to be seen
 * @property {number[]} tasks of the page's own thread longer than 50 ms, each
 * @property {number} shift
 */

/** Starts watching; puts a `Walk` into the page's `walk`. Given to the browser as text, so it uses nothing from outside. */
export function installWalkProbe() {
	/** @type {Walk} */
	const walk = { interactions: new Map(), tasks: [], shift: 0 };
	Object.assign(globalThis, { walk });
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) {
			const { interactionId, duration } = /** @type {PerformanceEventTiming & { interactionId: number }} */ (
				entry
			);
			if (interactionId === 0) continue;
			walk.interactions.set(interactionId, Math.max(duration, walk.interactions.get(interactionId) ?? 0));
		}
	}).observe(
		/** @type {PerformanceObserverInit} */ ({ type: 'event', durationThreshold: 16, buffered: true })
	);
	new PerformanceObserver((list) => {
		walk.tasks.push(...list.getEntries().map(({ duration }) => duration));
	}).observe({ type: 'longtask' });
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) {
			const { value, hadRecentInput } =
				/** @type {PerformanceEntry & { value: number, hadRecentInput: boolean }} */ (entry);
			if (!hadRecentInput) walk.shift += value;
		}
	}).observe({ type: 'layout-shift', buffered: true });
}

/**
 * What was seen since the last time this was asked.
 * @param {import('playwright').Page} page
 * @returns {Promise<{ interactions: number[], tasks: number[], shift: number }>}
 */
export function walkTimes(page) {
	return page.evaluate(() => {
		const { walk } = /** @type {{ walk: Walk }} */ (/** @type {unknown} */ (globalThis));
		const seen = { interactions: [...walk.interactions.values()], tasks: walk.tasks, shift: walk.shift };
		Object.assign(walk, { interactions: new Map(), tasks: [], shift: 0 });
		return seen;
	});
}
