import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { postIdOf, type FeedId } from '$lib/model/ids';
import { STANDARD_SYNC } from '$lib/model/sync-settings';
import { checkLibrary, countAll, countMendable } from '$lib/store/check-library';
import { commentsOf } from '$lib/store/comments';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed, listFeeds } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import { mendLibrary } from '$lib/store/mend-library';
import { openPost, postIds, postRows } from '$lib/store/post-queries';
import { followSite } from '$lib/sync/follow-site';
import { syncFeed } from '$lib/sync/sync-feed';
import { startTally } from '$lib/sync/tally';
import { BlogWithApi } from './blog-with-api';
import { feedRecord, filter, freshDatabase, syncWorld } from './library';
import {
	damage,
	damages,
	dump,
	garden,
	harbour,
	idOf,
	postOf,
	starred,
	wholeLibrary,
	type Dump
} from './whole-library';

const NOW = 10_000;
const check = (library = db) => checkLibrary(library, { atOnce: 3 });
const mend = (library = db) => mendLibrary(library, { atOnce: 3, now: NOW });

let db: Database;

beforeEach(async () => {
	db = await wholeLibrary();
});

afterEach(() => db.delete());

test('a library of which nothing was lost has nothing to mend, and mending it changes nothing', async () => {
	const before = await dump(db);
	const report = await check();
	expect(report).toMatchObject({ posts: 16, first: [], isSteady: true });
	expect(countAll(report)).toBe(0);
	expect(countAll(await mend())).toBe(0);
	expect(await dump(db)).toEqual(before);
});

test('a post without a text gets an empty one, and the next sync brings it again', async () => {
	const id = idOf(garden, 1);
	await db.bodies.delete(id);
	expect(await check()).toMatchObject({ missingBodies: 1 });
	expect(await mend()).toMatchObject({ refetched: [garden.id] });
	expect(countAll(await check())).toBe(0);
	expect((await findFeed(db, garden.id))?.checkpoint).toEqual({ next: garden.url, pages: 0, total: null });
	await syncAgain(garden.id);
	expect(await openPost(db, id)).toMatchObject({ body: postOf(garden, 1).body, mark: { starredAt: 500 } });
});

test('a text without a post can be read, and the next sync brings the rest', async () => {
	const id = idOf(harbour, 5);
	await db.posts.delete(id);
	expect(await check()).toMatchObject({ orphanBodies: 1 });
	await mend();
	expect(countAll(await check())).toBe(0);
	expect(await openPost(db, id)).toMatchObject({
		post: { title: '', excerpt: 'Words of Harbour 5', hasOwnDate: false, firstSeenAt: NOW },
		body: postOf(harbour, 5).body,
		mark: { starredAt: 500, readAt: 600 }
	});
	await syncAgain(harbour.id);
	expect(await openPost(db, id)).toMatchObject({
		post: { ...postOf(harbour, 5).post, firstSeenAt: NOW },
		mark: { starredAt: 500 }
	});
	expect(countAll(await check())).toBe(0);
});

test('a star outlives its post, and is there again when a sync has brought it back', async () => {
	const id = idOf(garden, 2);
	await Promise.all([db.posts.delete(id), db.bodies.delete(id)]);
	expect(await check()).toMatchObject({ marksWithoutPost: 1, shortFeeds: 1 });
	const { refetched } = await mend();
	expect(refetched).toEqual([garden.id]);
	const waiting = await check();
	expect(waiting).toMatchObject({ marksWithoutPost: 1 });
	expect(countMendable(waiting)).toBe(0);
	await syncAgain(garden.id);
	await mend();
	expect(countAll(await check())).toBe(0);
	expect(await postIds(db, filter('is=starred'))).toContain(id);
});

test('the next automatic sync of a feed brings back what its later pages have', async () => {
	const library = freshDatabase();
	const feed = feedRecord('https://paged.example/1.json');
	const pageOf = (page: number) => ({
		version: 'https://jsonfeed.org/version/1.1',
		title: 'Paged',
		items: [1, 2].map((n) => ({
			id: `${page}-${n}`,
			title: `Post ${page}-${n}`,
			content_html: '<p>Words</p>'
		})),
		...(page < 4 && { next_url: `https://paged.example/${page + 1}.json` })
	});
	const fetchText = async (url: string) => {
		const page = Number(/(\d+)\.json$/.exec(url)?.[1]);
		return { url, text: JSON.stringify(pageOf(page)), mimeType: 'application/feed+json' };
	};
	const sync = () => syncFeed(feed.id, 'news', syncWorld(library, { now: () => NOW, fetchText }));
	await addFeed(library, feed);
	await sync();
	const posts = await dump(library);
	const [textless, gone] = ['3-1', '4-2'].map((guid) => postIdOf(feed.id, guid));
	await library.bodies.delete(textless!);
	await Promise.all([library.posts.delete(gone!), library.bodies.delete(gone!)]);
	expect(await sync(), 'by itself it does not look that far').toMatchObject({ added: 0, updated: 0 });
	await mendLibrary(library, { now: NOW });
	expect(await sync()).toMatchObject({ added: 1, updated: 1 });
	expect(countAll(await checkLibrary(library))).toBe(0);
	const unnumbered = (records: Dump[string]) => records.map(({ sequence: _, ...record }) => record);
	const after = await dump(library);
	expect(unnumbered(after.posts!)).toEqual(unnumbered(posts.posts!));
	expect(after.bodies).toEqual(posts.bodies);
	await library.delete();
});

test('the next automatic sync of a site brings back what was lost, comments too', async () => {
	const library = freshDatabase();
	const blog = new BlogWithApi();
	const names = Array.from({ length: 8 }, (_, n) => `p${n}`);
	for (const name of names) blog.publish(name, `Words of ${name}`);
	blog.comment('p2');
	await addFeed(library, harbour);
	const sync = async () => {
		const feed = (await findFeed(library, harbour.id))!;
		const tally = startTally(feed, NOW);
		const context = { fetchText: () => Promise.reject(new Error('No address is fetched.')), now: () => NOW };
		const { signal } = new AbortController();
		const settings = STANDARD_SYNC;
		await followSite(
			{ db: library, feed, depth: 'news', settings, context, signal, tally, tell: () => {} },
			blog,
			blog
		);
	};
	await sync();
	const before = await dump(library);
	const id = postIdOf(harbour.id, 'p2');
	await library.comments.clear();
	await mendLibrary(library, { now: NOW });
	await sync();
	expect(await commentsOf(library, id)).toHaveLength(1);
	await library.table('posts').put({ id, feedId: harbour.id, title: 4 });
	await library.bodies.delete(postIdOf(harbour.id, 'p5'));
	await mendLibrary(library, { now: NOW });
	await sync();
	expect(countAll(await checkLibrary(library))).toBe(0);
	const after = await dump(library);
	expect(after.bodies).toEqual(before.bodies);
	expect(after.comments).toEqual(before.comments);
	const titles = (records: Dump[string]) => records.map(({ title, commentCount }) => [title, commentCount]);
	expect(titles(after.posts!)).toEqual(titles(before.posts!));
	await library.delete();
});

test('a mark that is lost is made again from its post', async () => {
	await db.marks.clear();
	expect(await check()).toMatchObject({ damaged: 5 });
	await mend();
	expect(countAll(await check())).toBe(0);
	const marks = await db.marks.toArray();
	expect(marks.filter(({ starredAt }) => starredAt > 0).map(({ id }) => id)).toEqual([...starred].sort());
	expect(marks.filter(({ readAt }) => readAt > 0)).toHaveLength(3);
});

test('a mark that does not say whether there is a star asks the post', async () => {
	const [plain, star] = [idOf(garden, 3), idOf(garden, 1)];
	for (const id of [plain, star]) await putRaw('marks', { ...(await db.marks.get(id)), starredAt: 'x' });
	await mend();
	expect(await db.marks.get(plain)).toMatchObject({ starredAt: 0, readAt: 600 });
	expect(await db.marks.get(star)).toMatchObject({ starredAt: 500 });
});

test('a post stands in the lists of what it says again', async () => {
	const id = idOf(garden, 3);
	const [post] = await db.posts.where(':id').equals(id).raw().toArray();
	await putRaw('posts', { ...post, categoryPlaces: [], unreadPlace: 1003, starredPlace: 1003 });
	expect((await check()).wrongPlaces).toBeGreaterThan(0);
	await mend();
	expect(countAll(await check())).toBe(0);
	expect(await postIds(db, filter('category=bees'))).toContain(id);
	expect(await postIds(db, filter('is=unread'))).not.toContain(id);
});

test('numbers of feeds and categories are counted anew', async () => {
	const before = await dump(db);
	await putRaw('feeds', { ...(await db.feeds.get(garden.id)), unreadCount: 99, size: 1, postCount: 3 });
	await db.categories.update([garden.id, 'bees'], { count: 50, unread: 0 });
	await db.categories.delete([harbour.id, 'garden']);
	await putRaw('categories', { feedId: harbour.id, key: 'ghosts', name: 'Ghosts', count: 1, unread: 1 });
	expect(await check()).toMatchObject({ wrongCounts: 4 });
	await mend();
	expect(await dump(db)).toEqual(before);
});

test('a damaged feed keeps its posts, and its next sync goes through everything', async () => {
	await putRaw('feeds', { id: harbour.id, url: harbour.url, title: 5, followed: 'x', lastSync: [] });
	expect((await check()).damaged).toBe(1);
	await mend();
	expect(countAll(await check())).toBe(0);
	expect(await findFeed(db, harbour.id)).toMatchObject({
		kind: 'wordpress',
		title: 'harbour.example',
		postCount: 8,
		unreadCount: 7,
		followed: null,
		checkpoint: { next: harbour.url, pages: 0, total: null }
	});
});

test('a feed that has lost its address finds it again when it is added again, and until then is not followed', async () => {
	await putRaw('feeds', { ...(await db.feeds.get(harbour.id)), url: 'https://elsewhere.example/' });
	await mend();
	expect(countAll(await check())).toBe(0);
	expect(await findFeed(db, harbour.id)).toMatchObject({ isFollowed: false, checkpoint: null, postCount: 8 });
	expect(await addFeed(db, harbour)).toBe(false);
	expect(await findFeed(db, harbour.id)).toMatchObject({
		url: harbour.url,
		isFollowed: true,
		postCount: 8,
		checkpoint: { next: harbour.url, pages: 0, total: null }
	});
});

test('a feed that came with the site is known by its address', async () => {
	await putRaw('feeds', { ...(await db.feeds.get(garden.id)), url: null });
	await mend();
	expect(await findFeed(db, garden.id)).toMatchObject({ url: garden.url, isFollowed: true });
	await db.feeds.delete(garden.id);
	await mend();
	expect(await findFeed(db, garden.id)).toMatchObject({ url: garden.url, kind: 'json-feed', postCount: 8 });
	expect(countAll(await check())).toBe(0);
});

test('the posts of a feed that is not there any more can be read', async () => {
	await db.feeds.delete(harbour.id);
	expect(await check()).toMatchObject({ missingFeeds: 1 });
	await mend();
	expect(countAll(await check())).toBe(0);
	expect(await findFeed(db, harbour.id)).toMatchObject({
		title: 'harbour.example',
		homeUrl: 'https://harbour.example/',
		postCount: 8,
		isFollowed: false
	});
	expect(await postIds(db, filter())).toHaveLength(16);
});

test('a post that does not say where it belongs is known by its id', async () => {
	const id = idOf(garden, 4);
	const [post] = await db.posts.where(':id').equals(id).raw().toArray();
	const [body] = await db.bodies.where(':id').equals(id).raw().toArray();
	await putRaw('posts', { ...post, feedId: 7 });
	await putRaw('bodies', { ...body, feedId: harbour.id });
	await mend();
	expect(countAll(await check())).toBe(0);
	expect(await openPost(db, id)).toMatchObject({ post: { feedId: garden.id }, body: { feedId: garden.id } });
});

test('a post under a key that is no id is moved to its own, with its text and its star', async () => {
	const id = idOf(garden, 1);
	for (const table of ['posts', 'bodies', 'marks'] as const) {
		const [record] = await db.table<object>(table).where(':id').equals(id).raw().toArray();
		await db.table(table).delete(id);
		await putRaw(table, { ...record, id: 42 });
	}
	await mend();
	expect(countAll(await check())).toBe(0);
	expect(await openPost(db, id)).toMatchObject({ body: postOf(garden, 1).body, mark: { starredAt: 500 } });
});

test('a text of which nothing tells where it belongs is kept all the same', async () => {
	await db.bodies.put({ id: 'stray', feedId: 0, html: '<p>Driftwood</p>', text: 'Driftwood' } as never);
	await mend();
	expect(countAll(await check())).toBe(0);
	expect((await listFeeds(db)).map(({ title, postCount }) => [title, postCount])).toContainEqual([
		'Recovered posts',
		1
	]);
	const rows = await postRows(db, await postIds(db, filter()));
	expect(rows.map(({ post }) => post.excerpt)).toContain('Driftwood');
});

test('comments are counted anew, stay without their post, and go without their feed', async () => {
	const id = idOf(harbour, 2);
	const [first] = await commentsOf(db, id);
	await db.comments.delete(first!.id);
	await putRaw('comments', { ...first, id: 'c1', postId: 5 });
	await putRaw('comments', { ...first, id: 'c2', postId: { no: 'key' } });
	await putRaw('comments', { ...first, id: 'c3', postId: idOf(garden, 99), feedId: 'gone' });
	await putRaw('comments', { ...first, id: 'c4', postId: idOf(harbour, 99) });
	expect(await check()).toMatchObject({ wrongCounts: 1, commentsWithoutPost: 1 });
	expect(await mend()).toMatchObject({ refetched: [harbour.id] });
	expect(countAll(await check())).toBe(1);
	expect((await db.comments.toCollection().primaryKeys()).filter((key) => key.startsWith('c'))).toContain(
		'c4'
	);
	expect((await openPost(db, id))?.post.commentCount).toBe(1);
	expect((await findFeed(db, harbour.id))?.followed?.comments).toEqual({ next: null, since: null });
});

test('lost numbers of commits and marks begin after the highest that was used, and the index is made anew', async () => {
	await db.searchIndex.put({ key: 0, generation: 3, value: {} });
	await db.meta.delete('sequence');
	await db.counters.update('marks', { value: NaN });
	await mend();
	expect(countAll(await check())).toBe(0);
	expect(await db.meta.get('sequence')).toEqual({ key: 'sequence', value: 3 });
	expect(await db.counters.get('marks')).toEqual({ key: 'marks', value: 7 });
	expect(await db.searchIndex.count()).toBe(0);
});

test('a check judges no number while others write, and finds nothing wrong', async () => {
	const ending = new AbortController();
	const writing = (async () => {
		for (let i = 100; !ending.signal.aborted; i += 1) {
			await commitPosts(db, garden.id, { description: {}, posts: [postOf(garden, i)], checkpoint: null });
			await changeMark(db, idOf(garden, i), { readAt: i }, i);
		}
	})();
	const reports = [await check(), await check(), await mend()];
	ending.abort();
	await writing;
	expect(reports.map(countAll)).toEqual([0, 0, 0]);
	expect(countAll(await check())).toBe(0);
});

test('a mend that is ended keeps what it has mended, and the next one goes on', async () => {
	await db.bodies.clear();
	const ending = new AbortController();
	let turns = 0;
	const rest = async () => {
		turns += 1;
		if (turns === 5) ending.abort(new DOMException('Enough', 'AbortError'));
	};
	await expect(mendLibrary(db, { atOnce: 3, rest, signal: ending.signal })).rejects.toThrow('Enough');
	const left = (await check()).missingBodies;
	expect(left).toBeGreaterThan(0);
	expect(left).toBeLessThan(16);
	await mend();
	expect(countAll(await check())).toBe(0);
});

test('a feed that is being deleted is left to that', async () => {
	await db.feeds.update(harbour.id, { removedAt: 0 });
	await db.bodies.where('feedId').equals(harbour.id).delete();
	expect(countAll(await mend())).toBe(0);
	expect(await db.bodies.where('feedId').equals(harbour.id).count()).toBe(0);
});

test('a post with more comments than are read at once is not cut in two', async () => {
	const [comment] = await commentsOf(db, idOf(harbour, 1));
	const many = Array.from({ length: 1200 }, (_, i) => ({ ...comment!, id: `${i}`.padStart(24, '0') }));
	await db.comments.bulkPut(many as never);
	expect(await check()).toMatchObject({ wrongCounts: 1 });
	await mend();
	expect((await openPost(db, idOf(harbour, 1)))?.post.commentCount).toBe(1201);
	expect(countAll(await check())).toBe(0);
});

test('whatever is damaged, a check finds it, mending mends it, and nothing that is sound is touched', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(damages, { minLength: 1, maxLength: 6 }), async (all) => {
			const library = await wholeLibrary();
			const before = await dump(library);
			const touched = new Set<string>();
			for (const each of all) touched.add(`${each.table} ${String(await damage(library, each))}`);
			await mend(library);
			const report = await check(library);
			expect(report.first.filter(({ kind }) => !kind.endsWith('WithoutPost'))).toEqual([]);
			expect(countMendable(report)).toBe(0);
			const after = await dump(library);
			expectUntouched(before, after, touched);
			expectStars(after, touched);
			await library.delete();
		}),
		{ numRuns: 40 }
	);
}, 300_000);

/** Everything that is stored of a post and was not touched is as it was. */
function expectUntouched(before: Dump, after: Dump, touched: ReadonlySet<string>): void {
	const commented = before.comments!.filter(({ id }) => touched.has(`comments ${String(id)}`));
	const isTouched = (id: unknown) =>
		['posts', 'bodies', 'marks'].some((table) => touched.has(`${table} ${String(id)}`)) ||
		commented.some(({ postId }) => postId === id);
	for (const table of ['posts', 'bodies', 'marks'] as const) {
		const sound = before[table]!.filter(({ id }) => !isTouched(id));
		const byId = new Map(after[table]!.map((record) => [record.id, record]));
		expect(sound.map(({ id }) => byId.get(id))).toEqual(sound);
	}
	const sound = before.comments!.filter(
		({ id, postId }) => !touched.has(`comments ${String(id)}`) && !isTouched(postId)
	);
	expect(after.comments).toEqual(expect.arrayContaining(sound));
}

/** Each star is there that either the post or the mark still has. */
function expectStars({ marks }: Dump, touched: ReadonlySet<string>): void {
	const kept = new Set(marks!.filter(({ starredAt }) => Number(starredAt) > 0).map(({ id }) => id));
	const safe = starred.filter((id) => !touched.has(`posts ${id}`) || !touched.has(`marks ${id}`));
	expect(safe.filter((id) => !kept.has(id))).toEqual([]);
}

/** A sync that goes through everything that the site has. */
async function syncAgain(feedId: FeedId): Promise<void> {
	const feed = feedId === garden.id ? garden : harbour;
	const posts = Array.from({ length: 8 }, (_, n) => postOf(feed, n));
	await commitPosts(db, feedId, { description: {}, posts, checkpoint: null });
}

function putRaw(table: string, record: object): Promise<unknown> {
	return db.table(table).put(record);
}
