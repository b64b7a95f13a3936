import { Dexie, type Collection, type InsertType } from 'dexie';
import { categoryKey } from '$lib/model/category';
import type { PostId } from '$lib/model/ids';
import { dayInYear } from '$lib/model/period';
import type { LibraryView } from '$lib/model/view';
import type { Database, PostRecord } from './database';
import { authorKey, placesIn } from './places';

/** Everything of a view but its search words and their order. */
export type PostFilter = Omit<LibraryView, 'query' | 'sort' | 'seed'>;

/** Posts of an index, oldest first; those of one moment by id. */
export type ByDate = Collection<PostRecord, PostId, InsertType<PostRecord, 'id'>>;

/** UTC milliseconds, `to` exclusive; null for no end. */
export type Dates = Pick<PostFilter, 'from' | 'to'>;

/** One thing that a view asks for: indexes that have all posts of it between them. */
export interface Criterion {
	lists: ByDate[];
	/** Whether the lists, one after another, are in the order of dates. Several categories have no order between them. */
	isInOrder: boolean;
}

/** More years than these are only in damaged records. */
const MOST_YEARS = 200;

/** The times of which a view shows posts, one after another: one, but for a day of every year. */
export async function spansOf(db: Database, { from, to, on }: PostFilter): Promise<Dates[]> {
	if (on === null) return [{ from, to }];
	const [first, last] = await Promise.all([yearAtEnd(db, 'next'), yearAtEnd(db, 'prev')]);
	if (first === null || last === null) return [{ from: 0, to: 0 }];
	const begin = Math.max(first, last - MOST_YEARS);
	return Array.from({ length: last - begin + 1 }, (_, i) => dayInYear(on, begin + i))
		.filter((day) => day !== null)
		.map((day) => ({ from: Math.max(day.from, from ?? -Infinity), to: Math.min(day.to, to ?? Infinity) }))
		.filter((day) => day.from < day.to);
}

/** The year of the oldest post, or of the newest; null when there is none. */
async function yearAtEnd(db: Database, direction: 'next' | 'prev'): Promise<number | null> {
	const numbers = db.posts.where('publishedAt').between(-Infinity, Infinity, false, false);
	const [time] = await (direction === 'next' ? numbers : numbers.reverse()).limit(1).keys();
	return typeof time === 'number' ? new Date(time).getFullYear() : null;
}

/**
 * What a view asks for, one by one. The criterion with the fewest other posts comes first, as a rule.
 * @param spans of {@link spansOf}
 * @returns at least one: all posts, where nothing but dates is asked for
 */
export function criteriaOf(db: Database, filter: PostFilter, spans: readonly Dates[]): Criterion[] {
	const { feed, categories, author, tag, is } = filter;
	const criteria: Criterion[] = [];
	const add = (list: (dates: Dates) => ByDate) => criteria.push({ lists: spans.map(list), isInOrder: true });
	if (is === 'starred') add((dates) => starredByDate(db, dates));
	if (author !== null) add((dates) => authorByDate(db, author, dates));
	if (tag !== null) add((dates) => tagByDate(db, tag, dates));
	if (categories.length > 0) {
		const lists = categories.flatMap((name) => spans.map((dates) => categoryByDate(db, name, dates)));
		criteria.push({ lists, isInOrder: categories.length === 1 });
	}
	if (is === 'unread') add((dates) => unreadByDate(db, feed, dates));
	else if (feed !== null) add((dates) => feedByDate(db, feed, dates));
	if (criteria.length === 0) add((dates) => allByDate(db, dates));
	return criteria;
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
