import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PostId } from '$lib/model/ids';
import { ChosenMarks, type MarkAction } from '$lib/state/chosen-marks.svelte';
import { commitPosts } from '$lib/store/commit';
import { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import { postIds } from '$lib/store/post-queries';
import { countPosts, feedRecord, filter, freshDatabase, incoming } from './library';

const feed = feedRecord('https://garden.example/feed.json');
let db: Database;
let ids: PostId[];

const fail = (error: unknown) => {
	throw error;
};

/** Of 450 posts, the newest first: one was read at 5, one read at 6 and starred at 7. */
beforeEach(async () => {
	db = freshDatabase();
	await addFeed(db, feed);
	const posts = Array.from({ length: 450 }, (_, i) => incoming(feed.id, `p${i}`, { publishedAt: i }));
	await commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });
	ids = await postIds(db, filter());
	await changeMark(db, ids[1]!, { readAt: 5 }, 5);
	await changeMark(db, ids[300]!, { readAt: 6, starredAt: 7 }, 7);
});

afterEach(() => db.delete());

const markOf = async (id: PostId) => {
	const mark = await db.marks.get(id);
	return { readAt: mark?.readAt ?? 0, starredAt: mark?.starredAt ?? 0 };
};
const marksOfAll = () => Promise.all(ids.map(markOf));

const cases: { action: MarkAction; count: number; unread: number; starred: number }[] = [
	{ action: 'read', count: 398, unread: 50, starred: 1 },
	{ action: 'unread', count: 2, unread: 450, starred: 1 },
	{ action: 'star', count: 399, unread: 448, starred: 400 },
	{ action: 'unstar', count: 1, unread: 448, starred: 0 }
];

test.each(cases)('$action: all that are chosen, and back to what each was', async (wanted) => {
	const before = await marksOfAll();
	const marks = new ChosenMarks(db, fail);
	await marks.run(wanted.action, ids.slice(0, 400));
	expect(marks.marked).toEqual({ action: wanted.action, count: wanted.count });
	expect(marks.progress).toBeNull();
	expect(await countPosts(db)).toMatchObject({ unread: wanted.unread });
	expect(await postIds(db, filter('is=starred'))).toHaveLength(wanted.starred);
	await marks.undo();
	expect(marks.marked).toBeNull();
	expect(await marksOfAll()).toEqual(before);
	expect(await countPosts(db)).toMatchObject({ unread: 448 });
});

test('it can be taken back while it is being done', async () => {
	const before = await marksOfAll();
	const marks = new ChosenMarks(db, fail);
	const done = marks.run('star', ids);
	expect(marks.canUndo).toBe(true);
	await marks.undo();
	await done;
	expect(marks.canUndo).toBe(false);
	expect(await marksOfAll()).toEqual(before);
});

test('what the reader has marked otherwise in between stays so', async () => {
	const marks = new ChosenMarks(db, fail);
	await marks.run('read', ids.slice(0, 4));
	await changeMark(db, ids[2]!, { readAt: 9 }, 9);
	await marks.undo();
	expect((await markOf(ids[2]!)).readAt).toBe(9);
	expect((await markOf(ids[3]!)).readAt).toBe(0);
});

test('only the latest is taken back, and nothing once the reader is content', async () => {
	const marks = new ChosenMarks(db, fail);
	await marks.run('star', ids.slice(0, 3));
	await marks.run('read', ids.slice(0, 3));
	await marks.undo();
	expect(await markOf(ids[0]!)).toMatchObject({ readAt: 0 });
	expect((await markOf(ids[0]!)).starredAt).toBeGreaterThan(0);
	await marks.run('unstar', ids.slice(0, 3));
	marks.dismiss();
	await marks.undo();
	expect((await markOf(ids[0]!)).starredAt).toBe(0);
});

test('what could not be taken back can still be', async () => {
	const failures: unknown[] = [];
	const marks = new ChosenMarks(db, (error) => failures.push(error));
	await marks.run('read', ids.slice(0, 10));
	db.close();
	await marks.undo();
	expect(failures).toHaveLength(1);
	expect(marks.marked).toEqual({ action: 'read', count: 9 });
	await db.open();
	await marks.undo();
	expect(marks.canUndo).toBe(false);
	expect(await countPosts(db)).toMatchObject({ unread: 448 });
});

test('where nothing was to be changed, that is told', async () => {
	const marks = new ChosenMarks(db, fail);
	await marks.run('unstar', ids.slice(0, 3));
	expect(marks.marked).toEqual({ action: 'unstar', count: 0 });
	expect(marks.canUndo).toBe(false);
});
