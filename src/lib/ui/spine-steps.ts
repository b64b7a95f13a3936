import type { MonthCount } from '$lib/model/month-count';

/**
 * The place in `months`, the newest first, of the month a year after (1) or before (-1) that at `place`; where that has no post,
 * of the next one on that way, or else the last one.
 */
export function monthAYearAway(months: readonly MonthCount[], place: number, years: 1 | -1): number {
	const here = months[place];
	if (here === undefined) return 0;
	const date = new Date(here.from);
	const wanted = date.setFullYear(date.getFullYear() + years);
	if (years === -1) {
		const found = months.findIndex(({ from }) => from <= wanted);
		return found === -1 ? months.length - 1 : found;
	}
	return Math.max(
		0,
		months.findLastIndex(({ from }) => from >= wanted)
	);
}
