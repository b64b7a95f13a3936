import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { passageIn } from '$lib/model/highlight';
import { commentIdOf, postIdOf } from '$lib/model/ids';
import { SearchService } from '$lib/search/search-service';
import type { Room } from '$lib/state/storage-state.svelte';
import { commitComments } from '$lib/store/comments';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import { addHighlight } from '$lib/store/highlights';
import { changeMark } from '$lib/store/marks';
import { readSearchIndex, searchIndexBytes, writeSearchIndex } from '$lib/store/search-index';
import { bytesOf, contentsOf } from '$lib/store/sizes';
import { deletionWords, goingWords, partsOf, roomWords } from '$lib/ui/storage-words';
import { feedRecord, freshDatabase, incoming } from './library';

let db: Database;

beforeEach(() => {
	db = freshDatabase();
});

afterEach(() => db.delete());

test('bytes are those of buffers, each once, however many arrays are views of it', () => {
	const buffer = new ArrayBuffer(100);
	expect(bytesOf(buffer)).toBe(100);
	expect(bytesOf({ a: new Uint8Array(buffer, 0, 10), b: [new Uint16Array(buffer, 20, 4)] })).toBe(100);
	expect(bytesOf({ terms: new Uint32Array(5), name: 'kitchen', count: 3, none: null })).toBe(20 + 7 + 8 + 1);
});

describe('the size of the search index', () => {
	const part = (bytes: number) => ({ terms: new Uint8Array(bytes) });
	const write = (generation: number, added: [number, number][], kept: number[]) =>
		writeSearchIndex(db, {
			generation,
			state: new Uint8Array(8),
			added: new Map(added.map(([key, bytes]) => [key, part(bytes)])),
			kept: new Set(kept)
		});

	/** Keys of the records that are read from now on. */
	function keysRead(): number[] {
		const keys: number[] = [];
		db.searchIndex.hook('reading', (record) => {
			keys.push(record.key);
			return record;
		});
		return keys;
	}

	test('is nothing while there is none', async () => {
		expect(await searchIndexBytes(db)).toBe(0);
	});

	test('follows what is stored, and none of its parts is read for it', async () => {
		await write(
			0,
			[
				[1, 1000],
				[2, 200]
			],
			[1, 2]
		);
		expect(await searchIndexBytes(db)).toBe(1208);
		await write(1, [[3, 50]], [1, 3]);
		const read = keysRead();
		expect(await searchIndexBytes(db)).toBe(1058);
		expect(new Set(read)).toEqual(new Set([0]));
	});

	test('is counted when it was stored before sizes were noted, and noted with the next change', async () => {
		await db.searchIndex.bulkAdd([
			{ key: 0, generation: 4, value: new Uint8Array(8) },
			{ key: 1, generation: 4, value: part(1000) }
		]);
		expect(await searchIndexBytes(db)).toBe(1008);
		await write(4, [[2, 30]], [1, 2]);
		const read = keysRead();
		expect(await searchIndexBytes(db)).toBe(1038);
		expect(new Set(read)).toEqual(new Set([0]));
	});

	test('is that of the real index, to the byte', async () => {
		const feed = feedRecord('https://blog.example/feed.json');
		await addFeed(db, feed);
		const service = new SearchService(db, null);
		await service.ready();
		const posts = Array.from({ length: 30 }, (_, i) => incoming(feed.id, `post ${i} of salmon`));
		await commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });
		await expect.poll(async () => (await readSearchIndex(db))?.parts.size).toBe(1);
		await service.close();
		const stored = (await readSearchIndex(db))!;
		const parts = [stored.state, ...stored.parts.values()];
		expect(await searchIndexBytes(db)).toBe(parts.reduce((sum: number, value) => sum + bytesOf(value), 0));
		expect(await searchIndexBytes(db)).toBeGreaterThan(500);
	});
});

test('what goes with a feed are its stars, comments and highlights, and those of no other', async () => {
	const [harbour, garden] = [feedRecord('https://harbour.example/'), feedRecord('https://garden.example/')];
	for (const feed of [harbour, garden]) {
		await addFeed(db, feed);
		const posts = [incoming(feed.id, 'a', { publishedAt: -5 }), incoming(feed.id, 'b')];
		await commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });
		await changeMark(db, postIdOf(feed.id, 'a'), { starredAt: 1 }, 1);
	}
	await changeMark(db, postIdOf(harbour.id, 'b'), { starredAt: 1 }, 1);
	await addHighlight(db, postIdOf(garden.id, 'a'), passageIn('Words', 0, 5)!, 1);
	await commitComments(
		db,
		garden.id,
		[
			{
				id: commentIdOf(garden.id, '1'),
				feedId: garden.id,
				postId: postIdOf(garden.id, 'a'),
				parentId: null,
				authorName: 'Ida',
				authorUrl: null,
				publishedAt: 1,
				url: null,
				html: '<p>Yes.</p>'
			}
		],
		{ since: '1', comparedAt: 0, comments: { next: null, since: '2' } }
	);
	expect(await contentsOf(db, harbour.id)).toEqual({ stars: 2, comments: 0, highlights: 0 });
	expect(await contentsOf(db, garden.id)).toEqual({ stars: 1, comments: 1, highlights: 1 });
});

describe('in words', () => {
	const room: Room = { used: 1000, quota: 5000, databases: 700, app: 250, searchIndex: 200 };
	const bytesByKind = (known: Room) =>
		Object.fromEntries(partsOf(known).map(({ kind, bytes }) => [kind, bytes]));

	test('the parts of the room add up to what there is', () => {
		expect(bytesByKind(room)).toEqual({ posts: 500, search: 200, app: 250, rest: 50, free: 4000 });
	});

	test('what the browser does not tell apart is one part, and what is unknown is none', () => {
		expect(bytesByKind({ ...room, databases: null, app: null })).toEqual({
			posts: 800,
			search: 200,
			free: 4000
		});
		expect(bytesByKind({ used: null, quota: null, databases: null, app: null, searchIndex: 200 })).toEqual({
			search: 200
		});
	});

	test('an index that compresses well is not larger than all of it', () => {
		expect(bytesByKind({ ...room, searchIndex: 9000 })).toMatchObject({ search: 700, app: 250, rest: 50 });
		expect(bytesByKind({ ...room, quota: 900 })).not.toHaveProperty('free');
	});

	test('an estimate is told as one, and an unknown as unknown', () => {
		expect(roomWords({ used: 21_000_000, quota: 10_721_000_000 })).toMatch(
			/^Everything takes about 21 MB\. By the browser’s estimate, about 10[.,]7 GB more would fit\.$/
		);
		expect(roomWords({ used: 100, quota: 50 })).toContain('nothing more would fit');
		expect(roomWords({ used: null, quota: null })).toContain('does not say');
	});

	test('what goes with a feed is named, and nothing that it does not have', () => {
		expect(goingWords(300, { stars: 3, comments: 12, highlights: 0 })).toBe(
			'Its 300 posts go, with 12 comments, 3 stars, and your read marks.'
		);
		expect(goingWords(1, { stars: 0, comments: 0, highlights: 0 })).toBe(
			'Its 1 post goes, with your read marks.'
		);
		expect(goingWords(0, null)).toBe('It has no posts.');
	});

	test('a removed feed says when it will be deleted', () => {
		const hour = 60 * 60_000;
		expect(deletionWords(0, 30_000)).toBe('Will be deleted in 23 hours.');
		expect(deletionWords(0, 22 * hour)).toBe('Will be deleted in 2 hours.');
		expect(deletionWords(0, 25 * hour)).toBe('Will be deleted soon.');
	});
});
