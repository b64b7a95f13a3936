import { expect, gardenItems, test } from './reader';

test.beforeEach(async ({ page, reader, site }) => {
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(4);
	await page.getByRole('link', { name: 'Show all' }).click();
});

test('a word of the text is found as it is typed, and marked', async ({ page, reader }) => {
	await reader.search().pressSequentially('chanterel');
	await expect(reader.posts()).toHaveAttribute('data-query', 'chanterel');
	await reader.expectFound(1);
	await expect(reader.row('A soup for November').locator('mark')).toHaveText('chanterelles');
	await expect(page).toHaveURL(/\?q=chanterel$/);
});

test('words with typos find what was meant, and the app says so', async ({ page, reader }) => {
	await reader.find('sourdugh');
	await expect(reader.link('Bread without hurry')).toBeVisible();
	await expect(page.getByText('sourdugh', { exact: false }).first()).toBeVisible();
});

test('title, category and author are searched too', async ({ reader }) => {
	await reader.find('november');
	await expect(reader.link('A soup for November')).toBeVisible();
	await reader.find('winter garden');
	await expect(reader.link('Turning the compost')).toBeVisible();
	await reader.find('jon berg');
	await reader.expectFound(2);
});

test('a search that finds nothing says so', async ({ page, reader }) => {
	await reader.find('zzzzqqqq');
	await reader.expectFound(0);
	await expect(page.getByText('No post holds all of “zzzzqqqq”.')).toBeVisible();
});

test('checked categories are shown together, with counts, and are in the address', async ({
	page,
	reader
}) => {
	await expect(page.getByRole('group', { name: 'Categories' })).toContainText(/Kitchen\s*2/);
	await reader.category('Kitchen').check();
	await reader.expectFound(2);
	await expect(page).toHaveURL(/\?category=Kitchen$/);
	await reader.category('Garden').check();
	await reader.expectFound(4);
	await page.reload();
	await expect(reader.category('Kitchen')).toBeChecked();
	await expect(reader.category('Garden')).toBeChecked();
	await reader.expectFound(4);
	await reader.category('Garden').uncheck();
	await reader.expectFound(2);
	await page.goBack();
	await reader.expectFound(4);
});

test('category, feed and search narrow each other, and the counts follow', async ({ page, reader }) => {
	await reader.find('kitchen');
	const categories = page.getByRole('group', { name: 'Categories' });
	await expect(categories).toContainText(/Garden\s*1/);
	await reader.category('Kitchen').check();
	await expect(reader.link('Bread without hurry')).toBeVisible();
	await expect(reader.link('Beans on strings')).toHaveCount(0);
	await expect(page).toHaveURL(/q=kitchen&category=Kitchen/);
	await page.reload();
	await expect(reader.search()).toHaveValue('kitchen');
	await expect(reader.posts()).toHaveAttribute('data-query', 'kitchen');
	await expect(reader.link('Beans on strings')).toHaveCount(0);
});

test('an address opens an author’s posts, and a span of time', async ({ page, reader }) => {
	await page.goto('/?author=Ida+Holm');
	await reader.expectFound(2);
	await page.goto('/?from=2026-06-26&to=2026-06-27');
	await reader.expectFound(2);
});

test('what is typed last stays with the page it was typed on', async ({ page, reader }) => {
	await reader.search().pressSequentially('rye');
	await page.getByRole('link', { name: 'Settings' }).click();
	await expect(page.getByRole('heading', { name: 'Settings' })).toBeFocused();
	await page.waitForTimeout(400);
	await expect(page).toHaveURL(/\/settings$/);
	await page.goBack();
	await expect(reader.search()).toHaveValue('rye');
	await expect(reader.link('Bread without hurry')).toBeVisible();
});

test('Enter goes to the first post found, also when it is pressed before the answer', async ({
	page,
	reader
}) => {
	await reader.search().fill('sourdough patience');
	await page.keyboard.press('Enter');
	await expect(reader.link('Bread without hurry')).toBeFocused();
});

test('what is typed while a page is still on its way is not lost', async ({ page, reader }) => {
	await reader.category('Kitchen').check();
	await expect(page).toHaveURL(/category=Kitchen$/);
	// Both in one task: the navigation ends after the typing.
	await page.evaluate(() => {
		const showAll = [...document.querySelectorAll('a')].find((link) => link.textContent === 'Show all')!;
		const box = document.querySelector<HTMLInputElement>('input[type=search]')!;
		showAll.click();
		box.value = 'beans';
		box.dispatchEvent(new InputEvent('input', { bubbles: true }));
	});
	await expect(reader.posts()).toHaveAttribute('data-query', 'beans');
	await expect(page).toHaveURL(/\/\?q=beans$/);
	await expect(reader.search()).toHaveValue('beans');
});
