import type { SourceContext } from '$lib/sources/source';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';

/** Tries of one request, by what went wrong; once where trying again would give the same. */
const TRIES: Partial<Record<SourceErrorCode, number>> = {
	'rate-limited': 4,
	unreachable: 3,
	'server-error': 2,
	timeout: 2,
	// What an overloaded server answers often looks like a refusal.
	'blocked-by-cors': 2
};
/** Milliseconds before the second try; twice as long before each one after. */
const FIRST_WAIT = 1000;
/** A site that asks for more patience than so many milliseconds is left for another sync. */
const LONGEST_WAIT = 2 * 60_000;

/** What trying again needs of the world. */
export interface RetryOptions {
	/** From 0 up to 1. */
	random: () => number;
	/** Resolves after so many milliseconds, or throws the reason of the sync's end. */
	wait: (milliseconds: number) => Promise<void>;
	/** Hears for how many milliseconds the sync waits, and 0 when it goes on. */
	onWait: (milliseconds: number) => void;
}

/** Fetches as `fetchText` does, but tries again after failures that pass, as politely as the site asks. */
export function withRetries(
	fetchText: SourceContext['fetchText'],
	{ random, wait, onWait }: RetryOptions
): SourceContext['fetchText'] {
	return async (url) => {
		for (let tries = 1; ; tries += 1) {
			try {
				return await fetchText(url);
			} catch (error) {
				const pause = pauseAfter(error, tries, random());
				if (pause === null) throw error;
				onWait(pause);
				await wait(pause);
				onWait(0);
			}
		}
	};
}

/** Milliseconds, or null to give up. */
function pauseAfter(error: unknown, tries: number, random: number): number | null {
	if (!(error instanceof SourceError) || tries >= (TRIES[error.code] ?? 1)) return null;
	const pause = Math.max(error.details.retryAfter ?? 0, FIRST_WAIT * 2 ** (tries - 1) * (0.5 + random));
	return pause <= LONGEST_WAIT ? pause : null;
}
