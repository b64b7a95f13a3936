import { strToU8, zipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import { feedIdOf } from '$lib/model/ids';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed, listFeeds, removeFeed } from '$lib/store/feeds';
import { listSyncs } from '$lib/store/sync-log';
import { ImportService, type ImportProgress } from '$lib/transfer/imports/import-service';
import { countPosts, feedRecord, freshDatabase } from './library';

const CHOICES = { withUnpublished: false };
let db: Database;
let service: ImportService;

beforeEach(() => {
	db = freshDatabase();
	const noNetwork = () => Promise.reject(new Error('Nothing is fetched'));
	service = new ImportService(db, () => ({ now: Date.now, fetchText: noNetwork }));
});

/** A JSON Feed of a blog, with the posts named. */
function feedText(title: string, names: readonly string[], more: object = {}): string {
	const items = names.map((name) => ({ id: name, title: name, content_text: `About ${name}.` }));
	const home = `https://${title.toLowerCase()}.example/`;
	return JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title,
		home_page_url: home,
		items,
		...more
	});
}

const feedFile = (title: string, names: readonly string[]) =>
	new File([feedText(title, names)], `${title}.json`, { type: 'application/json' });

const names = (count: number) => Array.from({ length: count }, (_, i) => `post ${i + 1}`);

async function preview(...files: File[]) {
	const result = await service.preview(files, CHOICES);
	if (!result.ok) throw new Error(result.problem.message);
	return result.value;
}

async function keep(...files: File[]) {
	const result = await service.keep(files, CHOICES);
	if (!result.ok) throw new Error(result.problem.message);
	return result.value;
}

test('a preview counts what several files hold, and keeps nothing', async () => {
	const { files } = await preview(feedFile('Garden', names(7)), feedFile('Kitchen', names(2)));
	expect(files.map(({ feeds }) => feeds.map(({ title, posts, isKept }) => [title, posts, isKept]))).toEqual([
		[['Garden', 7, false]],
		[['Kitchen', 2, false]]
	]);
	expect(files[0]?.feeds[0]?.newest).toHaveLength(5);
	expect(await listFeeds(db)).toEqual([]);
});

test('an import keeps all posts of all files; the same again changes nothing, more adds', async () => {
	const report = await keep(feedFile('Garden', names(250)), feedFile('Kitchen', names(2)));
	expect(report.files.flatMap(({ feeds }) => feeds.map(({ added, isNew }) => [added, isNew]))).toEqual([
		[250, true],
		[2, true]
	]);
	expect((await countPosts(db)).kept).toBe(252);
	const again = await keep(feedFile('Garden', names(251)));
	expect(again.files[0]?.feeds[0]).toMatchObject({ added: 1, updated: 0, isNew: false });
	const id = feedIdOf('https://garden.example/');
	expect(await findFeed(db, id)).toMatchObject({ isFromFile: true, postCount: 251 });
	expect((await listSyncs(db, id)).map(({ added }) => added)).toEqual([1, 250]);
});

test('files of an archive come in, what is nothing to read is passed over, and archives within are named', async () => {
	const inner = zipSync({ 'x.txt': strToU8('x') });
	const zipped = zipSync({
		'feed.json': strToU8(feedText('Garden', names(3))),
		'pictures/rose.jpg': strToU8('not looked at'),
		'inner.zip': [inner, { level: 0 }]
	});
	const archive = new File([zipped], 'blog.zip');
	const found = await preview(archive);
	expect(found.passedOver).toBe(1);
	expect(found.files.map(({ name, problem }) => [name, problem?.message ?? null])).toEqual([
		['feed.json', null],
		['inner.zip', '“inner.zip” is an archive within an archive.']
	]);
	await keep(archive);
	expect((await countPosts(db)).kept).toBe(3);
});

test('a file that cannot be read is told of, and the others come', async () => {
	const { files } = await keep(
		new File([], 'nothing.json'),
		new File([feedText('Cut', names(9)).slice(0, 300)], 'cut.json'),
		new File([crypto.getRandomValues(new Uint8Array(2000))], 'noise.bin'),
		feedFile('Garden', names(1))
	);
	expect(files.map(({ problem }) => problem?.message)).toEqual([
		'“nothing.json” is empty.',
		expect.stringContaining('cut off'),
		expect.stringContaining('cannot read “noise.bin”'),
		undefined
	]);
	expect((await countPosts(db)).kept).toBe(1);
});

test('posts of a file of a blog that is synced go there, and leave its place and its words as they are', async () => {
	const url = 'https://garden.example/';
	const checkpoint = { next: `${url}page/2`, pages: 1, total: 40 };
	const feed = feedRecord(url, { title: 'My garden' });
	await addFeed(db, feed);
	await commitPosts(db, feed.id, { description: {}, posts: [], checkpoint });
	const report = await keep(feedFile('Garden', names(3)));
	expect(report.files[0]?.feeds[0]).toMatchObject({ title: 'My garden', added: 3, isNew: false });
	expect(await findFeed(db, feed.id)).toMatchObject({
		title: 'My garden',
		isFromFile: false,
		checkpoint,
		lastSync: null,
		postCount: 3
	});
});

test('a feed that was removed comes back with the file', async () => {
	await keep(feedFile('Garden', names(2)));
	const id = feedIdOf('https://garden.example/');
	await removeFeed(db, id, Date.now());
	const report = await keep(feedFile('Garden', names(3)));
	expect(report.files[0]?.feeds[0]).toMatchObject({ isNew: true, added: 1 });
	expect(await findFeed(db, id)).toMatchObject({ removedAt: null, postCount: 3 });
});

test('one who cancels keeps what came before, and is told of it', async () => {
	const progress: ImportProgress[] = [];
	service.onProgress((told) => {
		progress.push(told);
		if (told.posts >= 300) service.cancel();
	});
	const files = Array.from({ length: 200 }, (_, i) => feedFile(`Blog${i}`, names(100)));
	const report = await keep(...files);
	expect(report.isCancelled).toBe(true);
	const added = report.files.flatMap(({ feeds }) => feeds.map((feed) => feed.added));
	const { kept } = await countPosts(db);
	expect(added.reduce((sum, count) => sum + count, 0)).toBe(kept);
	expect(kept).toBeGreaterThanOrEqual(300);
	expect(kept).toBeLessThan(20_000);
	const total = files.reduce((sum, { size }) => sum + size, 0);
	expect(progress.every((told) => told.done <= told.total && told.total === total)).toBe(true);
});

test('what a site itself gave goes before a file, which adds what is not here', async () => {
	await keep(feedFile('Garden', names(1)));
	const url = 'https://garden.example/';
	const id = feedIdOf(url);
	const [before] = await db.posts.toArray();
	await db.feeds.update(id, { isFromFile: false });
	const items = [
		{ id: 'post 1', title: 'Of the file', content_text: 'Other words.' },
		{ id: 'post 2', title: 'New', content_text: 'New words.' }
	];
	const report = await keep(new File([feedText('Garden', [], { items })], 'garden.json'));
	expect(report.files[0]?.feeds[0]).toMatchObject({ added: 1, updated: 0 });
	expect(await db.posts.get(before!.id)).toEqual(before);
});
