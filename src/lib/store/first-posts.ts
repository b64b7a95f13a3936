import { categoryKey } from '$lib/model/category';
import type { PostId } from '$lib/model/ids';
import { countQuickly } from './count-posts';
import type { Database, PostRecord } from './database';
import { listFeeds } from './feeds';
import { authorKey, markedOf, type Place } from './places';
import {
	allByDate,
	authorByDate,
	categoryByDate,
	feedByDate,
	starredByDate,
	tagByDate,
	unreadByDate,
	type ByDate,
	type PostFilter
} from './posts-by-date';

/** The beginning of a list, and how long it is. */
export interface FirstPosts {
	ids: PostId[];
	/** Posts in the whole list. */
	total: number;
}

/** Posts looked at, at most, for those that pass. */
const LOOKED_AT = 300;

/**
 * The first `limit` posts of a view, newest first, and how many it has, without reading the others.
 * @returns null where that takes more than a glance, as for two criteria that few posts meet: then `postIds` tells.
 */
export async function firstPosts(
	db: Database,
	filter: PostFilter,
	limit: number
): Promise<FirstPosts | null> {
	return db.transaction('r', [db.posts, db.feeds, db.categories], async () => {
		const feeds = await listFeeds(db);
		const kept = new Set(feeds.map(({ id }) => id));
		const wanted = (post: PostRecord) => kept.has(post.feedId) && passes(post, filter);
		const [total, ...parts] = await Promise.all([
			countQuickly(db, filter, feeds),
			...listsOf(db, filter).map((posts) => firstOf(db, posts, wanted, limit))
		]);
		const posts = newestOf(parts.flat()).slice(0, limit);
		if (total === null || posts.length < Math.min(limit, total)) return null;
		return { ids: posts.map(({ id }) => id), total };
	});
}

/** Indexes that have all posts of a view between them: those with the fewest others. */
function listsOf(db: Database, filter: PostFilter): ByDate[] {
	const { is, author, tag, categories, feed } = filter;
	if (is === 'starred') return [starredByDate(db, filter)];
	if (author !== null) return [authorByDate(db, author, filter)];
	if (tag !== null) return [tagByDate(db, tag, filter)];
	if (categories.length > 0) return categories.map((name) => categoryByDate(db, name, filter));
	if (is === 'unread') return [unreadByDate(db, feed, filter)];
	return [feed === null ? allByDate(db, filter) : feedByDate(db, feed, filter)];
}

/** Up to `limit` posts of a list that are wanted, as far as it is looked at. */
async function firstOf(
	db: Database,
	posts: ByDate,
	isWanted: (post: PostRecord) => boolean,
	limit: number
): Promise<PostRecord[]> {
	const newest = await recordsOf(db, await posts.clone().reverse().limit(limit).primaryKeys());
	const found = newest.filter(isWanted);
	if (newest.length < limit || found.length === limit) return found;
	const more = await recordsOf(db, await posts.reverse().limit(LOOKED_AT).primaryKeys());
	return more.filter(isWanted).slice(0, limit);
}

async function recordsOf(db: Database, ids: PostId[]): Promise<PostRecord[]> {
	return (await db.posts.bulkGet(ids)).filter((post) => post !== undefined);
}

function passes(post: PostRecord, { feed, categories, author, tag, is }: PostFilter): boolean {
	const { isRead, isStarred } = markedOf(post);
	const isIn = (places: Place[], wanted: string) => places.some(([key]) => key === wanted);
	return (
		(feed === null || (post.feedId as string) === feed) &&
		(categories.length === 0 || categories.some((name) => post.categoryKeys.includes(categoryKey(name)))) &&
		(author === null || isIn(post.authorPlaces, authorKey(author))) &&
		(tag === null || isIn(post.tagPlaces, tag)) &&
		(is === null || (is === 'unread' ? !isRead : isStarred))
	);
}

/** Each once, in the order of the indexes, from their end. */
function newestOf(posts: PostRecord[]): PostRecord[] {
	const byId = new Map(posts.map((post) => [post.id, post]));
	return [...byId.values()].sort((a, b) => b.publishedAt - a.publishedAt || (a.id < b.id ? 1 : -1));
}
