// What runs in the app's page while somebody types there.

/**
 * A key and what followed it, in milliseconds since it was pressed.
 * @typedef {object} Keystroke
 * @property {string} text what was in the search box then
 * @property {number} heard until the page's code heard of what was typed
 * @property {number} rows until the list had the rows that answer it
 * @property {number} frame until the next frame after that was about to be drawn
 *
 * @typedef {object} LongTask of the page's own thread, over 50 ms
 * @property {number} start milliseconds since the page was opened
 * @property {number} duration milliseconds
 * @property {string} text what was in the search box when it had ended
 *
 * @typedef {object} Probe
 * @property {Keystroke[]} keystrokes
 * @property {LongTask[]} longTasks
 * @property {number} firstRows milliseconds from opening the page until posts were on it; 0 before
 * @property {boolean} isWaiting whether something typed has not been answered
 */

/**
 * Starts watching; puts a `Probe` into the page's `typingProbe`. Given to the browser as text, so it uses nothing from
 * outside.
 */
export function installProbe() {
	/** @type {Probe} */
	const probe = { keystrokes: [], longTasks: [], firstRows: 0, isWaiting: false };
	Object.assign(globalThis, { typingProbe: probe });
	let pressedAt = 0;
	let text = '';
	let heard = 0;

	new PerformanceObserver((list) => {
		for (const { startTime, duration } of list.getEntries()) {
			probe.longTasks.push({ start: startTime, duration, text });
		}
	}).observe({ type: 'longtask', buffered: true });

	function look() {
		const feed = document.querySelector('[role="feed"][aria-label="Posts"]');
		if (feed === null || feed.querySelector('article') === null) return;
		if (probe.firstRows === 0) probe.firstRows = performance.now();
		if (!probe.isWaiting || feed.getAttribute('data-query') !== text) return;
		probe.isWaiting = false;
		const keystroke = { text, heard, rows: performance.now() - pressedAt, frame: 0 };
		const from = pressedAt;
		requestAnimationFrame(() => {
			probe.keystrokes.push({ ...keystroke, frame: performance.now() - from });
		});
	}

	addEventListener('keydown', (event) => (pressedAt = event.timeStamp), true);
	addEventListener(
		'input',
		({ target }) => {
			if (!(target instanceof HTMLInputElement) || target.getAttribute('aria-label') !== 'Search posts')
				return;
			text = target.value;
			heard = performance.now() - pressedAt;
			// A space changes nothing that is asked, and an empty box asks nothing.
			probe.isWaiting = text !== '' && !text.endsWith(' ');
		},
		true
	);
	new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}
