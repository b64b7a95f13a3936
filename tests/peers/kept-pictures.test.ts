import { cutOff, expect, test as base } from '../e2e/reader';
import { missingWordPress, WordPress } from '../tools/wordpress.mjs';

/*
 * Pictures of a real WordPress's uploads, which no other site may read: kept, and shown when the server is gone.
 */

const test = base.extend<object, { wordpress: WordPress }>({
	wordpress: [
		// Playwright asks for a pattern here, even an empty one.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const wordpress = await WordPress.start(20);
			await use(wordpress);
			await wordpress.remove();
		},
		{ scope: 'worker', timeout: 15 * 60_000 }
	]
});

test.skip(missingWordPress !== '', missingWordPress);
if (missingWordPress !== '') console.warn(`${missingWordPress} Skipped.`);

test('the pictures of uploads are there when the server is not', async ({
	page,
	reader,
	context,
	wordpress
}) => {
	await wordpress.php(new URL('add-pictures.php', import.meta.url));
	await reader.firstVisit();
	await reader.add(wordpress.origin, 'Harbour Notes');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await expect(reader.link('A walk on the pier')).toBeVisible();
	const list = page.url();
	await page.goto('/feeds');
	const feed = page
		.getByRole('list', { name: 'Feeds' })
		.getByRole('listitem')
		.filter({ hasText: 'Harbour Notes' });
	await feed.getByRole('combobox', { name: 'Keep its pictures' }).selectOption('All posts');
	await page.goto('/settings');
	const offline = page.getByRole('region', { name: 'Offline' });
	await expect(offline).toContainText(/\d+ pictures are kept\. [\d.,]+ MB of/);
	const kept = () =>
		page.evaluate(async () => (await (await caches.open('backlist-media')).keys()).map(({ url }) => url));
	for (const name of ['pier', 'gull', 'tower']) {
		await expect.poll(kept).toContainEqual(expect.stringMatching(new RegExp(`/${name}[^/]*\\.jpg$`)));
	}

	await wordpress.stop();
	await cutOff(context);
	await page.goto(list);
	await reader.link('A walk on the pier').click();
	for (const alt of ['The pier', 'The gull']) {
		const image = page.locator(`.prose img[alt="${alt}"]`);
		await image.scrollIntoViewIfNeeded();
		await expect(image).not.toHaveJSProperty('naturalWidth', 0);
	}
	await reader.link('The tower').click();
	await expect(page.locator('article .banner img')).not.toHaveJSProperty('naturalWidth', 0);
	await wordpress.restart();
});
