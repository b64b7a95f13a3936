import type { Page } from '@playwright/test';
import { goQuiet, untilSynced } from './harness/faults';
import { Disk } from './harness/disk';
import { expect, expectSound, expectWhole, libraryIn, Tab, test } from './harness/short-sites';

// What the service worker keeps takes room too, and differs from build to build.
test.use({ serviceWorkers: 'block' });

/** Bytes that a part of the site fits into. */
const ROOM = 3_000_000;
/** Several times what fits into that. */
const POSTS = 3600;
/** Bytes that marks fit into, and the search index does not. */
const LITTLE = 800_000;

test('a disk that is full in the middle of a sync keeps what came, says so, and takes the rest when there is room', async ({
	app,
	context,
	tab,
	startSite
}) => {
	const site = await startSite({ posts: POSTS, perPage: 100 });
	// Before anything is stored: browsers ask for some room ahead.
	await goQuiet(tab.page, app);
	const disk = new Disk(tab.page);
	await disk.leave(ROOM);
	await tab.addSite(site);
	await tab.goToList();
	const full = tab.alert().filter({ hasText: 'This device gave Backlist no more room. Syncing pauses' });
	await expect(full).toBeVisible({ timeout: 60_000 });
	await expect(full).toContainText('everything kept can be read and searched.');
	const library = await libraryIn(context, app);
	expectSound(library);
	const feed = library.feeds.find(({ url }) => url === site.feedUrl)!;
	expect(feed.postCount).toBeGreaterThan(0);
	expect(feed.postCount).toBeLessThan(POSTS);
	const newest = site.posts[0]!.number;
	await tab.findAndRead(site, newest - feed.postCount + 1);
	await tab.findAndRead(site, newest);
	await tab.expectKept(site, feed.postCount);

	// There is none yet.
	await full.getByRole('button', { name: 'Try again' }).click();
	await expect(full).toBeVisible();
	await disk.free();
	await full.getByRole('button', { name: 'Try again' }).click();
	await untilSynced(tab.page, site, feed.lastSync?.at ?? 0);
	await expect(full).toHaveCount(0);
	await tab.goToList();
	await tab.findAndRead(site, 1);
	expectWhole(await libraryIn(context, app), site);
});

test('a search index that the disk has no room for finds everything all the same, and says that it is not kept', async ({
	app,
	startBrowser,
	startSite
}) => {
	const site = await startSite({ posts: 1200, perPage: 100 });
	const before = await startBrowser();
	const first = new Tab(before.page, app);
	await first.addSite(site);
	await untilSynced(first.page, site, 0);
	await goQuiet(first.page, app);
	await forgetIndex(first.page);

	const { page, context } = await startBrowser(await before.close());
	await goQuiet(page, app);
	const disk = new Disk(page);
	await disk.leave(LITTLE);
	const tab = new Tab(page, app);
	await tab.open();
	await tab.findAndRead(site, 1);
	await tab.findAndRead(site, 1200);
	const notKept = tab.alert().filter({ hasText: 'The search index could not be kept on this device' });
	await expect(notKept).toBeVisible();
	await expect(notKept).toContainText('Every post is still here and can be found');
	const library = await libraryIn(context, app);
	expect(library.index).toBeNull();
	expectWhole(library, site);

	// A minute later, or with the next start, it is kept when there is room.
	await disk.free();
	await tab.page.reload();
	await expect.poll(async () => (await libraryIn(context, app)).index?.sequence).toBe(library.sequence);
	await tab.find(site.content.markerOf(600));
	await tab.expectFound(1);
	await expect(tab.alert()).toHaveCount(0);
	expectWhole(await libraryIn(context, app), site);
});

/** As if the search index had never been made; the app does not run in `page`. */
async function forgetIndex(page: Page): Promise<void> {
	await page.evaluate(
		() =>
			new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open('backlist');
				opening.onerror = () => reject(opening.error ?? new Error('It cannot be opened'));
				opening.onsuccess = () => {
					const transaction = opening.result.transaction('searchIndex', 'readwrite');
					transaction.objectStore('searchIndex').clear();
					transaction.onabort = () => reject(transaction.error ?? new Error('It cannot be cleared'));
					transaction.oncomplete = () => {
						opening.result.close();
						resolve();
					};
				};
			})
	);
}
