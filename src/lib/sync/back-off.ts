const MINUTE = 60_000;
/** Milliseconds after the first failure. */
const FIRST = 15 * MINUTE;
/** Milliseconds between tries at most: a day. */
export const LONGEST_BACK_OFF = 24 * 60 * MINUTE;

/**
 * Milliseconds to leave a site alone after its sync has failed `failures` times in a row: each time twice as long, and never at
 * the same moment as everybody else.
 * @param retryAfter milliseconds that the site asks for, or null
 * @param random from 0 up to 1
 */
export function backOff(failures: number, retryAfter: number | null, random: number): number {
	const longest = Math.min(FIRST * 2 ** (failures - 1), LONGEST_BACK_OFF);
	return Math.max(retryAfter ?? 0, longest * (0.5 + random / 2));
}
