import { ID_WORDS, packId, type PackedIds } from '$lib/model/packed-ids';
import { countWithin, listCategories } from '$lib/store/category-queries';
import type { Database } from '$lib/store/database';
import { postIds } from '$lib/store/post-queries';
import type { SearchWish } from './answer';

/**
 * All posts that pass the filters of a wish, newest first, as the store has them: those too that are not indexed yet. Done in
 * the worker, since reading the keys of a large library takes longer than a page may stand still.
 */
export async function newestPosts(db: Database, { view, opened }: SearchWish): Promise<PackedIds> {
	const ids = await postIds(db, view, new Set(opened));
	const packed = new Uint32Array(ids.length * ID_WORDS);
	ids.forEach((id, at) => packId(id, packed, at));
	return packed;
}

/** By `categoryKey`, how many posts pass the filters of a wish but for its categories. */
export async function countNewest(db: Database, { view, opened }: SearchWish): Promise<Map<string, number>> {
	const [all, inContext] = await Promise.all([
		listCategories(db, view.feed),
		postIds(db, { ...view, categories: [] }, new Set(opened))
	]);
	const counted = await countWithin(db, all, new Set(inContext));
	return new Map(counted.map(({ key, count }) => [key, count]));
}
