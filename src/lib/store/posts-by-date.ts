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

export function authorByDate(db: Database, author: string, dates: Dates): ByDate {
	return inList(db, 'authorPlaces', authorKey(author), dates);
}

export function tagByDate(db: Database, tag: string, dates: Dates): ByDate {
	return inList(db, 'tagPlaces', tag, dates);
}

function inList(db: Database, index: string, key: string, { from, to }: Dates): ByDate {
	return db.posts.where(index).between(...placesIn(key, from, to), true, false);
}
