import type { Page } from '@playwright/test';
import type { Category } from '$lib/model/category';
import type { Comment } from '$lib/model/comment';
import type { Feed } from '$lib/model/feed';
import type { Body } from '$lib/model/post';
import type { MarkRecord, PostRecord } from '$lib/store/database';

/** Everything that a browser keeps, read from its IndexedDB in one transaction and not through the app. */
export interface KeptLibrary {
	/** As browsers count: ten times the version of the schema. */
	version: number;
	feeds: Feed[];
	posts: PostRecord[];
	bodies: Body[];
	marks: MarkRecord[];
	categories: Category[];
	comments: Comment[];
	/** Number of the last commit, and of the last change of a mark. */
	sequence: number;
	marksSequence: number;
	/** The stored pieces of the search index that its state names, and those that there are; null without a state. */
	index: { named: number[]; present: number[]; sequence: number } | null;
	/** How many entries the indexes of posts have, by name. */
	postIndexes: Record<string, number>;
}

/** A page of the app's origin in which the app does not run. */
export const QUIET_PATH = '/robots.txt';

/** What the browser of `page`, which is at the app's origin, keeps; null when there is no library. */
export async function readLibrary(page: Page): Promise<KeptLibrary | null> {
	const text = await page.evaluate(readAll);
	return text === null ? null : (JSON.parse(text) as KeptLibrary);
}

/** The feed of this address as it is kept now, without all the rest; undefined when it is not kept. */
export async function readFeed(page: Page, url: string): Promise<Feed | undefined> {
	return page.evaluate(async (url) => {
		// Opening one that is not there would make it.
		if (!(await indexedDB.databases()).some(({ name }) => name === 'backlist')) return undefined;
		return new Promise<Feed | undefined>((resolve, reject) => {
			const opening = indexedDB.open('backlist');
			opening.onerror = () => reject(opening.error ?? new Error('It cannot be opened'));
			opening.onsuccess = () => {
				const reading = opening.result.transaction('feeds').objectStore('feeds').index('url').get(url);
				reading.onsuccess = () => {
					opening.result.close();
					resolve(reading.result as Feed | undefined);
				};
				reading.onerror = () => reject(reading.error ?? new Error('It cannot be read'));
			};
		});
	}, url);
}

/** Runs in the page. As text it comes out of there several times as fast as value by value. */
async function readAll(): Promise<string | null> {
	if (!(await indexedDB.databases()).some(({ name }) => name === 'backlist')) return null;
	const resultOf = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error ?? new Error('It cannot be read'));
		});
	const db = await resultOf(indexedDB.open('backlist'));
	const transaction = db.transaction([...db.objectStoreNames]);
	const all = (store: string) => resultOf(transaction.objectStore(store).getAll() as IDBRequest<unknown[]>);
	const valueOf = (records: unknown[], key: string) =>
		(records as { key: string; value: unknown }[]).find((record) => record.key === key)?.value ?? 0;
	const posts = transaction.objectStore('posts');
	const indexNames = [...posts.indexNames];
	const names = ['feeds', 'posts', 'bodies', 'marks', 'categories', 'comments'];
	const [records, meta, counters, pieces, counts] = await Promise.all([
		Promise.all(names.map(all)),
		all('meta'),
		all('counters'),
		all('searchIndex'),
		Promise.all(indexNames.map((name) => resultOf(posts.index(name).count())))
	]);
	const { version } = db;
	db.close();
	const indexRecords = pieces as {
		key: number;
		value: { segments?: { key: number }[]; sequence?: number };
	}[];
	const state = indexRecords.find(({ key }) => key === 0)?.value;
	return JSON.stringify({
		version,
		...Object.fromEntries(names.map((name, i) => [name, records[i]])),
		sequence: valueOf(meta, 'sequence'),
		marksSequence: valueOf(counters, 'marks'),
		index:
			state === undefined
				? null
				: {
						named: state.segments?.map(({ key }) => key) ?? [],
						present: indexRecords.map(({ key }) => key).filter((key) => key !== 0),
						sequence: state.sequence ?? 0
					},
		postIndexes: Object.fromEntries(indexNames.map((name, i) => [name, counts[i]]))
	});
}
