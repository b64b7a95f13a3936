import { Dexie } from 'dexie';
import type { FeedId, PostId } from '$lib/model/ids';
import type { Database } from './database';

/** A category over all feeds that use it. */
export interface CategoryCount {
	key: string;
	/** As most of its posts write it. */
	name: string;
	count: number;
}

/** The categories of one feed or of all, by name, with the number of posts in each. */
export async function listCategories(db: Database, feed: FeedId | null): Promise<CategoryCount[]> {
	const categories =
		feed === null
			? await db.categories.toArray()
			: await db.categories
					.where('[feedId+key]')
					.between([feed, Dexie.minKey], [feed, Dexie.maxKey])
					.toArray();
	const merged = new Map<string, CategoryCount & { most: number }>();
	for (const { key, name, count } of categories) {
		const before = merged.get(key);
		const nameOf = before === undefined || count > before.most ? name : before.name;
		merged.set(key, {
			key,
			name: nameOf,
			count: (before?.count ?? 0) + count,
			most: Math.max(before?.most ?? 0, count)
		});
	}
	const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
	return [...merged.values()]
		.map(({ key, name, count }) => ({ key, name, count }))
		.sort((a, b) => compare(a.name, b.name));
}

/** The same categories, counting only the posts of `within`. */
export async function countWithin(
	db: Database,
	categories: CategoryCount[],
	within: ReadonlySet<PostId>
): Promise<CategoryCount[]> {
	return db.transaction('r', db.posts, () =>
		Promise.all(
			categories.map(async (category) => {
				const ids = await db.posts.where('categoryKeys').equals(category.key).primaryKeys();
				return { ...category, count: ids.filter((id) => within.has(id)).length };
			})
		)
	);
}
