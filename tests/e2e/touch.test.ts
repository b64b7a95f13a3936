import type { Page } from '@playwright/test';
import { expect, gardenItems, item, test, type Reader } from './reader';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

const SENTENCE = 'The tide comes in over the flats, and the light goes with it. ';
const section = (name: string) => `<h2>${name}</h2>${`<p>${SENTENCE.repeat(6)}</p>`.repeat(5)}`;
const RICH =
	`<p>Before all else<sup><a href="#fn1" id="ref1">1</a></sup>.</p>` +
	'<pre><code>let depth = 4;\n</code></pre>' +
	['Ebb', 'Slack', 'Flood', 'Spring'].map(section).join('') +
	'<ol><li id="fn1"><p>A note about tides. <a href="#ref1">↩</a></p></li></ol>';

const main = (page: Page) => page.getByRole('navigation', { name: 'Main' });

/** A garden's posts and one with everything in it. */
async function openLibrary(page: Page, reader: Reader, address: string): Promise<void> {
	await reader.add(address, 'Garden');
	await page.getByRole('link', { name: 'Start reading' }).tap();
	await reader.expectFound(5);
}

test.beforeEach(async ({ page, reader, site }) => {
	const items = [item('tides', 'On tides', RICH, -1), ...gardenItems];
	await openLibrary(page, reader, site.putFeed('/feed.json', 'Garden', items));
});

test('fingers find their way: categories, unread, orders, the archive, the search', async ({
	page,
	reader
}) => {
	const winter = page.getByRole('group', { name: 'Categories' }).getByText('Winter');
	await winter.tap();
	await reader.expectFound(2);
	await expect(page).toHaveURL(/category=Winter/);
	await winter.tap();
	await reader.expectFound(5);

	const shown = page.getByRole('list', { name: 'Show' });
	await shown.getByRole('link', { name: 'Starred' }).tap();
	await reader.expectFound(0);
	await shown.getByRole('link', { name: 'All' }).tap();
	await reader.expectFound(5);

	await page.getByText('Other orders').or(page.getByLabel('Other orders')).first().tap();
	await page.getByRole('link', { name: 'Oldest' }).tap();
	await expect(reader.rows().first()).toContainText('A soup for November');

	await main(page).getByRole('link', { name: 'Archive' }).tap();
	await page.getByRole('link', { name: /^June 2026, \d+ posts$/ }).tap();
	await expect(reader.link('On tides')).toBeVisible();

	await main(page).getByRole('link', { name: 'Search' }).tap();
	await expect(reader.search()).toBeFocused();
	await reader.find('chanterelles');
	await reader.link('A soup for November').tap();
	await expect(reader.title()).toHaveText('A soup for November');
	await expect(page.locator('.prose mark')).toHaveText('chanterelles');
	await page.getByRole('link', { name: 'Back to the list' }).tap();
	await expect(reader.link('A soup for November')).toBeVisible();
});

test('fingers read a post: contents, notes, code, the look of the text, the star, the next post', async ({
	page,
	reader,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await reader.link('On tides').tap();
	await expect(page.locator('.prose').getByText('Before all else')).toBeVisible();

	await page.locator('.prose').getByRole('link', { name: '1', exact: true }).tap();
	const note = page.getByRole('dialog', { name: 'Note 1' });
	await expect(note).toHaveText('A note about tides.');
	await reader.title().tap();
	await expect(note).toHaveCount(0);

	await page.getByRole('button', { name: 'Copy' }).tap();
	await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('let depth = 4;');

	await page.getByText('Contents').tap();
	await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Flood' }).tap();
	await expect(page.getByRole('heading', { name: 'Flood' })).toBeInViewport();

	const text = page.locator('.prose p').first();
	await page.getByRole('button', { name: 'Reading settings' }).tap();
	const look = page.getByRole('dialog', { name: 'Reading settings' });
	await look.getByText('Sepia').tap();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia');
	await look.getByText('Onest').tap();
	await expect(text).toHaveCSS('font-family', /^Onest/);
	await look.getByText('Straight edges').tap();
	await expect(text).toHaveCSS('text-align', 'justify');
	await page.getByRole('button', { name: 'Reading settings' }).tap();
	await expect(look).toBeHidden();

	await page.getByRole('button', { name: 'Star' }).tap();
	await expect(page.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
	await page.getByRole('link', { name: 'Next post' }).tap();
	await expect(reader.title()).toHaveText('Turning the compost');
	await page.getByRole('link', { name: 'Back to the list' }).tap();
	await expect(reader.row('On tides')).toContainText('Starred');
	await expect(reader.row('Turning the compost')).not.toContainText('Unread');
});

test('fingers mark all as read, and take it back', async ({ page, reader }) => {
	await page.getByRole('button', { name: 'Mark all as read' }).tap();
	await expect(reader.row('On tides')).not.toContainText('Unread');
	await page.getByRole('button', { name: 'Undo' }).tap();
	await expect(reader.row('On tides')).toContainText('Unread');
});
