import type { Page } from '@playwright/test';
import { expect, gardenItems, item, test, type Reader } from './reader';

/** So many notes, the newest first, one every `days` days before 28 June 2026. */
const notes = (count: number, days = 1, from = 0): object[] =>
	Array.from({ length: count }, (_, i) =>
		item(`n${i + from}`, `Note number ${String(i + from).padStart(3, '0')}`, '<p>Text</p>', (i + from) * days)
	);

/** The row at the top of the list: what it says, and how far it reaches above that. */
const topRow = (page: Page) =>
	page.getByRole('feed').evaluate((feed) => {
		const edge = feed.getBoundingClientRect().top;
		const rows = [...feed.querySelectorAll('article')];
		const row = rows.find((row) => row.getBoundingClientRect().bottom > edge + 1);
		return {
			title: row?.querySelector('h2')?.innerText ?? '',
			offset: Math.round(edge - (row?.getBoundingClientRect().top ?? 0))
		};
	});

/** To a pixel: rows have parts of one. */
async function expectTop(page: Page, { title, offset }: { title: string; offset: number }): Promise<void> {
	await expect
		.poll(async () => {
			const top = await topRow(page);
			return top.title === title && Math.abs(top.offset - offset) < 3;
		})
		.toBe(true);
}

test.describe('a list of 300 posts', () => {
	test.beforeEach(async ({ page, reader, site }) => {
		await reader.add(site.putFeed('/many.json', 'Many', notes(300, 5)), 'Many');
		await page.getByRole('link', { name: 'Start reading' }).click();
		await reader.expectFound(300);
	});

	async function scrollDown(page: Page): Promise<{ title: string; offset: number }> {
		await page.getByRole('feed').evaluate((feed) => feed.scrollTo({ top: 9020 }));
		await expect.poll(async () => Number((await topRow(page)).title.replace(/\D/g, ''))).toBeGreaterThan(50);
		// Kept a moment after the last scroll.
		await page.waitForTimeout(500);
		return topRow(page);
	}

	test('keeps its place over a reload, and on the way back from another page', async ({ page, reader }) => {
		const before = await scrollDown(page);
		await page.reload();
		await expectTop(page, before);
		await page.getByRole('link', { name: 'Settings' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
		await page.goBack();
		await expectTop(page, before);
		// Another list starts at its top; going back leads to where the reader was.
		await page.getByRole('link', { name: 'Unread', exact: true }).first().click();
		await expect(reader.link('Note number 000')).toBeVisible();
		await page.goBack();
		await expectTop(page, before);
	});

	test('stays where it is while a sync adds posts above', async ({ page, reader, site }) => {
		const before = await scrollDown(page);
		const fresh = Array.from({ length: 30 }, (_, i) => item(`new${i}`, `Fresh ${i}`, '<p>New</p>', -1 - i));
		site.putFeed('/many.json', 'Many', [...fresh, ...notes(300, 5)]);
		await page.keyboard.press('r');
		await reader.expectFound(330);
		await expectTop(page, before);
	});

	test('is entered past the navigation at the post in sight', async ({ page, reader }) => {
		await scrollDown(page);
		await page.getByRole('link', { name: 'Skip to the list' }).focus();
		await page.keyboard.press('Enter');
		await expect(reader.posts().locator('a:focus')).toBeInViewport();
	});

	test('has a heading for each year, and the year in sight over it', async ({ page, reader }) => {
		const feed = reader.posts();
		await expect(reader.row('Note number 000').locator('time')).toContainText('28 June 2026');
		await expect(feed.getByText('2025', { exact: true })).toHaveCount(0);
		await expect(page.locator('.strip')).toContainText('2026');
		await feed.evaluate((feed) => feed.scrollTo({ top: 3200 }));
		await expect(feed.getByText('2025', { exact: true })).toBeAttached();
		await feed.evaluate((feed) => feed.scrollTo({ top: 4200 }));
		await expect(page.locator('.strip')).toContainText('2025');
	});

	test('is marked as read as a whole, and that can be taken back', async ({ page, reader }) => {
		await reader.link('Note number 002').click();
		await expect(page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
		await page.getByRole('button', { name: 'Mark all as read' }).click();
		const list = page.getByRole('region', { name: 'List' });
		await expect(list.getByText('299 posts marked as read').last()).toBeVisible();
		await expect(reader.row('Note number 005')).not.toContainText('Unread');
		await list.getByRole('button', { name: 'Undo' }).click();
		await expect(reader.row('Note number 005')).toContainText('Unread');
		await expect(reader.row('Note number 002')).not.toContainText('Unread');
		await page.keyboard.press('Shift+A');
		await expect(list.getByText('299 posts marked as read').last()).toBeVisible();
		await page.keyboard.press('z');
		await expect(reader.row('Note number 005')).toContainText('Unread');
	});

	test('marks as read what is scrolled past, where the reader wants that', async ({ page, reader }) => {
		await page.evaluate(() => localStorage.setItem('backlist-reading', '{"readsOnScroll":true}'));
		await page.reload();
		await reader.expectFound(300);
		await reader.posts().hover();
		for (let turn = 0; turn < 8; turn += 1) {
			await page.mouse.wheel(0, 150);
			await page.waitForTimeout(100);
		}
		await page.mouse.wheel(0, -3000);
		await expect(reader.row('Note number 000')).not.toContainText('Unread');
		await expect(reader.row('Note number 003')).not.toContainText('Unread');
		// A leap passes nothing.
		await page.getByRole('feed').evaluate((feed) => feed.scrollTo({ top: 12_000 }));
		await page.waitForTimeout(1500);
		await page.getByRole('feed').evaluate((feed) => feed.scrollTo({ top: 5000 }));
		await expect(reader.rows().nth(6)).toContainText('Unread');
	});

	test('a key held down marks a row once', async ({ page, reader }) => {
		await reader.link('Note number 001').focus();
		await page.keyboard.down('m');
		await page.keyboard.down('m');
		await page.keyboard.up('m');
		await expect(reader.row('Note number 001')).not.toContainText('Unread');
		await page.waitForTimeout(300);
		await expect(reader.row('Note number 001')).not.toContainText('Unread');
	});

	test('a row that is read or starred keeps its height', async ({ page, reader }) => {
		const box = async () => (await reader.row('Note number 001').boundingBox())!.height;
		const before = await box();
		await reader.link('Note number 001').focus();
		await page.keyboard.press('m');
		await expect(reader.row('Note number 001')).not.toContainText('Unread');
		await page.keyboard.press('s');
		await expect(reader.row('Note number 001')).toContainText('Starred');
		expect(await box()).toBe(before);
	});
});

test.describe('keys', () => {
	test.beforeEach(async ({ page, reader, site }) => {
		await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
		await page.getByRole('link', { name: 'Start reading' }).click();
		await reader.expectFound(4);
	});

	test('n and p go down and up the list, o opens, and m and s mark the row', async ({ page, reader }) => {
		await page.keyboard.press('n');
		await expect(reader.link('Turning the compost')).toBeFocused();
		await page.keyboard.press('n');
		await expect(reader.link('Bread without hurry')).toBeFocused();
		await page.keyboard.press('s');
		await expect(reader.row('Bread without hurry')).toContainText('Starred');
		await expect(reader.link('Bread without hurry')).toBeFocused();
		await page.keyboard.press('p');
		await expect(reader.link('Turning the compost')).toBeFocused();
		await page.keyboard.press('o');
		await expect(reader.title()).toHaveText('Turning the compost');
		await page.keyboard.press('u');
		await expect(reader.link('Turning the compost')).toBeFocused();
		await expect(reader.title()).toHaveCount(0);
	});

	test('g and a letter lead to views and pages', async ({ page, reader }) => {
		await reader.link('Bread without hurry').focus();
		await page.keyboard.press('g');
		await page.keyboard.press('s');
		await expect(page).toHaveURL(/\/\?is=starred$/);
		// The second key has given no star.
		await expect(page.getByText('No post here has a star.')).toBeVisible();
		await page.keyboard.press('g');
		await page.keyboard.press('u');
		await expect(page).toHaveURL(/\/\?is=unread$/);
		await page.keyboard.press('g');
		await page.keyboard.press('i');
		await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused();
		await page.keyboard.press('/');
		await expect(reader.search()).toBeFocused();
	});

	test('lead out of a search', async ({ page, reader }) => {
		await reader.find('rye');
		await page.keyboard.press('Enter');
		await expect(reader.link('Bread without hurry')).toBeFocused();
		await page.keyboard.press('g');
		await page.keyboard.press('a');
		await expect(reader.search()).toHaveValue('');
		await expect(page).toHaveURL(/\/$/);
		await expect(reader.posts()).toHaveAttribute('data-query', '');
	});

	test('work on a keyboard of other letters', async ({ page, reader }) => {
		const press = (key: string, code: string) =>
			page.evaluate(
				({ key, code }) =>
					document.body.dispatchEvent(
						new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true })
					),
				{ key, code }
			);
		await press('о', 'KeyJ');
		await expect(reader.title()).toHaveText('Turning the compost');
		await press('ㅓ', 'KeyJ');
		await expect(reader.title()).toHaveText('Bread without hurry');
		await press('п', 'KeyG');
		await press('г', 'KeyU');
		await expect(page).toHaveURL(/\/\?is=unread$/);
		// A Latin letter or a sign is meant as it is written, wherever its key is.
		await press(',', 'KeyJ');
		await press('c', 'KeyJ');
		await expect(page).toHaveURL(/\/\?is=unread$/);
	});

	test('do nothing where they are switched off, with Ctrl, or while typing', async ({ page, reader }) => {
		await page.keyboard.press('Control+j');
		await reader.search().pressSequentially('jk');
		await expect(reader.search()).toHaveValue('jk');
		await page.keyboard.press('Escape');
		await page.evaluate(() => localStorage.setItem('backlist-reading', '{"hasKeys":false}'));
		await page.goto('/');
		await expect(reader.rows().first()).toBeVisible();
		await page.keyboard.press('j');
		await page.keyboard.press('?');
		await page.waitForTimeout(300);
		await expect(reader.title()).toHaveCount(0);
		await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0);
		// The settings show what they would be.
		await page.goto('/settings');
		await page.getByRole('button', { name: 'Show all keys' }).click();
		await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('switched off');
	});
});

test.describe('by touch', () => {
	test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

	/** A finger that goes so many CSS pixels along the line. */
	async function swipe(page: Page, target: { x: number; y: number }, by: number): Promise<void> {
		const session = await page.context().newCDPSession(page);
		const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
			session.send('Input.dispatchTouchEvent', {
				type,
				touchPoints: type === 'touchEnd' ? [] : [{ x, y: target.y }]
			});
		await touch('touchStart', target.x);
		for (let step = 1; step <= 8; step += 1) await touch('touchMove', target.x + (by * step) / 8);
		await touch('touchEnd', target.x + by);
	}

	test('a row is swiped read and starred, an article away', async ({ page, reader, site }) => {
		await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
		await page.getByRole('link', { name: 'Start reading' }).click();
		await reader.expectFound(4);
		const row = reader.row('Bread without hurry');
		const box = (await row.boundingBox())!;
		const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
		await swipe(page, middle, -120);
		await expect(row).not.toContainText('Unread');
		await swipe(page, middle, 120);
		await expect(row).toContainText('Starred');
		await expect(reader.title()).toHaveCount(0);

		// Touches that follow each other at once are one double tap to the browser.
		await page.waitForTimeout(600);
		await reader.link('Turning the compost').tap();
		await expect(reader.title()).toHaveText('Turning the compost');
		await swipe(page, { x: 200, y: 600 }, -120);
		await expect(reader.title()).toHaveText('Bread without hurry');
		await swipe(page, { x: 200, y: 600 }, 120);
		await expect(reader.link('Bread without hurry')).toBeVisible();
	});

	/** Again where the list has come to its top anew in the meantime. */
	async function searchGoes(reader: Reader): Promise<void> {
		await expect(async () => {
			await reader.posts().evaluate((feed) => feed.scrollTo({ top: 1000 }));
			await expect(reader.search()).toBeHidden({ timeout: 1000 });
		}).toPass();
	}

	test('in a low window the search makes room for the posts', async ({ page, reader, site }) => {
		await reader.add(site.putFeed('/many.json', 'Many', notes(60)), 'Many');
		await page.setViewportSize({ width: 640, height: 360 });
		await page.getByRole('link', { name: 'Start reading' }).click();
		await expect(reader.search()).toBeVisible();
		await searchGoes(reader);
		await page.keyboard.press('/');
		await expect(reader.search()).toBeFocused();
		await searchGoes(reader);
		await page.getByRole('link', { name: 'Search', exact: true }).click();
		await expect(reader.search()).toBeFocused();
	});
});
