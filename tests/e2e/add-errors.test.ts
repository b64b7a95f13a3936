import type { Answer } from './feed-site';
import { cutOff, expect, gardenItems, test } from './reader';

const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'Garden', items: gardenItems };

const failures: { name: string; answer: Answer; says: RegExp }[] = [
	{
		name: 'a truncated JSON',
		answer: { body: JSON.stringify(feed, null, 1).slice(0, 700) },
		says: /line \d+/
	},
	{
		name: 'a web page without a feed',
		answer: { type: 'text/html', body: '<h1>Hello</h1>' },
		says: /web page|no .*feed/i
	},
	{
		name: 'an address that is not there',
		answer: { status: 404, body: 'gone' },
		says: /not (there|found)|no such|404/i
	},
	{ name: 'a server that fails', answer: { status: 500, body: 'oops' }, says: /500|server/i },
	{ name: 'a feed that other sites may not read', answer: { cors: false, body: feed }, says: /CORS/ },
	{ name: 'JSON that is no feed', answer: { body: { hello: 'world' } }, says: /not a .*feed|no .*feed/i }
];

for (const { name, answer, says } of failures) {
	test(`${name} is explained, and nothing is added`, async ({ page, reader, site }) => {
		const address = site.put('/feed.json', answer);
		await page.goto(`/add?url=${encodeURIComponent(address)}`);
		await expect(reader.alert()).toContainText(says);
		await page.getByRole('button', { name: 'Add feed' }).click();
		await expect(reader.alert()).toContainText(says);
		await expect(reader.alert()).toContainText('Nothing was added');
		await page.goto('/feeds');
		await expect(page.getByRole('listitem').filter({ hasText: 'handbook' })).toBeVisible();
		await expect(page.getByText(site.origin)).toHaveCount(0);
	});
}

test('what helps where a site may not be read is said, and a relay is only an option', async ({
	page,
	reader,
	site
}) => {
	const address = site.put('/feed.json', { cors: false, body: feed });
	await page.goto(`/add?url=${encodeURIComponent(address)}`);
	await expect(reader.alert()).toContainText(/file.*relay.*author/s);
	await expect(page.getByRole('checkbox')).toHaveCount(0);
	await page.locator('main').getByRole('link', { name: 'settings' }).click();
	await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('what is no address is explained without a request', async ({ page, reader }) => {
	await page.goto('/add');
	await page.getByRole('textbox', { name: 'Feed or site address' }).fill('javascript:alert(1)');
	await page.getByRole('button', { name: 'Add feed' }).click();
	await expect(reader.alert()).toContainText(/address/i);
});

test('without a network the reader hears that, and what is kept stays', async ({
	page,
	reader,
	site,
	context
}) => {
	await reader.firstVisit();
	const address = site.putFeed('/feed.json', 'Far away', gardenItems);
	await cutOff(context);
	await page.goto(`/add?url=${encodeURIComponent(address)}`);
	await expect(reader.alert()).toContainText(/offline/i);
	await expect(reader.alert()).toContainText('everything kept before is still here');
});
