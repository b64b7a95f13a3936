import type { Tally } from './tally';

/** Before this many pages a guess would jump about. */
const PAGES = 2;

/**
 * Milliseconds until the whole archive is here if it goes on as it has so far; null when nobody can tell.
 * @param now UTC milliseconds
 */
export function timeLeft(
	{ phase, pages, kept, keptAtStart, total, startedAt }: Tally,
	now: number
): number | null {
	const came = kept - keptAtStart;
	const isKnown = phase === 'archive' && total !== null && pages >= PAGES && came > 0 && kept < total;
	return isKnown ? ((now - startedAt) / came) * (total - kept) : null;
}
