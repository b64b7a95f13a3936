import type { Page } from '@playwright/test';
import { PageSite } from './page-site';
import { cutOff, expect, test as base } from './reader';

const test = base.extend<{ pages: PageSite }>({
	// eslint-disable-next-line no-empty-pattern
	pages: async ({}, use) => {
		const pages = await PageSite.start();
		await use(pages);
		await pages.stop();
	}
});

const WORDS = 'It stood on the third pile all morning, as it does when the tide is low. '.repeat(8);
const article = (title: string, words: string) =>
	`<!doctype html><title>${title}</title><article><h1>${title}</h1><p>${words}</p><p>${WORDS}</p></article>`;

/** Puts pages of every kind on the site. @returns Pocket's list of them. */
function putPages(pages: PageSite): string[] {
	pages.put('/heron', { body: article('The Heron', 'A heron came to the harbour.') });
	pages.put('/moved', { location: '/eel' });
	pages.put('/eel', { body: article('The Eel', 'An eel was seen below the bridge.') });
	const latin = `<meta charset="iso-8859-1">${article('Café', 'Coffee in the caf\u00e9 at noon.')}`;
	pages.put('/latin', { body: Uint8Array.from(latin, (letter) => letter.charCodeAt(0)) });
	pages.put('/closed', { cors: false, body: article('The Closed', 'Nobody reads this elsewhere.') });
	pages.put('/paper', { type: 'application/pdf', body: '%PDF-1.7' });
	return ['heron', 'moved', 'latin', 'closed', 'paper', 'gone'];
}

async function choose(page: Page, pages: PageSite, paths: readonly string[]): Promise<void> {
	const rows = paths.map((path, i) => `${path},${pages.origin}/${path},${1_700_000_000 - i},,unread`);
	const content = ['title,url,time_added,tags,status', ...rows].join('\n');
	await page.goto('/add');
	await page
		.getByLabel('Choose files')
		.setInputFiles({ name: 'pocket.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Pocket');
}

const openPost = (page: Page) => page.locator('article:has(h1)');
const report = (page: Page) => page.getByRole('region', { name: 'Fetched pages' });
const details = (page: Page) => page.getByText('Pages of its links', { exact: true });

test('the pages of a list of links are fetched with it, and those that cannot be had stay links', async ({
	page,
	pages,
	reader
}) => {
	const paths = putPages(pages);
	await reader.firstVisit();
	await choose(page, pages, paths);
	await expect(page.getByText('6 posts in this file are only links.')).toBeVisible();
	await expect(page.getByRole('radio', { name: 'Keep the links' })).toBeChecked();
	await page.getByRole('radio', { name: 'Fetch the pages too' }).check();
	await page.getByRole('button', { name: 'Import' }).click();
	await expect(report(page)).toContainText('3 pages fetched.');
	await expect(report(page)).toContainText('3 links stayed links:');
	for (const reason of [
		'The site lets no other page read it: 1',
		'It is no page, but a file such as a PDF or a film: 1',
		'The page is gone: 1'
	]) {
		await expect(report(page).getByRole('listitem').filter({ hasText: reason })).toBeVisible();
	}
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.find('café noon');
	await reader.link('latin').click();
	await expect(openPost(page)).toContainText('Coffee in the café at noon.');
	await page.goto('/');
	await reader.find('eel bridge');
	await reader.link('moved').click();
	await expect(openPost(page)).toContainText('An eel was seen below the bridge.');
});

test('links are kept as they are unless the reader wants more, and nothing is asked for', async ({
	page,
	pages,
	reader
}) => {
	const paths = putPages(pages);
	await reader.firstVisit();
	await choose(page, pages, paths);
	await page.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText('Pocket: 6 new.')).toBeVisible();
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('heron').click();
	await expect(page.getByText('Only the link to this page is kept.')).toBeVisible();
	expect(pages.requests).toEqual([]);

	await page.getByRole('button', { name: 'Fetch this page' }).click();
	await expect(openPost(page)).toContainText('A heron came to the harbour.');
	await expect(page.getByRole('button', { name: 'Fetch this page' })).toHaveCount(0);
	await expect(reader.title()).toBeFocused();
	expect(pages.requests).toEqual(['/heron']);

	await page.goto('/');
	await reader.find('closed');
	await reader.link('closed').click();
	await page.getByRole('button', { name: 'Fetch this page' }).click();
	await expect(page.getByText('It stays a link: The site lets no other page read it.').first()).toBeVisible();
});

test('pages are fetched later at their feed, through the relay where the reader wants it', async ({
	page,
	pages,
	reader
}) => {
	const paths = putPages(pages);
	await reader.firstVisit();
	await choose(page, pages, paths);
	await page.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText('Pocket: 6 new.')).toBeVisible();
	await page.goto('/feeds');
	await details(page).click();
	await page.getByRole('button', { name: 'Fetch 6 pages' }).click();
	await expect(report(page)).toContainText('3 pages fetched.');
	await expect(page.getByText('The pages of 3 links could not be had.')).toBeVisible();

	await page.goto('/settings');
	await page.getByRole('textbox', { name: /relay/i }).fill(pages.relay);
	await page.getByRole('button', { name: 'Save relay' }).click();
	await expect(page.getByText('The relay is set')).toBeVisible();
	await page.goto('/feeds');
	await details(page).click();
	await page.getByRole('checkbox', { name: /Ask the relay for pages whose sites refuse/ }).check();
	await page.getByRole('button', { name: 'Try 3 pages again' }).click();
	await expect(report(page)).toContainText('1 page fetched.');
	expect(pages.requests.filter((path) => path.startsWith('/relay'))).toHaveLength(1);
	await page.goto('/');
	await reader.find('nobody elsewhere');
	await expect(reader.link('closed')).toBeVisible();
});

test('fetching goes on while the reader reads, can be stopped, and goes on after the app was closed', async ({
	page,
	pages,
	reader
}) => {
	const paths = Array.from({ length: 9 }, (_, i) => `page-${i}`);
	for (const path of paths) pages.put(`/${path}`, { body: article(path, 'Words.'), waits: true });
	await reader.firstVisit();
	await choose(page, pages, paths);
	await page.getByRole('radio', { name: 'Fetch the pages too' }).check();
	await page.getByRole('button', { name: 'Import' }).click();
	const progress = page.getByRole('progressbar', { name: 'Fetching pages' });
	await expect(progress).toHaveAttribute('aria-valuetext', 'Fetching pages: 0 of 9');
	await expect(page.getByText('You can go on reading meanwhile.')).toBeVisible();
	await page.getByRole('link', { name: 'Library', exact: true }).click();
	await expect(progress).toBeVisible();
	// Two at a time, since all are of one host.
	await expect.poll(() => pages.requests.length).toBe(2);
	pages.letGo();
	await expect(progress).toHaveAttribute('aria-valuetext', 'Fetching pages: 2 of 9');
	await page.getByRole('button', { name: 'Stop' }).click();
	await expect(report(page)).toContainText('Stopped. What was fetched is kept.');
	await expect(page.locator('div:focus').filter({ has: report(page) }), 'the focus stays near').toBeVisible();
	await expect(report(page)).toContainText('2 pages fetched.');
	await expect(report(page)).toContainText('7 links were not asked for yet.');

	await page.getByRole('button', { name: 'Fetch 7 pages' }).click();
	await expect(progress).toBeVisible();
	await page.goto('about:blank');
	for (const path of paths) pages.put(`/${path}`, { body: article(path, 'Words.') });
	await page.goto('/feeds');
	await details(page).click();
	await page.getByRole('button', { name: 'Fetch 7 pages' }).click();
	await expect(report(page)).toContainText('7 pages fetched.');
	await expect(page.getByText('Every post has its text.')).toBeVisible();
});

test('without a network nothing is lost, and it is said', async ({ page, context, pages, reader }) => {
	const paths = putPages(pages);
	await reader.firstVisit();
	await choose(page, pages, paths);
	await page.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText('Pocket: 6 new.')).toBeVisible();
	await expect.poll(() => keepsLinkParts(page)).toBe(true);
	await cutOff(context);
	await page.goto('/feeds');
	await details(page).click();
	await page.getByRole('button', { name: 'Fetch 6 pages' }).click();
	await expect(report(page)).toContainText('There is no network.');
	await expect(report(page)).toContainText('6 links were not asked for yet.');
	await expect(page.getByRole('button', { name: 'Fetch 6 pages' })).toBeVisible();
});

/** What fetches the pages of links is kept, too. */
function keepsLinkParts(page: Page): Promise<boolean> {
	return page.evaluate(async () => {
		const names = (await caches.keys()).filter((name) => name.startsWith('backlist-app:'));
		const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		const urls = requests.flat().map(({ url }) => url);
		return ['transfer-worker', 'link-parts'].every((part) => urls.some((url) => url.includes(part)));
	});
}
