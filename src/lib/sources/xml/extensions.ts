import { isShallow } from '$lib/sources/json-values';

/**
 * Members of an item, by feedsmith's name, that no field of a post holds and an export might want: places, licences,
 * what a podcast says of its episode, and the feed that the item was taken from.
 */
const KEPT = ['cc', 'creativeCommons', 'geo', 'georss', 'podcast', 'source'] as const;
const KEPT_OF_ITUNES = ['season', 'episode', 'episodeType', 'explicit'] as const;
/** Nested deeper than this, it is left out. */
const DEEPEST = 20;

/** In a JSON Feed, members of one's own begin with an underscore. Null when there are none. */
export function extensionsOf(item: object): Record<string, unknown> | null {
	const kept = picked(item, KEPT);
	const itunes = 'itunes' in item ? picked(Object(item.itunes) as object, KEPT_OF_ITUNES) : [];
	if (itunes.length > 0) kept.push(['itunes', Object.fromEntries(itunes)]);
	return kept.length === 0 ? null : Object.fromEntries(kept.map(([name, value]) => [`_${name}`, value]));
}

function picked(object: object, names: readonly string[]): [string, unknown][] {
	return Object.entries(object).filter(([name, value]) => names.includes(name) && isShallow(value, DEEPEST));
}
