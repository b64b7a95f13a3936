// The page whose worker runs an engine, as seen from here.

import { attachToWorker } from './heap.mjs';

/** @typedef {import('./worker').Bench} Bench */

export class BenchPage {
	#page;
	#worker;

	/**
	 * @param {import('playwright').Page} page
	 * @param {{ heapBytes: () => Promise<number> }} worker
	 */
	constructor(page, worker) {
		this.#page = page;
		this.#worker = worker;
	}

	/**
	 * A page and a worker that have done nothing yet.
	 * @param {import('playwright').BrowserContext} context
	 * @param {string} url of the server
	 * @returns {Promise<BenchPage>}
	 */
	static async open(context, url) {
		const page = await context.newPage();
		page.on('console', (message) => console.error(`    ${message.text()}`));
		page.on('pageerror', (error) => console.error(`    ${error.message}`));
		await page.goto(`${url}/bench/index.html`);
		await page.waitForFunction(() => 'bench' in globalThis && crossOriginIsolated);
		return new BenchPage(page, await attachToWorker(page));
	}

	/**
	 * Calls a method of the worker's `Bench`.
	 * @template {keyof Bench} Method
	 * @param {Method} method
	 * @param {Parameters<Bench[Method]>} args
	 * @returns {Promise<Awaited<ReturnType<Bench[Method]>>>}
	 */
	call(method, ...args) {
		return this.#page.evaluate(([name, values]) => {
			/** @type {{ bench: Record<string, (...values: unknown[]) => Promise<any>> }} */
			const { bench } = /** @type {any} */ (globalThis);
			return bench[name]?.(...values);
		}, /** @type {const} */ ([method, args]));
	}

	/** Bytes that the worker holds, after a collection of garbage. */
	heap() {
		return this.#worker.heapBytes();
	}

	close() {
		return this.#page.close();
	}
}
