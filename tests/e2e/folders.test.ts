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

test('beside the list, a folder opens and closes by keyboard and says what is unread in it', async ({
	reader,
	page,
	site
}) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await reader.add(site.putFeed('/feed.json', 'Heron', gardenItems), 'Heron');
	await page.goto('/feeds');
	await page
		.getByRole('listitem')
		.filter({ hasText: 'Heron' })
		.getByRole('button', { name: 'Folder…' })
		.click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Folder', { exact: true }).selectOption('New folder…');
	await dialog.getByLabel('Name of the new folder').fill('Water');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('region', { name: 'Water' })).toBeVisible();

	await page.goto('/');
	const views = page.getByRole('navigation', { name: 'Views of the library' });
	const folder = views.locator('summary').filter({ hasText: 'Water' });
	await expect(folder).toContainText('4 unread');
	await expect(views.getByRole('link', { name: 'Heron' })).toBeHidden();
	await folder.press('Enter');
	await views.getByRole('link', { name: 'Heron' }).click();
	await reader.expectFound(4);
	// To all posts again: the folder stays as the reader has left it.
	await views.getByRole('link', { name: 'Heron' }).click();
	await expect(reader.rows().first()).toHaveAttribute('aria-setsize', /^[1-9]\d+$/);
	await expect(views.getByRole('link', { name: 'Heron' })).toBeVisible();
	await folder.press('Enter');
	await expect(views.getByRole('link', { name: 'Heron' })).toBeHidden();
});

test('a feed in RSS as JSON is found, added and read like any other', async ({ reader, page, site }) => {
	const item = {
		title: 'Of herons',
		description: '<p>They stand.</p>',
		guid: { isPermaLink: 'false', '#value': '1' }
	};
	const url = site.put('/rss.json', {
		body: { rss: { version: '2.0', channel: { title: 'Scripts', item: [item] } } }
	});
	await reader.add(url, 'Scripts');
	await page.goto('/');
	await reader.find('herons');
	await reader.link('Of herons').click();
	await expect(page.locator('.prose')).toContainText('They stand.');
});
