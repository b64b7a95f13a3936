// Asks Chromium how much memory a worker holds.

/** @typedef {{ usedSize: number, backingStorageSize: number }} HeapUsage */

/**
 * Attaches to the only worker of `page`.
 * @param {import('playwright').Page} page
 * @returns {Promise<{ heapBytes: () => Promise<number> }>} `heapBytes` collects garbage first; objects and strings
 *   of the worker's JavaScript, with the contents of its array buffers
 */
export async function attachToWorker(page) {
	const session = await page.context().newCDPSession(page);
	/** @type {Map<number, (message: { result?: any, error?: { message: string } }) => void>} */
	const waiting = new Map();
	let lastId = 0;
	session.on('Target.receivedMessageFromTarget', ({ message }) => {
		const answer = JSON.parse(message);
		waiting.get(answer.id)?.(answer);
		waiting.delete(answer.id);
	});
	const sessionId = await new Promise((resolve) => {
		session.on('Target.attachedToTarget', (event) => {
			if (event.targetInfo.type === 'worker') resolve(event.sessionId);
		});
		void session.send('Target.setAutoAttach', {
			autoAttach: true,
			waitForDebuggerOnStart: false,
			flatten: false
		});
	});

	/**
	 * @param {string} method
	 * @returns {Promise<any>}
	 */
	const ask = (method) =>
		new Promise((resolve, reject) => {
			const id = ++lastId;
			waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
			const message = JSON.stringify({ id, method });
			session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
		});

	return {
		heapBytes: async () => {
			// What one collection sets free may hold what only the next one finds.
			for (let i = 0; i < 3; i++) await ask('HeapProfiler.collectGarbage');
			/** @type {HeapUsage} */
			const { usedSize, backingStorageSize } = await ask('Runtime.getHeapUsage');
			return usedSize + backingStorageSize;
		}
	};
}
