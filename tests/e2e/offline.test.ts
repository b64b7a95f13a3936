import { cutOff, expect, gardenItems, test } from './reader';

test('after one visit everything opens without a network, by reload and by deep link', async ({
	page,
	reader,
	site,
	context
}) => {
	await reader.firstVisit();
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('Beans on strings').click();
	await expect(reader.title()).toHaveText('Beans on strings');
	const postAddress = page.url();

	await cutOff(context);
	await site.stop();
	await page.reload();
	await expect(reader.title()).toHaveText('Beans on strings');
	await expect(page.locator('article').last()).toContainText('Runner beans');
	for (const path of ['/', '/feeds', '/add', '/settings', '/?q=rye', postAddress]) {
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	}
	await page.goto('/?q=rye');
	await reader.expectFound(1);
	await reader.link('Bread without hurry').click();
	await expect(page.locator('article').last()).toContainText('Sourdough');
	await page.goto('/?category=Winter');
	await reader.expectFound(2);
	await expect(reader.status()).toContainText('Offline');
	await page.goto('/feeds');
	await expect(page.getByRole('listitem').filter({ hasText: 'Garden' })).toContainText('4 posts kept');
});

test('the handbook’s pictures are there without a network', async ({ page, reader, context }) => {
	await reader.firstVisit();
	await context.setOffline(true);
	await reader.link('Welcome to Backlist').click();
	const picture = page.locator('.prose img').first();
	await picture.scrollIntoViewIfNeeded();
	await expect
		.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
		.toBeGreaterThan(0);
});

test('an address that leads nowhere says so, and offers a way back', async ({ page, reader }) => {
	await reader.firstVisit();
	await page.goto('/post/ffffffffffffffffffffffff');
	await expect(reader.alert()).toContainText('not on this device');
	await page.goto('/nothing/here');
	await expect(reader.alert()).toContainText('leads nowhere');
	await page.getByRole('main').getByRole('link', { name: 'All posts' }).click();
	await expect(reader.rows().first()).toBeVisible();
});

test('the app can be installed', async ({ page, reader }) => {
	await reader.firstVisit();
	const client = await page.context().newCDPSession(page);
	const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
	expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});
