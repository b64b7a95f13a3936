// How long the views of a library take to answer.

import type { PostId } from '$lib/model/ids';
import { viewOf } from '$lib/model/view';
import { listCategories } from '$lib/store/category-queries';
import { Database } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import { firstPosts } from '$lib/store/first-posts';
import { postIds, postRows } from '$lib/store/post-queries';

/** Rows of a page. */
const ROWS = 30;
/** The place that page 500 begins at. */
const FAR = 15_000;

/** A view by what is in the address. */
export interface View {
	name: string;
	search: string;
}

/** Milliseconds. */
export interface ViewTimes {
	/** Until the first rows of a view are there. */
	first: number;
	/** Whether they came without reading the whole order. */
	isGlance: boolean;
	/** Until the order of all its posts is there. */
	order: number;
	/** Until rows are there, once the order is. */
	top: number;
	/** The same for those of page 500; null where there is none. */
	far: number | null;
	posts: number;
}

/** The kinds of view that people ask for, over what the library has. */
export async function viewsOf(): Promise<View[]> {
	const db = new Database();
	const [feeds, categories, post] = await Promise.all([
		listFeeds(db),
		listCategories(db, null),
		// Not of the handbook, whose posts are the newest.
		db.posts.orderBy('publishedAt').reverse().offset(100).first()
	]);
	db.close();
	const feed = feeds.toSorted((a, b) => b.postCount - a.postCount)[0]?.id ?? '';
	const names = categories.toSorted((a, b) => b.count - a.count).map(({ name }) => name);
	const author = post?.authors[0]?.name ?? '';
	const search = (...entries: [string, string][]) => `?${new URLSearchParams(entries).toString()}`;
	const category = (place: number): [string, string] => ['category', names[place] ?? ''];
	return [
		{ name: 'all', search: '' },
		{ name: 'a feed', search: search(['feed', feed]) },
		{ name: 'a category', search: search(category(2)) },
		{ name: 'four categories', search: search(...[1, 4, 7, 11].map(category)) },
		{ name: 'unread', search: search(['is', 'unread']) },
		{ name: 'starred', search: search(['is', 'starred']) },
		{ name: 'half a year', search: search(['from', '2021-01-01'], ['to', '2021-06-30']) },
		{ name: 'an author', search: search(['author', author]) },
		{ name: 'a category, unread', search: search(category(2), ['is', 'unread']) },
		{ name: 'a feed, a category', search: search(['feed', feed], category(2)) }
	];
}

/** What the newest posts say of themselves. */
export async function newestRows(
	count: number
): Promise<{ title: string; byline: string; excerpt: string }[]> {
	const db = new Database();
	const posts = await db.posts.orderBy('publishedAt').reverse().limit(count).toArray();
	db.close();
	return posts.map(({ title, authors, categories, excerpt }) => ({
		title,
		byline: [...authors.map(({ name }) => name), ...categories].join(' · '),
		excerpt
	}));
}

/** When the sync of a feed has ended, as the app has noted it; UTC milliseconds. */
export async function syncedAt(title: string): Promise<number> {
	const db = new Database();
	const feed = (await listFeeds(db)).find((one) => one.title === title);
	db.close();
	return feed?.lastSync?.at ?? NaN;
}

/** The first rows of a view that nobody has asked for, with a database that is opened for it. */
export async function measureCold(search: string): Promise<{ open: number; first: number }> {
	const begun = performance.now();
	const db = new Database();
	await db.open();
	const opened = performance.now();
	await firstRows(db, search);
	const end = performance.now();
	db.close();
	return { open: opened - begun, first: end - opened };
}

/** The same view so many times; the times before those are not counted. */
export async function measureWarm(search: string, times: number): Promise<ViewTimes[]> {
	const db = new Database();
	await firstRows(db, search);
	const measured: ViewTimes[] = [];
	for (let i = 0; i < times; i++) measured.push(await measureOnce(db, search));
	db.close();
	return measured;
}

async function measureOnce(db: Database, search: string): Promise<ViewTimes> {
	const begun = performance.now();
	const { isGlance } = await firstRows(db, search);
	const shown = performance.now();
	const ids = await postIds(db, viewOf(new URLSearchParams(search)));
	const ordered = performance.now();
	const [top, far] = [await rowsAt(db, ids, 0), await rowsAt(db, ids, FAR)];
	return { first: shown - begun, isGlance, order: ordered - shown, top: top ?? 0, far, posts: ids.length };
}

async function firstRows(db: Database, search: string): Promise<{ isGlance: boolean }> {
	const filter = viewOf(new URLSearchParams(search));
	const first = await firstPosts(db, filter, ROWS);
	const ids = first?.ids ?? (await postIds(db, filter)).slice(0, ROWS);
	await postRows(db, ids);
	return { isGlance: first !== null && (first.ids.length === ROWS || first.total === first.ids.length) };
}

/** @returns null where there are not that many posts */
async function rowsAt(db: Database, ids: PostId[], from: number): Promise<number | null> {
	const wanted = ids.slice(from, from + ROWS);
	if (wanted.length < Math.min(ROWS, ids.length)) return null;
	const begun = performance.now();
	await postRows(db, wanted);
	return performance.now() - begun;
}
