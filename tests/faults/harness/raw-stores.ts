import type { Page } from '@playwright/test';

/** Everything in the library's database as it is stored, whatever its version and shape. */
export interface RawStores {
	/** As browsers count. */
	version: number;
	/** Records by store, as JSON: to be compared, not to be read. */
	stores: Record<string, string>;
}

/** Reads it in a page of the app's origin. */
export async function readRaw(page: Page): Promise<RawStores> {
	return page.evaluate(async () => {
		const resultOf = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('It cannot be read'));
			});
		const db = await resultOf(indexedDB.open('backlist'));
		const names = [...db.objectStoreNames];
		const transaction = db.transaction(names);
		const records = await Promise.all(
			names.map((name) => resultOf(transaction.objectStore(name).getAll() as IDBRequest<unknown[]>))
		);
		const { version } = db;
		db.close();
		return {
			version,
			stores: Object.fromEntries(names.map((name, i) => [name, JSON.stringify(records[i])]))
		};
	});
}

/**
 * Opens the library in `page`, which does not run the app, as the next version of the app would, with a changed schema, and keeps
 * it open.
 * @returns whether other tabs held it up
 */
export async function takeOver(page: Page, version: number): Promise<{ wasBlocked: boolean }> {
	return page.evaluate(
		(version) =>
			new Promise((resolve, reject) => {
				let wasBlocked = false;
				const opening = indexedDB.open('backlist', version);
				opening.onblocked = () => (wasBlocked = true);
				opening.onupgradeneeded = () => {
					opening.result.createObjectStore('shelves', { keyPath: 'id' });
					opening.result.deleteObjectStore('categories');
				};
				opening.onerror = () => reject(opening.error ?? new Error('It cannot be opened'));
				opening.onsuccess = () => {
					Object.assign(window, { newerLibrary: opening.result });
					resolve({ wasBlocked });
				};
			}),
		version
	);
}

/** Opens the library in `page`, which does not run the app, and lets nobody upgrade it while the page is open. */
export async function holdOn(page: Page): Promise<void> {
	await page.evaluate(
		() =>
			new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open('backlist');
				opening.onerror = () => reject(opening.error ?? new Error('It cannot be opened'));
				opening.onsuccess = () => {
					Object.assign(window, { heldLibrary: opening.result });
					resolve();
				};
			})
	);
}
