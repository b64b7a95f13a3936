/**
 * Whether a year begins with a post of a list by date. The first post of the list has none above it: the year of what is in
 * sight stands over the list.
 * @param before when the post above it was published, UTC milliseconds; null where there is none, or it is not known
 * @returns `time` when its year is to stand above it, or null
 */
export function yearAbove(before: number | null, time: number): number | null {
	return before === null || yearOf(before) === yearOf(time) ? null : time;
}

function yearOf(time: number): number {
	return new Date(time).getFullYear();
}
