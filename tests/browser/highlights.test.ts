import { afterEach, beforeEach, expect, test } from 'vitest';
import { LONGEST_NOTE, passageIn, type Highlight } from '$lib/model/highlight';
import type { HighlightId } from '$lib/model/ids';
import { BackupService } from '$lib/store/backup/backup-service';
import { checkLibrary, countAll, countMendable } from '$lib/store/check-library';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, changeFeed, purgeFeed, removeFeed, restoreFeed } from '$lib/store/feeds';
import {
	addHighlight,
	changeNote,
	highlightsOf,
	listHighlights,
	putHighlightBack,
	removeHighlight
} from '$lib/store/highlights';
import { mendLibrary } from '$lib/store/mend-library';
import { withdrawPosts } from '$lib/store/withdrawals';
import { savedFile } from './backup-library';
import { feedRecord, freshDatabase, incoming } from './library';
import { rawIn } from './whole-library';
import { postIdOf } from '$lib/model/ids';

const feed = feedRecord('https://garden.example/feed.json');
const bee = postIdOf(feed.id, 'bee');
const rose = postIdOf(feed.id, 'rose');
const TEXT = 'Bees fly over the clover in the early morning.';
const passage = passageIn(TEXT, 9, 24)!;

let db: Database;
let other: Database;

beforeEach(async () => {
	db = freshDatabase();
	other = freshDatabase();
	await addFeed(db, feed);
	await commit(`<p>${TEXT}</p>`);
});

afterEach(async () => {
	await db.delete();
	await other.delete();
});

function commit(html: string): Promise<unknown> {
	const posts = [incoming(feed.id, 'bee', {}, html), incoming(feed.id, 'rose')];
	return commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });
}

async function marked(now = 5): Promise<Highlight> {
	const highlight = await addHighlight(db, bee, passage, now);
	if (highlight === null) throw new Error('The post is not kept.');
	return highlight;
}

test('a passage is kept with what stands around it, an edit and an end of its post leave it alone', async () => {
	const highlight = await marked();
	await changeNote(db, highlight.id, 'When is that?', 6);
	await commit('<p>All is new.</p>');
	await withdrawPosts(db, [bee], 7);
	expect(await highlightsOf(db, bee)).toEqual([
		{
			...highlight,
			changedAt: 6,
			note: 'When is that?',
			quote: { exact: 'over the clover', prefix: 'Bees fly ', suffix: ' in the early morning.' },
			position: { start: 9, end: 24 }
		}
	]);
	expect(highlight.id).toMatch(/^[0-9a-f]{24}$/);
});

test('nothing is marked in a post that is not kept, and a note has an end', async () => {
	expect(await addHighlight(db, postIdOf(feed.id, 'other'), passage, 1)).toBeNull();
	const { id } = await marked();
	await changeNote(db, id, '😀'.repeat(LONGEST_NOTE), 2);
	expect((await db.highlights.get(id))?.note).toHaveLength(LONGEST_NOTE);
});

test('one that was removed comes back as it was', async () => {
	const highlight = await marked();
	expect(await removeHighlight(db, highlight.id)).toEqual(highlight);
	expect(await highlightsOf(db, bee)).toEqual([]);
	expect(await removeHighlight(db, highlight.id)).toBeUndefined();
	await putHighlightBack(db, highlight);
	expect(await highlightsOf(db, bee)).toEqual([highlight]);
});

test('all are listed newest first, each with its post, but not those of a feed that was removed', async () => {
	const first = await marked(5);
	const second = await addHighlight(db, rose, passage, 9);
	const ids = async () => (await listHighlights(db)).map(({ highlight, post }) => [highlight.id, post?.id]);
	expect(await ids()).toEqual([
		[second!.id, rose],
		[first.id, bee]
	]);
	await removeFeed(db, feed.id, 10);
	expect(await ids()).toEqual([]);
	await restoreFeed(db, feed.id);
	expect(await ids()).toHaveLength(2);
	await changeFeed(db, feed.id, { isFollowed: false });
	expect(await ids()).toHaveLength(2);
});

test('they go for good with their feed', async () => {
	await marked();
	await db.highlights.add({
		...(await marked()),
		id: 'a'.repeat(24) as HighlightId,
		postId: postIdOf(feed.id, 'gone')
	});
	await removeFeed(db, feed.id, 10);
	await purgeFeed(db, feed.id);
	expect(await db.highlights.count()).toBe(0);
});

test('a backup brings them back, and of two the one that was changed later stays', async () => {
	const highlight = await marked();
	await changeNote(db, highlight.id, 'First', 6);
	const backup = await savedFile(db);
	const restore = async (library: Database) => {
		const restored = await new BackupService(library).restore(backup);
		if (!restored.ok) throw new Error(restored.problem.message);
		return restored.value.highlights;
	};
	expect(await restore(other)).toEqual({ added: 1, known: 0 });
	expect(await highlightsOf(other, bee)).toEqual(await highlightsOf(db, bee));
	expect(await restore(other)).toEqual({ added: 0, known: 1 });
	await changeNote(other, highlight.id, 'Later', 7);
	expect(await restore(other)).toEqual({ added: 0, known: 1 });
	expect(await highlightsOf(other, bee)).toMatchObject([{ note: 'Later' }]);
	await changeNote(other, highlight.id, 'Earlier', 5);
	expect(await restore(other)).toEqual({ added: 1, known: 0 });
	expect(await highlightsOf(other, bee)).toMatchObject([{ note: 'First' }]);
});

test('a check mends a damaged one with what is left of it, and keeps one whose post is not there', async () => {
	const highlight = await marked();
	const raw = db.table<unknown>('highlights');
	await raw.bulkPut([
		{ ...highlight, note: 5, quote: { exact: 'clover' }, feedId: 'x', position: null },
		{ ...highlight, id: 'no id', note: 'Kept' },
		{ ...highlight, id: 'b'.repeat(24), quote: 7, note: null },
		{ ...highlight, id: 'c'.repeat(24), postId: 'd'.repeat(24) }
	]);
	expect(await checkLibrary(db)).toMatchObject({ damaged: 2, useless: 1, highlightsWithoutPost: 1 });
	await mendLibrary(db);
	const after = await checkLibrary(db);
	expect([countAll(after), countMendable(after)]).toEqual([1, 0]);
	const kept = await rawIn(db, 'highlights');
	expect(kept).toHaveLength(3);
	expect(kept).toContainEqual({
		...highlight,
		quote: { exact: 'clover', prefix: '', suffix: '' },
		position: { start: 0, end: 0 }
	});
	expect(kept).toContainEqual({
		...highlight,
		id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
		note: 'Kept'
	});
	expect((await listHighlights(db)).filter(({ post }) => post === undefined)).toHaveLength(1);
});

test('damaged ones are listed all the same', async () => {
	const highlight = await marked();
	await db.table<unknown>('highlights').put({ ...highlight, quote: [], note: {}, createdAt: 'x' });
	expect(await highlightsOf(db, bee)).toMatchObject([{ note: '', quote: { exact: '' }, createdAt: 0 }]);
	expect(await listHighlights(db)).toHaveLength(1);
});
