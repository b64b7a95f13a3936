import { makeAllDue, wakeFor } from './background-waking';
import { expect, gardenItems, item, test } from './reader';

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
	await makeAllDue(page);
	site.putFeed('/feed.json', 'Garden', [item('dawn', 'At dawn', '<p>Dew.</p>', -1), ...gardenItems]);
	const asked = site.requests.length;
	const wake = (tag: string) => wakeFor(page.context(), page, baseURL!, tag);
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
