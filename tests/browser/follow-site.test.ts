import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postIdOf } from '$lib/model/ids';
import { englishOf } from '$lib/model/problem';
import { STANDARD_SYNC, type SyncSettings } from '$lib/model/sync-settings';
import { commentsOf } from '$lib/store/comments';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed, removeFeed } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import { listCategories } from '$lib/store/category-queries';
import { followSite } from '$lib/sync/follow-site';
import type { SyncDepth, SyncRun } from '$lib/sync/run';
import { recordSync } from '$lib/store/sync-log';
import { NOTHING_SYNCED } from '$lib/model/feed';
import { startTally, type Tally } from '$lib/sync/tally';
import { keepFiles } from '$lib/transfer/imports/keep-files';
import { exportOf } from '../unit/wxr-files';
import { BlogWithApi } from './blog-with-api';
import { feedRecord, freshDatabase } from './library';

const address = feedRecord('https://harbour.example/wp-json/', { kind: 'wordpress' });
const DAY = 24 * 60 * 60_000;
let db: Database;
let blog: BlogWithApi;
let now: number;

beforeEach(async () => {
	db = freshDatabase();
	blog = new BlogWithApi();
	now = DAY * 1000;
	await addFeed(db, address);
});

afterEach(() => db.delete());

/** One sync as the service runs it. @returns what it did, and whether it reached its end. */
async function sync(
	depth: SyncDepth = 'news',
	settings: SyncSettings = STANDARD_SYNC
): Promise<Tally & { isDone: boolean }> {
	const feed = (await findFeed(db, address.id))!;
	const tally = startTally(feed, now);
	const context = { fetchText: () => Promise.reject(new Error('No address is fetched.')), now: () => now };
	const { signal } = new AbortController();
	const run: SyncRun = { db, feed, depth, settings, context, signal, tally, tell: () => {} };
	let isDone = true;
	await followSite(run, blog, blog).catch((error: unknown) => {
		if (!(error instanceof Error) || error.name !== 'SourceError') throw error;
		isDone = false;
	});
	const outcome = { ...NOTHING_SYNCED, at: now };
	await recordSync(db, feed.id, { outcome, checkpoint: tally.checkpoint, retryAt: 0, failures: 0 });
	return { ...tally, isDone };
}

/** What is kept: text by guid, and whether it is withdrawn. */
async function kept(): Promise<Record<string, string>> {
	const posts = await db.posts.toArray();
	const bodies = await db.bodies.bulkGet(posts.map(({ id }) => id));
	return Object.fromEntries(
		posts.map((post, i) => [post.guid, `${post.withdrawnAt === null ? '' : 'gone: '}${bodies[i]?.text}`])
	);
}

const onSite = () => Object.fromEntries([...blog.posts.values()].map(({ guid, text }) => [guid, text]));

function publish(count: number, prefix = 'p'): void {
	for (let i = 0; i < count; i += 1) blog.publish(`${prefix}${i}`);
}

describe('the archive', () => {
	test('is fetched whole, newest first, and then only what has changed', async () => {
		publish(10);
		expect(await sync()).toMatchObject({ added: 10, total: 10, kept: 10, isDone: true });
		expect(await kept()).toEqual(onSite());
		expect(blog.requests.filter((what) => what.startsWith('archive'))).toHaveLength(4);

		blog.publish('new');
		blog.edit('p3', 'corrected');
		blog.requests.length = 0;
		expect(await sync()).toMatchObject({ added: 1, updated: 1 });
		expect(await kept()).toEqual(onSite());
		expect(blog.requests.map((what) => what.split(' ')[0])).toEqual(['changes', 'comments']);
	});

	test('that is cut off after any request goes on there, with nothing lost, doubled or fetched again', async () => {
		publish(13);
		for (const post of ['p1', 'p5', 'p12', 'p5']) blog.comment(post);
		for (let length = 1; ; length += 1) {
			const feedBefore = (await findFeed(db, address.id))!;
			await removeFeed(db, address.id, 1);
			await addFeed(db, { ...feedBefore, postCount: 0, checkpoint: null, followed: null });
			blog.requests.length = 0;
			blog.failsAfter = length;
			const first = await sync();
			blog.failsAfter = Infinity;
			const archived = blog.requests.filter((what) => what.startsWith('archive')).slice(0, length);
			await sync();
			expect(await kept()).toEqual(onSite());
			expect(await db.comments.count()).toBe(4);
			expect(await findFeed(db, address.id)).toMatchObject({ postCount: 13, checkpoint: null });
			const again = blog.requests.slice(length + 1).filter((what) => archived.includes(what));
			expect(again).toEqual([]);
			if (first.isDone) break;
		}
	});

	test('holds what was published, edited and removed while the walk went on', async () => {
		publish(10);
		blog.failsAfter = 2;
		await sync();
		blog.failsAfter = Infinity;
		blog.publish('late');
		blog.edit('p9', 'corrected');
		blog.edit('p0', 'corrected too');
		blog.posts.delete('p2');
		await sync();
		expect(await kept()).toEqual(onSite());
	});

	test('is compared at once when fewer posts came than the site has', async () => {
		publish(6);
		blog.failsAfter = 1;
		await sync();
		blog.failsAfter = Infinity;
		// Dated between posts that have been walked already, as an import does.
		blog.posts.set('old', { guid: 'old', date: 1_005_500, modified: 1, text: 'old' });
		await sync('whole');
		expect(await kept()).toEqual(onSite());
	});
});

describe('posts that the site takes down', () => {
	test('stay, are marked, and lose nothing that the reader did; what comes back is unmarked', async () => {
		publish(5);
		await sync();
		const id = postIdOf(address.id, 'p2');
		await changeMark(db, id, { starredAt: 7 }, 7);
		const post = blog.posts.get('p2')!;
		blog.posts.delete('p2');
		expect(await sync('whole')).toMatchObject({ withdrawn: 1 });
		expect((await kept()).p2).toBe('gone: p2');
		expect((await db.marks.get(id))?.starredAt).toBe(7);
		expect(await sync('whole')).toMatchObject({ withdrawn: 0 });

		blog.posts.set('p2', post);
		await sync('whole');
		expect(await kept()).toEqual(onSite());
	});

	test('are looked for once a day, and when asked', async () => {
		publish(4);
		await sync();
		blog.posts.delete('p1');
		now += DAY / 2;
		expect(await sync()).toMatchObject({ withdrawn: 0 });
		now += DAY;
		expect(await sync()).toMatchObject({ withdrawn: 1 });
		blog.requests.length = 0;
		await sync();
		expect(blog.requests).not.toContain('listing');
	});

	test('must be gone by name too: one that a list left out is not taken for gone', async () => {
		publish(5);
		await sync();
		blog.unlisted.add('p3');
		blog.posts.delete('p4');
		expect(await sync('whole')).toMatchObject({ withdrawn: 1 });
		expect(await kept()).toMatchObject({ p3: 'p3', p4: 'gone: p4' });
	});

	test('are not looked for by a comparison that fails half-way', async () => {
		publish(9);
		await sync();
		blog.posts.delete('p1');
		blog.requests.length = 0;
		blog.failsAfter = 2;
		expect(await sync('whole')).toMatchObject({ withdrawn: 0, isDone: false });
		expect(Object.values(await kept())).not.toContain('gone: p1');
	});

	test('keep their categories, which are counted as before', async () => {
		publish(1);
		await sync();
		blog.posts.clear();
		blog.publish('other');
		await sync('whole');
		expect(await listCategories(db, address.id)).toEqual([]);
		expect(await kept()).toEqual({ p0: 'gone: p0', other: 'other' });
	});
});

describe('posts of an export of the site', () => {
	/** Brings a draft and a post that the site has taken down before. */
	async function bringFile(): Promise<void> {
		const file = new File(
			[exportOf({ id: 70, status: 'draft', title: 'Draft' }, { id: 71, title: 'Gone before' })],
			'x.xml'
		);
		const reading = { signal: new AbortController().signal, report: () => {} };
		const listener = { fileRead: () => {}, kept: () => {} };
		await keepFiles(db, [file], { withUnpublished: true, now }, reading, listener);
	}
	const isFromFile = async (guid: string) => (await db.posts.get(postIdOf(address.id, guid)))?.isFromFile;

	test('that the site does not give are not taken for withdrawn', async () => {
		publish(3);
		await sync();
		await bringFile();
		blog.posts.delete('p1');
		expect(await sync('whole')).toMatchObject({ withdrawn: 1 });
		expect(await kept()).toMatchObject({ p1: 'gone: p1', '70': 'Words', '71': 'Words' });
		expect(blog.requests.filter((what) => what.startsWith('posts'))).toEqual(['posts p1']);
	});

	test('become the posts of the site when it gives them, and can be withdrawn from then on', async () => {
		publish(3);
		await sync();
		await bringFile();
		expect(await isFromFile('70')).toBe(true);
		blog.publish('70', 'Published at last');
		expect(await sync()).toMatchObject({ updated: 1 });
		expect(await isFromFile('70')).toBeUndefined();
		blog.posts.delete('70');
		expect(await sync('whole')).toMatchObject({ withdrawn: 1 });
		expect(await kept()).toMatchObject({ '70': 'gone: Published at last' });
	});

	test('are fetched once when the site lists them just as they are', async () => {
		publish(3);
		await sync();
		await bringFile();
		const { updatedAt } = (await db.posts.get(postIdOf(address.id, '71')))!;
		blog.posts.set('71', { guid: '71', date: 1, modified: updatedAt ?? 0, text: 'Words' });
		for (let time = 0; time < 3; time += 1) await sync('whole');
		expect(blog.requests.filter((what) => what === 'posts 71')).toHaveLength(1);
		expect(await isFromFile('71')).toBeUndefined();
	});
});

describe('comments', () => {
	const ofPost = async (guid: string) => (await commentsOf(db, postIdOf(address.id, guid))).length;
	const counted = async (guid: string) => (await db.posts.get(postIdOf(address.id, guid)))?.commentCount;

	test('come with the archive, are counted, and new ones follow', async () => {
		publish(3);
		for (const post of ['p0', 'p1', 'p0', 'p0', 'p2', 'page that is no post']) blog.comment(post);
		expect(await sync()).toMatchObject({ comments: 5 });
		expect([await ofPost('p0'), await counted('p0')]).toEqual([3, 3]);
		for (let i = 0; i < 5; i += 1) blog.comment('p1');
		expect(await sync()).toMatchObject({ comments: 5 });
		expect([await ofPost('p1'), await counted('p1')]).toEqual([6, 6]);
		blog.edit('p1', 'corrected');
		await sync();
		expect(await counted('p1')).toBe(6);
	});

	test('that are new while the way back is cut off leave no gap', async () => {
		publish(1);
		await sync();
		for (let i = 0; i < 4; i += 1) blog.comment('p0');
		await sync();
		for (let i = 0; i < 8; i += 1) blog.comment('p0');
		blog.requests.length = 0;
		blog.failsAfter = 2;
		await sync();
		blog.failsAfter = Infinity;
		await sync();
		expect(await ofPost('p0')).toBe(12);
	});

	test('of a site that closes them leave a note, and the posts come all the same', async () => {
		publish(3);
		blog.commentsAreClosed = true;
		const tally = await sync();
		expect(tally).toMatchObject({ added: 3, isDone: true });
		expect(tally.notes.map(englishOf)).toEqual(['The site does not give out its comments.']);
	});

	test('that waited long for their approval come with the daily comparison', async () => {
		publish(1);
		blog.comment('p0');
		await sync();
		blog.clock += 10 * DAY;
		blog.comment('p0');
		await sync();
		blog.comments_.push({ guid: 'late', post: 'p0', date: blog.clock - 9 * DAY });
		await sync();
		expect(await ofPost('p0')).toBe(2);
		await sync('whole');
		expect(await ofPost('p0')).toBe(3);
	});

	test('that were half walked when the site closes them do not keep it unfinished', async () => {
		publish(1);
		for (let i = 0; i < 8; i += 1) blog.comment('p0');
		await sync('news', { ...STANDARD_SYNC, comments: 'never' });
		blog.failsAfter = blog.requests.length + 3;
		await sync();
		blog.failsAfter = Infinity;
		expect((await findFeed(db, address.id))?.followed?.comments.next).not.toBeNull();
		blog.commentsAreClosed = true;
		await sync();
		expect((await findFeed(db, address.id))?.followed?.comments.next).toBeNull();
	});

	test('are left alone when the reader wants them otherwise', async () => {
		publish(2);
		blog.comment('p0');
		await sync('whole', { ...STANDARD_SYNC, comments: 'when-opened' });
		expect(await db.comments.count()).toBe(0);
	});
});

type Step = { kind: 'publish' | 'edit' | 'delete' | 'comment'; at: number } | { kind: 'sync'; cut: number };

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		kind: fc.constantFrom('publish' as const, 'edit' as const, 'delete' as const, 'comment' as const),
		at: fc.nat(30)
	}),
	fc.record({ kind: fc.constant('sync' as const), cut: fc.integer({ min: 1, max: 12 }) })
);

test('whatever a site does, and wherever syncs are cut off, the library has it all after one that ends', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
			await db.delete();
			db = freshDatabase();
			blog = new BlogWithApi();
			await addFeed(db, address);
			publish(8);
			for (const [i, action] of steps.entries()) {
				const guids = [...blog.posts.keys()];
				if (action.kind === 'sync') {
					blog.failsAfter = blog.requests.length + action.cut;
					await sync(i % 3 === 0 ? 'whole' : 'news');
					blog.failsAfter = Infinity;
					continue;
				}
				const guid = guids[action.at % guids.length] ?? '';
				if (action.kind === 'publish') blog.publish(`step ${i}`);
				else if (action.kind === 'edit') blog.edit(guid, `edited ${i}`);
				else if (action.kind === 'delete') blog.posts.delete(guid);
				else blog.comment(guid);
			}
			await sync('whole');
			const library = await kept();
			const alive = Object.entries(library).filter(([, text]) => !text.startsWith('gone: '));
			expect(Object.fromEntries(alive)).toEqual(onSite());
			expect((await findFeed(db, address.id))?.postCount).toBe(Object.keys(library).length);
			const wanted = blog.comments_.filter(({ post }) => post in library).map(({ guid }) => guid);
			expect(await db.comments.count()).toBe(wanted.length);
		}),
		{ numRuns: 40 }
	);
}, 60_000);
