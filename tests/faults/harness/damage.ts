import type { Page } from '@playwright/test';

/** What happens to one record. */
export interface Damage {
	store: string;
	key: string | number | string[];
	/** Members that get another value; null takes the record away. */
	change: Record<string, unknown> | null;
	/** Whether nothing is left but what `change` says. */
	isAll?: boolean;
}

/** Damages the library in `page`, which is at the app's origin and does not run the app, in one transaction. */
export async function damage(page: Page, damages: Damage[]): Promise<void> {
	await page.evaluate(
		(damages) =>
			new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open('backlist');
				opening.onerror = () => reject(opening.error ?? new Error('It cannot be opened'));
				opening.onsuccess = () => {
					const stores = damages.map(({ store }) => store);
					const transaction = opening.result.transaction(stores, 'readwrite');
					for (const { store, key, change, isAll = false } of damages) {
						const records = transaction.objectStore(store);
						const reading = records.get(key);
						reading.onsuccess = () => {
							if (reading.result === undefined)
								reject(new Error(`Nothing is at ${store} ${JSON.stringify(key)}`));
							if (change === null) records.delete(key);
							else records.put(isAll ? change : { ...(reading.result as object), ...change });
						};
					}
					transaction.onabort = () => reject(transaction.error ?? new Error('It cannot be written'));
					transaction.oncomplete = () => {
						opening.result.close();
						resolve();
					};
				};
			}),
		damages
	);
}
