import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { PostId } from '$lib/model/ids';
import { MarkAll } from '$lib/state/mark-all.svelte';
import { PassedPosts } from '$lib/state/passed-posts';
import { PostOrder } from '$lib/state/post-order';
import { commitPosts } from '$lib/store/commit';
import { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import { postIds } from '$lib/store/post-queries';
import { countPosts, feedRecord, filter, freshDatabase, incoming } from './library';
import MarkAllBarOf from './MarkAllBarOf.svelte';

const feed = feedRecord('https://garden.example/feed.json');
let db: Database;
let ids: PostId[];

const fail = (error: unknown) => {
	throw error;
};

beforeEach(async () => {
	db = freshDatabase();
	await addFeed(db, feed);
	const posts = Array.from({ length: 250 }, (_, i) =>
		incoming(feed.id, `p${i}`, { publishedAt: i, categories: ['Beans'] })
	);
	await commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });
	ids = await postIds(db, filter());
});

afterEach(() => db.delete());

const readAt = async (id: PostId) => (await db.marks.get(id))?.readAt ?? 0;

test('all posts of a list are marked as read, and counted so', async () => {
	const marking = new MarkAll(db, fail);
	await marking.run(PostOrder.of(ids));
	expect(marking.marked).toBe(250);
	expect(marking.progress).toBeNull();
	expect(await countPosts(db)).toMatchObject({ kept: 250, unread: 0 });
	expect(await postIds(db, filter('is=unread'))).toEqual([]);
});

test('taking it back brings back exactly what was', async () => {
	const [read, starred] = [ids[0]!, ids[120]!];
	await changeMark(db, read, { readAt: 5 }, 5);
	await changeMark(db, starred, { starredAt: 6 }, 6);
	const before = await postIds(db, filter('is=unread'));
	const marking = new MarkAll(db, fail);
	await marking.run(PostOrder.of(ids));
	expect(marking.marked).toBe(249);
	expect(await readAt(read)).toBe(5);
	await marking.undo();
	expect(marking.canUndo).toBe(false);
	expect(await postIds(db, filter('is=unread'))).toEqual(before);
	expect(await readAt(read)).toBe(5);
	expect(await postIds(db, filter('is=starred'))).toEqual([starred]);
	expect(await countPosts(db)).toMatchObject({ unread: 249 });
});

test('what was read by itself in between stays read', async () => {
	const marking = new MarkAll(db, fail);
	await marking.run(PostOrder.of(ids));
	await changeMark(db, ids[3]!, { readAt: 0 }, Date.now());
	await changeMark(db, ids[3]!, { readAt: 7 }, Date.now());
	await marking.undo();
	expect(await readAt(ids[3]!)).toBe(7);
	expect(await countPosts(db)).toMatchObject({ unread: 249 });
});

test('it can be taken back while it is being done', async () => {
	const marking = new MarkAll(db, fail);
	const done = marking.run(PostOrder.of(ids));
	expect(marking.progress).toEqual({ done: 0, total: 250 });
	expect(marking.canUndo).toBe(true);
	await marking.undo();
	await done;
	expect(marking.marked).toBeNull();
	expect(await countPosts(db)).toMatchObject({ unread: 250 });
});

test('a list marked anew while that is being taken back is read all the same', async () => {
	const marking = new MarkAll(db, fail);
	await marking.run(PostOrder.of(ids));
	const undone = marking.undo();
	const again = marking.run(PostOrder.of(ids));
	await Promise.all([undone, again]);
	expect(marking.marked).toBe(250);
	expect(await countPosts(db)).toMatchObject({ unread: 0 });
});

test('what could not be taken back can still be', async () => {
	const failures: unknown[] = [];
	const marking = new MarkAll(db, (error) => failures.push(error));
	await marking.run(PostOrder.of(ids));
	db.close();
	await marking.undo();
	expect(failures).toHaveLength(1);
	expect(marking.marked).toBe(250);
	await db.open();
	await marking.undo();
	expect(marking.canUndo).toBe(false);
	expect(await countPosts(db)).toMatchObject({ unread: 250 });
});

test('the list that was meant is marked once all of it is known, and no other', async () => {
	const markAll = new MarkAll(db, fail);
	const begun = { key: '', order: PostOrder.begun(ids.slice(0, 50), null), total: null };
	const whole = { key: '', order: PostOrder.of(ids), total: 250 };
	const other = { key: '?is=starred', order: PostOrder.of(ids.slice(0, 9)), total: 9 };
	const bar: { show: (list: typeof whole | typeof begun) => void } = mount(MarkAllBarOf, {
		target: document.body,
		props: { markAll, first: begun }
	});
	const show = (list: typeof whole | typeof begun) => flushSync(() => bar.show(list));
	const button = page.getByRole('button', { name: 'Mark all as read' });
	await button.click();
	show(other);
	show(whole);
	expect(markAll.progress).toBeNull();
	show(begun);
	await button.click();
	show(whole);
	await expect.poll(() => markAll.marked).toBe(250);
	await expect.element(button).toHaveFocus();
	await unmount(bar);
});

test('a list that was read before says so', async () => {
	const marking = new MarkAll(db, fail);
	await marking.run(PostOrder.of(ids));
	await marking.run(PostOrder.of(ids));
	expect(marking.marked).toBe(0);
	expect(marking.canUndo).toBe(false);
});

test('posts scrolled past are marked together, and those read before keep their time', async () => {
	await changeMark(db, ids[1]!, { readAt: 5 }, 5);
	const passed = new PassedPosts(db, fail);
	passed.add(ids.slice(0, 2));
	passed.add(ids.slice(1, 4));
	await passed.store();
	expect(await countPosts(db)).toMatchObject({ unread: 246 });
	expect(await readAt(ids[1]!)).toBe(5);
});
