import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Page } from '@playwright/test';
import { cutOff, expect, gardenItems, test } from './reader';

const feedOf = (title: string, items: readonly object[] = gardenItems) =>
	JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title, items });

const many = (count: number) =>
	Array.from({ length: count }, (_, i) => ({
		id: `${i}`,
		title: `Post ${i}`,
		content_text: 'Words. '.repeat(300)
	}));

/** Drops files and folders of the disk onto the page, as the system does. */
async function drop(page: Page, paths: readonly string[]): Promise<void> {
	const devtools = await page.context().newCDPSession(page);
	const data = { items: [], files: [...paths], dragOperationsMask: 1 };
	for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
		await devtools.send('Input.dispatchDragEvent', { type, x: 200, y: 300, data });
		if (type === 'dragOver') await expect(page.getByText('Drop files to import them')).toBeVisible();
	}
}

test('a folder dropped on any page is looked through, and imported by one press', async ({
	page,
	reader
}) => {
	const folder = join(test.info().outputDir, 'my feeds');
	await mkdir(join(folder, 'more'), { recursive: true });
	await writeFile(join(folder, 'one.json'), feedOf('One', gardenItems.slice(0, 1)));
	await writeFile(join(folder, 'more', 'two.json'), feedOf('Two'));
	await reader.firstVisit();
	await drop(page, [folder]);
	await expect(page).toHaveURL('/add');
	const preview = page.getByRole('region', { name: 'Preview' });
	await expect(preview.getByRole('region', { name: 'One' })).toContainText('1 post in this file');
	await expect(preview.getByRole('region', { name: 'Two' })).toContainText('4 posts in this file');
	await page.getByRole('button', { name: 'Import' }).click();
	const report = page.getByRole('region', { name: 'Imported' });
	await expect(report).toContainText('One: 1 new.');
	await report.getByRole('link', { name: 'Start reading' }).last().click();
	await expect(reader.link('Turning the compost')).toBeVisible();
});

test('what is in an archive is imported without a network, after one visit', async ({
	page,
	context,
	reader
}) => {
	await reader.firstVisit();
	await page.goto('/add');
	await expect(page.getByLabel('Choose files')).toBeAttached();
	await expect.poll(() => keepsTools(page)).toBe(true);
	await cutOff(context);
	await page.reload();
	const zipped = zipSync({
		'blog/feed.json': strToU8(feedOf('Garden')),
		'blog/rose.png': strToU8('no picture')
	});
	await page
		.getByLabel('Choose files')
		.setInputFiles({ name: 'blog.zip', mimeType: 'application/zip', buffer: Buffer.from(zipped) });
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('1 other file in the archive');
	await page.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText('Garden: 4 new.')).toBeVisible();
});

test('a feed that is pasted into the page is looked at; what is pasted into a field is the field’s', async ({
	page,
	reader
}) => {
	await reader.firstVisit();
	await page.goto('/add');
	await expect(page.getByLabel('Choose files')).toBeAttached();
	await paste(page, feedOf('Pasted'));
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Pasted');
	await page.getByRole('textbox', { name: 'Feed or site address' }).focus();
	await paste(page, feedOf('Elsewhere'));
	await expect(page.getByRole('region', { name: 'Preview' })).not.toContainText('Elsewhere');

	await page.getByText('Paste the text of a page').click();
	await page.getByRole('textbox', { name: 'Text of a page' }).fill(feedOf('Typed'));
	await page.getByRole('button', { name: 'Look at the text' }).click();
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Typed');
});

test('a long import says how far it is, goes on on other pages, and keeps what came when it is cancelled', async ({
	page,
	reader
}) => {
	test.slow();
	await reader.firstVisit();
	await page.goto('/add');
	const files = Array.from({ length: 30 }, (_, i) => ({
		name: `blog-${i}.json`,
		mimeType: 'application/json',
		buffer: Buffer.from(feedOf(`Blog ${i}`, many(500)))
	}));
	await page.getByLabel('Choose files').setInputFiles(files);
	await page.getByRole('button', { name: 'Import' }).click();
	const progress = page.getByRole('progressbar', { name: 'Reading files' });
	await expect(progress).toHaveAttribute('aria-valuetext', /^Importing: [\d,]+ posts so far…$/);
	await page.getByRole('link', { name: 'Library', exact: true }).click();
	await expect(page.getByRole('listitem').filter({ hasText: 'Blog 0' }).first()).toBeVisible({
		timeout: 45_000
	});
	await page.getByRole('link', { name: 'Add', exact: true }).click();
	await page.getByRole('button', { name: 'Cancel' }).click();
	await expect(page.getByText('Cancelled. What came before is kept.')).toBeVisible();
	await expect(progress).toHaveCount(0);
	await expect(page.getByText(/^Blog 0: 500 new\./)).toBeVisible();
	await expect(page.getByText(/^Blog 29:/)).toHaveCount(0);
});

/** The scripts that take files in are kept, too. */
function keepsTools(page: Page): Promise<boolean> {
	return page.evaluate(async () => {
		const names = (await caches.keys()).filter((name) => name.startsWith('backlist-app:'));
		const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		const urls = requests.flat().map(({ url }) => url);
		return ['transfer-worker', 'ImportSection'].every((part) => urls.some((url) => url.includes(part)));
	});
}

async function paste(page: Page, text: string): Promise<void> {
	await page.evaluate((content) => {
		const data = new DataTransfer();
		data.setData('text/plain', content);
		const target = document.activeElement ?? document.body;
		target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
	}, text);
}
