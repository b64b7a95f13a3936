import { m, spokenLocale } from '$lib/messages/messages';

/** Each is made when it is first needed, since the language is known by then, and making one takes long. */
const formats = {
	// As short as a column of dates: Korean months are words of their own.
	day: inSpokenLocale(
		(locale) =>
			new Intl.DateTimeFormat(locale, {
				day: 'numeric',
				month: locale?.startsWith('ko') ? 'numeric' : 'short'
			})
	),
	dayAndYear: date({ day: 'numeric', month: 'short', year: 'numeric' }),
	longDate: date({ dateStyle: 'long' }),
	dateAndTime: date({ dateStyle: 'full', timeStyle: 'short' }),
	timeOfDay: date({ timeStyle: 'short' }),
	dayOfYear: date({ day: 'numeric', month: 'long' }),
	monthAndYear: date({ month: 'long', year: 'numeric' }),
	month: date({ month: 'short' }),
	narrowMonth: date({ month: 'narrow' }),
	year: date({ year: 'numeric' }),
	relative: inSpokenLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })),
	integer: number({}),
	decimal: number({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
	percent: number({ style: 'percent' }),
	minutes: number({ style: 'unit', unit: 'minute' }),
	enumeration: inSpokenLocale((locale) => new Intl.ListFormat(locale, { style: 'narrow' })),
	list: inSpokenLocale((locale) => new Intl.ListFormat(locale))
};

/** Bytes, and thousands, millions and milliards of them. */
const sizes = [
	number({ style: 'unit', unit: 'byte', unitDisplay: 'long', maximumFractionDigits: 0 }),
	number({ style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }),
	number({ style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }),
	number({ style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1 })
] as const;

const WORDS_PER_MINUTE = 230;
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
];

/** All times are UTC milliseconds, shown in the reader's time zone and locale. */
export const formatLongDate = (time: number) => formats.longDate().format(time);
export const formatDateAndTime = (time: number) => formats.dateAndTime().format(time);
export const formatDayOfYear = (time: number) => formats.dayOfYear().format(time);
export const formatMonth = (time: number) => formats.monthAndYear().format(time);
export const formatShortMonth = (time: number) => formats.month().format(time);
export const formatNarrowMonth = (time: number) => formats.narrowMonth().format(time);

/** The number alone, where some languages write "2026년". */
export function formatYear(time: number): string {
	const parts = formats.year().formatToParts(time);
	return parts.find(({ type }) => type === 'year')?.value ?? formats.year().format(time);
}

export const formatCount = (count: number) => formats.integer().format(count);

/** As short as a list needs: the year only when it is not this one. */
export function formatListDate(time: number, now: number): string {
	const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
	return (isThisYear ? formats.day() : formats.dayAndYear()).format(time);
}

/** "3 minutes ago". */
export function formatAgo(time: number, now: number): string {
	for (const [unit, length] of UNITS) {
		const amount = Math.trunc((time - now) / length);
		if (amount !== 0) return formats.relative().format(amount, unit);
	}
	return m.shell_just_now();
}

/** As it stands in a sentence: "14:03" today, "yesterday 14:03", "3 May 14:03", with the year when it is not this one. */
export function formatMoment(time: number, now: number): string {
	const days = daysBetween(now, time);
	const clock = formats.timeOfDay().format(time);
	if (days === 0) return clock;
	const day = Math.abs(days) === 1 ? formats.relative().format(days, 'day') : formatListDate(time, now);
	return m.shell_day_and_time({ day, time: clock });
}

/** As {@link formatMoment}, standing alone, with "Today" for a list that goes back over several days. */
export function formatLogTime(time: number, now: number): string {
	const moment = formatMoment(time, now);
	if (daysBetween(now, time) !== 0) return capitalised(moment);
	const today = formats.relative().format(0, 'day');
	return capitalised(m.shell_day_and_time({ day: today, time: moment }));
}

/** With one digit after the point. */
export const formatDecimal = (value: number) => formats.decimal().format(value);
/** A share, such as 0.25, as "25 %". */
export const formatShare = (share: number) => formats.percent().format(share);

/** "1 post", "250 posts". */
export const formatPosts = (count: number) => m.shell_posts({ count });

/** "1 picture", "12 pictures". */
export const formatPictures = (count: number) => m.shell_pictures({ count });

/** "1 comment", "12 comments". */
export const formatComments = (count: number) => m.shell_comments({ count });

/** "1 reply", "12 replies". */
export const formatReplies = (count: number) => m.shell_replies({ count });

/** "3 new, 1 edited": what is listed one by one. */
export const formatEnumeration = (parts: Iterable<string>) => formats.enumeration().format(parts);
/** "3 stars and your read marks": as it stands in a sentence. */
export const formatList = (parts: Iterable<string>) => formats.list().format(parts);

/** "4 min", at least one. */
export function formatReadingTime(words: number): string {
	return formats.minutes().format(Math.max(1, Math.round(words / WORDS_PER_MINUTE)));
}

/** Bytes as "2.1 MB". */
export function formatBytes(bytes: number): string {
	const power = Math.min(sizes.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
	return (sizes[power] ?? sizes[0])().format(bytes / 1000 ** power);
}

/** Seconds as "1:02:09" or "4:30". */
export function formatDuration(seconds: number): string {
	const whole = Math.round(seconds);
	const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
	const shown = parts[0] === 0 ? parts.slice(1) : parts;
	return shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** Whole days of the reader's time zone from one moment to another; negative into the past. */
function daysBetween(from: number, to: number): number {
	return Math.round((startOfDay(to) - startOfDay(from)) / 86_400_000);
}

function startOfDay(time: number): number {
	return new Date(time).setHours(0, 0, 0, 0);
}

function capitalised(word: string): string {
	return word.charAt(0).toLocaleUpperCase(spokenLocale()) + word.slice(1);
}

function date(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
	return inSpokenLocale((locale) => new Intl.DateTimeFormat(locale, options));
}

function number(options: Intl.NumberFormatOptions): () => Intl.NumberFormat {
	return inSpokenLocale((locale) => new Intl.NumberFormat(locale, options));
}

/** @returns what gives `make` of the language spoken, made once. */
function inSpokenLocale<T>(make: (locale: string | undefined) => T): () => T {
	let made: { locale: string | undefined; value: T } | null = null;
	return () => {
		const locale = spokenLocale();
		if (made?.locale !== locale || made === null) made = { locale, value: make(locale) };
		return made.value;
	};
}
