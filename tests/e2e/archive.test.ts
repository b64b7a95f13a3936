import { violationsOn } from './axe';
import { expect, test, type Reader } from './reader';
import type { FeedSite } from './feed-site';

/** A post of noon on a day of the reader's own time zone. */
function post(id: string, date: Date, more: object = {}): object {
	const noon = new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12);
	return {
		id,
		url: `https://blog.example/${id}`,
		title: id,
		content_html: `<p>${'word '.repeat(id.length)}</p>`,
		date_published: noon.toISOString(),
		...more
	};
}

const now = new Date();
const yearsAgo = (years: number) => new Date(now.getFullYear() - years, now.getMonth(), now.getDate());

/** Three posts of March 2019, one of May 2017, one of today, one of this day three years ago. */
const items = [
	post('Today', now, { tags: ['Bees'], authors: [{ name: 'Ida Holm' }] }),
	post('Three years ago', yearsAgo(3), { tags: ['Bees'], authors: [{ name: 'Jon Berg' }] }),
	post('Late March', new Date(2019, 2, 31), { tags: ['Hay'], authors: [{ name: 'Ida Holm' }] }),
	post('Mid March, with the longest of all texts', new Date(2019, 2, 15), { tags: ['Hay', 'Bees'] }),
	post('Early March', new Date(2019, 2, 1)),
	post('A day in May', new Date(2017, 4, 4), { tags: ['Hay'] })
];

async function addBlog(reader: Reader, site: FeedSite): Promise<void> {
	await reader.add(site.putFeed('/feed.json', 'Years', items), 'Years');
	await reader.page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(6);
	await reader.page.getByRole('link', { name: 'Show all' }).click();
}

test.beforeEach(async ({ reader, site }) => addBlog(reader, site));

test('a bar of the archive leads to the posts of its month', async ({ page, reader }) => {
	await page.goto('/archive');
	await expect(page.getByRole('heading', { level: 1, name: 'Archive' })).toBeVisible();
	await page.getByRole('link', { name: 'March 2019, 3 posts' }).click();
	await expect(page).toHaveURL(/\/\?from=2019-03-01&to=2019-03-31$/);
	await reader.expectFound(3);
	await expect(page.getByRole('heading', { level: 1, name: 'March 2019' })).toBeVisible();
	await page.goBack();
	await page.getByRole('link', { name: '2017', exact: true }).click();
	await expect(page).toHaveURL(/from=2017-01-01&to=2017-12-31$/);
	await reader.expectFound(1);
});

test('arrow keys go from bar to bar, up and down from year to year', async ({ page }) => {
	await page.goto('/archive');
	const march = page.getByRole('link', { name: 'March 2019, 3 posts' });
	await march.focus();
	await page.keyboard.press('ArrowDown');
	const may = page.getByRole('link', { name: 'May 2017, 1 post', exact: true });
	await expect(may).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await expect(march).toBeFocused();
	await page.keyboard.press('ArrowLeft');
	await expect(may).toBeFocused();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: '2016', exact: true })).toHaveCount(0);
	await expect(page.locator('[data-month]:focus')).toHaveCount(0);
});

test('the archive is a table too, also after a reload, and of one blog or category alone', async ({
	page
}) => {
	await page.goto('/archive?category=Hay');
	await expect(page.getByRole('link', { name: 'March 2019, 2 posts' })).toBeVisible();
	await page.getByRole('button', { name: 'Show as table' }).click();
	await page.reload();
	const table = page.getByRole('table', { name: 'Posts of each month' });
	await expect(table.getByRole('rowheader')).toHaveText(['2019', '2018', '2017', 'Total']);
	await expect(table.getByRole('row', { name: /^2019/ }).getByRole('cell').last()).toHaveText('2');
	await table.getByRole('link', { name: 'March 2019, 2 posts' }).click();
	await expect(page).toHaveURL(/category=Hay&from=2019-03-01&to=2019-03-31$/);
	await page.goto('/archive?as=table');
	await page.getByRole('combobox', { name: 'Blog' }).selectOption({ label: 'Years' });
	await expect(
		table
			.getByRole('row', { name: /^Total/ })
			.getByRole('cell')
			.last()
	).toHaveText('6 posts');
	await expect(page).toHaveURL(/feed=[0-9a-f]+&as=table$/);
});

test('authors and categories lead to their posts', async ({ page, reader }) => {
	await page.goto('/archive');
	const authors = page.getByRole('region', { name: 'Authors' });
	await expect(authors.getByRole('listitem').filter({ hasText: 'Ida Holm' })).toContainText('2');
	await page.getByRole('region', { name: 'Categories' }).getByRole('link', { name: 'Hay' }).click();
	await expect(page).toHaveURL(/\?category=Hay$/);
	await reader.expectFound(3);
	await page.goBack();
	await authors.getByRole('link', { name: 'Jon Berg' }).click();
	await expect(page).toHaveURL(/\?author=Jon\+Berg$/);
	await reader.expectFound(1);
	await expect(reader.link('Three years ago')).toBeVisible();
});

test('smart views have their own addresses and say which one is shown', async ({ page, reader }) => {
	const views = page.getByRole('navigation', { name: 'Views' });
	const view = (name: string) => views.getByRole('link', { name: new RegExp(`^${name}`) });
	await view('On this day').click();
	await expect(page).toHaveURL(/\?on=\d\d-\d\d$/);
	await expect(view('On this day')).toHaveAttribute('aria-current', 'true');
	await expect(reader.link('Three years ago')).toBeVisible();
	await expect(reader.link('Today')).toBeVisible();
	await expect(reader.link('Late March')).toHaveCount(0);
	await page.reload();
	await expect(reader.link('Three years ago')).toBeVisible();
	await view('Today').click();
	await expect(reader.link('Today')).toBeVisible();
	await expect(reader.link('Three years ago')).toHaveCount(0);
	await view('Today').click();
	await expect(page).toHaveURL(/\/$/);
	await view('Longest unread').click();
	await expect(page).toHaveURL(/\?is=unread&sort=longest$/);
});

test('a random order is the same after a reload, and another at the next press', async ({ page, reader }) => {
	const random = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Random' });
	const titles = async () => (await reader.rows().getByRole('heading').allTextContents()).slice(0, 5);
	await expect(reader.rows().nth(5)).toBeVisible();
	const newest = await titles();
	await random.click();
	await expect(page).toHaveURL(/\?sort=random&seed=\d+$/);
	// Those of the list before stand until the others have come.
	await expect.poll(titles).not.toEqual(newest);
	const first = await titles();
	const address = page.url();
	await page.reload();
	await expect(reader.rows().nth(5)).toBeVisible();
	expect(await titles()).toEqual(first);
	await random.click();
	await expect(page).not.toHaveURL(address);
});

test('a list is sorted the other way round, and its order is in the address', async ({ page, reader }) => {
	await page.goto('/?q=word');
	const orders = page.getByRole('list', { name: 'Sort by' }).first();
	await orders.getByRole('link', { name: 'Newest' }).click();
	await expect(page).toHaveURL(/\?q=word&sort=date$/);
	await page.goto('/?category=Hay');
	await reader.expectFound(3);
	await orders.locator('summary').click();
	await orders.getByRole('link', { name: 'Oldest' }).click();
	await expect(page).toHaveURL(/category=Hay&sort=oldest$/);
	await expect(reader.rows().first().getByRole('link', { name: 'A day in May' })).toBeVisible();
	await page.reload();
	await expect(reader.rows().first().getByRole('link', { name: 'A day in May' })).toBeVisible();
	await expect(orders.getByRole('link', { name: 'Oldest' })).toHaveAttribute('aria-current', 'true');
});

test('a choice by keyboard keeps the focus, or gives it to what is still there', async ({ page, reader }) => {
	const focused = page.locator(':focus');
	const unread = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Unread/ });
	await unread.press('Enter');
	await expect(page).toHaveURL(/is=unread/);
	await expect(unread).toBeFocused();
	const starred = page.getByRole('list', { name: 'Show' }).getByRole('link', { name: 'Starred' });
	await starred.press('Enter');
	await expect(page).toHaveURL(/is=starred/);
	await expect(starred).toBeFocused();
	await page.goto('/?category=Hay');
	await reader.expectFound(3);
	const orders = page.getByRole('list', { name: 'Sort by' }).first();
	await orders.locator('summary').press('Enter');
	await orders.getByRole('link', { name: 'Oldest' }).press('Enter');
	await expect(page).toHaveURL(/sort=oldest/);
	await expect(orders.locator('summary')).toBeFocused();
	await expect(orders.getByRole('link', { name: 'Longest' })).toBeHidden();
	await page.goto('/archive?category=Hay&category=Bees');
	await page.getByRole('link', { name: 'Remove Hay' }).press('Enter');
	await expect(page.getByRole('link', { name: 'Remove Hay' })).toHaveCount(0);
	await expect(focused).toHaveText('Archive');
});

for (const locale of ['fr', 'es']) {
	test.describe(`in a browser that speaks ${locale}`, () => {
		test('nothing of a search sticks out of a narrow screen', async ({ page }) => {
			await page.evaluate(
				(language) => localStorage.setItem('backlist-reading', JSON.stringify({ language })),
				locale
			);
			for (const width of [320, 390]) {
				await page.setViewportSize({ width, height: 800 });
				await page.goto('/?q=word');
				await expect(page.getByRole('article').first()).toBeVisible();
				const facts = page.locator('.facts');
				expect(await facts.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
				await facts.locator('summary').click();
				await expect(facts.locator('.menu a').first()).toBeInViewport({ ratio: 1 });
				await facts.locator('.menu a').first().click();
				await expect(page).toHaveURL(/sort=/);
			}
		});
	});
}

test('a press beside the menu of orders closes it', async ({ page }) => {
	const orders = page.getByRole('list', { name: 'Sort by' }).first();
	await orders.locator('summary').click();
	await expect(orders.getByRole('link', { name: 'Oldest' })).toBeVisible();
	await page.getByRole('heading', { level: 1 }).click();
	await expect(orders.getByRole('link', { name: 'Oldest' })).toBeHidden();
});

test('the Tab key comes from the search to the spine, and on to the posts', async ({ page, reader }) => {
	const spine = page.getByRole('slider', { name: 'Archive' });
	await expect(spine).toBeVisible();
	await spine.focus();
	await page.keyboard.press('Tab');
	await expect(reader.rows().first().locator(':focus')).toHaveCount(1);
	await page.keyboard.press('Shift+Tab');
	await expect(spine).toBeFocused();
	await page.goto('/?sort=oldest');
	await expect(reader.rows().first().getByRole('link', { name: 'A day in May' })).toBeVisible();
	await expect(page.locator('.rows > .spine')).toHaveCount(0);
});

test('on a phone all views are in a row above the list', async ({ page, reader }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/');
	const show = page.getByRole('list', { name: 'Show' });
	await expect(show.getByRole('link')).toHaveText([
		'All',
		'Unread',
		'Starred',
		'Today',
		'This week',
		'On this day',
		'Longest unread',
		'Random'
	]);
	await show.getByRole('link', { name: 'On this day' }).click();
	await expect(reader.link('Three years ago')).toBeVisible();
	await expect(show.getByRole('link', { name: 'On this day' })).toBeInViewport();
});

test('the spine goes to the month that is pressed, by keyboard too', async ({ page, reader }) => {
	const spine = page.getByRole('slider', { name: 'Archive' });
	await expect(spine).toHaveAttribute('aria-valuetext', /posts?$/);
	await spine.focus();
	await page.keyboard.press('End');
	await expect(spine).toHaveAttribute('aria-valuetext', 'May 2017, 1 post');
	await expect(reader.link('A day in May')).toBeInViewport();
	await page.keyboard.press('Home');
	await expect(spine).not.toHaveAttribute('aria-valuetext', 'May 2017, 1 post');
	const { x, y, width, height } = (await spine.boundingBox())!;
	await page.mouse.move(x + width / 2, y + 12);
	await page.mouse.down();
	await page.mouse.move(x + width / 2, y + height - 10, { steps: 5 });
	await page.mouse.up();
	await expect(spine).toHaveAttribute('aria-valuetext', 'May 2017, 1 post');
	await expect(reader.link('A day in May')).toBeInViewport();
});

test('axe finds nothing in the archive, and nothing is cut off', async ({ page }) => {
	test.setTimeout(240_000);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		for (const width of [320, 390, 820, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			for (const path of ['/archive', '/archive?as=table']) {
				await page.goto(path);
				await expect(page.getByRole('link', { name: 'March 2019, 3 posts' })).toBeAttached();
				expect(await violationsOn(page)).toEqual([]);
				const overflow = await page.evaluate(() => {
					const heading = document.querySelector('h1')!;
					const scroller = heading.closest('.scroller')!;
					return scroller.scrollWidth - scroller.clientWidth;
				});
				expect(overflow, `${path} at ${width} px`).toBeLessThanOrEqual(0);
			}
		}
	}
});

test('an archive without a post says so', async ({ page }) => {
	await page.goto('/archive?category=Nowhere');
	await expect(page.getByText('No post is in this view.')).toBeVisible();
	await page.getByRole('link', { name: 'Show the whole archive' }).click();
	await expect(page.getByRole('link', { name: 'March 2019, 3 posts' })).toBeVisible();
});
