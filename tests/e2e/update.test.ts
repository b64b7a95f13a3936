import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { Deployment } from './deployment';
import { expect, gardenItems, item, Reader, test as base } from './reader';

const test = base.extend<{ host: Deployment; open: (path?: string) => Promise<Page> }>({
	// eslint-disable-next-line no-empty-pattern
	host: async ({}, use) => {
		const host = await Deployment.start();
		await use(host);
		await host.stop();
	},
	open: async ({ context, host }, use) => {
		await use(async (path = '/') => {
			const page = await context.newPage();
			await page.goto(host.url + path);
			return page;
		});
	}
});

const press = (page: Page) => page.getByRole('button', { name: 'Reload to update' });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const navigation = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });

/** The script that starts the page: each version has its own. */
const startOf = (page: Page) => page.locator('#app > script').first().textContent();

async function untilReady(page: Page): Promise<void> {
	await expect(page.getByRole('status')).toContainText('Ready to read offline');
}

/** Has the browser look for a new version, as it does when a page is opened. */
async function lookForUpdate(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await (await navigator.serviceWorker.ready).update();
	});
}

/** Whether a service worker waits, and none is being installed. */
const stateOf = (page: Page) =>
	page.evaluate(async () => {
		const { installing, waiting } = await navigator.serviceWorker.ready;
		return { isInstalling: installing !== null, isWaiting: waiting !== null };
	});

/** Adds the feed at `address`, and shows its posts. */
async function addFeed(page: Page, host: Deployment, address: string): Promise<void> {
	await page.goto(`${host.url}/add?url=${encodeURIComponent(address)}`);
	await page.getByRole('button', { name: 'Add feed' }).click();
	await expect(page.getByRole('status')).toContainText(/Garden.*kept/);
	await page.getByRole('link', { name: 'Start reading' }).click();
}

async function goOffline(context: BrowserContext): Promise<void> {
	await context.setOffline(true);
}

test('a new version waits for a press, then takes over in all tabs, each at its place', async ({
	open,
	host,
	site,
	context
}) => {
	const paragraphs = Array.from({ length: 200 }, (_, at) => `<p>Paragraph ${at} of a long story.</p>`);
	const long = item('long', 'A long story', paragraphs.join(''), 0);
	const reading = await open();
	await untilReady(reading);
	await addFeed(reading, host, site.putFeed('/feed.json', 'Garden', [long, ...gardenItems]));
	await new Reader(reading).link('A long story').click();
	const place = reading.getByText('Paragraph 120 of');
	await place.evaluate((element) => element.scrollIntoView({ block: 'start' }));
	await expect(place).toBeInViewport();
	const searching = await open('/?q=rye');
	await new Reader(searching).expectFound(1);
	const [before, address] = [await startOf(reading), reading.url()];

	await host.deployNext();
	await lookForUpdate(reading);
	await expect(press(reading)).toBeVisible();
	await expect(press(searching)).toBeVisible();
	expect(await startOf(reading)).toBe(before);
	// What was scrolled to is noted after a moment; a reload does not wait for that.
	await press(reading).click();
	for (const page of [reading, searching]) {
		await expect.poll(() => startOf(page)).not.toBe(before);
		await expect(press(page)).toHaveCount(0);
	}
	expect(reading.url()).toBe(address);
	await expect(new Reader(reading).title()).toHaveText('A long story');
	await expect(place).toBeInViewport();
	await expect(searching).toHaveURL(/\?q=rye$/);
	await expect(new Reader(searching).search()).toHaveValue('rye');
	await new Reader(searching).expectFound(1);

	await goOffline(context);
	await reading.reload();
	await expect(new Reader(reading).title()).toHaveText('A long story');
});

test('a tab in which something is being written stays until the reader says so, and finds all its parts', async ({
	open,
	host
}) => {
	const writing = await open('/add');
	await untilReady(writing);
	const address = writing.getByRole('textbox', { name: 'Feed or site address' });
	await address.fill('garden.exam');
	const before = await startOf(writing);
	const other = await open();
	await host.deployNext();
	await lookForUpdate(other);
	await press(other).click();
	await expect.poll(() => startOf(other)).not.toBe(before);

	await expect(press(writing)).toBeVisible();
	await expect(address).toHaveValue('garden.exam');
	for (const name of ['Archive', 'Highlights', 'Settings', 'Library']) {
		await navigation(writing, name).click();
		await expect(heading(writing)).toHaveText(name);
	}
	expect(await startOf(writing)).toBe(before);
	await press(writing).click();
	await expect.poll(() => startOf(writing)).not.toBe(before);
	await expect(heading(writing)).toHaveText('Library');
});

test('an old tab finds what it has not loaded yet, although the host has it no more', async ({
	open,
	host
}) => {
	const page = await open();
	await untilReady(page);
	const before = await startOf(page);
	await host.deployNext();
	for (const name of ['Settings', 'Archive', 'Library', 'Add']) {
		await navigation(page, name).click();
		await expect(heading(page)).toBeVisible();
		await expect(page.getByRole('alert')).toHaveCount(0);
	}
	expect(await startOf(page)).toBe(before);
});

test('a part that is gone from the host and from this device leads to the new version', async ({
	open,
	host
}) => {
	const page = await open();
	await untilReady(page);
	const before = await startOf(page);
	const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
	await host.deployNext();
	await page.evaluate(async (kept) => {
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			const lost = (await cache.keys()).filter(
				({ url }) => url.includes('/immutable/') && !kept.includes(url)
			);
			await Promise.all(lost.map((request) => cache.delete(request)));
		}
	}, loaded);
	// The browser has files of its own.
	const client = await page.context().newCDPSession(page);
	await client.send('Network.clearBrowserCache');
	await navigation(page, 'Settings').click();
	await expect.poll(() => startOf(page).catch(() => before)).not.toBe(before);
	await expect(heading(page)).toHaveText('Settings');
});

test('an update over a connection that breaks changes nothing, and comes when the connection is back', async ({
	open,
	host,
	context
}) => {
	const page = await open();
	await untilReady(page);
	const before = await startOf(page);
	await host.deployNext();
	let left = 20;
	host.breaksAt = (path) => path.startsWith('/_app/immutable/') && --left < 0;
	await lookForUpdate(page).catch(() => undefined);
	await expect.poll(() => left).toBeLessThan(0);
	await expect.poll(() => stateOf(page)).toEqual({ isInstalling: false, isWaiting: false });
	await goOffline(context);
	await page.goto(`${host.url}/settings`);
	await expect(heading(page)).toHaveText('Settings');
	expect(await startOf(page)).toBe(before);

	await context.setOffline(false);
	host.breaksAt = () => false;
	await page.reload();
	await press(page).click();
	await expect.poll(() => startOf(page)).not.toBe(before);
	await goOffline(context);
	await page.goto(`${host.url}/archive`);
	await expect(heading(page)).toHaveText('Archive');
});

test('a version of which the host has only half is not taken', async ({ open, host }) => {
	const page = await open();
	await untilReady(page);
	const deployTheRest = await host.deployHalf();
	await lookForUpdate(page).catch(() => undefined);
	await expect.poll(() => stateOf(page)).toEqual({ isInstalling: false, isWaiting: false });
	await expect(press(page)).toHaveCount(0);
	await deployTheRest();
	await lookForUpdate(page);
	await expect(press(page)).toBeVisible();
});

test('a new version that does not start is backed out by deploying the old one again', async ({
	open,
	host,
	site
}) => {
	const page = await open();
	await untilReady(page);
	const reader = new Reader(page);
	await addFeed(page, host, site.putFeed('/feed.json', 'Garden', gardenItems));
	const before = await startOf(page);
	await host.deployBroken();
	await lookForUpdate(page);
	await press(page).click();
	await expect.poll(() => startOf(page)).not.toBe(before);
	await expect(page.getByRole('main')).toHaveCount(0);

	await host.backOut();
	await page.reload();
	await expect.poll(() => startOf(page)).toBe(before);
	await page.goto(`${host.url}/?q=beans`);
	await expect(reader.link('Beans on strings')).toBeVisible();
});

test('a version that works can be backed out, too, and waits for the press as any other', async ({
	open,
	host
}) => {
	const page = await open();
	await untilReady(page);
	const before = await startOf(page);
	await host.deployNext();
	await lookForUpdate(page);
	await press(page).click();
	await expect.poll(() => startOf(page)).not.toBe(before);
	await expect(heading(page)).toBeVisible();
	await host.backOut();
	await lookForUpdate(page);
	await expect(press(page)).toBeVisible();
	await press(page).click();
	await expect.poll(() => startOf(page)).toBe(before);
});

test('the kill switch takes the service worker and its caches away, and nothing of the reader', async ({
	open,
	host,
	site
}) => {
	const page = await open();
	await untilReady(page);
	const reader = new Reader(page);
	await addFeed(page, host, site.putFeed('/feed.json', 'Garden', gardenItems));
	await reader.link('Beans on strings').click();
	await page.getByRole('button', { name: 'Star', exact: true }).click();

	await copyFile(
		join(import.meta.dirname, '../hosting/service-worker-off.js'),
		join(host.folder, 'service-worker.js')
	);
	await lookForUpdate(page);
	// One that does nothing may stay until its pages are closed.
	const cachesLeft = () => page.evaluate(() => caches.keys()).catch(() => null);
	// Pictures that are kept for the reader stay.
	await expect.poll(cachesLeft).toEqual(['backlist-media']);
	host.requests = [];
	await page.reload();
	await expect(reader.title()).toHaveText('Beans on strings');
	await expect(page.getByRole('button', { name: 'Star', exact: true })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	expect(host.requests.filter((path) => path.startsWith('/post/'))).toHaveLength(1);
});
