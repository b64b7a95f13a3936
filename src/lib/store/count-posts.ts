import { categoryKey } from '$lib/model/category';
import type { Feed } from '$lib/model/feed';
import type { Database } from './database';
import type { PostFilter } from './posts-by-date';

/**
 * How many posts a view has, by the numbers that are kept up to date. To count the keys of an index takes longer than to
 * read the first posts of it.
 * @param feeds that are kept
 * @returns null where only `postIds` can tell.
 */
export async function countQuickly(db: Database, filter: PostFilter, feeds: Feed[]): Promise<number | null> {
	const { feed, categories, author, tag, from, to, on, is } = filter;
	const [category, ...others] = categories;
	const isDated = from !== null || to !== null || on !== null;
	const isNarrowed = author !== null || tag !== null || isDated || is === 'starred';
	if (isNarrowed || others.length > 0) return null;
	const chosen = feeds.filter(({ id }) => feed === null || (id as string) === feed);
	const counts = category === undefined ? sumOf(chosen) : await countCategory(db, category, chosen);
	return is === 'unread' ? counts.unread : counts.kept;
}

async function countCategory(
	db: Database,
	name: string,
	feeds: Feed[]
): Promise<{ kept: number; unread: number }> {
	const kept = new Set(feeds.map(({ id }) => id));
	const found = (await db.categories.where('key').equals(categoryKey(name)).toArray()).filter(({ feedId }) =>
		kept.has(feedId)
	);
	return {
		kept: found.reduce((sum, { count }) => sum + count, 0),
		unread: found.reduce((sum, { unread }) => sum + unread, 0)
	};
}

/** How many posts feeds have, and how many of them are unread, as they count them. */
export function sumOf(feeds: readonly Feed[]): { kept: number; unread: number } {
	return {
		kept: feeds.reduce((sum, { postCount }) => sum + postCount, 0),
		unread: feeds.reduce((sum, { unreadCount }) => sum + unreadCount, 0)
	};
}
