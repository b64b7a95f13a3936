/** How WordPress writes every time: to the second and without a zone. What ends in `_gmt` is UTC, the rest the site's own time. */
const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

/** A time as WordPress writes it, if it is one; null for anything else, such as `0000-00-00T00:00:00`. */
export function secondOf(value: unknown): string | null {
	return typeof value === 'string' && utcOf(value) !== null ? value : null;
}

/** UTC milliseconds of a time that ends in `_gmt`; null when it is none. Any year is taken. */
export function utcOf(value: unknown): number | null {
	if (typeof value !== 'string' || !SECOND.test(value)) return null;
	const time = Date.parse(`${value}Z`);
	return Number.isNaN(time) ? null : time;
}

/** The time `seconds` later on the same clock, which knows no summer time. */
export function shifted(second: string, seconds: number): string {
	return withoutZone(Date.parse(`${second}Z`) + seconds * 1000);
}

/**
 * A moment as the API understands it in any time zone.
 * @param time UTC milliseconds
 */
export function utcText(time: number): string {
	return `${withoutZone(time)}Z`;
}

function withoutZone(time: number): string {
	return new Date(time).toISOString().slice(0, 19);
}
