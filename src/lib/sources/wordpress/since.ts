import type { JsonObject } from '$lib/sources/json-values';
import { idOf } from './answer';
import { utcText } from './dates';
import { changedAt } from './post';

/** A post as changes list it. */
export interface Change {
	id: number;
	/** UTC milliseconds of the last change. */
	changedAt: number;
}

const MINUTE = 60_000;
/**
 * Changes are asked for from so many milliseconds before. A change may be seen later than it is dated: a quarter of an hour for
 * servers that lag or whose clocks differ, and the hour that the end of summer time repeats.
 */
export const LATE_CHANGE = 75 * MINUTE;
/**
 * New posts are asked for from so many milliseconds before: one that was scheduled is published when WordPress gets round to it,
 * and nothing but its date of old tells. Older versions compare with the site's clock instead of UTC, too.
 */
export const LATE_POST = 24 * 60 * MINUTE;

/** WordPress takes a date of 1970 for none; this one is before any blog of it. */
const BEGINNING = Date.UTC(2000, 0, 1);

/** The change that an item of the list of posts tells of; none of one without a number. */
export function changeOf(item: JsonObject): Change[] {
	const id = idOf(item);
	if (id === null) return [];
	return [{ id, changedAt: changedAt(item) }];
}

/**
 * The moment of a `since`, in UTC milliseconds by the site's clock. What cannot be read is the beginning of all blogs; what
 * follows after the moment is of an earlier time and not needed.
 */
export function parseSince(text: string): number {
	const time = Date.parse(text.split(/\s/, 1)[0] ?? '');
	return Number.isNaN(time) ? BEGINNING : Math.max(time, BEGINNING);
}

/** @param moment UTC milliseconds by the site's clock */
export function formatSince(moment: number): string {
	return utcText(Math.max(moment, BEGINNING));
}
