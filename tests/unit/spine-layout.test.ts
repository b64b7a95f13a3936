import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MonthCount } from '$lib/model/month-count';
import { barAt, layOutSpine, YEAR_ROOM } from '$lib/ui/spine-layout';
import { monthAYearAway } from '$lib/ui/spine-steps';
import { yearsOf } from '$lib/ui/archive-years';

/** `month` counts from 0. */
const month = (year: number, month: number, count = 1): MonthCount => ({
	from: new Date(year, month, 1).getTime(),
	count
});
/** So many months back from December 2026, each with a post. */
const run = (length: number) => Array.from({ length }, (_, i) => month(2026, 11 - i));

test('one month is one bar, under its year', () => {
	const { bars, years } = layOutSpine(run(1), 600);
	expect(bars).toMatchObject([{ first: 0, last: 0, length: 1 }]);
	expect(years).toMatchObject([{ top: 0 }]);
	expect(bars[0]!.middle).toBeGreaterThan(YEAR_ROOM);
});

test('a month without posts leaves a gap as high as a bar', () => {
	const { bars, pitch } = layOutSpine([month(2026, 5), month(2026, 4), month(2026, 2)], 600);
	const [june, may, march] = bars.map(({ middle }) => middle);
	expect(may! - june!).toBeCloseTo(pitch);
	expect(march! - may!).toBeCloseTo(2 * pitch);
});

test('months stand for themselves for ten years, then for quarters, then for years', () => {
	expect(layOutSpine(run(120), 700).bars).toHaveLength(120);
	expect(layOutSpine(run(360), 900).bars).toHaveLength(120);
	const century = layOutSpine(run(1200), 600);
	expect(century.bars).toHaveLength(100);
	expect(century.years.length).toBeLessThan(30);
});

test('a month of four times the posts is twice as long', () => {
	const { bars } = layOutSpine([month(2026, 1, 100), month(2026, 0, 25)], 600);
	expect(bars.map(({ length }) => length)).toEqual([1, 0.5]);
});

test('every month is in one bar, all bars are within the height, and a bar is found where it stands', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 80 }),
			fc.integer({ min: 300, max: 1400 }),
			(back, height) => {
				const months = back.sort((a, b) => a - b).map((i) => month(2026, 11 - i));
				const layout = layOutSpine(months, height);
				expect(
					layout.bars.flatMap(({ first, last }) =>
						Array.from({ length: last - first + 1 }, (_, i) => first + i)
					)
				).toEqual(months.map((_, i) => i));
				for (const bar of layout.bars) {
					expect(bar.middle).toBeLessThanOrEqual(height);
					expect(bar.length).toBeGreaterThan(0);
					expect(barAt(layout, bar.middle)).toBe(bar);
				}
			}
		)
	);
});

test('a year away is the same month, or the next one that way that has posts', () => {
	const months = [month(2026, 5), month(2026, 0), month(2025, 4), month(2024, 5), month(2019, 0)];
	expect(monthAYearAway(months, 0, -1)).toBe(2);
	expect(monthAYearAway(months, 3, -1)).toBe(4);
	expect(monthAYearAway(months, 4, -1), 'there is none').toBe(4);
	expect(monthAYearAway(months, 3, 1)).toBe(1);
	expect(monthAYearAway(months, 4, 1)).toBe(3);
	expect(monthAYearAway(months, 0, 1)).toBe(0);
});

test('years of an archive have all their months, those without a post too', () => {
	const years = yearsOf([month(2026, 1, 3), month(2024, 11, 2), month(2024, 0, 1)]);
	expect(years.map(({ count }) => count)).toEqual([3, 0, 3]);
	expect(years[2]!.months.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
	expect(years[0]!.months[1]!.from).toBe(month(2026, 1).from);
	expect(yearsOf([])).toEqual([]);
});
