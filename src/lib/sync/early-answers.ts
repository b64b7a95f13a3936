/**
 * Answers that the page has asked for before anything of the app was there, at the first visit: they are in the browser's cache,
 * or on their way to it. See `askForFirstPosts` in svelte.config.js.
 */
export class EarlyAnswers {
	readonly #urls = new Set<string>();

	/** The answers of these addresses are as good as new, once. */
	readonly expect = (urls: readonly string[]): void => {
		for (const url of urls) this.#urls.add(url);
	};

	/** As the browser's own. */
	readonly fetch = (url: string, init: RequestInit): Promise<Response> =>
		fetch(url, this.#urls.delete(url) ? { ...init, cache: 'force-cache' } : init);
}
