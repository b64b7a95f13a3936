import { Dexie, liveQuery } from 'dexie';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { viewOf } from '$lib/model/view';
import { SearchService } from '$lib/search/search-service';
import { countWithin, listCategories } from '$lib/store/category-queries';
import { commentsOf } from '$lib/store/comments';
import { commitPosts } from '$lib/store/commit';
import { Database, type PostRecord } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import { firstPosts } from '$lib/store/first-posts';
import { changeMark, latestMark, markedIds, marksAfter } from '$lib/store/marks';
import { openPost, postIds, postRows } from '$lib/store/post-queries';
import { isSoundPost } from '$lib/store/sound/is-sound-post';
import { unsoundInBody } from '$lib/store/sound/body';
import { unsoundInFeed } from '$lib/store/sound/feed';
import { unsoundInMark } from '$lib/store/sound/mark';
import { unsoundInPost, usablePost } from '$lib/store/sound/post';
import { isOrdinal } from '$lib/store/sound/values';
import { listSyncs } from '$lib/store/sync-log';
import { readSyncSettings } from '$lib/store/sync-settings';
import { textsAfter } from '$lib/store/text-queries';
import { filter } from './library';
import {
	allIds,
	anyValue,
	damage,
	damages,
	dump,
	garden,
	harbour,
	idOf,
	postOf,
	rawIn,
	starred,
	wholeLibrary
} from './whole-library';

let db: Database;

beforeEach(async () => {
	db = await wholeLibrary();
});

afterEach(() => db.delete());

const putRaw = (table: string, record: object) => db.table(table).put(record);
const rawPost = async (id = idOf(garden, 1)) => (await rawIn(db, 'posts')).find((post) => post.id === id)!;

test('what is sound is read as it is stored, and nobody hears of damage', async () => {
	const told: unknown[] = [];
	db.onDamage = (table, key) => told.push([table, key]);
	for (const [table, stored] of Object.entries(await dump(db))) {
		expect(await db.table(table).toArray(), table).toEqual(stored);
	}
	const post = await rawPost();
	expect(usablePost(post)).toBe(post);
	expect(told).toEqual([]);
});

test('a post that has lost everything but its id is read as a post without text', async () => {
	const id = idOf(garden, 1);
	await putRaw('posts', { id });
	expect(await openPost(db, id), 'it does not say which feed has it').toBeUndefined();
	await putRaw('posts', { id, feedId: garden.id });
	expect(await openPost(db, id)).toMatchObject({
		post: {
			title: '',
			authors: [],
			categories: [],
			categoryKeys: [],
			tags: [],
			publishedAt: 0,
			revision: ''
		},
		body: postOf(garden, 1).body,
		mark: { starredAt: 500 }
	});
});

test('the date of a post that has lost it is that of its places', async () => {
	await putRaw('posts', { ...(await rawPost()), publishedAt: 'soon' });
	expect((await openPost(db, idOf(garden, 1)))?.post.publishedAt).toBe(1001);
});

test('of a damaged list what is sound stays', async () => {
	const authors = [{ name: 'Ida', url: null, avatar: null }, 5, { name: 7 }];
	await putRaw('posts', { ...(await rawPost()), authors, categories: ['Bees', null, 'Tools'] });
	expect((await openPost(db, idOf(garden, 1)))?.post).toMatchObject({
		authors: [{ name: 'Ida' }],
		categories: ['Bees', 'Tools'],
		categoryKeys: ['bees', 'tools']
	});
});

test('either half of a damaged text stands in for the other', async () => {
	const body = { ...postOf(garden, 1).body, text: 'One <b>\n\nTwo' };
	await putRaw('bodies', { ...body, html: null });
	expect((await db.bodies.get(body.id))?.html).toBe('<p>One &lt;b></p>\n<p>Two</p>');
	await putRaw('bodies', { ...body, html: '<p>One</p><p>Two</p>', text: 1 });
	expect((await db.bodies.get(body.id))?.text).toBe('One Two');
});

test('a mark that no longer tells whether there is a star has one, also when it is changed', async () => {
	const id = idOf(garden, 1);
	await putRaw('marks', { id, readAt: 0, changedAt: 5, starredAt: 'x' });
	await changeMark(db, id, { readAt: 9 }, 9);
	expect(await openPost(db, id)).toMatchObject({ mark: { readAt: 9, starredAt: 1 } });
	expect(await postIds(db, filter('is=starred'))).toContain(id);
});

test('damage is told once, by table and key, however it is read', async () => {
	const id = idOf(garden, 1);
	const told: unknown[] = [];
	db.onDamage = (table, key) => told.push([table, key]);
	await putRaw('posts', { ...(await rawPost()), title: 5 });
	const reads: (() => Promise<PostRecord | undefined>)[] = [
		() => db.posts.get(id),
		async () => (await db.posts.bulkGet([idOf(garden, 99), id]))[1],
		async () => (await db.posts.toArray()).find((post) => post.id === id),
		() => db.posts.filter((post) => post.id === id).first(),
		() => db.posts.where(':id').equals(id).first(),
		() => new Promise((resolve, reject) => liveQuery(() => db.posts.get(id)).subscribe(resolve, reject)),
		async () => {
			const found: PostRecord[] = [];
			await db.posts.each((post) => void found.push(post));
			return found.find((post) => post.id === id);
		}
	];
	for (const read of reads) expect((await read())?.title).toBe('');
	expect(await db.posts.get('nothing' as never)).toBeUndefined();
	expect(told).toEqual([['posts', id]]);
});

test('a sync writes a damaged post anew though its feed has not changed', async () => {
	const id = idOf(harbour, 5);
	await putRaw('posts', { ...(await rawPost(id)), excerpt: [] });
	const posts = [postOf(harbour, 5)];
	expect(await commitPosts(db, harbour.id, { description: {}, posts, checkpoint: null })).toMatchObject({
		added: 0,
		updated: 1
	});
	expect(await openPost(db, id)).toMatchObject({ post: posts[0]!.post, mark: { starredAt: 500 } });
});

test('a post whose number is damaged does not keep the search from going on', async () => {
	await putRaw('posts', { ...(await rawPost()), sequence: 'x' });
	await putRaw('posts', { ...(await rawPost(idOf(garden, 2))), sequence: Infinity });
	await putRaw('posts', { ...(await rawPost(idOf(garden, 3))), id: 5 });
	const search = new SearchService(db, null);
	expect(await search.ready()).toMatchObject({ isComplete: true, problem: null, posts: 14 });
	await search.close();
});

test('what an older version stored is upgraded as it is', async () => {
	const name = `old-${crypto.randomUUID()}`;
	const old = new Dexie(name);
	old.version(3).stores({
		feeds: 'id, &url',
		posts: 'id, publishedAt, [feedId+publishedAt], *categoryKeys, *authorKeys, *tags, sequence',
		bodies: 'id, feedId',
		marks: 'id, readAt, starredAt, sequence',
		categories: '[feedId+key], key',
		meta: 'key',
		offered: 'url',
		counters: 'key',
		searchIndex: 'key',
		comments: 'id, postId, feedId',
		syncLog: '++id, feedId',
		settings: 'key'
	});
	const { post } = postOf(garden, 1);
	await old.table('posts').add({ ...post, authorKeys: ['jon'], sequence: 3 });
	old.close();
	const upgraded = new Database(name);
	upgraded.onDamage = (table, key) => expect.fail(`${table} ${String(key)}`);
	expect(await upgraded.posts.get(post.id)).toMatchObject({ ...post, unreadPlace: 1001, sequence: 3 });
	await upgraded.delete();
});

describe('whatever is damaged', () => {
	test('lists, posts, marks, comments, the search and syncs go on', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(damages, { minLength: 1, maxLength: 6 }), async (all) => {
				const library = await wholeLibrary();
				for (const each of all) await damage(library, each);
				await expectUsable(library);
				await library.delete();
			}),
			{ numRuns: 40 }
		);
	}, 300_000);

	test('the quick look at a post sees what the thorough one does', async () => {
		const sound = await rawPost(idOf(garden, 4));
		const member = fc.constantFrom(...Object.keys({ ...sound, isSticky: 1, replyUrl: 1, commentCount: 1 }));
		fc.assert(
			fc.property(fc.array(fc.tuple(member, anyValue), { maxLength: 2 }), (changes) => {
				const post: Record<string, unknown> = { ...sound };
				for (const [name, value] of changes) post[name] = value;
				expect(isSoundPost(post)).toBe(unsoundInPost(post).length === 0);
				expect(isSoundPost(usablePost(post))).toBe(isOrdinal(post.sequence));
			}),
			{ numRuns: 2000 }
		);
	});
});

/** Everything that the app does with a library can be done, and gives what it should. */
async function expectUsable(library: Database): Promise<void> {
	for (const search of ['', 'category=bees', 'author=Ida', 'tag=diary', 'is=unread', 'is=starred']) {
		const view = filter(search);
		const ids = await postIds(library, view);
		const first = await firstPosts(library, view, 5);
		const rows = await postRows(library, [...ids, ...(first?.ids ?? [])]);
		for (const { post, mark } of rows) {
			expect(unsoundInPost(post).filter((name) => name !== 'sequence')).toEqual([]);
			expect(mark === null ? [] : unsoundInMark(mark)).toEqual([]);
		}
	}
	for (const id of allIds) {
		const opened = await openPost(library, id);
		if (opened !== undefined) expect(unsoundInBody(opened.body)).toEqual([]);
		await commentsOf(library, id);
	}
	for (const feed of await listFeeds(library)) {
		expect(unsoundInFeed(feed)).toEqual([]);
		await listSyncs(library, feed.id);
	}
	await countWithin(library, await listCategories(library, null), new Set(allIds));
	await marksAfter(library, Math.min(2, await latestMark(library)));
	await markedIds(library);
	expect(await readSyncSettings(library)).toMatchObject({ relay: expect.any(String) as string });
	await expectFollowed(library);
	await expectSynced(library);
}

async function expectFollowed(library: Database): Promise<void> {
	await textsAfter(library, 0, 3);
	const search = new SearchService(library, null);
	expect(await search.ready()).toMatchObject({ isComplete: true, problem: null });
	const view = { ...viewOf(new URLSearchParams('q=words')) };
	await search.search({ view, opened: [] }, 5);
	await search.newest({ view, opened: [] });
	await search.close();
}

/** A star can be set, and a sync brings what the site has. */
async function expectSynced(library: Database): Promise<void> {
	const feeds = (await listFeeds(library)).filter(({ id }) => id === garden.id || id === harbour.id);
	for (const feed of feeds) {
		const posts = Array.from({ length: 9 }, (_, n) => postOf(feed.id === garden.id ? garden : harbour, n));
		await commitPosts(library, feed.id, { description: {}, posts, checkpoint: null });
		const id = posts[8]!.post.id;
		await changeMark(library, id, { starredAt: 7 }, 7);
		expect(await openPost(library, id)).toMatchObject({ mark: { starredAt: 7 }, body: posts[8]!.body });
		expect(starred).not.toContain(id);
	}
}
