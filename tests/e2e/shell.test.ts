import { overflowOn } from './overflow';
import { expect, gardenItems, test, type Locator } from './reader';
import type { Page } from '@playwright/test';

const side = (page: Page) => page.getByRole('separator', { name: 'Width of the side column' });
const nav = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
const leftOf = async (locator: Locator) => (await locator.boundingBox())!.x;

test('the side column gets wider and narrower by keys, stays so, and can be put back', async ({
	page,
	reader
}) => {
	await reader.firstVisit();
	const list = page.getByRole('region', { name: 'List' });
	await expect(side(page)).toHaveAttribute('aria-valuenow', '256');
	expect(await leftOf(list)).toBe(256);
	await side(page).focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Shift+ArrowRight');
	await page.keyboard.press('ArrowLeft');
	await expect(side(page)).toHaveAttribute('aria-valuenow', '320');
	expect(await leftOf(list)).toBe(320);
	await page.reload();
	await expect(reader.rows().first()).toBeVisible();
	expect(await leftOf(list)).toBe(320);
	await side(page).focus();
	await page.keyboard.press('Home');
	expect(await leftOf(list)).toBe(192);
	await page.keyboard.press('End');
	expect(await leftOf(list)).toBe(384);
	await page.keyboard.press('Enter');
	expect(await leftOf(list)).toBe(256);
});

test('the side column follows the pointer that draws at its edge', async ({ page, reader }) => {
	await reader.firstVisit();
	const grip = (await side(page).boundingBox())!;
	expect(grip.width).toBeGreaterThanOrEqual(24);
	const [x, y] = [grip.x + grip.width / 2, grip.y + 300];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + 20, y);
	await page.mouse.move(x + 50, y);
	await page.mouse.up();
	await page.mouse.move(x - 100, y);
	await expect(side(page)).toHaveAttribute('aria-valuenow', '306');
	await side(page).dblclick();
	await expect(side(page)).toHaveAttribute('aria-valuenow', '256');
});

for (const width of [390, 820, 1440]) {
	test(`the search is one press away on every page, at ${width} px`, async ({ page, reader }) => {
		await page.setViewportSize({ width, height: 844 });
		await reader.firstVisit();
		await nav(page, 'Search').click();
		await expect(reader.search()).toBeFocused();
		await page.keyboard.type('offline');
		await expect(page).toHaveURL(/q=offline/);
		await reader.link('Welcome to Backlist').or(reader.rows().first().getByRole('link')).first().click();
		await expect(reader.title()).toBeVisible();
		await nav(page, 'Search').click();
		await expect(reader.search()).toBeFocused();
		await expect(reader.search()).toHaveValue('offline');
		await nav(page, 'Library').click();
		await expect(page.getByRole('heading', { name: 'Library', level: 1 })).toBeFocused();
		await nav(page, 'Search').click();
		await expect(reader.search()).toBeFocused();
		await page.goto('/#search');
		await expect(reader.search()).toBeFocused();
	});
}

test('on a phone, the library leads to the settings and to adding a blog', async ({ page, reader }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await reader.firstVisit();
	await expect(nav(page, 'Settings')).toBeHidden();
	await nav(page, 'Library').click();
	await page.getByRole('link', { name: 'Settings' }).click();
	await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeFocused();
	await nav(page, 'Library').click();
	await page.getByRole('link', { name: 'Add a blog' }).click();
	await expect(page.getByRole('textbox', { name: 'Feed or site address' })).toBeVisible();
	for (const link of await page.getByRole('navigation', { name: 'Main' }).getByRole('link').all()) {
		const box = (await link.boundingBox())!;
		expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
	}
});

test('the Tab key comes first to a way past the navigation', async ({ page, reader }) => {
	await reader.firstVisit();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the list' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(reader.rows().first().getByRole('link')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(reader.title()).toBeVisible();
	// A post takes the focus; the ways past the navigation are before it.
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Read/ }).focus();
	await page.keyboard.press('Shift+Tab');
	await expect(page.getByRole('link', { name: 'Skip to the list' })).toBeFocused();
	await page.keyboard.press('Shift+Tab');
	const skip = page.getByRole('link', { name: 'Skip to the article' });
	await expect(skip).toBeFocused();
	await expect(skip).toBeInViewport();
	await page.keyboard.press('Enter');
	await expect(reader.title()).toBeFocused();
	await page.goto('/settings');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
});

test('the foot of the side column says how much is kept on this device', async ({ page, reader, site }) => {
	await reader.firstVisit();
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await expect(page.getByRole('contentinfo')).toContainText(/\d+ posts on this device · [\d.]+ (kB|MB)/);
	await expect(reader.status()).toContainText('Garden: 4 posts kept.');
});

for (const [width, height] of [
	[640, 360],
	[320, 640],
	[320, 256]
] as const) {
	test(`nothing is lost at ${width} × ${height} px, as with a large zoom`, async ({ page, reader }) => {
		await page.setViewportSize({ width, height });
		await reader.firstVisit();
		const post = (await reader.link('Welcome to Backlist').getAttribute('href'))!;
		for (const path of ['/', post, '/archive', '/highlights', '/add', '/settings', '/feeds']) {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			const main = (await page.getByRole('main').boundingBox())!;
			expect(main.height, `room for ${path}`).toBeGreaterThan(height * 0.8);
			for (const name of ['Read', 'Search', 'Archive', 'Library'])
				await expect(nav(page, name)).toBeInViewport();
			expect(await overflowOn(page), path).toEqual([]);
		}
	});
}

test.describe('one page follows another', () => {
	const changes = (page: Page) =>
		page.evaluate(() => (window as unknown as { changes: string[] }).changes.join(' '));

	test.beforeEach(async ({ page }) => {
		await page.setViewportSize({ width: 390, height: 844 });
		await page.addInitScript(() => {
			const seen: string[] = [];
			Object.assign(window, { changes: seen });
			new MutationObserver(() => {
				const { change } = document.documentElement.dataset;
				if (change !== undefined) seen.push(change);
			}).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-change'] });
		});
	});

	test('with a movement, where a pointer leads there', async ({ page, reader }) => {
		await reader.firstVisit();
		await reader.rows().first().getByRole('link').click();
		await expect(reader.title()).toBeVisible();
		await page.goBack();
		await expect(reader.rows().first().getByRole('link')).toBeFocused();
		await nav(page, 'Library').click();
		await expect(page.getByRole('heading', { name: 'Library', level: 1 })).toBeFocused();
		expect(await changes(page)).toBe('forward back fade');
		await expect(page.locator('html')).not.toHaveAttribute('data-change');
	});

	test('at once, for who uses keys', async ({ page, reader }) => {
		await reader.firstVisit();
		await reader.rows().first().getByRole('link').press('Enter');
		await expect(reader.title()).toBeVisible();
		await nav(page, 'Library').press('Enter');
		await expect(page.getByRole('heading', { name: 'Library', level: 1 })).toBeFocused();
		expect(await changes(page)).toBe('');
	});

	test('at once, for who wants no motion', async ({ page, reader }) => {
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await reader.firstVisit();
		await reader.rows().first().getByRole('link').click();
		await expect(reader.title()).toBeVisible();
		expect(await changes(page)).toBe('');
	});
});

test('on paper there is the post alone, and all of it', async ({ page, reader, site }) => {
	const long = Array.from({ length: 300 }, (_, i) => `<p>Paragraph ${i}: beans climb on their strings.</p>`);
	const post = { ...(gardenItems[0] as { title: string }), content_html: long.join('') };
	await reader.add(site.putFeed('/feed.json', 'Garden', [post]), 'Garden');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link(post.title).click();
	await expect(reader.title()).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
	await expect(reader.posts()).toBeHidden();
	await expect(page.getByRole('contentinfo')).toBeHidden();
	const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
	expect(pages.length).toBeGreaterThan(5);
});
