import type { MonthCount } from '$lib/model/month-count';

/** The months of one year. */
export interface ArchiveYear {
	/** UTC milliseconds at which it begins in the reader's time zone. */
	from: number;
	/** Posts in it. */
	count: number;
	/** Twelve, January first. */
	months: MonthCount[];
}

/** Every year from the newest of `months`, which comes first, to the oldest; also months and years without a post. */
export function yearsOf(months: readonly MonthCount[]): ArchiveYear[] {
	const [newest, oldest] = [months[0], months.at(-1)];
	if (newest === undefined || oldest === undefined) return [];
	const counts = new Map(months.map(({ from, count }) => [from, count]));
	const [last, first] = [yearOf(newest), yearOf(oldest)];
	return Array.from({ length: last - first + 1 }, (_, i) => {
		const inYear = Array.from({ length: 12 }, (_, month) => {
			const from = monthStart(last - i, month);
			return { from, count: counts.get(from) ?? 0 };
		});
		return {
			from: monthStart(last - i, 0),
			count: inYear.reduce((sum, { count }) => sum + count, 0),
			months: inYear
		};
	});
}

/** Each year that has posts; years in a row without any are one, the newest of them, with when the `oldest` begins. */
export function runsOf(years: readonly ArchiveYear[]): { year: ArchiveYear; oldest: number }[] {
	const runs: { year: ArchiveYear; oldest: number }[] = [];
	for (const year of years) {
		const run = runs.at(-1);
		if (run?.year.count === 0 && year.count === 0) run.oldest = year.from;
		else runs.push({ year, oldest: year.from });
	}
	return runs;
}

function yearOf({ from }: MonthCount): number {
	return new Date(from).getFullYear();
}

function monthStart(year: number, month: number): number {
	const date = new Date(2000, 0, 1);
	// The constructor takes the years 0 to 99 for 1900 to 1999.
	date.setFullYear(year, month, 1);
	return date.getTime();
}
