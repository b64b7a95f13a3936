import { Dexie, type Collection, type InsertType } from 'dexie';
import { categoryKey } from '$lib/model/category';
import type { PostId } from '$lib/model/ids';
import type { LibraryView } from '$lib/model/view';
import type { Database, PostRecord } from './database';
import { authorKey, placesIn } from './places';

/** Everything of a view but its search words and their order. */
export type PostFilter = Omit<LibraryView, 'query' | 'sort'>;

/** Posts of an index, oldest first; those of one moment by id. */
export type ByDate = Collection<PostRecord, PostId, InsertType<PostRecord, 'id'>>;

type Dates = Pick<PostFilter, 'from' | 'to'>;

/**
 * What a view asks for, one by one: indexes that have all posts of it between them, which is one but for several
 * categories. The one with the fewest other posts comes first, as a rule.
 * @returns at least one: all posts, where nothing but dates is asked for
 */
export function criteriaOf(db: Database, filter: PostFilter): ByDate[][] {
	const { feed, categories, author, tag, is } = filter;
	const criteria: ByDate[][] = [];
	if (is === 'starred') criteria.push([starredByDate(db, filter)]);
	if (author !== null) criteria.push([authorByDate(db, author, filter)]);
	if (tag !== null) criteria.push([tagByDate(db, tag, filter)]);
	if (categories.length > 0) criteria.push(categories.map((name) => categoryByDate(db, name, filter)));
	if (is === 'unread') criteria.push([unreadByDate(db, feed, filter)]);
	else if (feed !== null) criteria.push([feedByDate(db, feed, filter)]);
	return criteria.length === 0 ? [[allByDate(db, filter)]] : criteria;
}

export function allByDate(db: Database, { from, to }: Dates): ByDate {
	return db.posts.where('publishedAt').between(from ?? Dexie.minKey, to ?? Dexie.maxKey, true, false);
}

export function feedByDate(db: Database, feed: string, dates: Dates): ByDate {
	return inList(db, '[feedId+publishedAt]', feed, dates);
}

/** @param feed null for all feeds */
export function unreadByDate(db: Database, feed: string | null, dates: Dates): ByDate {
	if (feed !== null) return inList(db, '[feedId+unreadPlace]', feed, dates);
	return db.posts
		.where('unreadPlace')
		.between(dates.from ?? Dexie.minKey, dates.to ?? Dexie.maxKey, true, false);
}

export function starredByDate(db: Database, { from, to }: Dates): ByDate {
	return db.posts.where('starredPlace').between(from ?? Dexie.minKey, to ?? Dexie.maxKey, true, false);
}

export function categoryByDate(db: Database, category: string, dates: Dates): ByDate {
	return inList(db, 'categoryPlaces', categoryKey(category), dates);
}

function authorByDate(db: Database, author: string, dates: Dates): ByDate {
	return inList(db, 'authorPlaces', authorKey(author), dates);
}

function tagByDate(db: Database, tag: string, dates: Dates): ByDate {
	return inList(db, 'tagPlaces', tag, dates);
}

function inList(db: Database, index: string, key: string, { from, to }: Dates): ByDate {
	return db.posts.where(index).between(...placesIn(key, from, to), true, false);
}
