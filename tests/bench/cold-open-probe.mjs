// What runs in a page while it opens, from its first moment.

/**
 * @typedef {object} Opening
 * @property {number} seen milliseconds from navigation until the frame that showed a row was drawn, be it in the picture of
 *   the last visit; 0 before
 * @property {number} painted the same for a row of the list itself, which answers to the reader
 */

/**
 * Starts watching; puts an `Opening` into the page's `opening`. Given to the browser as text, so it uses nothing from
 * outside.
 */
export function installOpeningProbe() {
	/** @type {Opening} */
	const opening = { seen: 0, painted: 0 };
	Object.assign(globalThis, { opening });

	let isAwaitingPicture = false;
	const observer = new MutationObserver(() => {
		const row = document.querySelector('[role="feed"][aria-label="Posts"] article');
		const picture = document.querySelector('.last-view');
		if (picture !== null && !isAwaitingPicture) {
			isAwaitingPicture = true;
			afterFrame((now) => (opening.seen ||= now));
		}
		if (row?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) !== true) return;
		observer.disconnect();
		afterFrame((now) => {
			opening.seen ||= now;
			opening.painted = now;
		});
	});
	observer.observe(document, {
		subtree: true,
		childList: true,
		attributes: true,
		attributeFilter: ['class']
	});

	/** @param {(now: number) => void} then hears of the time after the next frame */
	function afterFrame(then) {
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => then(performance.now());
			port2.postMessage(null);
		});
	}
}
