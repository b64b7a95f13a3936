import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ensureBrowser, launchArguments } from '../tools/browser.mjs';
import { expect, gardenItems, item, test } from './reader';

// Otherwise Chromium tells every site the same quota, whatever there is.
test.use({
	launchOptions: {
		executablePath: await ensureBrowser(),
		args: [...launchArguments, '--disable-features=StaticStorageQuota']
	}
});

const parts = (page: Page) => page.getByRole('table', { name: 'What takes room' });
const largestFirst = (page: Page) => page.getByRole('list', { name: 'Feeds, largest first' });

/** Gives the app so many bytes, or as many as there are. */
async function limit(page: Page, quotaSize?: number): Promise<void> {
	const browser = await page.context().newCDPSession(page);
	const { origin } = new URL(page.url());
	await browser.send('Storage.overrideQuotaForOrigin', {
		origin,
		...(quotaSize !== undefined && { quotaSize })
	});
}

const used = (page: Page) => page.evaluate(async () => (await navigator.storage.estimate()).usage!);

/** About `kilobytes` of words that nobody wrote. */
function longText(kilobytes: number): string {
	const letters = Array.from({ length: kilobytes * 1000 }, () =>
		String.fromCharCode(97 + Math.floor(Math.random() * 26))
	);
	return `<p>${letters.join('').replace(/(.{9})/g, '$1 ')}</p>`;
}

/** So many thousand characters that are no words, and that no compression makes small: about a megabyte of library for 400. */
function symbols(thousands: number): string {
	const any = () => String.fromCharCode(0x2190 + Math.floor(Math.random() * 0xa00));
	return `<p>${Array.from({ length: thousands * 1000 }, any).join('')}</p>`;
}

test('the settings say in words what takes room, and what is left', async ({ page, reader }) => {
	await reader.firstVisit();
	await page.goto('/settings');
	const storage = page.getByRole('region', { name: 'Storage' });
	await expect(storage).toContainText(/posts on this device\. Everything takes about [\d.,]+ MB\./);
	await expect(storage).toContainText(/By the browser’s estimate, about [\d.,]+ [GM]B more would fit\./);
	for (const name of ['Posts and comments', 'Search index', 'The app itself', 'Free']) {
		await expect(parts(page).getByRole('row', { name: new RegExp(`^${name}`) })).toContainText(
			/about [\d.,]+ [kMG]B/
		);
	}
});

test('every part of the picture stands out from the page, in every theme', async ({ page, reader }) => {
	await reader.firstVisit();
	await page.goto('/settings');
	for (const theme of ['Light', 'Sepia', 'Dark', 'Black']) {
		await page.getByRole('radio', { name: theme }).check();
		await expect(parts(page)).toBeVisible();
		const contrasts = await page.locator('.bar > *').evaluateAll((segments) => {
			const luminance = (colour: string): number => {
				const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
				canvas.fillStyle = colour;
				canvas.fillRect(0, 0, 1, 1);
				const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) =>
					value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
				);
				return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
			};
			const page = luminance(getComputedStyle(document.documentElement).backgroundColor);
			return segments.map((segment) => {
				const { backgroundColor, borderTopColor } = getComputedStyle(segment);
				const isFilled = !backgroundColor.startsWith('rgba(0, 0, 0, 0');
				const own = luminance(isFilled ? backgroundColor : borderTopColor);
				return (Math.max(own, page) + 0.05) / (Math.min(own, page) + 0.05);
			});
		});
		expect(contrasts).toHaveLength(4);
		for (const contrast of contrasts) expect(contrast, theme).toBeGreaterThanOrEqual(3);
	}
});

test('feeds are listed by the room that they take, and are removed and brought back from there', async ({
	page,
	reader,
	site
}) => {
	const large = [item('long', 'A long post', longText(200), 1)];
	await reader.add(site.putFeed('/small.json', 'Small', gardenItems), 'Small');
	await reader.add(site.putFeed('/large.json', 'Large', large), 'Large');
	await page.goto('/settings');
	const feeds = largestFirst(page).getByRole('listitem');
	await expect(feeds).toHaveCount(3);
	await expect(feeds.nth(0)).toContainText(/1 post, about [\d.,]+ kB/);
	await expect(feeds.nth(2)).toContainText(/Small\s*4 posts, about [\d.,]+ (kB|bytes)/);

	await feeds.filter({ hasText: 'Large' }).getByRole('button', { name: 'Remove' }).click();
	await page.getByRole('button', { name: 'Remove feed and posts' }).click();
	await expect(feeds.filter({ hasText: 'Large' })).toHaveCount(0);
	await expect(page.getByRole('heading', { name: 'Storage' })).toBeFocused();
	const removed = page.getByRole('region', { name: 'Removed feeds' }).getByRole('group');
	await expect(removed).toContainText('Large');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(feeds.filter({ hasText: 'Large' })).toHaveCount(1);
	await expect(removed).toHaveCount(0);

	await feeds.filter({ hasText: 'Large' }).getByRole('button', { name: 'Remove' }).click();
	await page.getByRole('button', { name: 'Remove feed and posts' }).click();
	await removed.getByRole('button', { name: 'Delete now' }).click();
	await page.getByRole('button', { name: 'Delete for good' }).click();
	await expect(page.getByText('“Large” was deleted for good.')).toBeVisible();
	await expect(removed).toHaveCount(0);
});

test('of many feeds the largest are shown, and the others by a press', async ({ page, reader, site }) => {
	for (let number = 1; number <= 6; number += 1) {
		await reader.add(site.putFeed(`/${number}.json`, `Blog ${number}`, gardenItems), `Blog ${number}`);
	}
	await page.goto('/settings');
	await expect(largestFirst(page).getByRole('listitem')).toHaveCount(5);
	await page.getByRole('button', { name: 'Show all 7 feeds' }).click();
	await expect(largestFirst(page).getByRole('listitem')).toHaveCount(7);
});

/** Counts how often the browser is asked to keep the library; it answers as it would. */
async function countQuestions(page: Page): Promise<() => Promise<number>> {
	let count = 0;
	await page.exposeFunction('countQuestion', () => (count += 1));
	await page.addInitScript(() => {
		const { persist } = StorageManager.prototype;
		StorageManager.prototype.persist = async function () {
			await (window as unknown as { countQuestion: () => Promise<number> }).countQuestion();
			return persist.call(this);
		};
	});
	return () => Promise.resolve(count);
}

test('the browser is asked to keep the library once, when the reader first adds to it', async ({
	page,
	reader,
	site
}) => {
	const questions = await countQuestions(page);
	await reader.firstVisit();
	await page.goto('/settings');
	await expect(page.getByRole('button', { name: 'Ask the browser to keep them' })).toBeVisible();
	expect(await questions()).toBe(0);
	await reader.add(site.putFeed('/a.json', 'Garden', gardenItems), 'Garden');
	await expect.poll(questions).toBe(1);
	await reader.add(site.putFeed('/b.json', 'Orchard', gardenItems), 'Orchard');
	await page.goto('/settings');
	await expect(page.getByText('The browser may clear your posts')).toBeVisible();
	expect(await questions()).toBe(1);

	await page.getByRole('button', { name: 'Ask the browser to keep them' }).click();
	await expect(page.getByText('The browser has not promised it.')).toBeVisible();
	await expect(page.getByText('installed as an app or bookmarked')).toBeVisible();
	expect(await questions()).toBe(2);
});

test('a browser that never answers holds nothing up', async ({ page, reader, site }) => {
	await page.addInitScript(() => {
		StorageManager.prototype.persist = () => new Promise(() => undefined);
	});
	await reader.add(site.putFeed('/a.json', 'Garden', gardenItems), 'Garden');
	await page.goto('/settings');
	await page.getByRole('button', { name: 'Ask the browser to keep them' }).click();
	await expect(page.getByText('Waiting for the browser’s answer…')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Ask the browser to keep them' })).toBeEnabled();
});

test('a browser that tells nothing of its storage is no reason to tell nothing', async ({ page, reader }) => {
	await page.addInitScript(() => {
		Object.defineProperty(Navigator.prototype, 'storage', { value: undefined });
	});
	await reader.firstVisit();
	await page.goto('/settings');
	const storage = page.getByRole('region', { name: 'Storage' });
	await expect(storage).toContainText('This browser does not say how much room that takes.');
	await expect(storage).toContainText('does not say whether it may clear your posts');
	await expect(parts(page).getByRole('row')).toHaveCount(1);
	await expect(parts(page)).toContainText(/Search index\s*about [\d.,]+ kB/);
	await expect(largestFirst(page).getByRole('listitem')).toContainText('about 100% of all text');
	await expect(reader.alert()).toHaveCount(0);
});

test('what a browser does not tell apart is one part', async ({ page, reader }) => {
	await page.addInitScript(() => {
		const { estimate } = StorageManager.prototype;
		StorageManager.prototype.estimate = async function () {
			const { usage, quota } = await estimate.call(this);
			return { usage, quota };
		};
	});
	await reader.firstVisit();
	await page.goto('/settings');
	await expect(parts(page).getByRole('row')).toHaveCount(3);
	await expect(parts(page)).toContainText(/Posts, comments and the app\s*about [\d.,]+ MB/);
});

test('it is said before the room is full, once a visit, with the way to what takes it', async ({
	page,
	reader
}) => {
	await reader.firstVisit();
	const warning = page.locator('[aria-live]').filter({ hasText: 'Room for Backlist is getting short' });
	await expect(warning).toHaveCount(0);
	await limit(page, (await used(page)) + 50_000_000);
	await page.reload();
	await expect(warning).toContainText(/it takes about [\d.,]+ MB/);
	await expect(warning).toContainText(/about [\d.,]+ MB more would fit/);
	await expect(reader.alert()).toHaveCount(0);

	await warning.getByRole('link', { name: 'See what takes room' }).click();
	await expect(page.getByRole('heading', { name: 'Storage' })).toBeFocused();
	await expect(page.getByRole('heading', { name: 'Storage' })).toBeInViewport();
	await warning.getByRole('button', { name: 'Close' }).click();
	await expect(warning).toHaveCount(0);
	await page.getByRole('link', { name: 'Library' }).first().click();
	await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible();
	await expect(warning).toHaveCount(0);
	await page.reload();
	await expect(warning).toBeVisible();
});

test('when the room is full it says so, everything kept can be read, and it goes on when there is room', async ({
	page,
	reader,
	site
}) => {
	// Before the app is opened: Chromium remembers for a while how much room an open database has.
	await page.goto('/robots.txt');
	await limit(page, 12_000_000);
	await page.goto('/');
	await expect(reader.link('Welcome to Backlist')).toBeVisible();
	const items = Array.from({ length: 8 }, (_, i) => item(`${i}`, `Long ${i}`, symbols(400), i));
	const address = site.putFeed('/large.json', 'Large', items);
	await page.goto(`/add?url=${encodeURIComponent(address)}`);
	await page.getByRole('button', { name: 'Add feed' }).click();
	const full = reader.alert().filter({ hasText: 'This device gave Backlist no more room. Syncing pauses;' });
	await expect(full).toBeVisible();
	await expect(full).toContainText('everything kept can be read and searched.');

	await page.getByRole('link', { name: 'Read' }).first().click();
	await reader.find('backlist handbook');
	await reader.find('');
	await reader.link('Welcome to Backlist').click();
	await expect(reader.title()).toHaveText('Welcome to Backlist');
	await expect(full).toBeVisible();

	await full.getByRole('link', { name: 'See what takes room' }).click();
	await expect(page.getByRole('heading', { name: 'Storage' })).toBeFocused();
	await full.getByRole('button', { name: 'Try again' }).click();
	await expect(full).toBeVisible();
	await limit(page);
	await full.getByRole('button', { name: 'Try again' }).click();
	await expect(full).toHaveCount(0);
	await expect(reader.status().filter({ hasText: 'Large: 8 posts kept' })).toBeVisible();
});

test('axe finds nothing in the storage section, with every notice that it may have', async ({
	page,
	reader,
	site
}) => {
	await reader.add(site.putFeed('/a.json', 'Garden', gardenItems), 'Garden');
	await limit(page, (await used(page)) + 50_000_000);
	await page.goto('/settings#storage');
	await largestFirst(page)
		.getByRole('listitem')
		.filter({ hasText: 'Garden' })
		.getByRole('button', { name: 'Remove' })
		.click();
	await page.getByRole('button', { name: 'Remove feed and posts' }).click();
	await page.getByRole('button', { name: 'Ask the browser to keep them' }).click();
	await expect(page.getByText('The browser has not promised it.')).toBeVisible();
	for (const scheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme: scheme });
		for (const width of [320, 820, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
		}
	}
});
