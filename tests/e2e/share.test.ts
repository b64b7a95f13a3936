import type { Page } from '@playwright/test';
import type { FeedSite } from './feed-site';
import { expect, gardenItems, test } from './reader';

interface SharedFile {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

interface Shared {
	title?: string;
	text?: string;
	url?: string;
	files?: SharedFile[];
}

/** Shares as the system does: a form is sent to where the manifest says, from outside the app. */
async function share(page: Page, site: FeedSite, baseURL: string, shared: Shared): Promise<void> {
	const action = new URL('/add', baseURL).href;
	const fields = ['title', 'text', 'url'].map((name) => `<input name="${name}">`).join('');
	const body = `<!doctype html><meta charset="utf-8"><form method="post" enctype="multipart/form-data" action="${action}">
		${fields}<input type="file" name="files" multiple><button>Share</button></form>`;
	await page.goto(site.put('/share.html', { type: 'text/html', body }));
	for (const name of ['title', 'text', 'url'] as const) {
		await page.locator(`[name="${name}"]`).fill(shared[name] ?? '');
	}
	await page.locator('[type="file"]').setInputFiles(shared.files ?? []);
	await page.getByRole('button', { name: 'Share' }).click();
	await page.waitForURL(`${action}**`);
}

const feedFile = (name: string, title: string, items = gardenItems): SharedFile => ({
	name,
	mimeType: 'application/json',
	buffer: Buffer.from(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title, items }))
});

test('a shared link is looked at, wherever the app that shares has put it, and added by a press', async ({
	page,
	reader,
	site,
	baseURL
}) => {
	const feed = site.putFeed('/feed.json', 'Garden', gardenItems);
	await reader.firstVisit();
	await share(page, site, baseURL!, { title: 'Garden', text: `A blog I like: ${feed}` });
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Turning the compost');
	await share(page, site, baseURL!, { title: 'Garden', url: feed });
	await expect(page.getByRole('textbox', { name: 'Feed or site address' })).toHaveValue(feed);
	await page.getByRole('button', { name: 'Add feed' }).click();
	await expect(reader.status()).toContainText(/Garden.*kept/);
});

test('links of the kind that the app is registered for lead to the feed', async ({ page, reader, site }) => {
	const feed = site.putFeed('/feed.json', 'Garden', gardenItems);
	await reader.firstVisit();
	for (const link of [`web+feed:${feed}`, `web+feed://${feed.replace('http://', '')}`, `feed:${feed}`]) {
		// As the browser puts it into the address that the manifest names.
		await page.goto(`/add?url=${encodeURIComponent(link)}`);
		await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Turning the compost');
	}
});

test('a shared feed file is looked at without a network, and imported by a press', async ({
	page,
	reader,
	site,
	baseURL
}) => {
	await reader.firstVisit();
	await share(page, site, baseURL!, { text: 'Look', files: [feedFile('Gärten & more.json', 'Garden')] });
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('4 posts in this file');
	// It is here now, and nowhere else.
	await expect(page).toHaveURL('/add');
	expect(await page.evaluate(() => caches.has('backlist-shared:'))).toBe(false);
	await page.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText('Garden: 4 new.')).toBeVisible();
});

test('several shared files are looked at together, and imported by one press', async ({
	page,
	reader,
	site,
	baseURL
}) => {
	await reader.firstVisit();
	const files = [feedFile('one.json', 'One', gardenItems.slice(0, 1)), feedFile('two.json', 'Two')];
	await share(page, site, baseURL!, { files });
	const preview = page.getByRole('region', { name: 'Preview' });
	await expect(preview.getByRole('region', { name: 'One' })).toContainText('1 post in this file');
	await expect(preview.getByRole('region', { name: 'Two' })).toContainText('4 posts in this file');
	await page.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText('One: 1 new.')).toBeVisible();
	await expect(page.getByText('Two: 4 new.')).toBeVisible();
});
