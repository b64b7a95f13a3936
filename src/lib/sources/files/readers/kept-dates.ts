import { amountOf } from '$lib/sources/json-values';

/** The year 5138, in seconds. */
const LATEST = 1e11;

/** Seconds since 1970, as a number or in digits, as `dateOf` reads a moment; '' for anything else. */
export function secondsText(value: unknown): string {
	const seconds = amountOf(value, LATEST);
	// No list says 1970 and means it.
	return seconds === null || seconds === 0 ? '' : new Date(seconds * 1000).toISOString();
}
