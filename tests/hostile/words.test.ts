import type { Page } from '@playwright/test';
import type { Reader } from '../e2e/reader';
import type { Canary } from './canary';
import type { Sight } from './sight';
import { expect, readThrough, test, type Watch } from './watched';
import {
	HOSTILE_FEED,
	HOSTILE_ITEMS,
	hostileItems,
	hostileRss,
	HOSTILE_TITLE,
	nameOfItem
} from './words-feeds';

const numbers = Array.from({ length: HOSTILE_ITEMS }, (_, number) => number);

/** Reads all of a feed whose words are hostile, and sees every other screen that shows some of them. */
async function readAndLookAround(page: Page, reader: Reader, address: string): Promise<void> {
	await page.goto(`/add?url=${encodeURIComponent(address)}`);
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('& friends');
	await expectNothingWrong(page);
	await page.getByRole('button', { name: 'Add feed' }).click();
	await expect(reader.status()).toContainText('& friends');
	await expectNothingWrong(page);
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(HOSTILE_ITEMS);
	const faulty = await readThrough(page, numbers);
	expect(faulty.map(({ number, faults }) => [nameOfItem(number), ...faults])).toEqual([]);
}

/** Parts of the page that hold no post: that is in order which is so on every page. */
async function expectNothingWrong(page: Page): Promise<void> {
	const faults = await page.evaluate(() => {
		const { sight } = window as unknown as { sight: Sight };
		sight.remember();
		return sight.faults();
	});
	expect(faults).toEqual([]);
}

/** The whole list, to its end. */
async function scrollThrough(page: Page, reader: Reader): Promise<void> {
	await expect(reader.rows().first()).toBeVisible();
	for (let i = 0; i < 40; i++) {
		const isAtEnd = await reader.posts().evaluate((feed) => {
			feed.scrollBy({ top: feed.clientHeight * 0.9 });
			return feed.scrollTop + feed.clientHeight >= feed.scrollHeight - 2;
		});
		await expectNothingWrong(page);
		if (isAtEnd) return;
	}
	throw new Error('The list has no end.');
}

/** What the readers of other people's words were not to cause. */
function expectQuiet(watch: Watch, quiet: Canary): void {
	watch.expectNothing();
	expect(quiet.asked).toEqual([]);
	expect(quiet.connections).toBe(0);
}

test('hostile words and addresses all over a JSON Feed are words, on every screen', async ({
	page,
	reader,
	site,
	watch,
	quiet
}) => {
	await reader.firstVisit();
	const address = site.putFeed('/feed.json', HOSTILE_TITLE, hostileItems(quiet.host), HOSTILE_FEED);
	await readAndLookAround(page, reader, address);

	await page.goto('/?q=marmalade');
	await reader.expectFound(HOSTILE_ITEMS);
	await scrollThrough(page, reader);
	for (const words of [
		'img onerror',
		'script trap',
		'<svg',
		'{{constructor',
		'author:"<img"',
		'__proto__',
		'in:title x'
	]) {
		await reader.find(words);
		await expectNothingWrong(page);
	}
	for (const view of [
		'category=__proto__',
		'author=constructor',
		`category=${encodeURIComponent('<svg onload=trap()>')}`,
		'sort=oldest',
		'is=starred'
	]) {
		await page.goto(`/?${view}`);
		await expect(page.getByText(/^(No post|\d+ posts?)/).first()).toBeVisible();
		await expectNothingWrong(page);
	}
	await page.goto('/feeds');
	await expect(page.getByRole('listitem').filter({ hasText: '& friends' }).first()).toBeVisible();
	await expectNothingWrong(page);
	await page.goto('/settings');
	await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
	await expectNothingWrong(page);
	expectQuiet(watch, quiet);
});

test('hostile words and addresses all over an RSS feed are words', async ({
	page,
	reader,
	site,
	watch,
	quiet
}) => {
	await reader.firstVisit();
	const address = site.put('/feed.rss', { type: 'application/rss+xml', body: hostileRss(quiet.host) });
	await readAndLookAround(page, reader, address);
	expectQuiet(watch, quiet);
});

test('a feed that becomes an error says so in words, whatever the answer holds', async ({
	page,
	reader,
	site,
	watch,
	quiet
}) => {
	await reader.firstVisit();
	const address = site.putFeed(
		'/feed.json',
		HOSTILE_TITLE,
		hostileItems(quiet.host).slice(0, 3),
		HOSTILE_FEED
	);
	await page.goto(`/add?url=${encodeURIComponent(address)}`);
	await page.getByRole('button', { name: 'Add feed' }).click();
	await expect(reader.status()).toContainText('& friends');
	const answers = [
		'<script>trap()</script>',
		'{"version":"<img src=x: onerror=trap()>","items":{"a":',
		'[]',
		'<rss><channel><title><![CDATA[<img src=x: onerror=trap()>]]>'
	];
	for (const [i, body] of answers.entries()) {
		site.put('/feed.json', { type: '"><script>trap()</script>', status: i === 0 ? 418 : 200, body });
		await page.goto('/feeds');
		const feed = page.getByRole('listitem').filter({ hasText: '& friends' }).first();
		await feed.getByRole('button', { name: 'Sync now' }).click();
		await expect(feed.getByRole('alert')).toBeVisible();
		await expectNothingWrong(page);
	}
	for (const odd of [
		'javascript:trap()',
		'"><img src=x: onerror=trap()>',
		`${site.origin}/<script>trap()</script>`
	]) {
		await page.goto(`/add?url=${encodeURIComponent(odd)}`);
		await expect(reader.alert()).toBeVisible();
		await expectNothingWrong(page);
	}
	await page.goto(`/post/${encodeURIComponent('<img src=x: onerror=trap()>')}`);
	await expect(reader.alert()).toBeVisible();
	await expectNothingWrong(page);
	expectQuiet(watch, quiet);
});

test('the picture of the last view, put into the page before the app starts, holds words too', async ({
	page,
	reader,
	site,
	watch,
	quiet
}) => {
	await reader.firstVisit();
	const items = hostileItems(quiet.host);
	const address = site.putFeed('/feed.json', HOSTILE_TITLE, items, HOSTILE_FEED);
	await page.goto(`/add?url=${encodeURIComponent(address)}`);
	await page.getByRole('button', { name: 'Add feed' }).click();
	await expect(reader.status()).toContainText('& friends');
	await page.goto('/');
	await expect(reader.rows().first()).toBeVisible();
	const kept = () => page.evaluate(async () => (await caches.match('/last-view'))?.text());
	await expect.poll(kept, { timeout: 20_000 }).toContain('friends');
	const response = await page.goto('/');
	expect(await response?.text()).toContain('shadowrootmode="closed"');
	await expect(reader.rows().first()).toBeVisible();
	await expectNothingWrong(page);
	expectQuiet(watch, quiet);
});
