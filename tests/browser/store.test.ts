import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { postIdOf, type PostId } from '$lib/model/ids';
import type { Post } from '$lib/model/post';
import { listCategories } from '$lib/store/category-queries';
import { commitPosts, FeedRemovedError, latestSequence } from '$lib/store/commit';
import { Database } from '$lib/store/database';
import {
	addFeed,
	feedsToPurge,
	findFeed,
	listFeeds,
	listRemoved,
	purgeFeed,
	removeFeed,
	restoreFeed
} from '$lib/store/feeds';
import { firstPosts } from '$lib/store/first-posts';
import { changeMark, markOpened } from '$lib/store/marks';
import { observe, observeCalmly } from '$lib/store/observe';
import { openPost, postIds, postRows } from '$lib/store/post-queries';
import { textsAfter } from '$lib/store/text-queries';
import { countPosts, feedRecord, filter, freshDatabase, incoming } from './library';

let db: Database;
const feed = feedRecord('https://garden.example/feed.json');

beforeEach(async () => {
	db = freshDatabase();
	await addFeed(db, feed);
});

afterEach(() => db.delete());

const commit = (posts: ReturnType<typeof incoming>[]) =>
	commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });

test('a feed added twice is kept once', async () => {
	expect(await addFeed(db, { ...feed, title: 'Again' })).toBe(false);
	expect((await listFeeds(db)).map(({ title }) => title)).toEqual(['Garden']);
});

test('the same posts again change nothing', async () => {
	const posts = [incoming(feed.id, 'a'), incoming(feed.id, 'b')];
	expect(await commit(posts)).toMatchObject({ added: 2, updated: 0, postCount: 2 });
	const sequence = await latestSequence(db);
	expect(await commit(posts)).toMatchObject({ added: 0, updated: 0, postCount: 2 });
	expect(await latestSequence(db)).toBe(sequence);
});

test('an edit replaces content and keeps marks and first sight', async () => {
	const { post } = incoming(feed.id, 'a');
	await commit([incoming(feed.id, 'a', { firstSeenAt: 1 })]);
	await changeMark(db, post.id, { starredAt: 5 }, 5);
	await commit([incoming(feed.id, 'a', { title: 'New', firstSeenAt: 9 }, '<p>new words</p>')]);
	const opened = await openPost(db, post.id);
	expect(opened?.post).toMatchObject({ title: 'New', firstSeenAt: 1 });
	expect(opened?.body.text).toBe('new words');
	expect(opened?.mark).toMatchObject({ starredAt: 5, readAt: 0 });
});

test('an edited post without a date keeps the time of its first sight', async () => {
	const undated = { hasOwnDate: false };
	await commit([incoming(feed.id, 'a', { ...undated, publishedAt: 100 })]);
	await commit([incoming(feed.id, 'a', { ...undated, publishedAt: 200, title: 'Later' })]);
	const [row] = await postRows(db, await postIds(db, filter()));
	expect(row?.post).toMatchObject({ title: 'Later', publishedAt: 100 });
});

test('posts and checkpoint are stored together or not at all', async () => {
	const bad = incoming(feed.id, 'bad');
	bad.post.publishedAt = { not: 'a number' } as unknown as number;
	bad.body.id = undefined as never;
	const checkpoint = { next: 'https://garden.example/2', pages: 1, total: null };
	await expect(
		commitPosts(db, feed.id, {
			description: { title: 'Half' },
			posts: [incoming(feed.id, 'good'), bad],
			checkpoint
		})
	).rejects.toThrow();
	expect(await postIds(db, filter())).toEqual([]);
	expect(await findFeed(db, feed.id)).toMatchObject({ title: 'Garden', checkpoint: null, postCount: 0 });
});

test('a feed that is gone takes no more posts', async () => {
	await removeFeed(db, feed.id, 1);
	await expect(commit([incoming(feed.id, 'a')])).rejects.toThrow(FeedRemovedError);
	expect(await db.posts.count()).toBe(0);
});

test('a removed feed is gone from everything at once, and comes back as it was', async () => {
	const { mine, theirs } = await twoFeeds();
	await removeFeed(db, feed.id, 5);
	expect(await postIds(db, filter())).toEqual([theirs.post.id]);
	expect(await firstPosts(db, filter(), 10)).toEqual({ ids: [theirs.post.id], total: 1 });
	expect(await openPost(db, mine.post.id)).toBeUndefined();
	expect(await listCategories(db, null)).toEqual([{ key: 'bees', name: 'bees', count: 1, unread: 0 }]);
	expect(await countPosts(db)).toEqual({ kept: 1, unread: 0 });
	expect((await listRemoved(db)).map(({ id, removedAt }) => [id, removedAt])).toEqual([[feed.id, 5]]);

	await restoreFeed(db, feed.id);
	expect(await openPost(db, mine.post.id)).toMatchObject({ mark: { readAt: 7 }, body: { text: 'mine' } });
	expect(await countPosts(db)).toEqual({ kept: 2, unread: 0 });
	expect(await listRemoved(db)).toEqual([]);
});

test('a removed feed that is added again is the same as before', async () => {
	await commit([incoming(feed.id, 'a')]);
	await removeFeed(db, feed.id, 5);
	expect(await addFeed(db, { ...feed, title: 'Anew' })).toBe(true);
	expect(await listFeeds(db)).toMatchObject([{ title: 'Garden', postCount: 1, removedAt: null }]);
});

test('purging a feed deletes its posts, bodies, marks and categories, and no others', async () => {
	const { theirs } = await twoFeeds();
	await purgeFeed(db, feed.id);
	expect(await listFeeds(db), 'a feed that is kept is never purged').toHaveLength(2);
	await removeFeed(db, feed.id, 5);
	expect(await feedsToPurge(db, 6, 2)).toEqual([]);
	expect(await feedsToPurge(db, 7, 2)).toEqual([feed.id]);
	await purgeFeed(db, feed.id);
	expect(await db.feeds.toCollection().primaryKeys()).not.toContain(feed.id);
	for (const table of [db.posts, db.bodies, db.marks, db.categories]) expect(await table.count()).toBe(1);
	expect(await postIds(db, filter())).toEqual([theirs.post.id]);
});

test('no clock deletes a removed feed at once', async () => {
	const [day, year] = [86_400_000, 365 * 86_400_000];
	await removeFeed(db, feed.id, day);
	expect(await feedsToPurge(db, year, day), 'the clock was behind').toEqual([]);
	expect(await listRemoved(db)).toMatchObject([{ removedAt: year }]);
	expect(await feedsToPurge(db, 2 * day, day), 'the clock was ahead').toEqual([]);
	expect(await listRemoved(db)).toMatchObject([{ removedAt: 2 * day }]);
	expect(await feedsToPurge(db, 3 * day, day)).toEqual([feed.id]);
});

test('a purge that was cut off goes on, and its feed can be added anew', async () => {
	await commit(Array.from({ length: 450 }, (_, i) => incoming(feed.id, String(i))));
	await removeFeed(db, feed.id, 5);
	const purging = purgeFeed(db, feed.id);
	await expect.poll(() => db.posts.count()).toBeLessThan(450);
	db.close();
	await expect(purging).rejects.toThrow();
	await db.open();
	await restoreFeed(db, feed.id);
	expect(await listFeeds(db), 'half a feed does not come back').toEqual([]);
	expect(await feedsToPurge(db, 1, 2)).toEqual([feed.id]);
	expect(await addFeed(db, feed)).toBe(true);
	expect(await db.posts.count()).toBe(0);
	expect(await commit([incoming(feed.id, '7')])).toMatchObject({ added: 1, postCount: 1 });
});

/** A post in each of two feeds, both read. */
async function twoFeeds() {
	const other = feedRecord('https://other.example/feed.json', { title: 'Other' });
	await addFeed(db, other);
	const mine = incoming(feed.id, 'mine', { categories: ['Bees'] });
	const theirs = incoming(other.id, 'theirs', { categories: ['bees'] });
	await commit([mine]);
	await commitPosts(db, other.id, { description: {}, posts: [theirs], checkpoint: null });
	await markOpened(db, mine.post.id, 7);
	await markOpened(db, theirs.post.id, 7);
	return { mine, theirs };
}

test('opening a post again keeps the time it was first read', async () => {
	const { post } = incoming(feed.id, 'a');
	await markOpened(db, post.id, 5);
	expect(await db.marks.count(), 'a post that is not kept has no mark').toBe(0);
	await commit([incoming(feed.id, 'a')]);
	await markOpened(db, post.id, 10);
	await markOpened(db, post.id, 20);
	expect(await db.marks.get(post.id)).toMatchObject({ readAt: 10 });
});

test('categories are counted without regard to case, through edits', async () => {
	await commit([
		incoming(feed.id, 'a', { categories: ['Garden', 'Bees'] }),
		incoming(feed.id, 'b', { categories: ['garden'] })
	]);
	await commit([incoming(feed.id, 'a', { categories: ['Kitchen'], title: 'edited' })]);
	expect((await listCategories(db, feed.id)).map(({ key, count }) => [key, count])).toEqual([
		['garden', 1],
		['kitchen', 1]
	]);
});

test('what is counted of feeds and categories is what their posts say, through edits and marks', async () => {
	const edit = fc.record({
		guid: fc.constantFrom('a', 'b', 'c'),
		categories: fc.uniqueArray(fc.constantFrom('A', 'B', 'C'), { maxLength: 3 }),
		html: fc.string({ maxLength: 5 })
	});
	const mark = fc.record({ guid: fc.constantFrom('a', 'b', 'c'), readAt: fc.constantFrom(0, 1) });
	await fc.assert(
		fc.asyncProperty(fc.array(fc.oneof(edit, mark), { maxLength: 12 }), async (changes) => {
			const library = freshDatabase();
			await addFeed(library, feed);
			for (const change of changes) {
				if ('readAt' in change) {
					await changeMark(library, postIdOf(feed.id, change.guid), { readAt: change.readAt }, 1);
				} else {
					const { guid, categories, html } = change;
					const posts = [incoming(feed.id, guid, { categories }, html)];
					await commitPosts(library, feed.id, { description: {}, posts, checkpoint: null });
				}
			}
			const posts = await library.posts.toArray();
			const marks = new Map((await library.marks.toArray()).map((known) => [known.id, known]));
			const isUnread = ({ id }: { id: PostId }) => (marks.get(id)?.readAt ?? 0) === 0;
			const bodies = await library.bodies.toArray();
			expect(await findFeed(library, feed.id)).toMatchObject({
				postCount: posts.length,
				unreadCount: posts.filter(isUnread).length,
				size: bodies.reduce((sum, { html, text }) => sum + html.length + text.length, 0)
			});
			for (const { key, count, unread } of await library.categories.toArray()) {
				const within = posts.filter(({ categoryKeys }) => categoryKeys.includes(key));
				expect([count, unread]).toEqual([within.length, within.filter(isUnread).length]);
			}
			await library.delete();
		}),
		{ numRuns: 40 }
	);
});

test('the search index reads whole commits, in order', async () => {
	await commit([incoming(feed.id, 'a'), incoming(feed.id, 'b'), incoming(feed.id, 'c')]);
	await commit([incoming(feed.id, 'd')]);
	const first = await textsAfter(db, 0, 2);
	expect(first.map(({ post }) => post.guid).sort()).toEqual(['a', 'b', 'c']);
	const next = await textsAfter(db, first.at(-1)!.post.sequence, 2);
	expect(next.map(({ text }) => text)).toEqual(['d']);
});

test('a watched query hears of changes made elsewhere', async () => {
	const elsewhere = new Database(db.name);
	const heard: number[] = [];
	const stop = observe(
		() => db.posts.count(),
		(count) => heard.push(count),
		(error) => {
			throw error;
		}
	);
	await expect.poll(() => heard).toEqual([0]);
	await commitPosts(elsewhere, feed.id, {
		description: {},
		posts: [incoming(feed.id, 'a')],
		checkpoint: null
	});
	await expect.poll(() => heard.at(-1)).toBe(1);
	stop();
	elsewhere.close();
});

test('a query that is watched calmly is not run for every change, and its last value is right', async () => {
	const elsewhere = new Database(db.name);
	const heard: number[] = [];
	const fail = (error: unknown) => {
		throw error;
	};
	const slow = async () => {
		await new Promise((resolve) => setTimeout(resolve, 20));
		return db.posts.count();
	};
	const stop = observeCalmly(db, ['posts'], slow, (count) => heard.push(count), fail);
	for (let i = 0; i < 40; i += 1) {
		await commitPosts(elsewhere, feed.id, {
			description: {},
			posts: [incoming(feed.id, String(i))],
			checkpoint: null
		});
	}
	await expect.poll(() => heard.at(-1)).toBe(40);
	expect(heard.length).toBeLessThan(15);
	stop();
	await commit([incoming(feed.id, 'after')]);
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(heard.at(-1)).toBe(40);
	elsewhere.close();
});

const postShape = fc.record({
	publishedAt: fc.integer({ min: 0, max: 20 }),
	categories: fc.uniqueArray(fc.constantFrom('A', 'B', 'C'), { maxLength: 3 }),
	author: fc.constantFrom('Ida', 'Jon'),
	read: fc.boolean(),
	starred: fc.boolean()
});

const viewShape = fc.record({
	categories: fc.uniqueArray(fc.constantFrom('A', 'b', 'C'), { maxLength: 2 }),
	author: fc.constantFrom(null, 'ida', 'JON'),
	is: fc.constantFrom(null, 'unread' as const, 'starred' as const),
	from: fc.constantFrom(null, 5),
	to: fc.constantFrom(null, 15),
	inFeed: fc.boolean(),
	stillOpen: fc.integer({ min: 0, max: 3 })
});

test('every view lists exactly the posts that pass it, newest first', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(postShape, { maxLength: 12 }),
			viewShape,
			async (shapes, { stillOpen, inFeed, ...wanted }) => {
				const library = freshDatabase();
				await addFeed(library, feed);
				const posts = shapes.map(({ author, ...shape }, i) =>
					incoming(feed.id, String(i), { ...shape, authors: [{ name: author, url: null, avatar: null }] })
				);
				await commitPosts(library, feed.id, { description: {}, posts, checkpoint: null });
				for (const [i, { read, starred }] of shapes.entries()) {
					const change = { readAt: read ? 1 : 0, starredAt: starred ? 1 : 0 };
					await changeMark(library, posts[i]!.post.id, change, 1);
				}
				const view = { ...filter(), ...wanted, feed: inFeed ? feed.id : null };
				const ids = await postIds(library, view);
				const first = await firstPosts(library, view, 4);
				expect(first?.ids).toEqual(ids.slice(0, 4));
				expect([ids.length, ids.length > 4 ? null : ids.length]).toContain(first?.total);
				const rest = new Set(posts.slice(0, stillOpen).map(({ post }) => post.id));
				const unmarked = await postIds(library, { ...view, is: null });
				const kept = unmarked.filter((id) => ids.includes(id) || rest.has(id));
				expect(await postIds(library, view, rest)).toEqual(kept);
				const lower = (names: string[]) => names.map((name) => name.toLowerCase());
				const expected = shapes.flatMap((shape, i) => {
					const passes =
						(wanted.categories.length === 0 ||
							lower(wanted.categories).some((name) => lower(shape.categories).includes(name))) &&
						(wanted.author === null || wanted.author.toLowerCase() === shape.author.toLowerCase()) &&
						(wanted.is !== 'unread' || !shape.read) &&
						(wanted.is !== 'starred' || shape.starred) &&
						(wanted.from === null || shape.publishedAt >= wanted.from) &&
						(wanted.to === null || shape.publishedAt < wanted.to);
					return passes ? [posts[i]!.post] : [];
				});
				expect([...ids].sort()).toEqual(expected.map(({ id }) => id).sort());
				const dates = ids.map((id) => expected.find((post) => post.id === id)!.publishedAt);
				expect(dates).toEqual([...dates].sort((a, b) => b - a));
				await library.delete();
			}
		),
		{ numRuns: 40 }
	);
}, 120_000);

/** Posts numbered from 0, the newest, each with what `shapeOf` says. */
const numbered = (count: number, shapeOf: (i: number) => Partial<Post>, feedOf = (_: number) => feed.id) =>
	Array.from({ length: count }, (_, i) =>
		incoming(feedOf(i), String(i), { publishedAt: 1000 - i, ...shapeOf(i) })
	);

test('a day of every year has the posts of that day alone, newest first, by whatever else they are filtered', async () => {
	const other = feedRecord('https://other.example/feed.json');
	await addFeed(db, other);
	const days = [
		[2026, 10, 27],
		[2026, 10, 26],
		[2025, 10, 28],
		[2024, 10, 27],
		[2024, 1, 29],
		[2019, 10, 27],
		[1999, 10, 27]
	] as const;
	const posts = days.map(([year, month, day], i) =>
		incoming(i === 5 ? other.id : feed.id, String(i), {
			publishedAt: new Date(year, month, day, i === 3 ? 0 : 23, i === 3 ? 0 : 59).getTime(),
			categories: i < 4 ? ['Bees'] : ['Hay', 'Bees']
		})
	);
	for (const { id } of [feed, other]) {
		const theirs = posts.filter(({ post }) => post.feedId === id);
		await commitPosts(db, id, { description: {}, posts: theirs, checkpoint: null });
	}
	await changeMark(db, posts[3]!.post.id, { readAt: 1 }, 1);
	const expected: [string, number[]][] = [
		['on=11-27', [0, 3, 5, 6]],
		['on=02-29', [4]],
		['on=01-01', []],
		['on=11-27&is=unread', [0, 5, 6]],
		[`on=11-27&feed=${feed.id}`, [0, 3, 6]],
		['on=11-27&category=hay', [5, 6]],
		['on=11-27&category=hay&category=bees', [0, 3, 5, 6]],
		['on=11-27&from=2019&to=2024', [3, 5]]
	];
	for (const [search, numbers] of expected) {
		const ids = numbers.map((i) => posts[i]!.post.id);
		expect(await postIds(db, filter(search)), search).toEqual(ids);
		expect(await firstPosts(db, filter(search), 40), search).toEqual({ ids, total: ids.length });
	}
});

test('the first posts come without their number where only counting would tell it', async () => {
	const posts = numbered(50, (i) => ({ categories: [i % 2 === 0 ? 'Even' : 'Odd'], tags: ['t'] }));
	await commit(posts);
	await changeMark(db, posts[3]!.post.id, { starredAt: 1 }, 1);
	const ids = posts.map(({ post }) => post.id);
	const first = (search: string, limit: number) => firstPosts(db, filter(search), limit);
	for (const search of ['tag=t', 'category=even&category=odd', 'from=1970-01-01']) {
		expect(await first(search, 20), search).toEqual({ ids: ids.slice(0, 20), total: null });
		expect(await first(search, 60), search).toEqual({ ids, total: 50 });
	}
	expect(await first('', 40), 'all posts are counted as they are stored').toMatchObject({ total: 50 });
	expect(await first('category=even&is=unread', 3)).toMatchObject({ total: 25 });
	expect(await first('is=starred', 40)).toEqual({ ids: [ids[3]], total: 1 });
});

test('where few of many posts meet all criteria, those found at a glance come first', async () => {
	const isNew = (i: number) => i < 340;
	const posts = numbered(700, (i) => ({
		authors: [{ name: i === 5 || !isNew(i) ? 'Ida' : 'Jon', url: null, avatar: null }],
		tags: [
			...(isNew(i) ? ['a'] : []),
			...(isNew(i) && i !== 5 ? ['b'] : []),
			...(i === 690 ? ['a', 'b', 'c'] : [])
		]
	}));
	await commit(posts);
	const [some, last] = [posts[5]!.post.id, posts[690]!.post.id];
	const both = (tag: string) => filter(`author=Ida&tag=${tag}`);
	expect(await firstPosts(db, both('a'), 4)).toEqual({ ids: [some], total: null });
	expect(await postIds(db, both('a'))).toEqual([some, last]);
	expect(await firstPosts(db, both('b'), 4), 'none of them is near').toBeNull();
	expect(await postIds(db, both('b'))).toEqual([last]);
	expect(await firstPosts(db, both('c'), 4), 'the shorter list').toEqual({ ids: [last], total: 1 });
});

test('a post far down one category comes before the older ones of another', async () => {
	const other = feedRecord('https://other.example/feed.json');
	await addFeed(db, other);
	const isMine = (i: number) => i === 5 || i === 320 || i >= 340;
	const posts = numbered(
		500,
		(i) => ({ categories: [i < 340 ? 'New' : 'Old'] }),
		(i) => (isMine(i) ? feed.id : other.id)
	);
	for (const { id } of [feed, other]) {
		const theirs = posts.filter(({ post }) => post.feedId === id);
		await commitPosts(db, id, { description: {}, posts: theirs, checkpoint: null });
	}
	const view = filter(`feed=${feed.id}&category=new&category=old`);
	const expected = [5, 320, 340, 341].map((i) => posts[i]!.post.id);
	expect(await firstPosts(db, view, 4)).toEqual({ ids: expected, total: null });
	expect((await postIds(db, view)).slice(0, 4)).toEqual(expected);
});

test('a post that the site puts behind a password keeps the text that was kept', async () => {
	await commit([incoming(feed.id, 'a', { excerpt: 'The tide', wordCount: 2 }, '<p>The tide</p>')]);
	await commit([
		incoming(feed.id, 'a', { title: 'Later', isProtected: true, excerpt: '', wordCount: 0 }, '')
	]);
	const id = postIdOf(feed.id, 'a');
	expect(await openPost(db, id)).toMatchObject({
		post: { title: 'Later', isProtected: true, excerpt: 'The tide', wordCount: 2 },
		body: { html: '<p>The tide</p>' }
	});
	// The next edit is still one of a post without text.
	await commit([incoming(feed.id, 'a', { title: 'Latest', isProtected: true }, '')]);
	expect(await openPost(db, id)).toMatchObject({ body: { html: '<p>The tide</p>' } });
	await commit([incoming(feed.id, 'a', { title: 'Open again' }, '<p>The ebb</p>')]);
	expect(await openPost(db, id)).toMatchObject({ body: { html: '<p>The ebb</p>' } });
});
