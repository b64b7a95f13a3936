import { categoryKey } from '$lib/model/category';
import type { Feed } from '$lib/model/feed';
import type { Database } from './database';
import { idsInCategories } from './post-queries';
import {
	allByDate,
	authorByDate,
	starredByDate,
	tagByDate,
	type ByDate,
	type PostFilter
} from './posts-by-date';

/**
 * How many posts a view has, by the numbers that are kept up to date, or by the length of one index.
 * @param feeds that are kept
 * @returns null where only `postIds` can tell.
 */
export async function countQuickly(db: Database, filter: PostFilter, feeds: Feed[]): Promise<number | null> {
	const { feed, categories, author, tag, from, to, is } = filter;
	const [category, ...others] = categories;
	const lists = [author !== null, tag !== null, is === 'starred'].filter(Boolean).length;
	const isDated = from !== null || to !== null;
	if (lists === 0 && !isDated && others.length === 0) {
		const chosen = feeds.filter(({ id }) => feed === null || (id as string) === feed);
		const counts = category === undefined ? sumOf(chosen) : await countCategory(db, category, chosen);
		return is === 'unread' ? counts.unread : counts.kept;
	}
	const isAll = (await db.feeds.count()) === feeds.length;
	if (!isAll || feed !== null || is === 'unread') return null;
	if (category === undefined) return lists < 2 ? listOf(db, filter).count() : null;
	return lists === 0 && !isDated ? new Set(await idsInCategories(db, categories)).size : null;
}

function listOf(db: Database, filter: PostFilter): ByDate {
	const { author, tag, is } = filter;
	if (author !== null) return authorByDate(db, author, filter);
	if (tag !== null) return tagByDate(db, tag, filter);
	return is === 'starred' ? starredByDate(db, filter) : allByDate(db, filter);
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
