import type { BrowserContext, CDPSession, Page } from '@playwright/test';

/** What Chromium calls the service worker of this site. */
function registrationOf(client: CDPSession): Promise<string> {
	return new Promise((resolve) => {
		client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const [first] = registrations;
			if (first !== undefined) resolve(first.registrationId);
		});
		void client.send('ServiceWorker.enable');
	});
}

/** Wakes the service worker of the app at `origin` as the browser does from time to time, for `tag`. */
export async function wakeFor(
	context: BrowserContext,
	page: Page,
	origin: string,
	tag: string
): Promise<void> {
	const client = await context.newCDPSession(page);
	const registrationId = await registrationOf(client);
	await client.send('ServiceWorker.dispatchPeriodicSyncEvent', { origin, registrationId, tag });
}

/** Makes all feeds due; from a page of the same site without the app in it, which would sync them. */
export const makeAllDue = (page: Page): Promise<void> =>
	page.evaluate(
		() =>
			new Promise<void>((resolve) => {
				const opening = indexedDB.open('backlist');
				opening.onsuccess = () => {
					const feeds = opening.result.transaction('feeds', 'readwrite').objectStore('feeds');
					const reading = feeds.getAll() as IDBRequest<{ lastSync: { at: number } | null }[]>;
					reading.onsuccess = () => {
						for (const feed of reading.result) {
							feeds.put({ ...feed, lastSync: { ...feed.lastSync, at: 0 } });
						}
					};
					feeds.transaction.oncomplete = () => {
						opening.result.close();
						resolve();
					};
				};
			})
	);
