import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, gardenItems, Reader, test } from '../e2e/reader';
import { FOLDER_BUILD } from './build-for-folder.mjs';
import { missingNginx, startNginx, type Host } from './nginx';
import { startPagesHost } from './pages-host';
import { walk } from './walk';

const BUILD = join(import.meta.dirname, '../../build');

test.describe('behind nginx', () => {
	let host: Host;

	test.skip(missingNginx !== '', missingNginx);
	test.beforeEach(async () => {
		host = await startNginx(BUILD, FOLDER_BUILD);
	});
	test.afterEach(() => host.stop());

	for (const folder of ['/', '/reader/']) {
		test(`the app works at ${folder}, from the first visit to a life without a network`, async ({
			context
		}) => {
			await walk(context, host.url + folder);
		});

		test(`each file at ${folder} says how long it may be kept, and nobody may frame it`, async () => {
			const ask = (path: string) => fetch(host.url + folder + path);
			const page = await ask('');
			const [, part = ''] =
				/href="[^"]*\/(_app\/immutable\/chunks\/[^"]+\.js)"/.exec(await page.text()) ?? [];
			expect(part).not.toBe('');
			const ofCache = async (path: string) => (await ask(path)).headers.get('cache-control');
			expect(await ofCache(part)).toBe('public, max-age=31536000, immutable');
			const anew = ['', 'settings', 'index.html', 'service-worker.js', '_app/version.json', 'config.json'];
			for (const path of anew) expect(await ofCache(path), path).toBe('no-cache');
			for (const path of ['', part, 'service-worker.js', 'nothing/here', '_app/none.js']) {
				const { headers } = await ask(path);
				expect(headers.get('content-security-policy'), path).toBe("frame-ancestors 'none'");
				expect(headers.get('x-content-type-options'), path).toBe('nosniff');
				expect(headers.get('referrer-policy'), path).toBe('no-referrer');
			}
		});

		test(`at ${folder} a missing part is missing, and is not kept as such`, async () => {
			const answer = await fetch(`${host.url}${folder}_app/immutable/chunks/none.js`);
			expect(answer.status).toBe(404);
			expect(answer.headers.get('cache-control')).toBeNull();
		});

		test(`texts at ${folder} come compressed, and with their types`, async () => {
			const ask = (path: string) => fetch(host.url + folder + path);
			const types = {
				'service-worker.js': /javascript/,
				'manifest.webmanifest': /^application\/manifest\+json/
			};
			for (const [path, type] of Object.entries(types)) {
				const { headers } = await ask(path);
				expect(headers.get('content-encoding'), path).toBe('gzip');
				expect(headers.get('content-type'), path).toMatch(type);
			}
		});
	}

	test('a folder without its slash leads to the folder', async ({ page }) => {
		await page.goto(`${host.url}/reader`);
		await expect(page).toHaveURL(`${host.url}/reader/`);
	});

	test('one at the root leaves what is in a folder to the one there', async ({ page, context }) => {
		await page.goto(`${host.url}/`);
		await expect(new Reader(page).status()).toContainText('Ready to read offline');
		await walk(context, `${host.url}/reader/`);
	});

	test('two Backlists in two folders have libraries, settings and caches of their own', async ({
		page,
		site,
		context
	}) => {
		const reader = new Reader(page);
		await page.goto(`${host.url}/reader/`);
		await expect(reader.status()).toContainText('Ready to read offline');
		const feed = site.putFeed('/feed.json', 'Garden', gardenItems);
		await page.goto(`${host.url}/reader/add?url=${encodeURIComponent(feed)}`);
		await page.getByRole('button', { name: 'Add feed' }).click();
		await expect(reader.status()).toContainText(/Garden.*kept/);
		await page.goto(`${host.url}/reader/settings`);
		await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Einstellungen');

		await page.goto(`${host.url}/feeds`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Library');
		await expect(page.getByRole('listitem').filter({ hasText: 'feed.json' })).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: 'Garden' })).toHaveCount(0);
		await expect(reader.status()).toContainText('Ready to read offline');

		await context.setOffline(true);
		await page.goto(`${host.url}/reader/?q=beans`);
		await expect(page.getByRole('link', { name: 'Beans on strings', exact: true })).toBeVisible();
	});
});

test.describe('on a host like GitHub’s pages', () => {
	let folder: string;
	let host: Host;

	test.beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'backlist-'));
		await cp(FOLDER_BUILD, folder, { recursive: true });
		// As the page on hosting says.
		await cp(join(folder, 'index.html'), join(folder, '404.html'));
		await writeFile(join(folder, '.nojekyll'), '');
		host = await startPagesHost(folder);
	});
	test.afterEach(async () => {
		await host.stop();
		await rm(folder, { recursive: true });
	});

	test('the app works in its folder, from the first visit to a life without a network', async ({
		context
	}) => {
		await walk(context, `${host.url}/reader/`);
	});
});
