import type { Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { violationsOn } from './axe';
import { makeAllDue, wakeFor } from './background-waking';
import { test as installedTest } from './installed-app';
import { expect, gardenItems, item, Reader, test } from './reader';

interface Picture {
	src: string;
	sizes: string;
	type: string;
}

interface Manifest {
	id: string;
	icons: Picture[];
	screenshots: (Picture & { form_factor: string; label: string })[];
	shortcuts: { name: string; url: string; icons: Picture[] }[];
}

/** The manifest that the page names, and addresses in it as the browser reads them. */
async function manifestOf(page: Page): Promise<{ manifest: Manifest; at: (path: string) => string }> {
	const address = await page.locator('link[rel="manifest"]').evaluate((link: HTMLLinkElement) => link.href);
	const response = await page.request.get(address);
	return {
		manifest: (await response.json()) as Manifest,
		at: (path) => new URL(path, address).href
	};
}

/** As if the browser said that it can be installed: browsers under test never do. */
const offerInstallation = (page: Page) =>
	page.evaluate(() => {
		const event = new Event('beforeinstallprompt', { cancelable: true });
		Object.assign(event, { prompt: () => Promise.resolve((document.title = 'Asked')) });
		dispatchEvent(event);
	});

test('the manifest has no errors, and every picture in it is as large as it says', async ({
	page,
	reader
}) => {
	await reader.firstVisit();
	const client = await page.context().newCDPSession(page);
	expect((await client.send('Page.getAppManifest')).errors).toEqual([]);
	const { manifest, at } = await manifestOf(page);
	expect(manifest.screenshots.map(({ form_factor }) => form_factor)).toEqual(
		expect.arrayContaining(['wide', 'narrow'])
	);
	const pictures = [
		...manifest.icons,
		...manifest.screenshots,
		...manifest.shortcuts.flatMap(({ icons }) => icons)
	];
	expect(pictures.length).toBeGreaterThan(10);
	for (const { src, sizes, type } of pictures) {
		const response = await page.request.get(at(src));
		expect(response.headers()['content-type']).toBe(type);
		expect((await response.body()).length).toBeLessThan(100_000);
		const size = await page.evaluate(async (address) => {
			const image = new Image();
			image.src = address;
			await image.decode();
			return `${image.naturalWidth}x${image.naturalHeight}`;
		}, at(src));
		if (sizes !== 'any') expect(size).toBe(sizes);
	}
});

test('what only the system looks at is not kept for offline', async ({ page, reader }) => {
	await reader.firstVisit();
	const kept = await page.evaluate(async () => {
		const names = await caches.keys();
		const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		return requests.flat().map(({ url }) => url);
	});
	expect(kept.length).toBeGreaterThan(10);
	expect(kept.filter((address) => /screenshots|shortcuts/.test(address))).toEqual([]);
});

test('the shortcuts lead to the unread posts, the search, and the starred ones', async ({ page, reader }) => {
	await reader.firstVisit();
	const { manifest, at } = await manifestOf(page);
	expect(manifest.shortcuts.map(({ name }) => name)).toEqual(['Unread', 'Search', 'Starred']);
	const [unread, search, starred] = manifest.shortcuts.map(({ url }) => at(url));
	await page.goto(unread!);
	await expect(page).toHaveTitle(/^Unread/);
	await page.goto(starred!);
	await expect(page).toHaveTitle(/^Starred/);
	await page.goto('about:blank');
	await page.goto(search!);
	await expect(reader.search()).toBeFocused();
});

test('nothing is offered until the reader knows the app; the settings have it at once', async ({
	page,
	reader
}) => {
	await reader.firstVisit();
	const offer = page.getByRole('region', { name: 'Install Backlist' });
	await page.goto('/settings');
	const section = page.getByRole('region', { name: 'App', exact: true });
	await expect(section).toContainText('Where this browser can install apps');
	await offerInstallation(page);
	await expect(offer).toHaveCount(0);
	const button = section.getByRole('button', { name: 'Install Backlist' });
	expect(await violationsOn(page, 'main')).toEqual([]);
	await button.focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveTitle('Asked');
	await expect(page.getByRole('heading', { name: 'App', exact: true })).toBeFocused();
});

test('a day later it is offered beside the list, until the reader says no', async ({ page, reader }) => {
	await page.addInitScript(() => {
		if (localStorage.getItem('backlist-install') === null) {
			localStorage.setItem('backlist-install', JSON.stringify({ since: Date.now() - 25 * 3_600_000 }));
		}
	});
	await reader.firstVisit();
	const offer = page.getByRole('region', { name: 'Install Backlist' });
	await expect(offer).toHaveCount(0);
	await offerInstallation(page);
	expect(await violationsOn(page)).toEqual([]);
	await offer.getByRole('button', { name: 'No, thanks' }).click();
	await expect(offer).toHaveCount(0);
	await page.reload();
	await expect(reader.rows().first()).toBeVisible();
	await offerInstallation(page);
	await page.goto('/settings');
	// The page is loaded before the app in it has started, which is when it hears of this.
	await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
	await offerInstallation(page);
	await expect(page.getByRole('button', { name: 'Install Backlist' })).toBeVisible();
	await expect(offer).toHaveCount(0);
});

test('on iOS the settings say how, and the page has pictures of the size of the screen to start with', async ({
	page
}) => {
	await page.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: false }));
	await page.goto('/settings');
	await expect(page.getByRole('region', { name: 'App', exact: true })).toContainText('Add to Home Screen');
	const links = page.locator('link[rel="apple-touch-startup-image"]');
	await expect(links).toHaveCount(2);
	const sizes = await links.evaluateAll((all) =>
		Promise.all(
			(all as HTMLLinkElement[]).map(async ({ href, media }) => {
				const image = new Image();
				image.src = href;
				await image.decode();
				return [media, image.naturalWidth, image.naturalHeight];
			})
		)
	);
	const [width, height] = await page.evaluate(() => [
		screen.width * devicePixelRatio,
		screen.height * devicePixelRatio
	]);
	const [long, short] = [Math.max(width, height), Math.min(width, height)];
	expect(sizes).toEqual([
		['(orientation: portrait)', short, long],
		['(orientation: landscape)', long, short]
	]);
	await expect(page.locator('meta[name="apple-mobile-web-app-title"]')).toHaveAttribute(
		'content',
		'Backlist'
	);
});

installedTest(
	'the icon shows how many posts are unread, unless the reader wants none',
	async ({ installed, site }) => {
		const { page } = installed;
		const reader = new Reader(page);
		await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
		await page.goto('/?is=unread');
		await expect(reader.rows().first()).toHaveAttribute('aria-setsize', /^\d+$/);
		const unread = Number(await reader.rows().first().getAttribute('aria-setsize'));
		await expect.poll(() => installed.badge()).toBe(unread);
		await page.goto('/?q=hurry');
		await reader.link('Bread without hurry').click();
		await expect(reader.title()).toHaveText('Bread without hurry');
		await expect.poll(() => installed.badge()).toBe(unread - 1);

		const choice = page.getByRole('checkbox', { name: 'Show the number of unread posts' });
		await page.goto('/settings');
		await choice.uncheck();
		await expect.poll(() => installed.badge()).toBe(0);
		await page.reload();
		await expect(choice).not.toBeChecked();
		await choice.check();
		await expect.poll(() => installed.badge()).toBe(unread - 1);
	}
);

installedTest(
	'the icon is right after a sync in the background, without a page',
	async ({ installed, site, baseURL }) => {
		const { page, context } = installed;
		const feed = site.putFeed('/feed.json', 'Garden', gardenItems);
		await expect.poll(() => installed.badge()).toBeGreaterThan(0);
		const before = (await installed.badge()) + gardenItems.length;
		await new Reader(page).add(feed, 'Garden');
		await expect.poll(() => installed.badge()).toBe(before);
		// A file of the same site, without the app in it.
		await page.goto('/robots.txt');
		await makeAllDue(page);
		site.putFeed('/feed.json', 'Garden', [item('dawn', 'At dawn', '<p>Dew.</p>', -1), ...gardenItems]);
		await wakeFor(context, page, baseURL!, 'backlist-sync');
		await expect.poll(() => installed.badge()).toBe(before + 1);
	}
);

installedTest('files that are opened with the app are looked at', async ({ installed }) => {
	const { page } = installed;
	const name = 'garden.json';
	const path = join(test.info().outputDir, name);
	await mkdir(test.info().outputDir, { recursive: true });
	const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'Garden', items: gardenItems };
	await writeFile(path, JSON.stringify(feed));
	await installed.open(path);
	const opened = async () => installed.context.pages().find((other) => other.url().endsWith('/add'));
	await expect.poll(async () => (await opened()) !== undefined).toBe(true);
	const window = (await opened()) ?? page;
	await expect(window.getByRole('region', { name: 'Preview' })).toContainText('4 posts in this file');
	await window.getByRole('button', { name: 'Import' }).click();
	await expect(window.getByText('Garden: 4 new.')).toBeVisible();
});
