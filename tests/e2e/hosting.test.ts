import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../tools/serve.mjs';
import { expect, gardenItems, Reader, test } from './reader';

const build = join(import.meta.dirname, '../../build');

let folder: string;
let server: Awaited<ReturnType<typeof serve>>;

test.beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'backlist-'));
	await cp(build, folder, { recursive: true });
	server = await serve({ folder, port: 0 });
});

test.afterEach(async () => {
	await server.close();
	await rm(folder, { recursive: true });
});

test('a blog’s own reader: config.json names title and feed, the handbook is left out', async ({
	page,
	context,
	site
}) => {
	const reader = new Reader(page);
	const feed = site.putFeed('/feed.json', 'Garden', gardenItems);
	await rm(join(folder, 'feed.json'));
	await writeFile(
		join(folder, 'config.json'),
		JSON.stringify({ title: 'Garden Reader', feeds: [{ url: feed }] })
	);
	await page.goto(server.url);
	await expect(page).toHaveTitle('All posts · Garden Reader');
	await reader.expectFound(4);
	await expect(reader.status()).toContainText('Ready to read offline');
	await context.setOffline(true);
	await page.goto(`${server.url}/?category=Winter`);
	await reader.expectFound(2);
	await expect(page).toHaveTitle('All posts · Garden Reader');
});

test('a feed beside the app is synced anew, although the app keeps a copy', async ({ page }) => {
	const reader = new Reader(page);
	await page.goto(server.url);
	await expect(reader.status()).toContainText('Ready to read offline');
	const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'Handbook', items: gardenItems };
	await writeFile(join(folder, 'feed.json'), JSON.stringify(feed));
	await page.goto(`${server.url}/feeds`);
	await page.getByRole('button', { name: 'Sync now' }).click();
	await expect(page.getByRole('listitem').filter({ hasText: 'feed.json' })).toContainText('4 new');
});

test('default feeds that cannot be had are explained on the first page, and do not hold up the others', async ({
	page,
	site
}) => {
	const reader = new Reader(page);
	const hanging = site.put('/never.json', { delay: 3_600_000, body: '' });
	const good = site.putFeed('/garden.json', 'Garden', gardenItems);
	const gone = `${site.origin}/gone.json`;
	await writeFile(
		join(folder, 'config.json'),
		JSON.stringify({ feeds: [hanging, gone, good].map((url) => ({ url })) })
	);
	await page.goto(server.url);
	await reader.expectFound(4);

	await writeFile(join(folder, 'config.json'), JSON.stringify({ feeds: [{ url: gone }] }));
	const stranger = await page.context().browser()!.newContext();
	const first = new Reader(await stranger.newPage());
	await first.page.goto(server.url);
	await expect(first.alert()).toContainText('gone.json');
	await stranger.close();
});

test('a reader who blocks storage is told so', async ({ page }) => {
	await page.addInitScript(() => {
		const blocked = () => {
			throw new DOMException('Access is denied for this document.', 'SecurityError');
		};
		Object.defineProperty(window, 'localStorage', { get: blocked });
		IDBFactory.prototype.open = blocked;
	});
	await page.goto(server.url);
	await expect(page.getByRole('alert').first()).toContainText('does not let Backlist store anything');
});
