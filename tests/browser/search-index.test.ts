import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { feedIdOf, postIdOf, type FeedId, type PostId } from '$lib/model/ids';
import { viewOf } from '$lib/model/view';
import { SearchService } from '$lib/search/search-service';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, removeFeed } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import { feedRecord, freshDatabase, incoming } from './library';

const feedId = feedIdOf('https://blog.example/feed.json');
const idOf = (guid: string): PostId => postIdOf(feedId, guid);

let db: Database;
let services: SearchService[];

beforeEach(() => {
	db = freshDatabase();
	services = [];
});

afterEach(async () => {
	vi.restoreAllMocks();
	await Promise.all(services.map((service) => service.close()));
	await db.delete();
});

/** As a tab that is opened. */
async function open(locks: LockManager | null = null): Promise<SearchService> {
	const service = new SearchService(db, locks);
	services.push(service);
	await service.ready();
	return service;
}

async function close(service: SearchService): Promise<void> {
	services = services.filter((other) => other !== service);
	await service.close();
}

async function keep(guids: string[], feed: FeedId = feedId, text = 'salmon'): Promise<void> {
	await addFeed(db, feedRecord(`https://${feed}.example/feed.json`, { id: feed }));
	const posts = guids.map((guid) => incoming(feed, guid, {}, `<p>${text} ${guid}</p>`));
	await commitPosts(db, feed, { description: {}, posts, checkpoint: null });
}

async function found(service: SearchService, query: string): Promise<PostId[]> {
	const view = { ...viewOf(new URLSearchParams()), query };
	const { first } = await service.search({ view, opened: [] }, 50);
	return first.map(({ row }) => row.post.id).toSorted();
}

const all = (...guids: string[]): PostId[] => guids.map(idOf).toSorted();

/** The commit up to which the index is stored; 0 when it is not. */
async function savedSequence(): Promise<number> {
	const state = await db.searchIndex.get(0);
	return (state?.value as { sequence: number } | undefined)?.sequence ?? 0;
}

/** Reads of bodies for indexing; showing results is one for each. */
function countBodiesRead(): () => number {
	let count = 0;
	db.bodies.hook('reading', (body) => {
		count++;
		return body;
	});
	return () => count;
}

describe('the stored index', () => {
	test('is there again without reading a single body', async () => {
		await keep(['one', 'two', 'three']);
		const first = await open();
		await expect.poll(savedSequence).toBe(1);
		await close(first);
		const bodiesRead = countBodiesRead();
		const second = await open();
		expect(bodiesRead()).toBe(0);
		expect(await found(second, 'salmon')).toEqual(all('one', 'two', 'three'));
	});

	test('is completed with what was stored after it', async () => {
		await keep(['one', 'two']);
		await keep(['three'], feedIdOf('https://other.example/feed.json'));
		const first = await open();
		await expect.poll(savedSequence).toBe(2);
		await close(first);
		await keep(['two', 'four'], feedId, 'herring');
		await removeFeed(db, feedIdOf('https://other.example/feed.json'), 1);
		const second = await open();
		expect(await found(second, 'salmon ')).toEqual(all('one'));
		expect(await found(second, 'herring ')).toEqual(all('two', 'four'));
		await expect.poll(savedSequence).toBe(3);
		await close(second);
		expect(await found(await open(), 'herring ')).toEqual(all('two', 'four'));
	});

	test.each([
		['of an older version', 0, { format: 0 }],
		['of no version at all', 0, null],
		['with a segment that is damaged', 1, { termCount: 7 }],
		['with a segment that is nothing', 1, null]
	])('%s is built anew', async (_, key, change) => {
		await keep(['one', 'two']);
		const first = await open();
		await expect.poll(savedSequence).toBe(1);
		await close(first);
		const record = (await db.searchIndex.get(key))!;
		const value = change === null ? null : { ...(record.value as object), ...change };
		await db.searchIndex.put({ ...record, value });
		const second = await open();
		expect(await found(second, 'salmon')).toEqual(all('one', 'two'));
		await expect.poll(savedSequence).toBe(1);
		await close(second);
		const bodiesRead = countBodiesRead();
		expect(await found(await open(), 'salmon')).toEqual(all('one', 'two'));
		expect(bodiesRead()).toBe(2);
	});

	test('without one of its segments is built anew', async () => {
		await keep(['one', 'two']);
		await close(await saved(await open()));
		await db.searchIndex.delete(1);
		expect(await found(await open(), 'salmon')).toEqual(all('one', 'two'));
	});

	test('that does not fit the library is built anew', async () => {
		await keep(['one', 'two', 'three']);
		await close(await saved(await open()));
		await db.posts.delete(idOf('two'));
		const service = await open();
		const view = { ...viewOf(new URLSearchParams()), query: 'salmon' };
		expect(await service.search({ view, opened: [] }, 10)).toMatchObject({ total: 2, isComplete: true });
	});

	test('that cannot be kept is told, and everything is found all the same', async () => {
		const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
			throw new DOMException('The disk is full', 'QuotaExceededError');
		});
		const service = new SearchService(db, null);
		services.push(service);
		await expect.poll(async () => (await service.ready()).problem?.code).toBe('index-not-kept');
		full.mockRestore();
		await keep(['one', 'two']);
		await expect.poll(() => found(service, 'salmon')).toEqual(all('one', 'two'));
		const view = { ...viewOf(new URLSearchParams()), query: 'salmon' };
		await expect
			.poll(() => service.search({ view, opened: [] }, 10))
			.toMatchObject({ total: 2, isComplete: true });
	});

	test('stays small while posts come one by one, and answers right', async () => {
		const guids = Array.from({ length: 40 }, (_, i) => `post${i}`);
		const service = await open();
		for (const guid of guids) await keep([guid]);
		await expect.poll(savedSequence, { timeout: 10_000 }).toBe(40);
		expect(await db.searchIndex.count()).toBeLessThan(12);
		expect(await found(service, 'salmon')).toEqual(all(...guids));
		await close(service);
		expect(await found(await open(), 'salmon')).toEqual(all(...guids));
	});
});

/** Waits until everything is stored. */
async function saved(service: SearchService): Promise<SearchService> {
	const latest = (await db.meta.get('sequence'))?.value ?? 0;
	await expect.poll(savedSequence).toBe(latest);
	return service;
}

describe('two tabs', () => {
	test('both find everything; one stores the index, and the other when that is closed', async () => {
		const first = await open(navigator.locks);
		const second = await open(navigator.locks);
		await keep(['one']);
		await saved(first);
		const generation = async () => (await db.searchIndex.get(0))?.generation;
		const before = await generation();
		await expect.poll(() => found(second, 'salmon')).toEqual(all('one'));
		expect(await generation()).toBe(before);
		await close(first);
		await keep(['two']);
		await saved(second);
		await expect.poll(() => found(second, 'salmon')).toEqual(all('one', 'two'));
		await close(second);
		expect(await found(await open(navigator.locks), 'salmon')).toEqual(all('one', 'two'));
	});

	test('that cannot agree who stores it lose nothing', async () => {
		const [first, second] = [await open(), await open()];
		for (const guid of ['one', 'two', 'three', 'four']) {
			await keep([guid]);
			await expect.poll(() => found(first, guid)).toEqual(all(guid));
		}
		for (const tab of [first, second]) {
			await expect.poll(() => found(tab, 'salmon')).toEqual(all('one', 'two', 'three', 'four'));
		}
		await saved(first);
		await close(first);
		await close(second);
		expect(await found(await open(), 'salmon')).toEqual(all('one', 'two', 'three', 'four'));
	});
});

describe('marks', () => {
	test('of stored posts are known, and followed, whatever the clock says', async () => {
		await keep(['one', 'two']);
		await changeMark(db, idOf('one'), { readAt: 5 }, 5_000_000);
		await close(await saved(await open()));
		const service = await open();
		expect(await found(service, 'salmon is:unread')).toEqual(all('two'));
		await changeMark(db, idOf('two'), { starredAt: 4 }, 4);
		await expect.poll(() => found(service, 'salmon is:starred')).toEqual(all('two'));
		await changeMark(db, idOf('one'), { readAt: 0 }, 3);
		await expect.poll(() => found(service, 'salmon is:unread')).toEqual(all('one', 'two'));
	});

	test('are followed after a feed with later marks is gone', async () => {
		const other = feedIdOf('https://other.example/feed.json');
		await keep(['one']);
		await keep(['two', 'three'], other);
		await changeMark(db, idOf('one'), { readAt: 1 }, 1);
		await changeMark(db, postIdOf(other, 'two'), { readAt: 1 }, 1);
		await changeMark(db, postIdOf(other, 'three'), { readAt: 1 }, 1);
		const service = await open();
		await removeFeed(db, other, 1);
		await changeMark(db, idOf('one'), { starredAt: 2 }, 2);
		await expect.poll(() => found(service, 'salmon is:starred')).toEqual(all('one'));
	});

	test('of a post stay when it is edited', async () => {
		await keep(['one']);
		await changeMark(db, idOf('one'), { starredAt: 1 }, 1);
		const service = await open();
		await keep(['one'], feedId, 'herring');
		await expect.poll(() => found(service, 'herring is:starred')).toEqual(all('one'));
	});
});

test('suggestions name what is in the library', async () => {
	await addFeed(db, feedRecord('https://blog.example/', { id: feedId, title: 'Kitchen Table' }));
	await keep(['A salmon cake', 'Tea']);
	const service = await open();
	const { completions } = await service.suggest('feed:kit', 8);
	expect(completions.map(({ label }) => label)).toEqual(['feed:"Kitchen Table"']);
	const { destinations } = await service.suggest('salmon', 6);
	expect(destinations).toEqual([{ kind: 'post', name: 'A salmon cake', post: idOf('A salmon cake') }]);
	expect((await service.suggest('kitchen', 7)).destinations).toMatchObject([
		{ kind: 'feed', name: 'Kitchen Table' }
	]);
});
