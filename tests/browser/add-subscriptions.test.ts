import { beforeEach, describe, expect, test } from 'vitest';
import type { Subscription } from '$lib/sources/files/file-format';
import type { SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import type { Database } from '$lib/store/database';
import { addFeed, listFeeds, moveFolder, removeFeed, setFolder } from '$lib/store/feeds';
import { STANDARD_SYNC } from '$lib/model/sync-settings';
import { isDue } from '$lib/sync/due';
import { syncFeed } from '$lib/sync/sync-feed';
import { addSubscriptions } from '$lib/transfer/imports/add-subscriptions';
import { feedRecord, freshDatabase, syncWorld } from './library';

const now = Date.UTC(2026, 10, 28);
let db: Database;
let site: Map<string, string>;
let isOffline: boolean;
let requests: string[];

const context: SourceContext = {
	now: () => now,
	fetchText: async (url) => {
		requests.push(url);
		if (isOffline) throw new SourceError('offline', 'No network.', 'Wait.');
		const text = site.get(url);
		if (text === undefined) throw new SourceError('unreachable', `Nothing at ${url}.`, 'Wait.');
		return { url, text, mimeType: '' };
	}
};

const json = (title: string) =>
	JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title,
		items: [{ id: '1', content_text: 'T' }]
	});
const to = (url: string, folder: string[] = [], title = ''): Subscription => ({ url, title, folder });

const add = (subscriptions: Subscription[], more: Partial<Parameters<typeof addSubscriptions>[2]> = {}) =>
	addSubscriptions(db, subscriptions, {
		context,
		signal: new AbortController().signal,
		report: () => undefined,
		...more
	});

beforeEach(() => {
	db = freshDatabase();
	site = new Map([
		['https://a.example/feed.json', json('A')],
		['https://b.example/feed.json', json('B')]
	]);
	isOffline = false;
	requests = [];
});

describe('the subscriptions of a list', () => {
	test('are added into their folders, and their posts come with their first sync', async () => {
		const reports: number[] = [];
		const outcome = await add(
			[to('https://a.example/feed.json', ['Tech', 'Web']), to('https://b.example/feed.json')],
			{
				report: ({ done, total }) => reports.push(done, total)
			}
		);
		expect(outcome).toEqual({ added: 2, kept: 0, failed: [], left: 0 });
		expect(reports).toEqual([1, 2, 2, 2]);
		const feeds = await listFeeds(db);
		expect(feeds.map(({ title, folder, lastSync }) => [title, folder, lastSync])).toEqual([
			['A', ['Tech', 'Web'], null],
			['B', undefined, null]
		]);
		expect(feeds.every((feed) => isDue(feed, STANDARD_SYNC, now))).toBe(true);
	});

	test('that are kept already stay as they are, but for a folder where they have none', async () => {
		await addFeed(db, feedRecord('https://a.example/feed.json', { title: 'Mine' }));
		await addFeed(db, feedRecord('https://blog.example/wp-json/', { kind: 'wordpress', folder: ['Own'] }));
		const outcome = await add([
			to('http://www.a.example/feed.json/', ['Tech']),
			to('https://blog.example/feed/', ['Tech'])
		]);
		expect(outcome).toEqual({ added: 0, kept: 2, failed: [], left: 0 });
		expect(requests).toEqual([]);
		const folders = (await listFeeds(db)).map(({ url, folder }) => [url, folder]);
		expect(Object.fromEntries(folders)).toEqual({
			'https://a.example/feed.json': ['Tech'],
			'https://blog.example/wp-json/': ['Own']
		});
	});

	test('that were removed come back', async () => {
		const feed = feedRecord('https://a.example/feed.json');
		await addFeed(db, feed);
		await removeFeed(db, feed.id, now);
		expect(await add([to(feed.url)])).toEqual({ added: 1, kept: 0, failed: [], left: 0 });
		expect(await listFeeds(db)).toHaveLength(1);
	});

	test('that cannot be reached are kept with their problem, and read by a later sync', async () => {
		const url = 'https://c.example/atom';
		const outcome = await add([to(url, ['Tech'], 'Sea'), to('https://a.example/feed.json')]);
		expect(outcome).toMatchObject({
			added: 2,
			failed: [{ url, title: 'Sea', problem: { code: 'unreachable' } }]
		});
		const feed = (await listFeeds(db)).find((one) => one.url === url)!;
		expect(feed).toMatchObject({
			title: 'Sea',
			folder: ['Tech'],
			lastSync: { error: { code: 'unreachable' } }
		});

		// It is of another kind than its address made believe.
		expect(feed.kind).toBe('rss');
		site.set(url, json('Sea again'));
		requests = [];
		const synced = await syncFeed(feed.id, 'whole', syncWorld(db, context));
		expect(synced).toMatchObject({ added: 1, error: null });
		expect(requests).toEqual([url]);
		const after = (await listFeeds(db)).find((one) => one.url === url);
		expect(after).toMatchObject({ kind: 'json-feed', title: 'Sea again', postCount: 1, folder: ['Tech'] });
	});

	test('that are added without a network are due as soon as there is one', async () => {
		isOffline = true;
		const outcome = await add([to('https://a.example/feed.json')]);
		expect(outcome).toMatchObject({ added: 1, failed: [{ problem: { code: 'offline' } }] });
		const [feed] = await listFeeds(db);
		expect(isDue(feed!, { ...STANDARD_SYNC, interval: null }, now)).toBe(true);
	});

	test('end where the reader cancels: what was added stays', async () => {
		const cancelling = new AbortController();
		const many = Array.from({ length: 20 }, (_, i) => to(`https://${i}.example/feed.json`));
		for (const { url } of many) site.set(url, json(url));
		const outcome = await add(many, { signal: cancelling.signal, report: () => cancelling.abort() });
		expect(outcome.failed).toEqual([]);
		expect(outcome.added).toBeLessThan(20);
		expect(outcome.left).toBe(20 - outcome.added);
		expect(await listFeeds(db)).toHaveLength(outcome.added);
	});
});

test('a feed of a file that is added by its address is synced from then on, and keeps its posts', async () => {
	const url = 'https://a.example/feed.json';
	await addFeed(db, feedRecord(url, { isFromFile: true, title: 'From a file', folder: ['Old'] }));
	expect(await addFeed(db, feedRecord(url))).toBe(false);
	expect((await listFeeds(db))[0]).toMatchObject({
		isFromFile: false,
		title: 'From a file',
		folder: ['Old']
	});
	// A file that follows does not undo it.
	await addFeed(db, feedRecord(url, { isFromFile: true }));
	expect((await listFeeds(db))[0]?.isFromFile).toBe(false);
});

describe('a folder', () => {
	const at = async (url: string) => (await listFeeds(db)).find((feed) => feed.url === url)?.folder;

	test('is renamed with what is in it, and removed without it', async () => {
		await addFeed(db, feedRecord('https://a.example/', { folder: ['Tech'] }));
		await addFeed(db, feedRecord('https://b.example/', { folder: ['Tech', 'Web'] }));
		await addFeed(db, feedRecord('https://c.example/', { folder: ['Techno'] }));
		await moveFolder(db, ['Tech'], ['Work']);
		expect(await at('https://a.example/')).toEqual(['Work']);
		expect(await at('https://b.example/')).toEqual(['Work', 'Web']);
		expect(await at('https://c.example/')).toEqual(['Techno']);
		await moveFolder(db, ['Work'], []);
		expect(await at('https://a.example/')).toBe(undefined);
		expect(await at('https://b.example/')).toEqual(['Web']);
	});

	test('takes in a feed and lets it out', async () => {
		const feed = feedRecord('https://a.example/');
		await addFeed(db, feed);
		await setFolder(db, feed.id, ['Tech \u202e', '']);
		expect(await at(feed.url)).toEqual(['Tech']);
		await setFolder(db, feed.id, []);
		expect('folder' in (await listFeeds(db))[0]!).toBe(false);
	});
});
