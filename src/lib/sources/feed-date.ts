import { decodeHTMLStrict } from 'entities';

/** 1 January 1900, in UTC milliseconds: nothing on the web is older, and what says so is a fault. */
const EARLIEST = Date.UTC(1900, 0, 1);
/** A post may be dated ahead by this many milliseconds: clocks and time zones are often set wrong. */
const AHEAD = 2 * 24 * 60 * 60 * 1000;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** RFC 3339 as feeds really write it: time, seconds and zone may be missing, a digit too, or `T` be a space. */
const INTERNET_DATE =
	/^(\d{4})-(\d\d?)-(\d\d?)(?:(?:T|\s+)(\d\d?):(\d\d?)(?::(\d\d?)(?:[.,](\d{1,12}))?)?)?\s*(Z|UTC|GMT|[+\u2212-]\d\d?(?::?\d\d)?)?$/i;
/** `Mon, 21 Jul 2025 17:33:23 GMT`: the mail date of RSS, now and then in a JSON Feed. */
const MAIL_DATE =
	/^(?:[a-z]{3,9},?\s+)?(\d\d?)\s+([a-z]{3})[a-z]*\.?\s+(\d{4})(?:\s+(\d\d?):(\d\d)(?::(\d\d))?)?\s*(Z|UTC?|GMT|[+-]\d{4})?$/i;

/**
 * The moment that a feed means, in UTC milliseconds; null when it gives none, or one that cannot be: before 1900,
 * more than two days after `now`, or on a day or at an hour that does not exist. Without a zone it is UTC.
 * @param now UTC milliseconds
 * @see https://www.rfc-editor.org/rfc/rfc3339
 */
export function dateOf(value: unknown, now: number): number | null {
	if (typeof value !== 'string' || value.length > 100) return null;
	// Templates escape the plus sign: `2025-05-05T15:14:43&#43;08:00`.
	const text = decodeHTMLStrict(value).trim();
	const time = internetDate(text) ?? mailDate(text);
	return time !== null && time >= EARLIEST && time <= now + AHEAD ? time : null;
}

function internetDate(text: string): number | null {
	const match = INTERNET_DATE.exec(text);
	if (match === null) return null;
	const [, year, month, day, hour, minute, second, fraction, zone] = match;
	const milliseconds = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
	return timeOf([year, month, day, hour, minute, second], milliseconds, zone);
}

function mailDate(text: string): number | null {
	const match = MAIL_DATE.exec(text);
	if (match === null) return null;
	const [, day, name, year, hour, minute, second, zone] = match;
	const month = MONTHS.indexOf((name ?? '').toLowerCase()) + 1;
	return timeOf([year, String(month), day, hour, minute, second], 0, zone);
}

function timeOf(
	parts: (string | undefined)[],
	milliseconds: number,
	zone: string | undefined
): number | null {
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
		Number(part ?? 0)
	);
	const offset = offsetOf(zone);
	// 23:59:60 is a leap second, and 24:00 the end of the day.
	const isTime = minute < 60 && second <= 60 && (hour < 24 || (hour === 24 && minute === 0 && second === 0));
	if (offset === null || !isTime) return null;
	const midnight = new Date(Date.UTC(year, month - 1, day));
	// 30 February would silently be 2 March; years below 100 would be of the 20th century.
	const isDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCFullYear() === year;
	if (!isDay) return null;
	const ofDay = ((hour * 60 + minute - offset) * 60 + Math.min(second, 59)) * 1000;
	return midnight.getTime() + ofDay + milliseconds;
}

/** Minutes east of UTC; null for an offset that no place has. */
function offsetOf(zone: string | undefined): number | null {
	const match = /^([+\u2212-])(\d\d?)(?::?(\d\d))?$/.exec(zone ?? '');
	if (match === null) return 0;
	const [, sign, hours, minutes] = match;
	const offset = Number(hours) * 60 + Number(minutes ?? 0);
	if (Number(minutes ?? 0) > 59 || offset > 24 * 60) return null;
	return sign === '+' ? offset : -offset;
}
