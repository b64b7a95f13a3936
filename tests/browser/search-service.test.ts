import { wrap, proxy, releaseProxy } from 'comlink';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { feedIdOf, postIdOf, type FeedId, type PostId } from '$lib/model/ids';
import type { IncomingPost } from '$lib/model/post';
import { viewOf } from '$lib/model/view';
import type { SearchAnswer, SearchWish } from '$lib/search/answer';
import { SearchService, type IndexState } from '$lib/search/search-service';
import { commitPosts } from '$lib/store/commit';
import { Database } from '$lib/store/database';
import { addFeed, removeFeed } from '$lib/store/feeds';
import { feedRecord } from './library';

const feedId = feedIdOf('https://blog.example/feed.json');
const feed = (id: FeedId) => feedRecord(`https://${id}.example/feed.json`, { id, title: 'A blog' });

function incoming(guid: string, title: string, text: string, feed = feedId): IncomingPost {
	const id = postIdOf(feed, guid);
	return {
		post: {
			id,
			feedId: feed,
			guid,
			url: null,
			externalUrl: null,
			title,
			authors: [{ name: 'Ana Souza', url: null, avatar: null }],
			publishedAt: 1,
			hasOwnDate: true,
			updatedAt: null,
			categories: ['Recipes'],
			categoryKeys: ['recipes'],
			tags: ['dinner'],
			excerpt: '',
			language: null,
			image: null,
			bannerImage: null,
			thumbnail: null,
			wordCount: 0,
			attachments: [],
			firstSeenAt: 1,
			withdrawnAt: null,
			revision: `${title} ${text}`
		},
		body: { id, feedId: feed, html: '', text, extensions: null }
	};
}

async function commit(db: Database, posts: IncomingPost[], id = feedId): Promise<void> {
	await addFeed(db, feed(id));
	await commitPosts(db, id, { description: {}, posts, checkpoint: null });
}

/** What is typed, and the filters of an address such as `is=unread`. */
function wish(query: string, address = '', opened: PostId[] = []): SearchWish {
	return { view: { ...viewOf(new URLSearchParams(address)), query }, opened };
}

async function answer(search: SearchService, query: string, address = ''): Promise<SearchAnswer> {
	return search.search(wish(query, address), 50);
}

/** Ids of the posts found, in order. */
async function found(search: SearchService, query: string, address = ''): Promise<PostId[]> {
	return (await answer(search, query, address)).first.map(({ row }) => row.post.id);
}

const idOf = (guid: string, feed = feedId): PostId => postIdOf(feed, guid);

describe('over a library', () => {
	let db: Database;
	let service: SearchService | null = null;

	function start(): SearchService {
		service = new SearchService(db, null);
		return service;
	}

	beforeEach(() => {
		db = new Database(`search-service-${crypto.randomUUID()}`);
	});

	afterEach(async () => {
		await service?.close();
		await db.delete();
	});

	test('finds what was stored before it started, by any of its words', async () => {
		await commit(db, [incoming('1', 'Salmon', 'Smoke it.'), incoming('2', 'Trout', 'Fry it.')]);
		const search = start();
		expect(await search.ready()).toMatchObject({ posts: 2, isComplete: true, problem: null });
		for (const query of ['salm', 'smoke', 'salmon souza recipes dinner ']) {
			expect(await found(search, query)).toEqual([idOf('1')]);
			expect(await answer(search, query)).toMatchObject({ total: 1, isComplete: true });
		}
	});

	test('is ready at once when there is nothing', async () => {
		const search = start();
		await search.ready();
		expect(await answer(search, 'anything')).toMatchObject({ total: 0, first: [], isComplete: true });
	});

	test('answers while it is still reading, and says that there may be more', async () => {
		const posts = Array.from({ length: 1000 }, (_, i) =>
			incoming(String(i), `Fish ${i}`, 'Some words. '.repeat(50))
		);
		for (let i = 0; i < posts.length; i += 100) await commit(db, posts.slice(i, i + 100));
		const search = start();
		expect(await answer(search, 'fish')).toMatchObject({ total: 0, isComplete: false });
		let early = await answer(search, 'fish');
		while (early.total === 0) {
			await new Promise((resolve) => setTimeout(resolve));
			early = await answer(search, 'fish');
		}
		expect(early.isComplete).toBe(false);
		expect(early.total).toBeLessThan(1000);
		await search.ready();
		expect(await answer(search, 'fish')).toMatchObject({ total: 1000, isComplete: true });
	});

	test('follows new posts, edits and removed feeds', async () => {
		const search = start();
		await search.ready();
		const ids = (query: string) => found(search, query);

		await commit(db, [incoming('1', 'Salmon', 'Smoke it.')]);
		await expect.poll(() => ids('salmon')).toEqual([idOf('1')]);

		await commit(db, [incoming('1', 'Herring', 'Pickle it.')]);
		await expect.poll(() => ids('herring')).toEqual([idOf('1')]);
		expect(await ids('smoke ')).toEqual([]);

		const other = feedIdOf('https://other.example/feed.json');
		await commit(db, [incoming('1', 'Herring too', '', other)], other);
		await expect.poll(() => ids('herring')).toHaveLength(2);

		await removeFeed(db, feedId, 1);
		await expect.poll(() => ids('herring')).toEqual([idOf('1', other)]);
		await expect.poll(async () => (await answer(search, 'herring')).isComplete).toBe(true);
	});

	test('shows what it found, without posts that are gone', async () => {
		await commit(db, [
			incoming('1', 'A <b>salmon</b>', 'How to smoke a salmon.'),
			incoming('2', 'Salmon', 'Soon gone.')
		]);
		const search = start();
		await search.ready();
		await db.posts.delete(idOf('2'));
		const { first, total } = await answer(search, 'salmon');
		expect(total).toBe(2);
		expect(first.map(({ snippet }) => snippet)).toEqual([
			{
				title: [
					{ text: 'A <b>', marked: false },
					{ text: 'salmon', marked: true },
					{ text: '</b>', marked: false }
				],
				text: [
					{ text: 'How to smoke a ', marked: false },
					{ text: 'salmon', marked: true },
					{ text: '.', marked: false }
				],
				cutBefore: false,
				cutAfter: false
			}
		]);
	});

	test('tells how far it is, not at every commit', async () => {
		const search = start();
		const states: IndexState[] = [];
		search.onIndexed((state) => states.push(state));
		for (let i = 0; i < 20; i++) await commit(db, [incoming(String(i), 'Salmon', '')]);
		await expect.poll(() => states.at(-1)).toMatchObject({ sequence: 20, posts: 20, isComplete: true });
		expect(states.length).toBeLessThan(20);
	});

	test('tells what is wrong when the library cannot be read, and keeps answering', async () => {
		await commit(db, [incoming('1', 'Salmon', '')]);
		const search = start();
		await search.ready();
		vi.spyOn(db, 'transaction').mockRejectedValue(new Error('The disk is gone'));
		const states: IndexState[] = [];
		search.onIndexed((state) => states.push(state));
		const elsewhere = new Database(db.name);
		await commit(elsewhere, [incoming('2', 'Salmon too', '')]);
		await expect.poll(() => states.at(-1)?.problem).toMatchObject({ code: 'index-failed' });
		vi.restoreAllMocks();
		expect(await answer(search, 'salmon')).toMatchObject({ total: 1, isComplete: false });
		await commit(elsewhere, [incoming('3', 'Salmon three', '')]);
		await expect.poll(() => found(search, 'salmon')).toHaveLength(3);
		await expect.poll(() => states.at(-1)).toMatchObject({ problem: null, isComplete: true });
		elsewhere.close();
	});
});

test('works in its worker, over the library of this site', async () => {
	const db = new Database();
	await db.delete();
	await db.open();
	await commit(db, [incoming('1', 'Salmon', 'Smoke it.')]);
	const worker = new Worker(new URL('../../src/lib/search/worker.ts', import.meta.url), { type: 'module' });
	const search = wrap<SearchService>(worker);
	try {
		expect(await search.ready()).toMatchObject({ posts: 1, isComplete: true });
		const states: IndexState[] = [];
		await search.onIndexed(proxy((state: IndexState) => void states.push(state)));
		await commit(db, [incoming('2', 'Smoked trout', '')]);
		await expect.poll(() => states.at(-1)?.posts).toBe(2);
		const { first, total } = await search.search(wish('smoke'), 10);
		expect(total).toBe(2);
		expect(first.map(({ row }) => row.post.id).toSorted()).toEqual([idOf('1'), idOf('2')].toSorted());
		expect(await search.order(wish('smoke'))).toHaveLength(6);
	} finally {
		search[releaseProxy]();
		worker.terminate();
		await db.delete();
	}
});
