import { decodeHTMLStrict } from 'entities';

/** 1 January 1900, in UTC milliseconds: nothing on the web is older, and what says so is a fault. */
const EARLIEST = Date.UTC(1900, 0, 1);
/** A post may be dated ahead by this many milliseconds: clocks and time zones are often set wrong. */
const AHEAD = 2 * 24 * 60 * 60 * 1000;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of UTC of zones that feeds name; what is not here counts as UTC, as RFC 2822 wants. */
const ZONES: Readonly<Record<string, number>> = {
	...{ est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420 },
	...{ akst: -540, akdt: -480, hst: -600, ast: -240, adt: -180, nst: -210, ndt: -150, brt: -180 },
	...{ bst: 60, west: 60, cet: 60, cest: 120, mez: 60, mesz: 120, eet: 120, eest: 180, sast: 120, msk: 180 },
	...{ ist: 330, ict: 420, hkt: 480, sgt: 480, awst: 480, jst: 540, kst: 540, acst: 570, acdt: 630 },
	...{ aest: 600, aedt: 660, nzst: 720, nzdt: 780 }
};

/** `Z`, `EST`, `+0200`, `+02:00`, `GMT+2`, `-0500 (EST)` */
const ZONE = String.raw`([a-z]{1,5})?\s*([+\u2212-]\d\d?(?::?\d\d)?)?(?:\s*\([^()]*\))?`;
const CLOCK = String.raw`(\d\d?):(\d\d?)(?::(\d\d?)(?:[.,](\d{1,12}))?)?(?:\s*(am\b|pm\b|[ap]\.m\.))?`;

/** RFC 3339 as feeds really write it: day, time, seconds and zone may be missing, a digit too, or `T` be a space. */
const INTERNET_DATE = written(
	String.raw`(\d{4})(?:[-/.](\d\d?)(?:[-/.](\d\d?)(?:(?:T|\s+)${CLOCK})?\s*${ZONE})?)?`
);
/** `20250721T173323Z` */
const COMPACT_DATE = written(
	String.raw`(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(?:[.,](\d{1,12}))?())?\s*${ZONE}`
);
/** `Mon, 21 Jul 2025 17:33:23 GMT`, the mail date of RSS; also `21-Jul-25`. */
const MAIL_DATE = written(
	String.raw`(?:[a-z]{2,9}\.?,?\s+)?(\d\d?)(?:st|nd|rd|th|\.)?[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d\d)(?:,?\s+(?:at\s+)?${CLOCK})?\s*${ZONE}`
);
/** `July 21, 2025 5:33 PM` */
const AMERICAN_DATE = written(
	String.raw`(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3})[a-z]*\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(?:at\s+)?${CLOCK})?\s*${ZONE}`
);
/** `Mon Jul 21 17:33:23 +0000 2025`: what C prints, and Twitter. */
const UNIX_DATE = written(
	String.raw`(?:[a-z]{3,9},?\s+)?([a-z]{3})[a-z]*\s+(\d\d?)\s+${CLOCK}\s*${ZONE}\s+(\d{4})`
);

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
	const parts = readings.map((read) => read(text)).find((read) => read !== null) ?? null;
	const time = parts === null ? null : timeOf(parts);
	return time !== null && time >= EARLIEST && time <= now + AHEAD ? time : null;
}

/** What is written, not yet looked at. */
interface DateParts {
	year: string | undefined;
	/** A number or an English name. */
	month: string | undefined;
	day: string | undefined;
	/** Hour, minute, second, fraction of a second, half of the day. */
	clock: readonly (string | undefined)[];
	/** Name and offset. */
	zone: readonly (string | undefined)[];
}

const readings: readonly ((text: string) => DateParts | null)[] = [
	reading(INTERNET_DATE, ([year, month, day, ...rest]) => ({ year, month, day, ...clockAndZone(rest) })),
	reading(COMPACT_DATE, ([year, month, day, ...rest]) => ({ year, month, day, ...clockAndZone(rest) })),
	reading(MAIL_DATE, ([day, month, year, ...rest]) => ({ year, month, day, ...clockAndZone(rest) })),
	reading(AMERICAN_DATE, ([month, day, year, ...rest]) => ({ year, month, day, ...clockAndZone(rest) })),
	reading(UNIX_DATE, ([month, day, ...rest]) => ({ year: rest[7], month, day, ...clockAndZone(rest) }))
];

/** The whole of a text, whatever the case of its letters. */
function written(pattern: string): RegExp {
	return new RegExp(`^${pattern}$`, 'i');
}

function reading(
	pattern: RegExp,
	partsOf: (groups: (string | undefined)[]) => DateParts
): (text: string) => DateParts | null {
	return (text) => {
		const match = pattern.exec(text);
		return match === null ? null : partsOf(match.slice(1));
	};
}

function clockAndZone(groups: (string | undefined)[]): Pick<DateParts, 'clock' | 'zone'> {
	return { clock: groups.slice(0, 5), zone: groups.slice(5, 7) };
}

function timeOf({
	year: writtenYear,
	month: writtenMonth,
	day: writtenDay,
	clock,
	zone
}: DateParts): number | null {
	const year = yearOf(writtenYear ?? '');
	const month = monthOf(writtenMonth ?? '1');
	const day = Number(writtenDay ?? 1);
	const ofDay = timeOfDay(clock);
	const offset = offsetOf(zone);
	if (ofDay === null || offset === null) return null;
	const midnight = new Date(Date.UTC(year, month - 1, day));
	// 30 February would silently be 2 March; years below 100 would be of the 20th century.
	const isDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCFullYear() === year;
	return isDay ? midnight.getTime() + ofDay - offset * 60_000 : null;
}

/** Two digits are of this century up to 49: https://www.rfc-editor.org/rfc/rfc2822#section-4.3 */
function yearOf(year: string): number {
	const number = Number(year);
	if (year.length > 2) return number;
	return number + (number < 50 ? 2000 : 1900);
}

/** From 1; 0 for a name that no month has. */
function monthOf(month: string): number {
	return /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.toLowerCase()) + 1;
}

/** Milliseconds since midnight; null for a time that no clock shows. */
function timeOfDay([writtenHour, writtenMinute, writtenSecond, fraction, half]: DateParts['clock']):
	number | null {
	const hour = hourOf(Number(writtenHour ?? 0), half);
	const [minute, second] = [Number(writtenMinute ?? 0), Number(writtenSecond ?? 0)];
	// 23:59:60 is a leap second, and 24:00 the end of the day.
	const isTime = minute < 60 && second <= 60 && (hour < 24 || (hour === 24 && minute === 0 && second === 0));
	if (!isTime) return null;
	const milliseconds = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
	return ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + milliseconds;
}

function hourOf(hour: number, half: string | undefined): number {
	if (!half || hour > 12) return hour;
	return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

/** Minutes east of UTC; null for an offset that no place has. */
function offsetOf([name = '', offset = '']: DateParts['zone']): number | null {
	const match = /^([+\u2212-])(\d\d?)(?::?(\d\d))?$/.exec(offset);
	if (match === null) return ZONES[name.toLowerCase()] ?? 0;
	const [, sign, hours, minutes] = match;
	const east = Number(hours) * 60 + Number(minutes ?? 0);
	if (Number(minutes ?? 0) > 59 || east > 24 * 60) return null;
	return sign === '+' ? east : -east;
}
