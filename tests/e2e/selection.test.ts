import { AxeBuilder } from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, item, test, type Reader } from './reader';

/** Notes, the newest first, a day apart. */
const notes = (count: number, from = 0): object[] =>
	Array.from({ length: count }, (_, i) =>
		item(`n${i + from}`, `Note number ${String(i + from).padStart(3, '0')}`, '<p>Text</p>', i + from)
	);

const list = (page: Page) => page.getByRole('region', { name: 'List' });
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected posts' });
const press = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true }).click();
const box = (reader: Reader, title: string) =>
	reader.posts().getByRole('checkbox', { name: `Select ${title}`, exact: true });
const expectCount = (page: Page, text: string) =>
	expect(bar(page).getByText(text, { exact: true })).toBeVisible();

test.beforeEach(async ({ page, reader, site }) => {
	// A browser whose pages cannot ask for a file to write to: what is saved goes to its downloads.
	await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
	await reader.add(site.putFeed('/notes.json', 'Notes', notes(120)), 'Notes');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(120);
});

test('posts are chosen and marked by keys alone', async ({ page, reader }) => {
	await reader.link('Note number 001').focus();
	await page.keyboard.press('x');
	await expect(box(reader, 'Note number 001')).toBeChecked();
	await expect(reader.link('Note number 001')).toBeFocused();
	for (let step = 0; step < 3; step += 1) await page.keyboard.press('n');
	await expect(reader.link('Note number 004')).toBeFocused();
	await page.keyboard.press('Shift+X');
	await expectCount(page, '4 posts selected');
	await page.keyboard.press('p');
	await expect(reader.link('Note number 003')).toBeFocused();
	await page.keyboard.press('x');
	await expectCount(page, '3 posts selected');

	await bar(page).getByRole('button', { name: 'Select all' }).focus();
	for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
	await expect(bar(page).getByRole('button', { name: 'Star', exact: true })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(list(page).getByText('3 posts starred').last()).toBeVisible();
	await expect(reader.row('Note number 004')).toContainText('Starred');
	await expect(reader.row('Note number 003')).not.toContainText('Starred');
	await page.keyboard.press('z');
	await expect(reader.row('Note number 004')).not.toContainText('Starred');

	await reader.link('Note number 003').focus();
	await page.keyboard.press('Control+a');
	await expectCount(page, '120 posts selected');
	await page.keyboard.press('Escape');
	await expect(bar(page)).toHaveCount(0);
	await expect(reader.posts().getByRole('checkbox')).toHaveCount(0);
	await expect(reader.link('Note number 003')).toBeFocused();
});

test('keys that are switched off choose nothing', async ({ page, reader }) => {
	await page.evaluate(() => localStorage.setItem('backlist-reading', '{"hasKeys":false}'));
	await page.reload();
	await reader.link('Note number 001').focus();
	await page.keyboard.press('x');
	await page.getByRole('button', { name: 'Select posts' }).click();
	await expectCount(page, 'No posts selected');
});

test('three chosen posts are exported, in the order of the list', async ({ page, reader }) => {
	await page.getByRole('button', { name: 'Select posts' }).click();
	await expect(bar(page).getByRole('button', { name: 'Select all' })).toBeFocused();
	for (const title of ['Note number 005', 'Note number 000', 'Note number 002']) {
		await box(reader, title).check();
	}
	await press(page, 'Export…');
	const dialog = page.getByRole('dialog');
	await expect(dialog).toContainText('Export “Notes: selected posts”');
	await expect(dialog).toContainText('3 posts');
	const coming = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Save', exact: true }).click();
	const saved = await readFile(await (await coming).path(), 'utf8');
	const { items } = JSON.parse(saved) as { items: { title: string }[] };
	expect(items.map(({ title }) => title)).toEqual(['Note number 000', 'Note number 002', 'Note number 005']);
	await page.keyboard.press('Escape');
	await expectCount(page, '3 posts selected');
	await press(page, 'Done');
	await expect(page.getByRole('button', { name: 'Select posts' })).toBeFocused();
});

test('all that are chosen are read, and unread again, in a list of unread posts', async ({
	page,
	reader
}) => {
	await page.getByRole('link', { name: 'Unread', exact: true }).first().click();
	await expect(page).toHaveURL(/is=unread/);
	await page.getByRole('button', { name: 'Select posts' }).click();
	await press(page, 'Select all');
	await expectCount(page, '120 posts selected');
	await press(page, 'Mark as read');
	await expect(list(page).getByText('120 posts marked as read').last()).toBeVisible();
	await expect(reader.row('Note number 001')).not.toContainText('Unread');
	await expectCount(page, '120 posts selected');
	await list(page).getByRole('button', { name: 'Undo' }).click();
	await expect(reader.row('Note number 001')).toContainText('Unread');
	await press(page, 'Mark as unread');
	await expect(list(page).getByText('There was nothing to change.').last()).toBeVisible();
});

test('the choice outlives scrolling, an opened post and new posts, and ends with the list', async ({
	page,
	reader,
	site
}) => {
	await page.getByRole('button', { name: 'Select posts' }).click();
	await box(reader, 'Note number 001').check();
	await reader.posts().evaluate((feed) => feed.scrollTo({ top: feed.scrollHeight }));
	await box(reader, 'Note number 119').check();
	await expect(box(reader, 'Note number 001')).toHaveCount(0);
	await reader.link('Note number 118').click();
	await expect(reader.title()).toHaveText('Note number 118');
	await expectCount(page, '2 posts selected');
	await page.keyboard.press('u');
	await expect(reader.link('Note number 118')).toBeFocused();
	site.putFeed('/notes.json', 'Notes', [...notes(120), item('new', 'A fresh one', '<p>New</p>', -1)]);
	await page.keyboard.press('r');
	await reader.expectFound(121);
	await expectCount(page, '2 posts selected');
	await reader.posts().evaluate((feed) => feed.scrollTo({ top: 0 }));
	await expect(box(reader, 'Note number 001')).toBeChecked();
	await expect(box(reader, 'Note number 002')).not.toBeChecked();

	await reader.find('number');
	await expect(bar(page)).toHaveCount(0);
	await expect(list(page).getByText('This is another list: nothing is selected any more.')).toBeAttached();
});

test('with Shift, a press chooses all between', async ({ page, reader }) => {
	await page.getByRole('button', { name: 'Select posts' }).click();
	await box(reader, 'Note number 004').click();
	await box(reader, 'Note number 001').click({ modifiers: ['Shift'] });
	await expectCount(page, '4 posts selected');
	// What is chosen stays so, also for the browser.
	await box(reader, 'Note number 003').click({ modifiers: ['Shift'] });
	await expectCount(page, '4 posts selected');
	await expect(box(reader, 'Note number 003')).toBeChecked();
	await box(reader, 'Note number 003').click();
	await expect(box(reader, 'Note number 003')).not.toBeChecked();
	await expectCount(page, '3 posts selected');
});

test('no row moves sideways or grows when choosing begins', async ({ page, reader }) => {
	const before = (await reader.link('Note number 002').boundingBox())!;
	const row = (await reader.row('Note number 002').boundingBox())!;
	await page.getByRole('button', { name: 'Select posts' }).click();
	await expect(box(reader, 'Note number 002')).toBeVisible();
	expect((await reader.link('Note number 002').boundingBox())!.x).toBe(before.x);
	expect((await reader.row('Note number 002').boundingBox())!.height).toBe(row.height);
});

test.describe('on a phone', () => {
	test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

	test('a finger chooses at the start of a row, and opens the post beside', async ({ page, reader }) => {
		await page.getByRole('button', { name: 'Select posts' }).tap();
		const target = reader.row('Note number 001').locator('label');
		const { x, y, width, height } = (await target.boundingBox())!;
		expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
		// Not on the box itself.
		await page.touchscreen.tap(x + width - 4, y + 4);
		await expect(box(reader, 'Note number 001')).toBeChecked();
		for (const button of await bar(page).getByRole('button').all()) {
			const size = (await button.boundingBox())!;
			expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(44);
			expect(size.x + size.width).toBeLessThanOrEqual(390);
		}
		await reader.link('Note number 002').tap();
		await expect(reader.title()).toHaveText('Note number 002');
		await page.goBack();
		await expect(box(reader, 'Note number 001')).toBeChecked();
		await expectCount(page, '1 post selected');
	});

	test('what a swipe would do is not to be seen before it is made', async ({ reader }) => {
		const row = reader.row('Note number 001');
		const seen = await row.screenshot();
		await row.locator('xpath=..').evaluate((swiped: HTMLElement) => {
			swiped.dataset.toStart = swiped.dataset.toEnd = '';
		});
		expect((await row.screenshot()).equals(seen)).toBe(true);
	});
});

for (const theme of ['light', 'dark', 'sepia'] as const) {
	test(`axe finds nothing while choosing, ${theme}`, async ({ page, reader }) => {
		await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), theme);
		await page.getByRole('button', { name: 'Select posts' }).click();
		await box(reader, 'Note number 001').check();
		for (const width of [320, 390, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await expectCount(page, '1 post selected');
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(overflow, `overflow at ${width} px`).toBeLessThanOrEqual(0);
		}
	});
}
