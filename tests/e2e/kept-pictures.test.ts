import type { Page } from '@playwright/test';
import { ensureBrowser, launchArguments } from '../tools/browser.mjs';
import type { FeedSite } from './feed-site';
import { cutOff, expect, item, test, type Reader } from './reader';

// Otherwise Chromium tells every site the same quota, whatever there is.
test.use({
	launchOptions: {
		executablePath: await ensureBrowser(),
		args: [...launchArguments, '--disable-features=StaticStorageQuota']
	}
});

const drawing = (colour: string) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="${colour}"/></svg>`;

/**
 * A blog with a picture in each of two posts; that of the second one may not be read by other sites.
 * @returns the address of their list
 */
async function addHarbour(reader: Reader, site: FeedSite): Promise<string> {
	site.put('/boats.svg', { type: 'image/svg+xml', body: drawing('teal') });
	site.put('/crane.svg', { type: 'image/svg+xml', body: drawing('maroon'), cors: false });
	const picture = (name: string, alt: string) =>
		`<p>Words before.</p><p><img src="${site.origin}/${name}.svg" alt="${alt}" width="400" height="300"></p><p id="after">Words after.</p>`;
	const feed = site.putFeed('/feed.json', 'Harbour', [
		item('boats', 'Boats at dawn', picture('boats', 'Three boats'), 0),
		item('crane', 'The old crane', picture('crane', 'A crane'), 1)
	]);
	await reader.firstVisit();
	await reader.add(feed, 'Harbour');
	await reader.page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(2);
	return reader.page.url();
}

async function choose(page: Page, keep: 'All posts' | 'Starred posts' | 'None'): Promise<void> {
	await page.goto('/settings');
	await page.getByRole('group', { name: 'Keep pictures' }).getByRole('radio', { name: keep }).check();
}

const offline = (page: Page) => page.getByRole('region', { name: 'Offline' });
const shown = (page: Page, name: string) => page.locator('.prose').getByRole('img', { name });
const itemOf = (page: Page, title: string) =>
	page.getByRole('list', { name: 'Feeds' }).getByRole('listitem').filter({ hasText: title });
/** How many files are kept. */
const files = (page: Page) =>
	page.evaluate(async () => (await (await caches.open('backlist-media')).keys()).length);
const asked = (site: FeedSite, path: string) => site.requests.filter((request) => request === path).length;

test('the pictures of all posts are there without a network when the reader wants that, also those of a host that hides them', async ({
	page,
	reader,
	site,
	context
}) => {
	const list = await addHarbour(reader, site);
	await choose(page, 'All posts');
	await expect(offline(page)).toContainText('2 pictures are kept.');
	const storage = page.getByRole('region', { name: 'Storage' });
	await expect(storage.getByRole('row', { name: /^Pictures and sound/ })).toContainText(
		/about [\d.,]+ [kM]B/
	);

	await cutOff(context);
	await page.goto(list);
	await reader.link('Boats at dawn').click();
	await expect(shown(page, 'Three boats')).toHaveJSProperty('naturalWidth', 400);
	await reader.link('The old crane').click();
	await expect(shown(page, 'A crane')).toHaveJSProperty('naturalWidth', 400);
});

test('a star brings the pictures of its post; those of others leave their words in a place of their size', async ({
	page,
	reader,
	site,
	context
}) => {
	const list = await addHarbour(reader, site);
	await reader.link('Boats at dawn').click();
	await expect(shown(page, 'Three boats')).toHaveJSProperty('naturalWidth', 400);
	const size = await shown(page, 'Three boats').boundingBox();
	await reader.link('The old crane').click();
	await page.getByRole('button', { name: 'Star', exact: true }).click();
	await page.goto('/settings');
	await expect(offline(page)).toContainText('1 picture is kept.');

	await cutOff(context);
	await page.goto(list);
	await reader.link('The old crane').click();
	await expect(shown(page, 'A crane')).toHaveJSProperty('naturalWidth', 400);
	await reader.link('Boats at dawn').click();
	const place = page.locator('.prose span[role="img"]');
	await expect(place).toHaveAccessibleName('Three boats');
	const instead = await place.boundingBox();
	expect([instead?.width, instead?.height]).toEqual([size?.width, size?.height]);

	// With the network it comes by itself.
	await context.setOffline(false);
	// Some versions of Chromium do not tell pages so.
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await expect(page.locator('.prose img[alt="Three boats"]')).toHaveJSProperty('naturalWidth', 400);
});

test('a reader who does not have pictures loaded has none fetched, whatever is to be kept', async ({
	page,
	reader,
	site
}) => {
	await page.goto('/settings');
	const loads = page.getByRole('group', { name: 'Load pictures' });
	await loads.getByRole('radio', { name: 'Never' }).check();
	await choose(page, 'All posts');
	await addHarbour(reader, site);
	await page.goto('/settings');
	await expect(offline(page)).toContainText('Pictures are never loaded');
	await loads.getByRole('radio', { name: 'When I press' }).check();
	await expect(offline(page)).toContainText('only those of feeds that always load theirs are kept');

	// One that always loads its own: when they are kept, all feeds have been gone through.
	const pier = `${site.origin}/pier.svg`;
	site.put('/pier.svg', { type: 'image/svg+xml', body: drawing('navy') });
	const posts = [item('pier', 'The pier', `<img src="${pier}" alt="A pier">`, 9)];
	await reader.add(site.putFeed('/pier.json', 'Pier', posts), 'Pier');
	await page.goto('/feeds');
	await itemOf(page, 'Pier').getByRole('checkbox', { name: 'Always load its pictures' }).check();
	await page.goto('/settings');
	await expect(offline(page)).toContainText('1 picture is kept.');
	expect([asked(site, '/boats.svg'), asked(site, '/crane.svg')]).toEqual([0, 0]);
});

test('with little room left pictures are not fetched, and posts still come', async ({
	page,
	reader,
	site
}) => {
	await addHarbour(reader, site);
	const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage!);
	const browser = await page.context().newCDPSession(page);
	await browser.send('Storage.overrideQuotaForOrigin', {
		origin: new URL(page.url()).origin,
		quotaSize: used * 1.1
	});
	await choose(page, 'All posts');
	await expect(offline(page)).toContainText('This device has little room left');
	expect(await files(page)).toBe(0);
	const more = [item('late', 'A late post', '<p>It has come.</p>', 5)];
	await reader.add(site.putFeed('/more.json', 'More', more), 'More');
});

test('one feed may be kept otherwise than all, and what is not wanted any more goes', async ({
	page,
	reader,
	site
}) => {
	await addHarbour(reader, site);
	await page.goto('/feeds');
	const feed = itemOf(page, 'Harbour');
	const keep = feed.getByRole('combobox', { name: 'Keep its pictures' });
	await expect(keep).toHaveValue('as-all');
	await keep.selectOption('All posts');
	await page.goto('/settings');
	await expect(offline(page)).toContainText('2 pictures are kept.');
	await page.goto('/feeds');
	await expect(keep).toHaveValue('all');
	await keep.selectOption('None');
	await page.goto('/settings');
	await expect(offline(page)).toContainText('No pictures are kept on this device yet.');
});

test('kept pictures can be removed at once, and go with their feed', async ({ page, reader, site }) => {
	await addHarbour(reader, site);
	await choose(page, 'All posts');
	await expect(offline(page)).toContainText('2 pictures are kept.');
	expect(await files(page)).toBe(2);
	await page.getByRole('button', { name: 'Remove kept pictures' }).click();
	await expect(page.getByText('The pictures are removed')).toBeFocused();
	await expect(page.getByRole('radio', { name: 'None' })).toBeChecked();
	expect(await files(page)).toBe(0);

	await choose(page, 'All posts');
	await expect(offline(page)).toContainText('2 pictures are kept.');
	await page.goto('/feeds');
	const feed = itemOf(page, 'Harbour');
	await feed.getByRole('button', { name: 'Remove' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove feed and posts' }).click();
	await page.getByRole('button', { name: 'Delete now' }).click();
	await page
		.getByRole('dialog')
		.getByRole('button', { name: /Delete/ })
		.click();
	await expect.poll(() => files(page)).toBe(0);
});

test('a recording is kept on press, plays from any place without a network, and can be removed', async ({
	page,
	reader,
	site,
	context
}) => {
	const sound = site.put('/episode.wav', { type: 'audio/wav', body: 'RIFF' + 'sound '.repeat(5000) });
	const hidden = site.put('/hidden.wav', { type: 'audio/wav', body: 'RIFF', cors: false });
	const attachments = [
		{ url: sound, mime_type: 'audio/wav', title: 'Episode one' },
		{ url: hidden, mime_type: 'audio/wav', title: 'Episode two' }
	];
	await reader.firstVisit();
	await reader.add(
		site.putFeed('/feed.json', 'Radio', [
			item('one', 'The first episode', '<p>Listen.</p>', 0, { attachments })
		]),
		'Radio'
	);
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('The first episode').click();
	const keep = page.getByRole('button', { name: 'Keep for offline' });
	await keep.last().click();
	await expect(page.getByText('Its host does not let other sites read the file')).toBeVisible();
	await keep.first().click();
	await expect(page.getByText('it plays without a network')).toBeVisible();

	await cutOff(context);
	await page.reload();
	const audio = page.getByLabel('Episode one');
	await expect(audio).toHaveAttribute('src', /\/kept-recording\?url=/);
	const part = await audio.evaluate(async (element: HTMLAudioElement) => {
		const answer = await fetch(element.src, { headers: { Range: 'bytes=4-8' } });
		return [answer.status, answer.headers.get('content-range'), await answer.text()];
	});
	expect(part).toEqual([206, `bytes 4-8/${4 + 6 * 5000}`, 'sound']);
	// As a page of its own it would be one of the app's.
	const address = await audio.getAttribute('src');
	const other = await context.newPage();
	await other.goto(address!);
	await expect(other.getByRole('navigation', { name: 'Main' })).toBeVisible();
	await other.close();

	await page.getByRole('button', { name: 'Remove from this device' }).click();
	await expect(keep.first()).toBeFocused();
	await expect(audio).toHaveAttribute('src', sound);
});
