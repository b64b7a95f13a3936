import { memberOf, type JsonObject } from '$lib/sources/json-values';
import { idOf } from './answer';
import { utcOf, utcText } from './dates';
import { changedAt } from './post';

/**
 * How far the changes of a site have been followed: `2026-11-25T03:15:37Z (1009:0 7:420)`. The moment, and then the posts
 * that will be listed after it once more though they are known as they are: each with the seconds from its last change to the
 * moment. Without them every look at a site on which nothing has changed would fetch its latest posts again.
 */
export interface Since {
	/** UTC milliseconds, by the site's clock. */
	moment: number;
	/** Number of a post and its last change in UTC milliseconds. */
	known: Map<number, number>;
}

/** A post as changes list it. */
export interface Change {
	id: number;
	/** UTC milliseconds of the last change. */
	changedAt: number;
	/** UTC milliseconds of publication, or null. */
	publishedAt: number | null;
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
/** A list any longer is not worth it. */
const MOST_KNOWN = 300;

/** The change that an item of the list of posts tells of; none of one without a number. */
export function changeOf(item: JsonObject): Change[] {
	const id = idOf(item);
	if (id === null) return [];
	return [{ id, changedAt: changedAt(item), publishedAt: utcOf(memberOf(item, 'date_gmt')) }];
}

/** Also of a moment alone, as ISO 8601 writes it. What cannot be read is the beginning of all blogs. */
export function parseSince(text: string): Since {
	const [moment = '', ...entries] = text.split(/[\s()]+/);
	const time = Date.parse(moment);
	const start = Number.isNaN(time) ? BEGINNING : Math.max(time, BEGINNING);
	const known = new Map<number, number>();
	for (const entry of entries) {
		const [, id, seconds] = /^(\d{1,15}):(-?\d{1,12})$/.exec(entry) ?? [];
		if (id !== undefined) known.set(Number(id), start - Number(seconds) * 1000);
	}
	return { moment: start, known };
}

/**
 * @param moment UTC milliseconds
 * @param changes that have been given, or were known before
 */
export function formatSince(moment: number, changes: Iterable<Change>): string {
	const start = Math.max(Math.floor(moment / 1000) * 1000, BEGINNING);
	const entries = [...changes]
		.filter(({ changedAt, publishedAt }) => {
			return changedAt > start - LATE_CHANGE || (publishedAt !== null && publishedAt > start - LATE_POST);
		})
		.sort((a, b) => b.changedAt - a.changedAt)
		.slice(0, MOST_KNOWN)
		.map(({ id, changedAt }) => `${id}:${Math.round((start - changedAt) / 1000)}`);
	return entries.length === 0 ? utcText(start) : `${utcText(start)} (${entries.join(' ')})`;
}
