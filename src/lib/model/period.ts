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
