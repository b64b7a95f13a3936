import { expect, gardenItems, item, test, type Reader } from './reader';

test.beforeEach(async ({ page, reader, site }) => {
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	// Within this feed: the handbook's posts have the same words.
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(4);
});

/** The titles found, in order. */
const titles = (reader: Reader) => reader.rows().getByRole('heading').allInnerTexts();

/** Like `expectFound`, also while suggestions, which have numbers of posts too, are open. */
async function expectRows(reader: Reader, count: number): Promise<void> {
	if (count === 0) await expect(reader.rows()).toHaveCount(0);
	else await expect(reader.rows().first()).toHaveAttribute('aria-setsize', String(count));
}

const found: [query: string, titles: string[]][] = [
	['title:beans', ['Beans on strings']],
	['title:kitchen', []],
	['category:winter', ['A soup for November', 'Turning the compost']],
	['author:berg', ['A soup for November', 'Beans on strings']],
	['kitchen -bread', ['A soup for November', 'Beans on strings']],
	['rye OR ginger', ['A soup for November', 'Bread without hurry']],
	['after:2026-06-27', ['Bread without hurry', 'Turning the compost']],
	['before:2026-06-27', ['A soup for November', 'Beans on strings']],
	['"kitchen window"', ['Beans on strings']],
	['"window kitchen"', []]
];

test('operators and phrases narrow a search', async ({ reader }) => {
	for (const [query, expected] of found) {
		await reader.find(query);
		await expectRows(reader, expected.length);
		expect((await titles(reader)).sort(), query).toEqual(expected);
	}
});

test('a star given a moment ago can be searched', async ({ page, reader }) => {
	await reader.link('Beans on strings').click();
	await page.getByRole('button', { name: 'Star' }).click();
	await expect(reader.row('Beans on strings')).toContainText('Starred');
	await reader.find('is:starred');
	await expectRows(reader, 1);
	await expect(reader.link('Beans on strings')).toBeVisible();
});

test('an operator without a value narrows nothing yet', async ({ reader }) => {
	for (const query of ['-', 'title:']) {
		await reader.find(query);
		await expectRows(reader, 4);
	}
	await reader.find('title:soup');
	await expectRows(reader, 1);
	await reader.find('');
	await expectRows(reader, 4);
});

test('a category is completed by keys', async ({ page, reader }) => {
	await reader.search().pressSequentially('category:ki');
	await expect(page.getByRole('option', { name: /kitchen/i })).toBeVisible();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(reader.search()).toBeFocused();
	await expect(reader.search()).toHaveValue(/^category:"?kitchen"? ?$/i);
	await expectRows(reader, 2);
});

test('a name leads to its place in the library', async ({ page, reader }) => {
	const places = page.getByRole('navigation', { name: 'Jump to' });
	await reader.find('winter');
	await places.getByRole('link', { name: /Winter/ }).click();
	await expect(page).toHaveURL(/\/\?category=Winter$/);
	await expect(reader.search()).toHaveValue('');
	await reader.expectFound(2);

	await reader.find('jon berg');
	await places.getByRole('link', { name: /Jon Berg/ }).click();
	await expect(page).toHaveURL(/\/\?author=Jon(\+|%20)Berg$/);
	await reader.expectFound(2);
});

test('what a word was taken for is said, and it can be searched as typed', async ({ page, reader }) => {
	await reader.find('rye sourdugh');
	await expect(reader.link('Bread without hurry')).toBeVisible();
	await page.getByRole('button', { name: 'Search only “sourdugh”' }).click();
	await expect(reader.search()).toHaveValue('rye "sourdugh"');
	await expect(reader.search()).toBeFocused();
	await expect(reader.posts()).toHaveAttribute('data-query', 'rye "sourdugh"');
	await expectRows(reader, 0);
	await expect(page).toHaveURL(/q=rye\+%22sourdugh%22/);
});

test('what is found can be shown newest first, and the address says so', async ({ page, reader, site }) => {
	const items = [
		item('new', 'Notes of the week', '<p>We walked, and some marmalade was made at the end.</p>', 1),
		item('old', 'Marmalade at last', '<p>Marmalade of bitter oranges.</p>', 20)
	];
	await reader.add(site.putFeed('/jam.json', 'Jam', items), 'Jam');
	await page.goto('/?q=marmalade');
	await reader.expectFound(2);
	expect(await titles(reader)).toEqual(['Marmalade at last', 'Notes of the week']);
	await page.getByRole('link', { name: 'Newest' }).click();
	await expect(page).toHaveURL(/\?q=marmalade&sort=date$/);
	await expect.poll(() => titles(reader)).toEqual(['Notes of the week', 'Marmalade at last']);
	await page.reload();
	await expect.poll(() => titles(reader)).toEqual(['Notes of the week', 'Marmalade at last']);
	await page.getByRole('link', { name: 'Best match' }).click();
	await expect.poll(() => titles(reader)).toEqual(['Marmalade at last', 'Notes of the week']);
});

test('searches that led somewhere are offered in an empty box', async ({ page, reader }) => {
	await reader.find('rye');
	await reader.link('Bread without hurry').click();
	await expect(reader.title()).toHaveText('Bread without hurry');
	await page.goto('/');
	await reader.find('runner beans');
	await page.keyboard.press('Enter');
	await expect(reader.link('Beans on strings')).toBeFocused();

	await page.goto('/');
	await expect(reader.rows().first()).toBeVisible();
	await reader.search().click();
	await expect(page.getByRole('listbox', { name: 'Recent searches' })).toBeVisible();
	await expect(page.getByRole('option')).toContainText(['runner beans', 'rye']);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(reader.search()).toHaveValue('rye');
	await expect(reader.link('Bread without hurry')).toBeVisible();
});

test('the article marks what was searched, and keys lead from match to match', async ({
	page,
	reader,
	site
}) => {
	const html = `<p>One plum.</p>${'<p>Something else.</p>'.repeat(100)}<p>Another <b>plum</b>.</p>`;
	await reader.add(site.putFeed('/fruit.json', 'Fruit', [item('plums', 'Fruit', html, 0)]), 'Fruit');
	await page.goto('/');
	await reader.find('plum');
	await reader.link('Fruit').click();
	await expect(reader.title()).toBeFocused();
	const marks = page.locator('.prose mark');
	await expect(marks).toHaveText(['plum', 'plum']);
	const matches = page.getByRole('group', { name: 'Matches of “plum”' });
	await matches.getByRole('button', { name: 'Next match' }).click();
	await expect(matches).toContainText(/1 of\s+2/);
	await page.keyboard.press('.');
	await expect(matches).toContainText(/2 of\s+2/);
	await expect(marks.nth(1)).toBeInViewport();
	await page.keyboard.press(',');
	await expect(matches).toContainText(/1 of\s+2/);
	await expect(marks.nth(0)).toBeInViewport();

	await reader.find('');
	await expect(marks).toHaveCount(0);
	await expect(matches).toHaveCount(0);
});

test('filters of the address narrow a search, and an opened post stays in it', async ({ page, reader }) => {
	await reader.link('Turning the compost').click();
	await expect(page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
	await page.goto('/?is=unread&q=feed:garden+garden');
	await expectRows(reader, 1);
	await reader.link('Beans on strings').click();
	await expect(page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
	// Long enough for the search to have heard of it.
	await page.waitForTimeout(1000);
	await expect(reader.link('Beans on strings')).toBeVisible();
	await expectRows(reader, 1);
	await page.goto('/?is=unread&q=feed:garden+garden');
	await expectRows(reader, 0);
});

test('the arrow keys go from the box into the list and back', async ({ page, reader }) => {
	await reader.find('jon berg');
	await reader.expectFound(2);
	await page.keyboard.press('ArrowDown');
	await expect(reader.rows().nth(0).getByRole('link')).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(reader.rows().nth(1).getByRole('link')).toBeFocused();
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('ArrowUp');
	await expect(reader.search()).toBeFocused();
});

test('the help on searching has examples to try', async ({ page, reader }) => {
	await page.getByRole('button', { name: 'Search help' }).click();
	const help = page.getByRole('dialog', { name: 'How to search' });
	await help.getByRole('button', { name: 'garden -winter' }).click();
	await expect(help).toBeHidden();
	await expect(reader.search()).toBeFocused();
	await expect(reader.search()).toHaveValue('garden -winter');
	await expect(reader.posts()).toHaveAttribute('data-query', 'garden -winter');
	await expectRows(reader, 1);
	await expect(reader.link('Beans on strings')).toBeVisible();
});

test('a long result is there to its end, for scrolling and for the next post', async ({
	page,
	reader,
	site
}) => {
	const many = Array.from({ length: 200 }, (_, i) =>
		item(`n${i}`, `Note number ${i}`, '<p>Some text</p>', i + 10)
	);
	await reader.add(site.putFeed('/many.json', 'Many', many), 'Many');
	await page.goto('/?sort=date');
	await reader.find('title:number');
	await reader.expectFound(200);
	await expect
		.poll(async () => {
			await reader.posts().evaluate((feed) => feed.scrollTo({ top: feed.scrollHeight }));
			return reader.rows().last().getAttribute('aria-posinset');
		})
		.toBe('200');
	await expect(reader.row('Note number 199').locator('mark').first()).toHaveText('number');
	await reader.link('Note number 199').click();
	await expect(reader.title()).toHaveText('Note number 199');
	await page.keyboard.press('k');
	await expect(reader.title()).toHaveText('Note number 198');
	await page.getByRole('link', { name: 'Previous post' }).click();
	await expect(reader.title()).toHaveText('Note number 197');
});
