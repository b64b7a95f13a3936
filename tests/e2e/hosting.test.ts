import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
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
	await expect(page).toHaveTitle('Winter · Garden Reader');
});

/** Writes what a person who hosts the app may say. */
const configure = (config: object) => writeFile(join(folder, 'config.json'), JSON.stringify(config));

/** What a custom property comes to on the page, as `rgb(…)`. */
const colorOf = (page: Page, token: string) =>
	page.evaluate((name) => {
		const probe = document.body.appendChild(document.createElement('i'));
		probe.style.color = `var(${name})`;
		const { color } = getComputedStyle(probe);
		probe.remove();
		return color;
	}, token);

test('a blog’s own reader has its colours, on light and on dark, from the first paint of the next visit', async ({
	page,
	context
}) => {
	await configure({ feeds: ['feed.json'], accent: { light: '#a3195b', dark: '#f2a0c4' } });
	await page.goto(server.url);
	await expect.poll(() => colorOf(page, '--accent')).toBe('rgb(163, 25, 91)');
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await colorOf(page, '--accent')).toBe('rgb(242, 160, 196)');
	await expect(new Reader(page).status()).toContainText('Ready to read offline');
	const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
	expect(violations).toEqual([]);
	await rm(join(folder, 'config.json'));
	await context.setOffline(true);
	await page.reload();
	await expect(new Reader(page).rows().first()).toBeVisible();
	expect(await colorOf(page, '--accent')).toBe('rgb(242, 160, 196)');
});

test('a colour that cannot be read, and whatever else is wrong in config.json, is told by its key', async ({
	page
}) => {
	await page.goto(server.url);
	const ours = await colorOf(page, '--accent');
	await configure({ titel: 'Garden', accent: { light: '#ffd700' }, feeds: ['feed.json', 7] });
	await page.goto(`${server.url}/feeds`);
	const alerts = new Reader(page).alert();
	for (const key of ['titel', 'accent.light', 'feeds[1]'])
		await expect(alerts.filter({ hasText: `“${key}”` })).toContainText('correct the file');
	expect(await colorOf(page, '--accent')).toBe(ours);
	await expect(page.getByRole('listitem').filter({ hasText: 'feed.json' })).toContainText('posts kept');
});

test('where readers may not add feeds nothing offers it, and its page says why', async ({ page, site }) => {
	const feed = site.putFeed('/feed.json', 'Garden', gardenItems);
	await configure({ title: 'Garden Reader', feeds: [feed], addFeeds: false });
	const reader = new Reader(page);
	await page.goto(server.url);
	await reader.expectFound(4);
	const main = page.getByRole('navigation', { name: 'Main' });
	await expect(main.getByRole('link', { name: 'Settings' })).toBeVisible();
	await expect(main.getByRole('link', { name: 'Add' })).toHaveCount(0);
	await page.goto(`${server.url}/feeds`);
	await expect(page.getByRole('listitem').filter({ hasText: 'Garden' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Add a blog' })).toHaveCount(0);
	const asked = site.requests.length;
	await page.goto(`${server.url}/add?url=${encodeURIComponent(`${site.origin}/other.json`)}`);
	await expect(page.getByText('Feeds cannot be added here')).toBeVisible();
	await expect(page.getByRole('textbox')).toHaveCount(0);
	expect(site.requests.slice(asked)).not.toContain('/other.json');
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
