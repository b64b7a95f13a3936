import { gardenItems } from '../e2e/reader';
import { expect, test } from './watched';

test('an ordinary day in the app breaks none of its own rules', async ({ page, reader, site, watch }) => {
	const feed = site.putFeed('/feed.json', 'Garden', gardenItems);
	await reader.firstVisit();
	await reader.rows().first().getByRole('link').first().click();
	await expect(page.locator('.prose')).toBeVisible();

	await page.goto('/add');
	await page.getByRole('textbox', { name: 'Feed or site address' }).fill(feed);
	await page.getByRole('button', { name: 'Preview' }).click();
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('4 posts');
	await page.getByRole('button', { name: 'Add feed' }).click();
	await expect(reader.status()).toContainText('4 posts kept');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(4);
	await reader.find('sourdough');
	await reader.link('Bread without hurry').click();
	await expect(reader.title()).toHaveText('Bread without hurry');
	await page.getByRole('button', { name: 'Star', exact: true }).click();
	await expect(reader.row('Bread without hurry')).toContainText('Starred');
	await page.goto('/?category=Kitchen&is=unread');
	await reader.expectFound(1);

	await page.goto('/feeds');
	const garden = page.getByRole('listitem').filter({ hasText: 'Garden' });
	await garden.getByRole('button', { name: 'Sync now' }).click();
	await expect(garden).toContainText('4 posts');
	await page.goto('/settings');
	await page.getByRole('radio', { name: 'Dark' }).check();
	await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save a backup' }).click();
	await saving;
	expect(watch.violations).toEqual([]);
	expect(watch.incidents.filter((what) => !what.startsWith('a download: blob:'))).toEqual([]);
	expect(watch.ran).toEqual([]);
});
