import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { postIdOf } from '$lib/model/ids';
import { STANDARD_SYNC } from '$lib/model/sync-settings';
import { viewOf } from '$lib/model/view';
import { SearchService } from '$lib/search/search-service';
import { BackupService } from '$lib/store/backup/backup-service';
import { commitComments, commentsOf } from '$lib/store/comments';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed, listFeeds, purgeFeed, removeFeed } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import { offeredFeeds, recordOffered } from '$lib/store/offered-feeds';
import { openPost } from '$lib/store/post-queries';
import { changeSyncSettings, readSyncSettings } from '$lib/store/sync-settings';
import { withdrawPosts } from '$lib/store/withdrawals';
import { commentOn, dump, expectCountsRight, savedFile } from './backup-library';
import { feedRecord, freshDatabase, incoming } from './library';

const feed = feedRecord('https://garden.example/feed.json');
const bee = postIdOf(feed.id, 'bee');
const rose = postIdOf(feed.id, 'rose');
const followed = { since: '1', comparedAt: 0, comments: { next: null, since: '1' } };
/** The library that is here, and another one whose backup comes in. */
let here: Database;
let there: Database;

beforeEach(async () => {
	here = freshDatabase();
	there = freshDatabase();
	await addFeed(here, feed);
	await addFeed(there, feed);
});

afterEach(async () => {
	await here.delete();
	await there.delete();
});

const commit = (db: Database, posts: ReturnType<typeof incoming>[]) =>
	commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });

async function merge() {
	const restored = await new BackupService(here).restore(await savedFile(there));
	if (!restored.ok) throw new Error(restored.problem.message);
	await expectCountsRight(here);
	return restored.value;
}

test('a post that is here stays as it is, one that is missing comes with its first sight and its end', async () => {
	await commit(here, [incoming(feed.id, 'bee', { title: 'Here' }, '<p>here</p>')]);
	await commit(there, [
		incoming(feed.id, 'bee', { title: 'There' }, '<p>there</p>'),
		incoming(feed.id, 'rose', { firstSeenAt: 3 })
	]);
	await withdrawPosts(there, [bee, rose], 99);
	expect(await merge()).toMatchObject({ posts: { added: 1, known: 1 }, feeds: { added: 0, known: 1 } });
	expect(await openPost(here, bee)).toMatchObject({
		post: { title: 'Here', withdrawnAt: null },
		body: { text: 'here' }
	});
	expect((await openPost(here, rose))?.post).toMatchObject({ firstSeenAt: 3, withdrawnAt: 99 });
});

test('a text that is missing here is taken, and nothing else of its post', async () => {
	await commit(here, [
		incoming(feed.id, 'bee', { title: 'Here', isProtected: true }, ''),
		incoming(feed.id, 'rose')
	]);
	await here.bodies.delete(rose);
	await commit(there, [
		incoming(feed.id, 'bee', { title: 'There', excerpt: 'hum', wordCount: 2 }, '<p>hum hum</p>'),
		incoming(feed.id, 'rose', {}, '<p>thorn</p>')
	]);
	expect(await merge()).toMatchObject({ posts: { added: 0, known: 2 } });
	const opened = await openPost(here, bee);
	expect(opened).toMatchObject({
		post: { title: 'Here', excerpt: 'hum', wordCount: 2 },
		body: { text: 'hum hum' }
	});
	expect((await openPost(here, rose))?.body.text).toBe('thorn');
	const before = await dump(here);
	await merge();
	expect(await dump(here)).toEqual(before);
});

test('the mark that was changed later wins, whichever side it is on', async () => {
	for (const db of [here, there]) await commit(db, [incoming(feed.id, 'bee'), incoming(feed.id, 'rose')]);
	await changeMark(here, bee, { starredAt: 10 }, 10);
	await changeMark(there, bee, { readAt: 20 }, 20);
	await changeMark(here, rose, { readAt: 30 }, 30);
	await changeMark(there, rose, { starredAt: 25 }, 25);
	expect(await merge()).toMatchObject({ marks: { added: 1, known: 1 } });
	expect(await here.marks.get(bee)).toMatchObject({ readAt: 20, starredAt: 0, changedAt: 20 });
	expect(await here.marks.get(rose)).toMatchObject({ readAt: 30, starredAt: 0, changedAt: 30 });
});

test('marks of the same moment are put together, so that no star is lost', async () => {
	for (const db of [here, there]) await commit(db, [incoming(feed.id, 'bee')]);
	await changeMark(here, bee, { readAt: 10 }, 10);
	await changeMark(there, bee, { starredAt: 10 }, 10);
	await merge();
	expect(await here.marks.get(bee)).toMatchObject({ readAt: 10, starredAt: 10 });
});

test('comments that are missing come in and are counted, also under a post that is here', async () => {
	for (const db of [here, there]) await commit(db, [incoming(feed.id, 'bee')]);
	await commitComments(here, feed.id, [commentOn(feed.id, bee, 'a', { html: 'here' })], followed);
	const theirs = ['a', 'b', 'c'].map((name, i) => commentOn(feed.id, bee, name, { publishedAt: i }));
	await commitComments(there, feed.id, theirs, followed);
	expect(await merge()).toMatchObject({ comments: { added: 2, known: 1 } });
	expect((await commentsOf(here, bee)).map(({ html }) => html).sort()).toEqual([
		'<p>b</p>',
		'<p>c</p>',
		'here'
	]);
	expect((await openPost(here, bee))?.post.commentCount).toBe(3);
});

test('a feed that is here stays as it is; one in the trash comes back as it was', async () => {
	await commit(here, [incoming(feed.id, 'bee')]);
	await here.feeds.update(feed.id, { title: 'My garden', isPaused: true });
	await merge();
	expect(await findFeed(here, feed.id)).toMatchObject({ title: 'My garden', isPaused: true });
	await removeFeed(here, feed.id, 5);
	expect(await merge()).toMatchObject({ feeds: { added: 1, known: 0 } });
	expect(await findFeed(here, feed.id)).toMatchObject({ title: 'My garden', postCount: 1, removedAt: null });
});

test('a feed that is being deleted is deleted first, and then comes in as new', async () => {
	await commit(here, [incoming(feed.id, 'bee')]);
	await commit(there, [incoming(feed.id, 'rose')]);
	await here.feeds.update(feed.id, { removedAt: 0 });
	expect(await merge()).toMatchObject({ feeds: { added: 1 }, posts: { added: 1 } });
	expect(await here.posts.toCollection().primaryKeys()).toEqual([rose]);
	await removeFeed(here, feed.id, 5);
	await purgeFeed(here, feed.id);
	expect(await here.posts.count()).toBe(0);
});

test('a feed that was removed before the backup is not in it, nor are its posts', async () => {
	const other = feedRecord('https://other.example/feed.json');
	await addFeed(there, other);
	await commit(there, [incoming(feed.id, 'bee')]);
	await commitPosts(there, other.id, {
		description: {},
		posts: [incoming(other.id, 'kept')],
		checkpoint: null
	});
	await removeFeed(there, feed.id, 5);
	expect(await merge()).toMatchObject({ feeds: { added: 1, known: 0 }, posts: { added: 1, known: 0 } });
	expect(await here.posts.get(bee)).toBeUndefined();
});

test('settings that were chosen here stay, the others come from the backup', async () => {
	await changeSyncSettings(here, { interval: 15 });
	await changeSyncSettings(there, { interval: null, comments: 'never' });
	await recordOffered(here, 'https://a.example/', 1);
	await recordOffered(there, 'https://a.example/', 2);
	await recordOffered(there, 'https://b.example/', 2);
	await merge();
	expect(await readSyncSettings(here)).toEqual({ ...STANDARD_SYNC, interval: 15, comments: 'never' });
	expect(await offeredFeeds(here)).toEqual(new Set(['https://a.example/', 'https://b.example/']));
	expect(await here.offered.get('https://a.example/')).toMatchObject({ at: 1 });
});

test('what comes in is found by the search at once, with its marks', async () => {
	await commit(here, [incoming(feed.id, 'bee', {}, '<p>hum</p>')]);
	const service = new SearchService(here, null);
	await service.ready();
	await commit(there, [incoming(feed.id, 'bee'), incoming(feed.id, 'rose', {}, '<p>salmon</p>')]);
	await changeMark(there, rose, { starredAt: 5 }, 5);
	await changeMark(there, bee, { starredAt: 5 }, 5);
	await merge();
	const found = async (query: string) => {
		const view = { ...viewOf(new URLSearchParams()), query };
		const { first } = await service.search({ view, opened: [] }, 10);
		return first.map(({ row }) => row.post.guid).sort();
	};
	await expect.poll(() => found('salmon is:starred')).toEqual(['rose']);
	await expect.poll(() => found('is:starred')).toEqual(['bee', 'rose']);
	await service.close();
});

test('a device that is full keeps what came in, and goes on with the same file', async () => {
	await commit(
		there,
		Array.from({ length: 250 }, (_, i) => incoming(feed.id, `post ${i}`))
	);
	const backup = await savedFile(there);
	let room = 130;
	// As the browser refuses what does not fit: a quota of its own would hold for the other tests, too.
	const refuse = () => {
		if (room-- <= 0) throw new DOMException('Full.', 'QuotaExceededError');
	};
	here.bodies.hook('creating', refuse);
	const service = new BackupService(here);
	const cut = await service.restore(backup);
	expect(cut).toMatchObject({ ok: false, problem: { code: 'storage-full' } });
	if (!cut.ok) expect(`${cut.problem.message} ${cut.problem.advice}`).toMatch(/100 of 250.*came in stays/s);
	await expectCountsRight(here);
	expect(await here.posts.count()).toBe(100);
	here.bodies.hook('creating').unsubscribe(refuse);
	expect(await service.restore(backup)).toMatchObject({ value: { posts: { added: 150, known: 100 } } });
	await expectCountsRight(here);
});

/** What a library may hold of a post; many of them, in two libraries, by few guids. */
const held = fc.record({
	guid: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
	blog: fc.constantFrom('https://a.example/', 'https://b.example/'),
	categories: fc.uniqueArray(fc.constantFrom('Bees', 'bees', 'Salt')),
	publishedAt: fc.integer({ min: 0, max: 5 }),
	hasText: fc.boolean(),
	mark: fc.option(
		fc.record({ readAt: fc.nat(1), starredAt: fc.nat(1), changedAt: fc.integer({ min: 1, max: 3 }) })
	),
	comments: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'))
});
type Held = typeof held extends fc.Arbitrary<infer T> ? T : never;

async function hold(db: Database, posts: Held[]): Promise<void> {
	for (const { guid, blog, categories, publishedAt, hasText, mark, comments } of posts) {
		const of = feedRecord(blog);
		await addFeed(db, of);
		const post = incoming(of.id, guid, { categories, publishedAt }, hasText ? `<p>${guid}</p>` : '');
		const { id } = post.post;
		if ((await db.posts.get(id)) !== undefined) continue;
		await commitPosts(db, of.id, { description: {}, posts: [post], checkpoint: null });
		const { changedAt, ...change } = mark ?? { changedAt: 0 };
		if (mark) await changeMark(db, id, change, changedAt);
		await commitComments(
			db,
			of.id,
			comments.map((name) => commentOn(of.id, id, `${guid} ${name}`)),
			followed
		);
	}
}

test('merging two libraries loses no post, text, star or comment, counts rightly, and is done after once', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(held, { maxLength: 8 }),
			fc.array(held, { maxLength: 8 }),
			async (mine, theirs) => {
				for (const db of [here, there]) await db.delete();
				[here, there] = [freshDatabase(), freshDatabase()];
				await hold(here, mine);
				await hold(there, theirs);
				const [before, other] = [await dump(here), await dump(there)];
				const report = await merge();
				const after = await dump(here);
				const ids = (rows: unknown[] = []) => rows.map((row) => (row as { id: string }).id);
				for (const table of ['feeds', 'posts', 'bodies', 'marks', 'comments'] as const) {
					const union = new Set([...ids(before[table]), ...ids(other[table])]);
					expect(new Set(ids(after[table])), table).toEqual(union);
				}
				expect(report.posts).toEqual({
					added: ids(after.posts).length - ids(before.posts).length,
					known: ids(other.posts).length - (ids(after.posts).length - ids(before.posts).length)
				});
				for (const { id, starredAt, changedAt } of await there.marks.toArray()) {
					const mark = (await here.marks.get(id))!;
					expect(mark.changedAt).toBeGreaterThanOrEqual(changedAt);
					if (mark.changedAt === changedAt) expect(mark.starredAt).toBeGreaterThanOrEqual(starredAt);
				}
				for (const { id, html } of [...(await there.bodies.toArray())]) {
					if (html !== '') expect((await here.bodies.get(id))?.html).not.toBe('');
				}
				await merge();
				expect(await dump(here)).toEqual(after);
				expect(await listFeeds(here)).toHaveLength(ids(after.feeds).length);
			}
		),
		{ numRuns: 40 }
	);
}, 120_000);
