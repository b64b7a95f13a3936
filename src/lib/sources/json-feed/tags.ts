import { categoryKey } from '$lib/model/category';
import { LONGEST_CATEGORY, MOST_CATEGORIES } from '$lib/sources/bounds';
import { lineOf } from '$lib/sources/feed-text';
import { listOf } from '$lib/sources/json-values';

/**
 * The tags of an item, which are what its blog sorts by: each once, as first written, in its order.
 * Some feeds write them as one string, with commas between: `workflow,travel`. Of more than a hundred the first are taken, and
 * none that is longer than two hundred UTF-16 units.
 * @see https://www.jsonfeed.org/version/1.1/#items (`tags`)
 */
export function categoriesOf(value: unknown): { categories: string[]; categoryKeys: string[] } {
	const names = typeof value === 'string' ? value.split(',') : listOf(value);
	const byKey = new Map<string, string>();
	for (const entry of names) {
		const name = lineOf(entry);
		const key = categoryKey(name);
		if (key !== '' && name.length <= LONGEST_CATEGORY && !byKey.has(key)) byKey.set(key, name);
		if (byKey.size === MOST_CATEGORIES) break;
	}
	return { categories: [...byKey.values()], categoryKeys: [...byKey.keys()] };
}
