/** A day, month or year of the reader's time zone, in UTC milliseconds: `from` inclusive, `to` exclusive. */
export interface Period {
	from: number;
	to: number;
}

/** Reads `2019`, `2019-05` or `2019-05-01`; null for anything else, impossible days (`2019-02-31`) among it. */
export function periodOf(value: string): Period | null {
	const match = /^(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?$/.exec(value);
	if (match === null) return null;
	const year = Number(match[1]);
	if (match[2] === undefined) return { from: dayStart(year, 0, 1), to: dayStart(year + 1, 0, 1) };
	const month = Number(match[2]) - 1;
	if (month < 0 || month > 11) return null;
	if (match[3] === undefined) return { from: dayStart(year, month, 1), to: dayStart(year, month + 1, 1) };
	const day = Number(match[3]);
	if (day < 1 || day > daysIn(year, month)) return null;
	return { from: dayStart(year, month, day), to: dayStart(year, month, day + 1) };
}

/** A day of any year as `11-27`, or null for anything else; 29 February is one. */
export function dayOfYearOf(value: string): string | null {
	// A leap year has all days.
	return /^\d\d-\d\d$/.test(value) && periodOf(`2000-${value}`) !== null ? value : null;
}

/** The day `on` (`11-27`) of a year; null in a year that has no 29 February. */
export function dayInYear(on: string, year: number): Period | null {
	return periodOf(`${String(year).padStart(4, '0')}-${on}`);
}

/** `month` counts from 0, and 12 is January of the year after. */
function dayStart(year: number, month: number, day: number): number {
	const date = new Date(2000, 0, 1);
	// The constructor takes the years 0 to 99 for 1900 to 1999.
	date.setFullYear(year, month, day);
	return date.getTime();
}

function daysIn(year: number, month: number): number {
	return new Date(dayStart(year, month + 1, 0)).getDate();
}

/** The day, in the reader's time zone, that has the moment `time`. */
export function dayAt(time: number): Period {
	const date = new Date(time);
	return days(date, 0, 1);
}

/** The week that has the moment `time`. @param firstDay 1 for Monday to 7 for Sunday, as Intl counts them */
export function weekAt(time: number, firstDay: number): Period {
	const date = new Date(time);
	const since = (date.getDay() - firstDay + 7) % 7;
	return days(date, -since, 7);
}

/** The month that has the moment `time`. */
export function monthAt(time: number): Period {
	const date = new Date(time);
	const [year, month] = [date.getFullYear(), date.getMonth()];
	return { from: dayStart(year, month, 1), to: dayStart(year, month + 1, 1) };
}

/** Month and day of the moment `time`, such as `11-27`. */
export function dayOfYearAt(time: number): string {
	const date = new Date(time);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `length` days, the first of them `offset` days after that of `date`. */
function days(date: Date, offset: number, length: number): Period {
	const day = (number: number) => dayStart(date.getFullYear(), date.getMonth(), date.getDate() + number);
	return { from: day(offset), to: day(offset + length) };
}
