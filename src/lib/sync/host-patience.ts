import { say } from '$lib/messages/problem-words';
import { hostName } from '$lib/sources/http-url';
import type { SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';

/** Remembers which hosts have asked to be left alone, whichever request of whichever feed they said it to. */
export class HostPatience {
	/** By host: until when (UTC milliseconds), and how long that was when it was said. */
	readonly #asked = new Map<string, { until: number; wait: number }>();
	readonly #now: () => number;

	/** @param now gives UTC milliseconds */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** Fetches as `fetchText` does, but asks nothing of a host before the moment that it has named. */
	patient(fetchText: SourceContext['fetchText']): SourceContext['fetchText'] {
		return async (url) => {
			const { host } = new URL(url);
			const { until, wait: longest } = this.#asked.get(host) ?? { until: 0, wait: 0 };
			const left = until - this.#now();
			// A clock that was set back must not make this last.
			if (left > 0 && left <= longest) throw askedForPatience(url, left);
			try {
				return await fetchText(url);
			} catch (error) {
				const wait = error instanceof SourceError ? (error.details.retryAfter ?? 0) : 0;
				if (wait > 0) this.#asked.set(host, { until: this.#now() + wait, wait });
				throw error;
			}
		};
	}
}

function askedForPatience(url: string, retryAfter: number): SourceError {
	const message = say('fetch_asked_for_patience', { host: hostName(url) });
	return new SourceError('rate-limited', message, say('advice_wait'), { retryAfter });
}
