import type { MonthCount } from '$lib/model/month-count';

/** One bar: a month, or several where there is no room for each. */
export interface SpineBar {
	/** Places of its months in the list of months, `last` inclusive. */
	first: number;
	last: number;
	/** Its middle from the top, in CSS pixels. */
	middle: number;
	/** From just above 0 to 1. */
	length: number;
}

/** Where a year begins. */
export interface YearMark {
	/** Some moment of the year, UTC milliseconds. */
	time: number;
	/** Its top, in CSS pixels. */
	top: number;
}

export interface SpineLayout {
	bars: SpineBar[];
	years: YearMark[];
	/** Height of a row, in CSS pixels; a row without a post has no bar. */
	pitch: number;
}

/** Room for the numerals of a year, in CSS pixels. */
export const YEAR_ROOM = 16;
/** Rows nearer than this cannot be told apart. */
const LEAST_PITCH = 3;
const MOST_PITCH = 22;

/** Months in a row, and every how many years there are numerals: the first pair for which there is room is taken. */
const SCALES: readonly (readonly [months: number, years: number])[] = [
	[1, 1],
	[3, 1],
	[3, 5],
	[12, 5],
	[12, 10],
	[12, 25]
];

/** A row of the column. */
interface Row {
	/** Months since the year 0, divided by those of a row. */
	number: number;
	year: number;
}

/** Lays out `months`, the newest first and at the top, one row after another over their whole span, in `height` CSS pixels. */
export function layOutSpine(months: readonly MonthCount[], height: number): SpineLayout {
	const numbers = months.map(({ from }) => monthNumber(from));
	const [newest, oldest] = [numbers[0], numbers.at(-1)];
	if (newest === undefined || oldest === undefined) return { bars: [], years: [], pitch: 0 };
	for (const [size, every] of SCALES) {
		const rows = rowsBetween(newest, oldest, size);
		const marked = rows.filter((row, i) => hasMark(row, rows[i - 1], every)).length;
		const pitch = (height - marked * YEAR_ROOM) / rows.length;
		if (pitch < LEAST_PITCH && size * every < 12 * 25) continue;
		return place(months, numbers, rows, { size, every, pitch: Math.min(MOST_PITCH, Math.max(0, pitch)) });
	}
	return { bars: [], years: [], pitch: 0 };
}

/** The bar at `y` CSS pixels from the top, or the one nearest to it. */
export function barAt({ bars }: SpineLayout, y: number): SpineBar | undefined {
	let nearest = bars[0];
	for (const bar of bars) {
		if (nearest === undefined || Math.abs(bar.middle - y) <= Math.abs(nearest.middle - y)) nearest = bar;
	}
	return nearest;
}

function place(
	months: readonly MonthCount[],
	numbers: readonly number[],
	rows: readonly Row[],
	{ size, every, pitch }: { size: number; every: number; pitch: number }
): SpineLayout {
	const layout: SpineLayout = { bars: [], years: [], pitch };
	const counts: number[] = [];
	let [top, next] = [0, 0];
	rows.forEach((row, i) => {
		const first = next;
		while (Math.floor((numbers[next] ?? -1) / size) === row.number) next++;
		const count = months.slice(first, next).reduce((sum, month) => sum + month.count, 0);
		if (hasMark(row, rows[i - 1], every)) {
			layout.years.push({ time: new Date(2000, 0, 1).setFullYear(row.year), top });
			top += YEAR_ROOM;
		}
		if (count > 0) {
			layout.bars.push({ first, last: next - 1, middle: top + pitch / 2, length: 0 });
			counts.push(count);
		}
		top += pitch;
	});
	const most = Math.max(...counts);
	// By the square root: a month of one post is seen beside one of a hundred.
	layout.bars.forEach((bar, i) => (bar.length = Math.sqrt((counts[i] ?? 0) / most)));
	return layout;
}

/** From the newest to the oldest, those without a post too. */
function rowsBetween(newest: number, oldest: number, size: number): Row[] {
	const [first, last] = [Math.floor(newest / size), Math.floor(oldest / size)];
	return Array.from({ length: first - last + 1 }, (_, i) => {
		const number = first - i;
		return { number, year: Math.floor((number * size) / 12) };
	});
}

/** The topmost row of a year that is written out; the newest year always is. */
function hasMark({ year }: Row, above: Row | undefined, every: number): boolean {
	return above === undefined || (year !== above.year && year % every === 0);
}

function monthNumber(time: number): number {
	const date = new Date(time);
	return date.getFullYear() * 12 + date.getMonth();
}
