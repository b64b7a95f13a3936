import { categoryKey } from '$lib/model/category';
import { lineOf } from '$lib/sources/feed-text';
import { listOf } from '$lib/sources/json-values';

/**
 * The tags of an item, which are what its blog sorts by: each once, as first written, in its order.
 * Some feeds write them as one string, with commas between: `workflow,travel`.
 * @see https://www.jsonfeed.org/version/1.1/#items (`tags`)
 */
export function categoriesOf(value: unknown): { categories: string[]; categoryKeys: string[] } {
	const names = typeof value === 'string' ? value.split(',') : listOf(value);
	const byKey = new Map<string, string>();
	for (const entry of names) {
		const name = lineOf(entry);
		const key = categoryKey(name);
		if (key !== '' && !byKey.has(key)) byKey.set(key, name);
	}
	return { categories: [...byKey.values()], categoryKeys: [...byKey.keys()] };
}
