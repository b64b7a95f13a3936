import { Deployment } from './deployment';
import { expect, test } from './reader';

test('the first visit brings the handbook, without a press', async ({ page, reader }) => {
	await reader.firstVisit();
	await expect(page).toHaveTitle('All posts · Backlist');
	await expect(reader.link('Welcome to Backlist')).toBeVisible();
	const total = Number(await reader.rows().first().getAttribute('aria-setsize'));
	expect(total).toBeGreaterThanOrEqual(15);
	await expect(reader.status()).toContainText(`${total} posts kept`);
	await page.getByRole('link', { name: 'Library' }).click();
	await expect(page.getByRole('listitem').filter({ hasText: 'Backlist handbook' })).toContainText(
		`${total} posts kept`
	);
});

test('posts are listed newest first, each with its date, categories and excerpt', async ({ reader }) => {
	await reader.firstVisit();
	const times = await reader
		.rows()
		.locator('time')
		.evaluateAll((all) => all.map((time) => time.getAttribute('datetime')));
	expect(times.length).toBeGreaterThan(5);
	expect(times).toEqual([...times].sort().reverse());
	await expect(reader.row('Welcome to Backlist')).toContainText('Start here');
});

test('a handbook that the reader has removed does not come back', async ({ page, reader }) => {
	await reader.firstVisit();
	await page.goto('/feeds');
	await page.getByRole('button', { name: 'Remove' }).click();
	await page.getByRole('button', { name: 'Remove feed and posts' }).click();
	await expect(page.getByText('No blog is kept on this device yet.')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Library' })).toBeFocused();
	await expect(reader.status()).not.toContainText('handbook');
	await page.goto('/');
	await expect(page.getByText('Nothing is kept on this device yet.')).toBeVisible();
	await page.reload();
	await expect(page.getByText('Nothing is kept on this device yet.')).toBeVisible();
});

test('the app makes no request to any other origin', async ({ page, reader, baseURL }) => {
	const others: string[] = [];
	page.on('request', (request) => {
		const { origin, protocol } = new URL(request.url());
		if (origin !== baseURL && protocol.startsWith('http')) others.push(request.url());
	});
	await reader.firstVisit();
	await reader.link('Welcome to Backlist').click();
	await expect(reader.title()).toHaveText('Welcome to Backlist');
	expect(others).toEqual([]);
});

test('the app starts without its fonts', async ({ page, reader }) => {
	await page.route('**/*.woff2', (route) => route.abort());
	await page.goto('/');
	await expect(reader.link('Welcome to Backlist')).toBeVisible();
	await expect(reader.alert()).toHaveCount(0);
});

test.describe('without a service worker, which asks for itself', () => {
	test.use({ serviceWorkers: 'block' });

	test('what a first visit shows is asked for once, beside the scripts, and later visits ask as they need', async ({
		page
	}) => {
		const host = await Deployment.start();
		const times = (address: string) => host.requests.filter((asked) => asked === address).length;
		try {
			await page.goto(host.url);
			await expect(page.getByRole('article').first()).toBeVisible();
			expect([times('/config.json'), times('/feed.json')]).toEqual([1, 1]);
			const worker = host.requests.findIndex((address) => address.includes('/sync-worker'));
			expect(worker).toBeGreaterThan(-1);
			expect(host.requests.indexOf('/feed.json')).toBeLessThan(worker);
			expect(host.requests.filter((address) => /\/(entry|nodes)\//.test(address))).toEqual([]);

			await expect.poll(() => page.evaluate(() => localStorage.getItem('backlist-library'))).not.toBeNull();
			host.requests = [];
			await page.reload();
			await expect(page.getByRole('article').first()).toBeVisible();
			await expect.poll(() => times('/config.json')).toBe(1);
			expect(times('/feed.json')).toBe(0);
		} finally {
			await host.stop();
		}
	});
});
