const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const longDate = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const monthAndYear = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const integer = new Intl.NumberFormat();

const WORDS_PER_MINUTE = 230;
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
];

/** All times are UTC milliseconds, shown in the reader's time zone and locale. */
export const formatLongDate = (time: number) => longDate.format(time);
export const formatDateAndTime = (time: number) => dateAndTime.format(time);
export const formatMonth = (time: number) => monthAndYear.format(time);
export const formatCount = (count: number) => integer.format(count);

/** As short as a list needs: the year only when it is not this one. */
export function formatListDate(time: number, now: number): string {
	const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
	return (isThisYear ? day : dayAndYear).format(time);
}

/** "3 minutes ago". */
export function formatAgo(time: number, now: number): string {
	for (const [unit, length] of UNITS) {
		const amount = Math.trunc((time - now) / length);
		if (amount !== 0) return relative.format(amount, unit);
	}
	return 'just now';
}

/** "1 post", "250 posts". */
export function formatPosts(count: number): string {
	return `${formatCount(count)} ${count === 1 ? 'post' : 'posts'}`;
}

/** "4 min", at least one. */
export function formatReadingTime(words: number): string {
	return `${formatCount(Math.max(1, Math.round(words / WORDS_PER_MINUTE)))} min`;
}

/** Bytes as "2.1 MB". */
export function formatBytes(bytes: number): string {
	const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
	const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
	return new Intl.NumberFormat(undefined, {
		style: 'unit',
		unit: units[power],
		unitDisplay: power === 0 ? 'long' : 'short',
		maximumFractionDigits: power > 1 ? 1 : 0
	}).format(bytes / 1000 ** power);
}

/** Seconds as "1:02:09" or "4:30". */
export function formatDuration(seconds: number): string {
	const whole = Math.round(seconds);
	const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
	const shown = parts[0] === 0 ? parts.slice(1) : parts;
	return shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
