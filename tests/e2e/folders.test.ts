import { readFile } from 'node:fs/promises';
import { expect, gardenItems, test } from './reader';

test('feeds are put into folders by keyboard, and a list of them is saved for other readers', async ({
	reader,
	page,
	site
}) => {
	await reader.add(site.putFeed('/feed.json', 'Heron', gardenItems), 'Heron');
	await page.goto('/feeds');
	const item = page.getByRole('listitem').filter({ hasText: 'Heron' });
	await item.getByRole('button', { name: 'Folder…' }).press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Put “Heron” into a folder' });
	await dialog.getByLabel('Folder', { exact: true }).selectOption('New folder…');
	await dialog.getByLabel('Name of the new folder').fill('Water / Birds');
	await page.keyboard.press('Enter');
	const folder = page.getByRole('region', { name: 'Water / Birds' });
	await expect(folder.getByRole('heading', { name: 'Heron', level: 3 })).toBeVisible();
	await expect(folder.getByRole('link', { name: 'Heron' })).toBeFocused();

	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export OPML' }).click();
	const saved = await download;
	expect(saved.suggestedFilename()).toBe('backlist-subscriptions.opml');
	const text = await readFile(await saved.path(), 'utf8');
	expect(text).toMatch(/<outline text="Water">\s*<outline text="Birds">\s*<outline text="Heron"/);
	await expect(page.getByText('2 feeds are in backlist-subscriptions.opml.')).toBeVisible();

	await folder.getByRole('button', { name: 'Rename or remove' }).click();
	const change = page.getByRole('dialog', { name: 'Folder “Water / Birds”' });
	await change.getByLabel('Name of the folder').fill('Waders');
	await change.getByRole('button', { name: 'Save' }).click();
	const renamed = page.getByRole('region', { name: 'Waders' });
	await expect(renamed.getByRole('link', { name: 'Heron' })).toBeVisible();
	await renamed.getByRole('button', { name: 'Rename or remove' }).click();
	await page.getByRole('button', { name: 'Remove the folder' }).click();
	await expect(renamed).toHaveCount(0);
	await expect(page.getByRole('list', { name: 'Feeds' }).getByRole('link', { name: 'Heron' })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Library', level: 1 })).toBeFocused();
});
