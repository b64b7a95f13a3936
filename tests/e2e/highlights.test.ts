import type { Page } from '@playwright/test';
import { violationsOn } from './axe';
import type { FeedSite } from './feed-site';
import { cutOff, expect, item, test, type Reader } from './reader';

const BEES =
	'<p>In the early morning the bees fly over the clover, and over the wall into the orchard.</p>' +
	'<p>Nobody knows how they find the way. In the evening they come back, heavy and slow.</p>' +
	'<p>The wall is <a href="https://blog.example/wall">old</a>: moss grows over the stones.</p>';
const EDITED =
	'<p>The editor has put a line before it.</p>' +
	BEES.replace('Nobody knows how', 'Nobody can say how').replace(
		'moss grows over the stones',
		'it fell down'
	);

const list = (page: Page) => page.getByRole('region', { name: 'Highlights' });
const card = (page: Page) => page.getByRole('dialog', { name: 'Highlight' });
const bar = (page: Page) => page.getByRole('group', { name: 'Selected text' });
const prose = (page: Page) => page.locator('.prose');

async function openBees(page: Page, reader: Reader, site: FeedSite): Promise<void> {
	await reader.add(site.putFeed('/feed.json', 'Bees', [item('bees', 'On bees', BEES, 0)]), 'Bees');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('On bees').click();
	await expect(prose(page).getByText('Nobody knows')).toBeVisible();
}

/** Puts the caret before `words`, as browsing with a caret does, and selects them with the keyboard. */
async function selectByKeys(page: Page, words: string): Promise<void> {
	await page.evaluate((words) => {
		// A page that has just come has the focus on its title; a caret takes it along.
		(document.activeElement as HTMLElement | null)?.blur();
		const walker = document.createTreeWalker(document.querySelector('.prose')!, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
			const at = (node as Text).data.indexOf(words);
			if (at >= 0) getSelection()?.setBaseAndExtent(node, at, node, at + 1);
		}
	}, words);
	for (let i = 1; i < words.length; i += 1) await page.keyboard.press('Shift+ArrowRight');
	await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe(words);
}

/** What is drawn over the text, by the names of paint.css. */
function painted(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		['reader-highlight', 'reader-note', 'reader-open'].flatMap((name) =>
			[...(CSS.highlights.get(name) ?? [])].map((range) => `${name}: ${(range as Range).toString()}`)
		)
	);
}

test('a passage is marked by keyboard, noted on, and is there after a reload, without network too', async ({
	page,
	reader,
	site,
	context
}) => {
	await openBees(page, reader, site);
	await selectByKeys(page, 'they find the way');
	await expect(bar(page)).toBeVisible();
	await page.keyboard.press('h');
	await expect(bar(page)).toBeHidden();
	await expect(list(page).getByRole('heading', { name: '1 highlight' })).toBeVisible();
	await expect.poll(() => painted(page)).toEqual(['reader-highlight: they find the way']);

	await selectByKeys(page, 'moss grows over the stones');
	await page.keyboard.press('Shift+H');
	await expect(card(page).getByRole('textbox', { name: 'Note' })).toBeFocused();
	await page.keyboard.type('Which moss?');
	await page.keyboard.press('Escape');
	await expect(card(page)).toHaveCount(0);
	await expect(list(page).getByRole('listitem')).toHaveText([
		'they find the way',
		/^moss grows over the stones\s*Which moss\?$/
	]);

	await page.getByRole('searchbox', { name: 'Search posts' }).waitFor();
	await expect(reader.status()).toContainText('Ready to read offline');
	await cutOff(context);
	await page.reload();
	await expect
		.poll(() => painted(page))
		.toEqual(['reader-highlight: they find the way', 'reader-note: moss grows over the stones']);
	const second = list(page).getByRole('button', { name: 'moss grows' });
	await second.focus();
	await page.keyboard.press('Enter');
	await expect(card(page)).toBeFocused();
	await expect(card(page).getByRole('textbox', { name: 'Note' })).toHaveValue('Which moss?');
	await expect.poll(() => painted(page)).toContain('reader-open: moss grows over the stones');
	await page.keyboard.press('Escape');
	await expect(second).toBeFocused();
});

/** Where the post is scrolled to, in CSS pixels. */
const scrolled = (page: Page) => prose(page).evaluate((text) => text.closest('.scroller')?.scrollTop);

/** The address of the highlight of these words, from the page of all of them. */
async function addressOf(page: Page, words: string): Promise<string> {
	await page.goto('/highlights');
	return (await page.getByRole('link', { name: words }).getAttribute('href'))!;
}

test('the address leads to its highlight once: another that is written on stays in sight', async ({
	page,
	reader,
	site
}) => {
	const long = `<p>The first word is apple.</p>${'<p>A line with nothing much to say.</p>'.repeat(90)}<p>The last word is quince.</p>`;
	await reader.add(site.putFeed('/feed.json', 'Long', [item('long', 'A long one', long, 0)]), 'Long');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A long one').click();
	for (const words of ['first word is apple', 'last word is quince']) {
		await expect(prose(page)).toContainText(words);
		await selectByKeys(page, words);
		await page.keyboard.press('h');
		await expect(list(page).getByRole('button', { name: words })).toBeVisible();
	}
	await page.goto(await addressOf(page, 'last word is quince'));
	await expect(prose(page).getByText('The last word is quince.')).toBeInViewport();
	await list(page).getByRole('button', { name: 'first word is apple' }).click();
	await expect(prose(page).getByText('The first word is apple.')).toBeInViewport();
	const place = await scrolled(page);
	await card(page).getByRole('textbox', { name: 'Note' }).pressSequentially('Why apples?');
	await expect(list(page)).toContainText('Why apples?');
	expect(await scrolled(page)).toBe(place);
});

test('one in the part of a long post that is not shown is not called gone, and is shown on press and by its address', async ({
	page,
	reader,
	site
}) => {
	const long = `${'<p>Line after line <b>of it</b>.</p>'.repeat(6_000)}<p>The last word is quince.</p>`;
	await reader.add(site.putFeed('/feed.json', 'Long', [item('long', 'A long one', long, 0)]), 'Long');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A long one').click();
	await page.getByRole('button', { name: 'Show all of it' }).click();
	await expect(prose(page)).toContainText('The last word');
	await selectByKeys(page, 'quince');
	await page.keyboard.press('h');
	await expect(list(page).getByRole('button', { name: 'quince' })).toBeVisible();
	const address = page.url();
	const last = prose(page).getByText('The last word is quince.');

	await page.goto(await addressOf(page, 'quince'));
	await expect(last).toBeInViewport();
	// Whoever has read so far has the rest shown.
	await page.goto('/');
	await page.evaluate(() => localStorage.removeItem('backlist-positions'));
	await page.goto(address);
	await expect(list(page)).toContainText('Further on');
	await list(page).getByRole('button', { name: 'quince' }).click();
	await expect(last).toBeInViewport();
	await expect(card(page)).toBeFocused();
	await expect(list(page)).not.toContainText('Further on');
});

test('a post that has lost its text still has its highlights', async ({ page, reader, site }) => {
	await openBees(page, reader, site);
	await selectByKeys(page, 'they find the way');
	await page.keyboard.press('h');
	await expect(list(page)).toBeVisible();
	site.putFeed('/feed.json', 'Bees', [
		item('bees', 'On bees', '', 0, { date_modified: '2026-07-01T00:00:00Z' })
	]);
	await page.getByRole('link', { name: 'Library' }).first().click();
	await page
		.getByRole('listitem')
		.filter({ hasText: 'Bees' })
		.getByRole('button', { name: 'Sync now' })
		.click();
	await page.goBack();
	await expect(prose(page)).toHaveCount(0);
	await expect(list(page).getByRole('listitem')).toContainText('No longer in the text');
	await list(page).getByRole('button', { name: 'they find the way' }).click();
	await expect(card(page)).toContainText('they find the way');
});

test('by keyboard the focus stays near when what had it goes', async ({ page, reader, site }) => {
	await openBees(page, reader, site);
	await selectByKeys(page, 'they find the way');
	await bar(page).getByRole('button', { name: 'Highlight' }).focus();
	await page.keyboard.press('Enter');
	await expect(list(page).getByRole('listitem')).toHaveCount(1);
	await expect(prose(page)).toBeFocused();

	await list(page).getByRole('button', { name: 'they find the way' }).press('Enter');
	await card(page).getByRole('button', { name: 'Remove' }).press('Enter');
	const undo = page.getByRole('button', { name: 'Undo' });
	await expect(undo).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(list(page).getByRole('heading', { name: '1 highlight' })).toBeFocused();

	await selectByKeys(page, 'heavy and slow');
	await page.keyboard.press('h');
	await expect(list(page).getByRole('listitem')).toHaveCount(2);
	await page.goto('/highlights');
	for (const left of [1, 0]) {
		await page.getByRole('button', { name: 'Remove' }).first().press('Enter');
		await expect(page.getByRole('button', { name: 'Remove' })).toHaveCount(left);
		await expect(undo).toBeFocused();
	}
});

test('the key says what it needs when nothing is selected', async ({ page, reader, site }) => {
	await openBees(page, reader, site);
	// The key comes a moment after the text.
	await expect(async () => {
		await page.keyboard.press('h');
		await expect(page.getByText('Select a part of the text first, then press h.').first()).toBeVisible({
			timeout: 1000
		});
	}).toPass();
	await page.getByRole('button', { name: 'Close' }).click();
	await expect(page.getByRole('button', { name: 'Close' })).toBeHidden();
	await page.keyboard.press('h');
	await expect(page.getByRole('button', { name: 'Close' })).toBeVisible();
	await selectByKeys(page, 'they find');
	await expect(page.getByRole('button', { name: 'Close' })).toBeHidden();
});

test('one that is pressed opens; removed, it comes back as it was', async ({ page, reader, site }) => {
	await openBees(page, reader, site);
	await prose(page).getByText('Nobody knows').click({ clickCount: 3 });
	await bar(page).getByRole('button', { name: 'Add a note' }).click();
	await card(page).getByRole('textbox', { name: 'Note' }).fill('True.');
	await card(page).getByRole('button', { name: 'Close' }).click();
	await expect.poll(() => painted(page)).toEqual([expect.stringMatching(/^reader-note: Nobody.*slow\.$/)]);

	await prose(page).getByText('Nobody knows').click();
	await expect(card(page)).toBeVisible();
	await card(page).getByRole('button', { name: 'Remove' }).click();
	await expect(list(page)).toHaveCount(0);
	expect(await painted(page)).toEqual([]);
	const undo = page.getByRole('button', { name: 'Undo' });
	await expect(undo).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(list(page).getByRole('listitem')).toContainText('True.');
	await expect.poll(() => painted(page)).toHaveLength(1);
	await prose(page)
		.getByText('The wall is')
		.click({ position: { x: 2, y: 4 } });
	await expect(card(page)).toHaveCount(0);
});

test('after an edit of the post each is where its words are, or says that they are gone', async ({
	page,
	reader,
	site
}) => {
	await openBees(page, reader, site);
	for (const words of ['Nobody knows how they find the way', 'moss grows over the stones']) {
		await selectByKeys(page, words);
		await page.keyboard.press('h');
		await expect(list(page).getByRole('button', { name: words })).toBeVisible();
	}
	site.putFeed('/feed.json', 'Bees', [
		item('bees', 'On bees', EDITED, 0, { date_modified: '2026-07-01T00:00:00Z' })
	]);
	// The page stays, and so the sync goes on.
	await page.getByRole('link', { name: 'Library' }).first().click();
	await page
		.getByRole('listitem')
		.filter({ hasText: 'Bees' })
		.getByRole('button', { name: 'Sync now' })
		.click();
	await page.goBack();
	await expect(prose(page).getByText('The editor has put')).toBeVisible();
	await expect.poll(() => painted(page)).toEqual(['reader-highlight: Nobody can say how they find the way']);
	await expect(list(page).getByRole('listitem').nth(1)).toContainText('No longer in the text');
	await list(page).getByRole('button', { name: 'moss grows' }).click();
	await expect(card(page)).toContainText('moss grows over the stones');
});

test('marks of a search leave highlights where they are', async ({ page, reader, site }) => {
	await openBees(page, reader, site);
	await selectByKeys(page, 'over the wall into');
	await page.keyboard.press('h');
	await expect(list(page)).toBeVisible();
	await reader.find('wall');
	await expect(prose(page).locator('mark').first()).toHaveText('wall');
	await expect.poll(() => painted(page)).toEqual(['reader-highlight: over the wall into']);
});

test.describe('by touch', () => {
	test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

	test('a word is marked from the foot of the window, and opened by a tap', async ({
		page,
		reader,
		site
	}) => {
		await openBees(page, reader, site);
		await prose(page).getByText('Nobody knows').tap();
		await selectByKeys(page, 'Nobody');
		await expect(bar(page)).toBeVisible();
		const { y } = (await bar(page).boundingBox())!;
		expect(y).toBeGreaterThan(600);
		for (const button of await bar(page).getByRole('button').all()) {
			expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
		}
		await bar(page).getByRole('button', { name: 'Highlight' }).tap();
		await expect.poll(() => painted(page)).toEqual(['reader-highlight: Nobody']);
		await prose(page)
			.getByText('Nobody knows')
			.tap({ position: { x: 10, y: 14 } });
		await expect(card(page)).toBeVisible();
		await card(page).getByRole('button', { name: 'Remove' }).tap();
		await page.getByRole('button', { name: 'Undo' }).tap();
		await expect(list(page).getByRole('listitem')).toHaveText(['Nobody']);
	});
});

test('all highlights are on a page of their own, to search, copy, save, and lead back to their place', async ({
	page,
	reader,
	site,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const long = `${'<p>A line that fills the page with nothing much to say.</p>'.repeat(60)}<p>The last word is quince.</p>`;
	const items = [item('bees', 'On bees', BEES, 0), item('long', 'A long one', long, 1)];
	await reader.add(site.putFeed('/feed.json', 'Bees', items), 'Bees');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(2);
	const blog = page.url();
	await page.goto('/highlights');
	await expect(page.getByText('Nothing is highlighted yet.')).toBeVisible();

	for (const [title, words] of [
		['On bees', 'heavy and slow'],
		['A long one', 'last word is quince']
	] as const) {
		await page.goto(blog);
		await reader.link(title).click();
		await expect(reader.title()).toHaveText(title);
		await expect(prose(page)).toContainText(words);
		await selectByKeys(page, words);
		await page.keyboard.press('h');
		await expect(list(page).getByRole('button', { name: words })).toBeVisible();
	}

	await page.getByRole('link', { name: 'Library' }).first().click();
	await page.getByRole('link', { name: 'Highlights' }).last().click();
	await expect(page.getByRole('heading', { level: 1, name: 'Highlights' })).toBeVisible();
	await expect(page.getByRole('article')).toHaveCount(2);
	await expect(page.getByRole('article').first()).toContainText('A long one');
	for (const scheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme: scheme });
		expect(await violationsOn(page)).toEqual([]);
	}

	await page.getByRole('button', { name: 'Copy all as Markdown' }).click();
	await expect(page.getByText('Copied.')).toBeAttached();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
		'## [A long one](<https://blog.example/long>)\n\n> last word is quince\n\n' +
			'## [On bees](<https://blog.example/bees>)\n\n> heavy and slow\n'
	);
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save as a file' }).click();
	expect((await saving).suggestedFilename()).toBe('backlist-highlights.md');

	await page.getByRole('searchbox', { name: 'Search highlights' }).fill('QUINCE word');
	await expect(page.getByRole('article')).toHaveCount(1);
	await expect(page).toHaveURL(/\/highlights\?q=QUINCE\+word$/);
	await page.getByRole('button', { name: 'Remove' }).click();
	await expect(page.getByText('No highlight has these words.')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();

	await page.getByRole('link', { name: 'last word is quince' }).click();
	await expect(reader.title()).toHaveText('A long one');
	await expect(prose(page).getByText('The last word is quince.')).toBeInViewport();
	await expect.poll(() => painted(page)).toEqual(['reader-open: last word is quince']);
});

test('axe finds nothing in what is shown about a selection and a highlight', async ({
	page,
	reader,
	site
}) => {
	await openBees(page, reader, site);
	const check = async () => {
		expect(await violationsOn(page)).toEqual([]);
	};
	await selectByKeys(page, 'they find the way');
	await expect(bar(page)).toBeVisible();
	await check();
	await page.keyboard.press('Shift+H');
	await expect(card(page)).toBeVisible();
	await check();
	await card(page).getByRole('button', { name: 'Remove' }).click();
	await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
	await check();
});
