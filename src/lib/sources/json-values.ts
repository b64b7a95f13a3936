/** Members of a JSON object, as they came. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string as it is, a number as its digits; anything else counts as absent: ''. */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** Feeds that mean a list of one often write the one: a list as it is, a lone value as its only member. */
export function listOf(value: unknown): readonly unknown[] {
	if (Array.isArray(value)) return value as unknown[];
	return value === undefined || value === null ? [] : [value];
}

/** A member that the object itself has; never one that every object inherits, such as `constructor`. */
export function memberOf(object: JsonObject, name: string): unknown {
	return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A number of at least 0 and at most `max`, also given as a string of digits; else null. */
export function amountOf(value: unknown, max: number): number | null {
	const text = textOf(value).trim();
	if (!/^\d+(\.\d+)?(e\+?\d{1,3})?$/i.test(text)) return null;
	const amount = Number(text);
	return amount <= max ? amount : null;
}

/** Whether nothing in `value` lies deeper than `levels` inside of it. Takes any depth without overflowing the stack. */
export function isShallow(value: unknown, levels: number): boolean {
	let layer = [value];
	for (let level = 0; level <= levels; level += 1) {
		layer = layer.flatMap((part) =>
			typeof part === 'object' && part !== null ? (Object.values(part) as unknown[]) : []
		);
		if (layer.length === 0) return true;
	}
	return false;
}
