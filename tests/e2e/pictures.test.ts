import type { Page } from '@playwright/test';
import type { FeedSite } from './feed-site';
import { expect, item, test, type Reader } from './reader';

const DRAWING =
	'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="teal"/></svg>';

/** A feed of two posts with pictures of their own, a picture at the top and one in the list. */
async function addPictures(reader: Reader, site: FeedSite, host = site.origin): Promise<void> {
	for (const name of ['one', 'two', 'top', 'list', 'film']) {
		site.put(`/${name}.svg`, { type: 'image/svg+xml', body: DRAWING });
	}
	const pictures =
		`<p>Words before.</p><p><img src="${host}/one.svg" alt="A teal field" width="400" height="300"></p>` +
		`<p><a href="https://blog.example/big"><img src="${host}/two.svg" alt="Another"></a></p>` +
		`<video src="${host}/film.mp4" poster="${host}/film.svg"></video>`;
	const feed = site.putFeed('/feed.json', 'Fields', [
		item('fields', 'Teal fields', pictures, 0, { banner_image: `${host}/top.svg` }),
		item('more', 'More fields', `<img src="${host}/one.svg" alt="">`, 1, {
			image: `${host}/list.svg`
		})
	]);
	await reader.add(feed, 'Fields');
	await reader.page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(2);
}

async function choose(page: Page, name: 'Always' | 'When I press' | 'Never'): Promise<void> {
	await page.goto('/settings');
	await page.getByRole('group', { name: 'Load pictures' }).getByRole('radio', { name }).check();
}

const asked = (site: FeedSite) =>
	[...new Set(site.requests.filter((path) => /\.(svg|mp4)$/.test(path)))].sort();

test('pictures come from where the blog keeps them, with neither cookies nor the address of the reader’s page', async ({
	page,
	reader,
	site,
	context
}) => {
	await reader.firstVisit();
	// Of the same site as the app, whose cookies are sent without further ado.
	const host = site.origin.replace('127.0.0.1', 'localhost');
	await context.addCookies([{ name: 'who', value: 'you', url: host }]);
	await addPictures(reader, site, host);
	await page.reload();
	await reader.link('Teal fields').click();
	await expect(page.getByRole('img', { name: 'A teal field' })).toHaveJSProperty('naturalWidth', 400);
	await expect
		.poll(() => asked(site))
		.toEqual(['/film.svg', '/list.svg', '/one.svg', '/top.svg', '/two.svg']);
	const headers = site.headers.filter((_, index) => site.requests[index]?.endsWith('.svg'));
	expect(headers.map(({ cookie, referer }) => ({ cookie, referer }))).toEqual(headers.map(() => ({})));

	// The cookie is there: asked in the ordinary way, the browser would have sent it.
	await page.evaluate(
		(address) => fetch(address, { mode: 'no-cors', credentials: 'include' }),
		`${host}/with-cookie`
	);
	expect(site.headers[site.requests.indexOf('/with-cookie')]?.cookie).toBe('who=you');
});

test('when the reader wants to press, nothing is asked for before', async ({ page, reader, site }) => {
	await choose(page, 'When I press');
	await addPictures(reader, site);
	await reader.link('Teal fields').click();
	await expect(page.getByText('4 pictures of this post are not loaded.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Another' })).toBeVisible();
	expect(asked(site)).toEqual([]);

	await page.getByRole('button', { name: 'Load the picture: A teal field' }).click();
	await expect(page.getByRole('img', { name: 'A teal field' })).toBeFocused();
	await expect.poll(() => asked(site)).toEqual(['/one.svg']);

	await page.getByRole('button', { name: 'Load pictures' }).click();
	await expect(page.getByText('The pictures of this post are loaded from its site.')).toBeFocused();
	await expect.poll(() => asked(site)).toEqual(['/film.svg', '/one.svg', '/top.svg', '/two.svg']);

	// The next post waits again.
	await reader.link('More fields').click();
	await expect(page.getByText('2 pictures of this post are not loaded.')).toBeVisible();
	expect(asked(site)).not.toContain('/list.svg');
});

test('one feed can have its pictures always; that outlasts a reload and can be taken back', async ({
	page,
	reader,
	site
}) => {
	await choose(page, 'When I press');
	await addPictures(reader, site);
	await reader.link('Teal fields').click();
	await page.getByRole('button', { name: 'Always on this feed' }).click();
	await expect(page.getByRole('img', { name: 'A teal field' })).toHaveJSProperty('naturalWidth', 400);
	await expect.poll(() => asked(site)).toContain('/list.svg');
	await page.reload();
	await expect(page.getByRole('img', { name: 'A teal field' })).toBeVisible();

	await page.goto('/feeds');
	await page
		.getByRole('listitem')
		.filter({ hasText: 'Fields' })
		.getByRole('checkbox', { name: 'Always load its pictures' })
		.uncheck();
	await page.goBack();
	await reader.link('Teal fields').click();
	await expect(page.getByRole('button', { name: 'Load pictures' })).toBeVisible();
});

test('when the reader wants none, their words stand in their places', async ({ page, reader, site }) => {
	await choose(page, 'Never');
	await addPictures(reader, site);
	await reader.link('Teal fields').click();
	await expect(page.locator('.prose').getByText('A teal field')).toBeVisible();
	await expect(page.getByRole('button', { name: /picture/ })).toHaveCount(0);
	expect(asked(site)).toEqual([]);
});
