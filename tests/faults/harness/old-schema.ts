import type { Page } from '@playwright/test';

/** Records by store, as version 3 of the schema, which was published, kept them. */
export type OldLibrary = Record<
	'feeds' | 'posts' | 'bodies' | 'marks' | 'categories' | 'meta' | 'counters' | 'settings',
	object[]
>;

/** A store of version 3: its key, whether it counts, and its indexes by name. */
interface OldStore {
	name: string;
	keyPath: string | string[];
	counts?: true;
	indexes?: [name: string, keyPath: string | string[], options?: IDBIndexParameters][];
}

const MULTIPLE = { multiEntry: true };

const STORES: OldStore[] = [
	{ name: 'feeds', keyPath: 'id', indexes: [['url', 'url', { unique: true }]] },
	{
		name: 'posts',
		keyPath: 'id',
		indexes: [
			['publishedAt', 'publishedAt'],
			['[feedId+publishedAt]', ['feedId', 'publishedAt']],
			['categoryKeys', 'categoryKeys', MULTIPLE],
			['authorKeys', 'authorKeys', MULTIPLE],
			['tags', 'tags', MULTIPLE],
			['sequence', 'sequence']
		]
	},
	{ name: 'bodies', keyPath: 'id', indexes: [['feedId', 'feedId']] },
	{
		name: 'marks',
		keyPath: 'id',
		indexes: [
			['readAt', 'readAt'],
			['starredAt', 'starredAt'],
			['sequence', 'sequence']
		]
	},
	{ name: 'categories', keyPath: ['feedId', 'key'], indexes: [['key', 'key']] },
	{ name: 'meta', keyPath: 'key' },
	{ name: 'offered', keyPath: 'url' },
	{ name: 'counters', keyPath: 'key' },
	{ name: 'searchIndex', keyPath: 'key' },
	{
		name: 'comments',
		keyPath: 'id',
		indexes: [
			['postId', 'postId'],
			['feedId', 'feedId']
		]
	},
	{ name: 'syncLog', keyPath: 'id', counts: true, indexes: [['feedId', 'feedId']] },
	{ name: 'settings', keyPath: 'key' }
];

/** Records handed to the page at once. */
const AT_ONCE = 500;
/** Makes the library in the browser of `page`, which is at the app's origin and does not run the app. */
export async function makeOldLibrary(page: Page, library: OldLibrary): Promise<void> {
	await page.evaluate(createStores, STORES);
	for (const [store, records] of Object.entries(library)) {
		for (let start = 0; start < records.length; start += AT_ONCE) {
			await page.evaluate(putAll, { store, records: records.slice(start, start + AT_ONCE) });
		}
	}
}

/** Runs in the page. */
function createStores(stores: OldStore[]): Promise<void> {
	return new Promise((resolve, reject) => {
		// Version 3, as Dexie counts.
		const opening = indexedDB.open('backlist', 30);
		opening.onerror = () => reject(opening.error ?? new Error('It cannot be made'));
		opening.onupgradeneeded = () => {
			for (const { name, keyPath, counts = false, indexes = [] } of stores) {
				const store = opening.result.createObjectStore(name, { keyPath, autoIncrement: counts });
				for (const [index, path, options] of indexes) store.createIndex(index, path, options);
			}
		};
		opening.onsuccess = () => {
			opening.result.close();
			resolve();
		};
	});
}

/** Runs in the page. */
function putAll({ store, records }: { store: string; records: object[] }): Promise<void> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open('backlist');
		opening.onerror = () => reject(opening.error ?? new Error('It cannot be opened'));
		opening.onsuccess = () => {
			const transaction = opening.result.transaction(store, 'readwrite');
			for (const record of records) transaction.objectStore(store).put(record);
			transaction.onabort = () => reject(transaction.error ?? new Error('It cannot be written'));
			transaction.oncomplete = () => {
				opening.result.close();
				resolve();
			};
		};
	});
}
