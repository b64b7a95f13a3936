// The page that measures the store, as seen from here.

/**
 * @typedef {import('./store-page').StoreBench} StoreBench
 */

export class StorePage {
	#page;

	/** @param {import('playwright').Page} page */
	constructor(page) {
		this.#page = page;
	}

	/**
	 * @param {import('playwright').BrowserContext} context
	 * @param {string} url of the server
	 * @returns {Promise<StorePage>}
	 */
	static async open(context, url) {
		const page = await context.newPage();
		page.on('pageerror', (error) => console.error(`    ${error.message}`));
		// Where the app has a service worker, that would answer for this page too.
		const session = await context.newCDPSession(page);
		await session.send('Network.enable');
		await session.send('Network.setBypassServiceWorker', { bypass: true });
		await page.goto(`${url}/bench/store.html`);
		await page.waitForFunction(() => 'storeBench' in globalThis);
		return new StorePage(page);
	}

	/**
	 * Calls one of its functions.
	 * @template {keyof StoreBench} Name
	 * @param {Name} name
	 * @param {Parameters<StoreBench[Name]>} args
	 * @returns {Promise<Awaited<ReturnType<StoreBench[Name]>>>}
	 */
	call(name, ...args) {
		return this.#page.evaluate(([name, values]) => {
			/** @type {{ storeBench: Record<string, (...values: unknown[]) => Promise<any>> }} */
			const { storeBench } = /** @type {any} */ (globalThis);
			return storeBench[name]?.(...values);
		}, /** @type {const} */ ([name, args]));
	}

	close() {
		return this.#page.close();
	}
}
