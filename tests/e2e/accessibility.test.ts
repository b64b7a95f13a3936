import { violationsOn } from './axe';
import { overflowOn } from './overflow';
import { expect, gardenItems, test } from './reader';

const widths = [390, 820, 1440];

for (const theme of ['light', 'dark', 'sepia', 'black'] as const) {
	test(`axe finds nothing on any page, ${theme}`, async ({ page, reader }) => {
		test.setTimeout(300_000);
		await reader.firstVisit();
		await page.goto('/settings');
		await page.getByRole('radio', { name: theme, exact: false }).check();
		await page.goto('/');
		const post = await reader.link('Welcome to Backlist').getAttribute('href');
		for (const width of widths) {
			await page.setViewportSize({ width, height: 900 });
			for (const path of [
				'/',
				'/?q=offline',
				post!,
				'/add?url=nowhere.invalid',
				'/archive',
				'/highlights',
				'/feeds',
				'/settings'
			]) {
				await page.goto(path);
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
				await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
				// A list is looked at once its rows are drawn.
				if (path === '/' || path.startsWith('/?')) await expect(reader.rows().first()).toBeVisible();
				expect(await violationsOn(page)).toEqual([]);
			}
		}
	});
}

test('a long name of a blog stays inside the list', async ({ page, reader, site }) => {
	const name = 'A really very long blog title which nobody would ever choose but exists';
	await reader.add(site.putFeed('/feed.json', name, gardenItems), 'A really');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(4);
	await reader.find('garden');
	for (const width of [320, ...widths]) {
		await page.setViewportSize({ width, height: 900 });
		const list = (await page.getByRole('region', { name: 'List' }).boundingBox())!;
		for (const part of [
			reader.search(),
			page.getByRole('link', { name: 'Show all' }),
			page.getByRole('region', { name: 'List' }).getByText(/^\d posts/)
		]) {
			const box = (await part.boundingBox())!;
			expect(box.x + box.width, `at ${width} px`).toBeLessThanOrEqual(list.x + list.width);
		}
	}
});

test('nothing moves after it has been drawn, and nothing is cut off', async ({ page, reader }) => {
	test.setTimeout(240_000);
	await reader.firstVisit();
	const post = (await reader.link('Welcome to Backlist').getAttribute('href'))!;
	for (const width of [320, ...widths]) {
		await page.setViewportSize({ width, height: 900 });
		for (const path of ['/', post, '/?q=offline', '/add', '/archive', '/highlights', '/feeds', '/settings']) {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expect(reader.status()).toContainText('kept');
			const shift = await page.evaluate(
				() =>
					new Promise<number>((resolve) => {
						let sum = 0;
						new PerformanceObserver((list) => {
							for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
						}).observe({ type: 'layout-shift', buffered: true });
						setTimeout(() => resolve(sum), 300);
					})
			);
			expect(shift, `layout shift at ${width} px on ${path}`).toBeLessThan(0.001);
			expect(await overflowOn(page), `overflow at ${width} px on ${path}`).toEqual([]);
		}
	}
});
