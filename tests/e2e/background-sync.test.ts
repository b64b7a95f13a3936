import type { CDPSession } from '@playwright/test';
import { expect, gardenItems, item, test } from './reader';

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

test('woken by the browser while no page is open, the service worker brings new posts', async ({
	reader,
	page,
	site,
	baseURL
}) => {
	const feed = site.putFeed('/feed.json', 'Garden', gardenItems);
	await reader.firstVisit();
	await reader.add(feed, 'Garden');
	// A file of the same site, without the app in it.
	await page.goto('/robots.txt');
	const makeDue = () =>
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
	await makeDue();
	site.putFeed('/feed.json', 'Garden', [item('dawn', 'At dawn', '<p>Dew.</p>', -1), ...gardenItems]);
	const asked = site.requests.length;
	const client = await page.context().newCDPSession(page);
	const registrationId = await registrationOf(client);
	const wake = (tag: string) =>
		client.send('ServiceWorker.dispatchPeriodicSyncEvent', { origin: baseURL!, registrationId, tag });
	await wake('something else');
	await wake('backlist-sync');
	await expect.poll(() => site.requests.length).toBeGreaterThan(asked);

	// From here on the site gives nothing: what shows was brought in the background.
	site.put('/feed.json', { status: 500, body: '' });
	await expect(async () => {
		await page.goto('/?q=dew');
		await expect(reader.link('At dawn')).toBeVisible({ timeout: 2000 });
	}).toPass();
});
