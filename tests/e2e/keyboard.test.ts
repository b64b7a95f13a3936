import type { Page } from '@playwright/test';
import { expect, gardenItems, item, test } from './reader';

const SENTENCE = 'The tide comes in over the flats, and the light goes with it. ';
const LONG = ['Ebb', 'Slack', 'Flood', 'Spring']
	.map((name) => `<h2>${name}</h2>${`<p>${SENTENCE.repeat(6)}</p>`.repeat(5)}`)
	.join('');

test.beforeEach(async ({ page, reader, site }) => {
	const items = [item('tides', 'On tides', LONG, -1), ...gardenItems];
	await reader.add(site.putFeed('/feed.json', 'Garden', items), 'Garden');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(5);
});

test('the list gets wider and narrower by keys, and stays so', async ({ page, reader }) => {
	const divider = page.getByRole('separator', { name: 'Width of the list' });
	const width = async () => Number(await divider.getAttribute('aria-valuenow'));
	const before = await width();
	await divider.focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	const after = await width();
	expect(after).toBeGreaterThan(before);
	const list = page.getByRole('region', { name: 'List' });
	await expect.poll(async () => Math.round((await list.boundingBox())!.width)).toBe(after);
	await page.reload();
	await expect(reader.rows().first()).toBeVisible();
	expect(await width()).toBe(after);
	await divider.focus();
	await page.keyboard.press('Home');
	expect(await width()).toBeLessThan(before);
});

test('two keys lead to every view and page', async ({ page }) => {
	const ways: [key: string, address: RegExp][] = [
		['u', /\/\?is=unread$/],
		['s', /\/\?is=starred$/],
		['t', /\/\?from=(\d{4}-\d\d-\d\d)&to=\1$/],
		['w', /\/\?from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$/],
		['h', /\/archive$/],
		['n', /\/highlights$/],
		['l', /\/feeds$/],
		['i', /\/settings$/],
		['a', /\/$/]
	];
	for (const [key, address] of ways) {
		await page.keyboard.press('g');
		await page.keyboard.press(key);
		await expect(page).toHaveURL(address);
	}
});

test('a key opens the post where it was written', async ({ page, reader, context }) => {
	await context.route('https://blog.example/**', (route) => route.fulfill({ body: 'The blog itself.' }));
	await reader.link('Turning the compost').click();
	await expect(reader.title()).toBeFocused();
	const opened = page.waitForEvent('popup');
	await page.keyboard.press('v');
	await expect(await opened).toHaveURL('https://blog.example/compost');
});

test('contents, categories and the table of the archive are used by keys alone', async ({ page, reader }) => {
	await reader.category('Winter').focus();
	await page.keyboard.press('Space');
	await reader.expectFound(2);
	await page.keyboard.press('Space');
	await reader.expectFound(5);

	await reader.link('On tides').focus();
	await page.keyboard.press('Enter');
	await page.getByText('Contents').focus();
	await page.keyboard.press('Enter');
	const flood = page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Flood' });
	await flood.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Flood' })).toBeInViewport();

	await page.goto('/archive');
	await page.getByRole('button', { name: 'Show as table' }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('table')).toContainText('June');
});

test.describe('in forced colours', () => {
	test.use({ forcedColors: 'active', viewport: { width: 390, height: 844 } });

	const background = (page: Page, selector: string) =>
		page
			.locator(selector)
			.first()
			.evaluate((element) => getComputedStyle(element).backgroundColor);

	test('what is chosen and what is pressed can be told from what is not', async ({ page, reader }) => {
		await page.getByRole('group', { name: 'Categories' }).getByText('Winter').click();
		await reader.expectFound(2);
		const chosen = await background(page, 'label:has(:checked)');
		expect(chosen).not.toBe(await background(page, 'label:has(input[type="checkbox"]:not(:checked))'));

		await reader.link('Turning the compost').click();
		const star = page.getByRole('button', { name: 'Star' });
		const before = await star.evaluate((button) => getComputedStyle(button).backgroundColor);
		await star.click();
		await expect(star).toHaveAttribute('aria-pressed', 'true');
		expect(await star.evaluate((button) => getComputedStyle(button).backgroundColor)).not.toBe(before);
	});
});
