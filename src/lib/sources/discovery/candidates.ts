import type { Attempt, Discovery, Look } from './look';
import type { SourceContext } from '$lib/sources/source';
import type { SourceError, SourceErrorCode } from '$lib/sources/source-error';

/** Failures after which other addresses of the same host would fail too. */
const ENDING = new Set<SourceErrorCode>(['offline', 'unreachable', 'timeout', 'rate-limited', 'no-relay']);
/** Addresses asked for at the same time. */
const AT_ONCE = 2;

/** What has been looked at for one discovery. No address is fetched twice. */
export class Candidates {
	readonly #fetchText: SourceContext['fetchText'];
	/** In the order in which they were asked for; null while there is no answer. */
	readonly #attempts = new Map<string, Attempt | null>();
	/** Why nothing more is guessed; null while there is no reason. */
	ending: SourceError | null = null;

	constructor({ fetchText }: Pick<SourceContext, 'fetchText'>) {
		this.#fetchText = fetchText;
	}

	get attempts(): Attempt[] {
		return [...this.#attempts.values()].filter((attempt) => attempt !== null);
	}

	/** The feeds found so far, each once, in the order in which they were asked for. */
	get found(): Discovery[] {
		const feeds = this.attempts.map(({ found }) => found).filter((found) => found !== null);
		return [...new Map(feeds.map((feed) => [feed.url, feed])).values()];
	}

	/** Why the site's API answers nobody; null unless it said so. */
	get closed(): SourceError | null {
		return this.attempts.find(({ error }) => error?.code === 'api-closed')?.error ?? null;
	}

	async take(url: string, look: Look): Promise<Attempt> {
		this.#attempts.set(url, null);
		const attempt = await look(url, this.#fetchText);
		this.#attempts.set(url, attempt);
		// The answer may come from an address that is looked at later.
		if (attempt.page !== null && !this.#attempts.has(attempt.page.url))
			this.#attempts.set(attempt.page.url, null);
		if (attempt.error?.code === 'offline' || attempt.error?.code === 'no-relay') this.ending = attempt.error;
		return attempt;
	}

	/** Looks at all of them, a few at a time. */
	async takeAll(urls: readonly string[], look: Look): Promise<void> {
		const unseen = urls.filter((url) => !this.#attempts.has(url));
		for (let i = 0; i < unseen.length && this.ending === null; i += AT_ONCE) {
			await Promise.all(unseen.slice(i, i + AT_ONCE).map((url) => this.take(url, look)));
		}
	}

	/**
	 * Looks at places where the same thing may be, the likeliest first and a few at a time, until it is found or the site
	 * cannot be asked more.
	 */
	async guess(urls: readonly string[], look: Look): Promise<void> {
		const unseen = urls.filter((url) => !this.#attempts.has(url));
		for (let i = 0; i < unseen.length && this.ending === null; i += AT_ONCE) {
			const attempts = await Promise.all(unseen.slice(i, i + AT_ONCE).map((url) => this.take(url, look)));
			this.ending ??= attempts.find(({ error }) => error !== null && ENDING.has(error.code))?.error ?? null;
			const hits = attempts.filter(({ found, error }) => found !== null || error?.code === 'api-closed');
			for (const { url } of hits.slice(1)) this.#attempts.set(url, null);
			if (hits.length > 0) return;
		}
	}
}
