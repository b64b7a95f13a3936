/** Milliseconds for which an answer is as good as new. */
const FRESH_FOR = 60_000;

/**
 * Answers that the page has asked for before anything of the app was there, at the first visit: they are in the browser's cache,
 * or on their way to it. See src/packaging/first-posts.js.
 */
export class EarlyAnswers {
	readonly #urls = new Set<string>();

	/** The answers of these addresses need not be asked for again, once. */
	readonly expect = (urls: readonly string[]): void => {
		for (const url of urls) {
			this.#urls.add(url);
			setTimeout(() => this.#urls.delete(url), FRESH_FOR);
		}
	};

	/** As the browser's own. */
	readonly fetch = (url: string, init: RequestInit): Promise<Response> =>
		fetch(url, this.#urls.delete(url) ? { ...init, cache: 'force-cache' } : init);
}
