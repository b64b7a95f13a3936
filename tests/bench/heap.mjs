// Asks Chromium how much memory JavaScript holds, in a page and in its workers.

/** @typedef {{ usedSize: number, backingStorageSize: number }} HeapUsage objects and strings; contents of array buffers */

/**
 * Attaches to the only worker of `page`.
 * @param {import('playwright').Page} page
 * @returns {Promise<{ heapBytes: () => Promise<number> }>} `heapBytes` collects garbage first; objects and strings
 *   of the worker's JavaScript, with the contents of its array buffers
 */
export async function attachToWorker(page) {
	const { ask, first } = await attachToWorkers(page);
	const worker = await first;
	return {
		heapBytes: async () => {
			// What one collection sets free may hold what only the next one finds.
			for (let i = 0; i < 3; i++) await ask(worker, 'HeapProfiler.collectGarbage');
			return bytesIn(await ask(worker, 'Runtime.getHeapUsage'));
		}
	};
}

/**
 * Attaches to `page` and to all of its workers, those that it starts later too.
 * @param {import('playwright').Page} page
 * @returns {Promise<{ bytes: () => Promise<number> }>} `bytes` is what JavaScript holds in all of them, with the garbage
 *   that is not collected yet
 */
export async function attachToTab(page) {
	const { session, ask, workers } = await attachToWorkers(page);
	return {
		bytes: async () => {
			const usages = [...workers].map((worker) => ask(worker, 'Runtime.getHeapUsage'));
			const all = await Promise.all([session.send('Runtime.getHeapUsage'), ...usages]);
			return all.reduce((sum, usage) => sum + bytesIn(usage), 0);
		}
	};
}

/** @param {HeapUsage | null} usage null of a worker that has ended */
function bytesIn(usage) {
	return usage === null ? 0 : usage.usedSize + usage.backingStorageSize;
}

/** @param {import('playwright').Page} page */
async function attachToWorkers(page) {
	const session = await page.context().newCDPSession(page);
	/** @type {Map<number, { worker: string, resolve: (result: any) => void, reject: (error: Error) => void }>} */
	const waiting = new Map();
	/** @type {Set<string>} */
	const workers = new Set();
	let lastId = 0;
	session.on('Target.receivedMessageFromTarget', ({ message }) => {
		const answer = JSON.parse(message);
		const asked = waiting.get(answer.id);
		waiting.delete(answer.id);
		if (answer.error) asked?.reject(new Error(answer.error.message));
		else asked?.resolve(answer.result);
	});
	session.on('Target.detachedFromTarget', ({ sessionId }) => {
		workers.delete(sessionId);
		for (const { worker, resolve } of waiting.values()) if (worker === sessionId) resolve(null);
	});
	const first = new Promise((/** @type {(worker: string) => void} */ resolve) => {
		session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
			if (targetInfo.type !== 'worker') return;
			workers.add(sessionId);
			resolve(sessionId);
		});
	});
	await session.send('Target.setAutoAttach', {
		autoAttach: true,
		waitForDebuggerOnStart: false,
		flatten: false
	});

	/**
	 * @param {string} worker
	 * @param {string} method
	 * @returns {Promise<any>} null when the worker ends before it answers
	 */
	const ask = (worker, method) =>
		new Promise((resolve, reject) => {
			const id = ++lastId;
			waiting.set(id, { worker, resolve, reject });
			const message = JSON.stringify({ id, method });
			session
				.send('Target.sendMessageToTarget', { sessionId: worker, message })
				.catch((error) => (workers.has(worker) ? reject(error) : resolve(null)));
		});
	return { session, workers, first, ask };
}
