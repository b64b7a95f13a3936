import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { violationsOn } from './axe';
import { cutOff, expect, gardenItems, test, type Reader } from './reader';

const dialog = (page: Page) => page.getByRole('dialog');

/** A browser whose pages cannot ask for a file to write to: what is saved goes to its downloads. */
test.beforeEach(async ({ page }) => {
	await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
});

/** Saves in the open dialog, in a format. */
async function save(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
	await dialog(page).getByRole('radio', { name: format, exact: true }).check();
	const coming = page.waitForEvent('download');
	await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
	const download = await coming;
	await expect(dialog(page).getByRole('status')).toContainText(/\d+ posts? saved/);
	return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

interface Feed {
	title: string;
	items: { id: string; title: string; content_html: string }[];
}
const feedIn = (bytes: Uint8Array) => JSON.parse(strFromU8(bytes)) as Feed;

async function openExport(reader: Reader): Promise<void> {
	await reader.page.goto('/feeds');
	await reader.page.getByRole('button', { name: 'Export everything' }).click();
	await expect(dialog(reader.page)).toBeVisible();
}

test('the handbook is exported as JSON Feed and as a book, offline too', async ({
	reader,
	page,
	context
}) => {
	await reader.firstVisit();
	await openExport(reader);
	const { name, bytes } = await save(page, 'JSON Feed');
	expect(name).toBe('All posts.json');
	const handbook = JSON.parse(await (await page.request.get('/feed.json')).text()) as Feed;
	expect(
		feedIn(bytes)
			.items.map(({ id }) => id)
			.sort()
	).toEqual(handbook.items.map(({ id }) => id).sort());

	await cutOff(context);
	await page.goto('/feeds');
	await page.getByRole('button', { name: 'Export everything' }).click();
	const book = await save(page, 'EPUB');
	expect(book.name).toBe('All posts.epub');
	const files = unzipSync(book.bytes);
	expect(strFromU8(files.mimetype!)).toBe('application/epub+zip');
	expect(Object.keys(files).filter((file) => file.startsWith('EPUB/post-'))).toHaveLength(
		handbook.items.length
	);
});

test('a feed in pages, a search and a single post are exported', async ({ reader, page, site }) => {
	await reader.firstVisit();
	await reader.add(site.putFeed('/garden.json', 'Garden', gardenItems), 'Garden');
	await page.goto('/feeds');
	const garden = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Garden' }) });
	await garden.getByRole('button', { name: 'Export' }).click();
	await dialog(page)
		.getByRole('radio', { name: /in pages/ })
		.check();
	const address = dialog(page).getByLabel('Where it will lie on the web');
	await address.fill('nowhere');
	await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
	await expect(dialog(page).getByRole('alert')).toContainText('not an address of the web');
	await expect(address).toBeFocused();
	await address.fill('https://archive.example/garden/');
	const pages = unzipSync((await save(page, 'JSON Feed in pages, with pictures (zip)')).bytes);
	const [first] = Object.values(pages);
	expect(feedIn(first!)).toMatchObject({
		title: 'Garden',
		feed_url: 'https://archive.example/garden/feed.json'
	});
	expect(feedIn(first!).items).toHaveLength(4);
	await dialog(page).getByRole('button', { name: 'Close' }).click();
	await expect(garden.getByRole('button', { name: 'Export' })).toBeFocused();

	await page.goto('/?q=kitchen+window');
	await expect(reader.link('Beans on strings')).toBeVisible();
	await page.getByRole('button', { name: 'Export this list' }).click();
	await expect(dialog(page)).toContainText('Export “kitchen window”');
	const table = strFromU8((await save(page, 'CSV')).bytes);
	expect(table).toContain('"Beans on strings"');
	expect(table).not.toContain('"Turning the compost"');
	await page.keyboard.press('Escape');

	await reader.link('Beans on strings').click();
	await page.getByRole('button', { name: 'Share or save' }).click();
	const markdown = unzipSync((await save(page, 'Markdown (zip)')).bytes);
	const [text] = Object.values(markdown);
	expect(strFromU8(text!)).toContain('# Beans on strings\n\nRunner beans climbing');
});

test('the dialog can be used by everybody, and fits a small screen', async ({ reader, page }) => {
	await page.setViewportSize({ width: 320, height: 560 });
	await reader.firstVisit();
	await openExport(reader);
	await dialog(page)
		.getByRole('radio', { name: /in pages/ })
		.check();
	expect(await violationsOn(page, 'dialog')).toEqual([]);
	const overflow = await dialog(page).evaluate((box) => box.scrollWidth - box.clientWidth);
	expect(overflow).toBe(0);
	await dialog(page).getByRole('button', { name: 'Save', exact: true }).focus();
	await expect(dialog(page).getByRole('button', { name: 'Save', exact: true })).toBeInViewport();
	await page.keyboard.press('Escape');
	await expect(dialog(page)).toHaveCount(0);
});
