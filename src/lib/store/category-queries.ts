import type { Category } from '$lib/model/category';
import type { FeedId, PostId } from '$lib/model/ids';
import type { Database } from './database';
import { listFeeds, ofFeed } from './feeds';
import { placesIn } from './places';
import { sortByName } from './sort-by-name';

/** A category over all feeds that use it. */
export interface CategoryCount {
	key: string;
	/** As most of its posts write it. */
	name: string;
	/** Posts in it. */
	count: number;
	/** Those of them that are unread. */
	unread: number;
}

/** The categories of one feed or of all, by name, with the numbers of their posts. */
export async function listCategories(db: Database, feed: FeedId | null): Promise<CategoryCount[]> {
	return db.transaction('r', [db.feeds, db.categories], async () => {
		const [categories, feeds] = await Promise.all([
			feed === null
				? db.categories.toArray()
				: db.categories
						.where('[feedId+key]')
						.between(...ofFeed(feed))
						.toArray(),
			listFeeds(db)
		]);
		const isKept = new Set(feeds.map(({ id }) => id));
		return merge(categories.filter(({ feedId }) => isKept.has(feedId)));
	});
}

function merge(categories: Category[]): CategoryCount[] {
	const merged = new Map<string, CategoryCount & { most: number }>();
	for (const { key, name, count, unread } of categories) {
		const before = merged.get(key);
		merged.set(key, {
			key,
			name: before === undefined || count > before.most ? name : before.name,
			count: (before?.count ?? 0) + count,
			unread: (before?.unread ?? 0) + unread,
			most: Math.max(before?.most ?? 0, count)
		});
	}
	const all = [...merged.values()].map(({ most: _, ...category }) => category);
	return sortByName(all, ({ name }) => name);
}

/** Up to so many posts are read for their categories; beyond that asking the index for each category is quicker. */
const FEW_POSTS = 500;

/** The same categories, counting only the posts of `within`. */
export async function countWithin(
	db: Database,
	categories: CategoryCount[],
	within: ReadonlySet<PostId>
): Promise<CategoryCount[]> {
	const counts =
		within.size <= FEW_POSTS
			? await countsOfPosts(db, [...within])
			: await countsInIndex(db, categories, within);
	return categories.map((category) => ({ ...category, count: counts.get(category.key) ?? 0 }));
}

async function countsOfPosts(db: Database, ids: PostId[]): Promise<Map<string, number>> {
	const counts = new Map<string, number>();
	for (const post of await db.posts.bulkGet(ids)) {
		for (const key of post?.categoryKeys ?? []) counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
}

async function countsInIndex(
	db: Database,
	categories: CategoryCount[],
	within: ReadonlySet<PostId>
): Promise<Map<string, number>> {
	return db.transaction('r', db.posts, async () => {
		const counting = categories.map(async ({ key }): Promise<[string, number]> => {
			const ids = await db.posts
				.where('categoryPlaces')
				.between(...placesIn(key))
				.primaryKeys();
			return [key, ids.filter((id) => within.has(id)).length];
		});
		return new Map(await Promise.all(counting));
	});
}
