import type { Page } from '@playwright/test';
import { expect, gardenItems, item, test } from './reader';

test.beforeEach(async ({ page, reader, site }) => {
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(4);
});

test('opening a post marks it read; it can be marked unread and starred, and that stays', async ({
	page,
	reader
}) => {
	await reader.link('Turning the compost').click();
	await page.getByRole('button', { name: 'Mark as unread' }).click();
	await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible();
	await page.getByRole('button', { name: 'Mark as read' }).click();
	await page.getByRole('button', { name: 'Star' }).click();
	await expect(reader.row('Turning the compost')).toContainText('Starred');
	await page.reload();
	await expect(page.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
	await page.goto('/?is=unread&author=Ida+Holm');
	await expect(reader.link('Bread without hurry')).toBeVisible();
	await expect(reader.link('Turning the compost')).toHaveCount(0);
});

test('a post opened in the unread view stays in it while the reader is there', async ({ page, reader }) => {
	await page.getByRole('link', { name: 'Unread', exact: true }).click();
	await reader.link('Turning the compost').click();
	await expect(page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
	await expect(reader.link('Turning the compost')).toBeVisible();
	await page.getByRole('link', { name: 'Next post' }).click();
	await expect(reader.title()).toHaveText('Bread without hurry');
	await page.getByRole('link', { name: 'Previous post' }).click();
	await expect(reader.title()).toHaveText('Turning the compost');
});

test('who goes on and gives a star at once gives it to the post that comes', async ({ page, reader }) => {
	await reader.link('Turning the compost').click();
	const star = page.getByRole('button', { name: 'Star' });
	await star.click();
	await expect(star).toHaveAttribute('aria-pressed', 'true');
	const letGo = await holdTexts(page);
	const before = page.url();
	await page.keyboard.press('j');
	await expect(page).not.toHaveURL(before);
	await expect(reader.title()).toHaveText('Turning the compost');
	await page.keyboard.press('s');
	await letGo();
	await expect(reader.title()).toHaveText('Bread without hurry');
	await expect(star).toHaveAttribute('aria-pressed', 'true');
	await page.keyboard.press('k');
	await expect(reader.title()).toHaveText('Turning the compost');
	await expect(star).toHaveAttribute('aria-pressed', 'true');
});

test('everything works by keys', async ({ page, reader }) => {
	await page.keyboard.press('j');
	await expect(reader.title()).toHaveText('Turning the compost');
	await page.keyboard.press('j');
	await expect(reader.title()).toHaveText('Bread without hurry');
	await page.keyboard.press('s');
	await expect(page.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
	await page.keyboard.press('m');
	await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible();
	await page.keyboard.press('k');
	await expect(reader.title()).toHaveText('Turning the compost');
	await page.keyboard.press('/');
	await expect(reader.search()).toBeFocused();
	await page.keyboard.type('rye?');
	await expect(reader.posts()).toHaveAttribute('data-query', 'rye?');
	await expect(reader.link('Bread without hurry')).toBeVisible();
	await page.keyboard.press('Enter');
	await expect(reader.link('Bread without hurry')).toBeFocused();
	await page.keyboard.press('/');
	await page.keyboard.press('Escape');
	await expect(reader.search()).toHaveValue('');
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0);
});

test('the article shows byline, categories, attachments, and a safe body', async ({ page, reader, site }) => {
	const hostile = `<p>Before</p><img src="x" onerror="globalThis.ran = 1"><script>globalThis.ran = 2</script>
		<a href="javascript:globalThis.ran = 3">press</a><iframe src="https://video.example/1"></iframe><p>After</p>`;
	const rich = item('rich', 'An <i>episode</i> & more', hostile, 0, {
		authors: [{ name: 'Ada' }, { name: 'Bo' }],
		tags: ['Audio'],
		language: 'de',
		attachments: [
			{
				url: '/episode.mp3',
				mime_type: 'audio/mpeg',
				title: 'Episode 1',
				size_in_bytes: 2_100_000,
				duration_in_seconds: 270
			}
		]
	});
	await reader.add(site.putFeed('/rich.json', 'Rich', [rich]), 'Rich');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.rows().first().getByRole('link').click();
	const article = page.locator('article').filter({ has: page.locator('h1') });
	await expect(article).toContainText('by Ada, Bo');
	await expect(article.getByRole('list', { name: 'Categories of this post' })).toContainText('Audio');
	await expect(article).toContainText('Before');
	await expect(article).toContainText('After');
	await expect(article).toContainText('4:30');
	await expect(article).toContainText('2.1 MB');
	await expect(article.locator('audio')).toHaveAttribute('src', `${site.origin}/episode.mp3`);
	await expect(article.locator('script, iframe, [onerror]')).toHaveCount(0);
	const press = article.getByText('press');
	await expect(press).not.toHaveAttribute('href', /javascript/);
	expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
});

test('the next post starts at its top with the focus on its title', async ({ page, reader, site }) => {
	const long = '<p>Line</p>'.repeat(200);
	const items = [1, 2].map((n) => item(`long${n}`, `Long read ${n}`, long, n));
	await reader.add(site.putFeed('/long.json', 'Long', items), 'Long');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('Long read 1').click();
	await expect(reader.title()).toBeFocused();
	const scroller = page.locator('.scroller').filter({ has: page.locator('article h1') });
	await scroller.evaluate((element) => element.scrollTo({ top: 900 }));
	await page.keyboard.press('j');
	await expect(reader.title()).toHaveText('Long read 2');
	await expect(reader.title()).toBeFocused();
	await expect.poll(() => scroller.evaluate((element) => element.scrollTop)).toBe(0);
});

test('Hebrew runs from the right, also where a line begins with a Latin word', async ({
	page,
	reader,
	site
}) => {
	const html = '<p>iOS: זה פוסט על מכשירים ועל ספרים ישנים</p><p>An English line.</p><ul><li>פריט</li></ul>';
	const hebrew = item('he', 'בוקר בגן הישן', html, 0, { language: 'he' });
	await reader.add(site.putFeed('/he.json', 'גן', [hebrew]), 'גן');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('בוקר בגן הישן').click();
	for (const visit of ['pressed', 'reloaded']) {
		if (visit === 'reloaded') await page.reload();
		await expect(page.locator('.prose')).toHaveCSS('direction', 'rtl');
		await expect(page.locator('.prose p').first()).toHaveCSS('direction', 'rtl');
		await expect(page.locator('.prose p').nth(1)).toHaveCSS('direction', 'ltr');
		await expect(page.locator('.prose ul')).toHaveCSS('direction', 'rtl');
		await expect(reader.title()).toHaveCSS('direction', 'rtl');
	}
});

test('a star leaves the open text alone: what was unfolded stays so', async ({ page, reader, site }) => {
	const folded = item('folded', 'Folded', '<details><summary>More</summary><p>Inside</p></details>', 0);
	await reader.add(site.putFeed('/folded.json', 'Folds', [folded]), 'Folds');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('Folded').click();
	await page.locator('.prose summary').click();
	await expect(page.locator('.prose').getByText('Inside')).toBeVisible();
	await page.getByRole('button', { name: 'Star' }).click();
	await expect(reader.row('Folded')).toContainText('Starred');
	await expect(page.locator('.prose').getByText('Inside')).toBeVisible();
});

test('a reloaded post of the unread view is still in its list', async ({ page, reader }) => {
	await page.getByRole('link', { name: 'Unread', exact: true }).click();
	await reader.link('Bread without hurry').click();
	await expect(page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('link', { name: 'Previous post' })).toBeVisible();
	await expect(reader.row('Bread without hurry')).toBeVisible();
});

test('a page that is only looked at does nothing', async ({ page, reader }) => {
	await reader.link('Turning the compost').click();
	await expect(page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
	// What begins by itself some seconds after the start, such as automatic backups, is over.
	await page.waitForFunction(() => performance.now() > 9000);
	const count = await page.evaluate(async () => {
		let transactions = 0;
		const { transaction } = IDBDatabase.prototype;
		IDBDatabase.prototype.transaction = function (...args) {
			transactions += 1;
			return transaction.apply(this, args);
		};
		await new Promise((resolve) => setTimeout(resolve, 1500));
		return transactions;
	});
	expect(count).toBe(0);
});

test('a category of the article leads to its posts', async ({ page, reader }) => {
	await reader.link('Turning the compost').click();
	await page
		.getByRole('list', { name: 'Categories of this post' })
		.getByRole('link', { name: 'Winter' })
		.click();
	await reader.expectFound(2);
	await expect(page).toHaveURL(/\/\?category=Winter$/);
});

test('a phone shows list or article, and the list keeps its place', async ({ page, reader, site }) => {
	const many = Array.from({ length: 300 }, (_, i) =>
		item(`n${i}`, `Note number ${i}`, '<p>Text</p>', i + 10)
	);
	await page.setViewportSize({ width: 390, height: 844 });
	await reader.add(site.putFeed('/many.json', 'Many', many), 'Many');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(300);
	await reader.posts().evaluate((feed) => feed.scrollTo({ top: 9000 }));
	await expect
		.poll(() => reader.rows().first().getAttribute('aria-posinset').then(Number))
		.toBeGreaterThan(50);
	const name = (await reader.rows().nth(4).getByRole('link').textContent())!.trim();
	await reader.link(name).click();
	await expect(reader.title()).toHaveText(name);
	const top = await page.locator('[role=feed]').evaluate((feed) => feed.scrollTop);
	expect(top).toBeGreaterThan(5000);
	await expect(reader.posts()).toBeHidden();
	await page.getByRole('link', { name: 'Back to the list' }).click();
	await expect(reader.link(name)).toBeVisible();
	await expect
		.poll(async () => Math.abs((await reader.posts().evaluate((feed) => feed.scrollTop)) - top))
		.toBeLessThan(3);
});

/** Keeps the texts of posts from being read until they are let go. */
async function holdTexts(page: Page): Promise<() => Promise<void>> {
	const release = await page.evaluateHandle(
		() =>
			new Promise<() => void>((resolve, reject) => {
				const opening = indexedDB.open('backlist');
				opening.onerror = () => reject(opening.error!);
				opening.onsuccess = () => {
					let isHeld = true;
					const bodies = opening.result.transaction('bodies', 'readwrite').objectStore('bodies');
					const hold = () => {
						if (isHeld) bodies.count().onsuccess = hold;
						else opening.result.close();
					};
					hold();
					resolve(() => (isHeld = false));
				};
			})
	);
	return () => release.evaluate((letGo) => letGo());
}
