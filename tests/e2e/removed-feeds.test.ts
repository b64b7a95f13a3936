import type { Page } from '@playwright/test';
import { violationsOn } from './axe';
import { expect, gardenItems, item, test } from './reader';

const feedsList = (page: Page) => page.getByRole('list', { name: 'Feeds', exact: true });
const feed = (page: Page, title: string) => feedsList(page).getByRole('listitem').filter({ hasText: title });
const removedFeeds = (page: Page) => page.getByRole('region', { name: 'Removed feeds' });

/** Removes a feed as a reader does, from the Library page. */
async function remove(page: Page, title: string): Promise<void> {
	await page.goto('/feeds');
	await feed(page, title).getByRole('button', { name: 'Remove' }).click();
	await page.getByRole('button', { name: 'Remove feed and posts' }).click();
	await expect(feed(page, title)).toHaveCount(0);
}

/** How many posts lie in the database, whether they are shown or not. */
function storedPosts(page: Page): Promise<number> {
	return page.evaluate(
		() =>
			new Promise<number>((resolve, reject) => {
				const opening = indexedDB.open('backlist');
				opening.onerror = () => reject(opening.error!);
				opening.onsuccess = () => {
					const db = opening.result;
					const counting = db.transaction('posts').objectStore('posts').count();
					counting.onsuccess = () => {
						db.close();
						resolve(counting.result);
					};
				};
			})
	);
}

test('a feed is removed by two presses, and the next key brings it back with its stars', async ({
	page,
	reader,
	site
}) => {
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('Bread without hurry').click();
	await page.getByRole('button', { name: 'Star' }).click();
	await expect(page.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');

	await page.goto('/feeds');
	const button = feed(page, 'Garden').getByRole('button', { name: 'Remove' });
	await button.click();
	const dialog = page.getByRole('dialog', { name: 'Remove “Garden” from this device?' });
	await expect(dialog).toContainText('Its 4 posts go, with 1 star and your read marks.');
	await expect(dialog).toContainText('You can undo this for a day.');
	await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(dialog).toBeHidden();
	await expect(button).toBeFocused();

	await button.click();
	await dialog.getByRole('button', { name: 'Remove feed and posts' }).click();
	await expect(feed(page, 'Garden')).toHaveCount(0);
	await expect(page.getByText('“Garden” was removed.')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Library' })).toBeFocused();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(feed(page, 'Garden')).toContainText('4 posts kept');
	await expect(page.getByText('“Garden” is back')).toBeVisible();
	await expect(removedFeeds(page)).toHaveCount(0);
	await page.goto('/?is=starred');
	await expect(reader.link('Bread without hurry')).toBeVisible();
});

test('a removed feed is out of sight everywhere, and can come back the next time too', async ({
	page,
	reader,
	site
}) => {
	await reader.firstVisit();
	const before = Number(await reader.rows().first().getAttribute('aria-setsize'));
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await page.goto('/');
	await expect(reader.rows().first()).toHaveAttribute('aria-setsize', String(before + 4));
	await reader.find('sourdough patience');
	await expect(reader.link('Bread without hurry')).toBeVisible();

	await remove(page, 'Garden');
	await page.goto('/');
	await expect(reader.rows().first()).toHaveAttribute('aria-setsize', String(before));
	await expect(reader.category('Kitchen')).toHaveCount(0);
	await reader.find('sourdough patience');
	await expect(reader.link('Bread without hurry')).toHaveCount(0);

	await page.goto('/feeds');
	const removed = removedFeeds(page).getByRole('group');
	await expect(removed).toHaveCount(1);
	await expect(removed).toContainText(/Garden\s*4 posts\. Will be deleted in 23 hours\./);
	await removed.getByRole('button', { name: 'Undo' }).click();
	await expect(feed(page, 'Garden')).toContainText('4 posts kept');
	await page.goto('/');
	await reader.find('sourdough patience');
	await expect(reader.link('Bread without hurry')).toBeVisible();
});

test('a removed feed is deleted at once when that is asked for twice', async ({ page, reader, site }) => {
	await reader.firstVisit();
	const before = await storedPosts(page);
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await remove(page, 'Garden');
	expect(await storedPosts(page)).toBe(before + 4);

	const button = removedFeeds(page).getByRole('button', { name: 'Delete now' });
	await button.click();
	const dialog = page.getByRole('dialog', { name: 'Delete “Garden” for good?' });
	await expect(dialog.getByRole('button', { name: 'Not yet' })).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await expect(button).toBeFocused();
	expect(await storedPosts(page)).toBe(before + 4);

	await button.click();
	await dialog.getByRole('button', { name: 'Delete for good' }).click();
	await expect(page.getByText('“Garden” was deleted for good.')).toBeVisible();
	await expect(removedFeeds(page)).toHaveCount(0);
	await expect(page.getByRole('heading', { name: 'Library' })).toBeFocused();
	await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
	expect(await storedPosts(page)).toBe(before);
});

test('a feed that is no longer followed keeps its posts, asks its site nothing, and can be followed again', async ({
	page,
	reader,
	site
}) => {
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await page.goto('/feeds');
	const garden = feed(page, 'Garden');
	await garden.getByRole('button', { name: 'Remove' }).click();
	await page.getByRole('button', { name: 'Stop syncing, keep posts' }).click();
	await expect(garden).toContainText('No longer synced; its 4 posts stay here.');
	await expect(garden.getByRole('button', { name: 'Sync now' })).toHaveCount(0);
	await expect(garden.getByRole('button', { name: 'Pause' })).toHaveCount(0);
	await expect(garden.getByRole('button', { name: 'Remove' })).toBeFocused();

	const asked = site.requests.length;
	site.putFeed('/feed.json', 'Garden', [item('plum', 'Plum jam', '<p>Sugar.</p>', -1), ...gardenItems]);
	await page.goto('/');
	await reader.find('sourdough patience');
	await expect(reader.link('Bread without hurry')).toBeVisible();
	await page.goto('/feeds');
	await feed(page, 'handbook').getByRole('button', { name: 'Sync now' }).click();
	await expect(feed(page, 'handbook')).toContainText('nothing new');
	expect(site.requests).toHaveLength(asked);

	// What would be of no use is not offered again.
	await garden.getByRole('button', { name: 'Remove' }).click();
	await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
	await expect(page.getByRole('button', { name: 'Stop syncing, keep posts' })).toHaveCount(0);
	await page.keyboard.press('Escape');

	await garden.getByRole('button', { name: 'Follow again' }).click();
	await expect(garden).toContainText('5 posts kept');
	await expect(garden.getByRole('button', { name: 'Sync now' })).toBeEnabled();
	await expect(garden).not.toContainText('No longer synced');
});

test('axe finds nothing on a library with a removed feed, nor in its dialogs', async ({
	page,
	reader,
	site
}) => {
	await reader.add(site.putFeed('/a.json', 'Garden', gardenItems), 'Garden');
	await reader.add(site.putFeed('/b.json', 'Orchard', gardenItems), 'Orchard');
	await remove(page, 'Garden');
	const orchard = feed(page, 'Orchard');
	const expectNothing = async (): Promise<void> => {
		expect(await violationsOn(page)).toEqual([]);
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(overflow).toBeLessThanOrEqual(0);
	};
	for (const width of [320, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await expectNothing();
		await orchard.getByRole('button', { name: 'Remove' }).click();
		await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
		await expectNothing();
		await page.keyboard.press('Escape');
		await removedFeeds(page).getByRole('button', { name: 'Delete now' }).click();
		await expect(page.getByRole('button', { name: 'Not yet' })).toBeFocused();
		await expectNothing();
		await page.keyboard.press('Escape');
	}
});
