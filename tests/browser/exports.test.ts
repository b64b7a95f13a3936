import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import { commentIdOf, postIdOf } from '$lib/model/ids';
import { ID_WORDS, packId } from '$lib/model/packed-ids';
import { parseJsonFeed } from '$lib/sources/json-feed/json-feed';
import { COMMENTS } from '$lib/sources/json-feed/comments';
import { addComments } from '$lib/store/comments';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, removeFeed } from '$lib/store/feeds';
import { MediaCache } from '$lib/store/media-cache';
import type { FormatName } from '$lib/transfer/exports/export-format';
import { ExportService, type ExportScope, type ExportWish } from '$lib/transfer/exports/export-service';
import { ImportService } from '$lib/transfer/imports/import-service';
import { commentOn, fillLibrary, garden, harbour } from './backup-library';
import { feedRecord, freshDatabase, incoming } from './library';

let db: Database;
let service: ExportService;
let cache: MediaCache;

beforeEach(async () => {
	db = freshDatabase();
	cache = new MediaCache(db.name);
	service = new ExportService(db, cache);
	await fillLibrary(db);
	return async () => {
		await caches.delete(db.name);
		await db.delete();
	};
});

function wish(scope: ExportScope, format: FormatName): ExportWish {
	const words = { locale: 'en', contents: 'Contents', onSite: 'Read on the site', picture: 'Picture' };
	return { scope, format, title: 'All posts', address: null, words };
}

async function written(scope: ExportScope, format: FormatName): Promise<Uint8Array> {
	const outcome = await service.pack(wish(scope, format), `posts.${format}`);
	if (!outcome.ok) throw new Error(outcome.problem.message);
	const { file, summary } = outcome.value;
	expect(file.name).toBe(`posts.${format}`);
	expect(summary.bytes).toBe(file.size);
	return new Uint8Array(await file.arrayBuffer());
}

const idsIn = (bytes: Uint8Array) =>
	(JSON.parse(strFromU8(bytes)) as { items: { id: string }[] }).items.map(({ id }) => id);

test('a feed is exported whole, as its next reader finds it', async () => {
	const bytes = await written({ is: 'feed', feed: garden.id }, 'json-feed');
	const page = parseJsonFeed({ text: strFromU8(bytes), url: garden.url, mimeType: '' }, garden, 0);
	expect(page.skipped).toEqual([]);
	const posts = await db.posts.filter((post) => post.feedId === garden.id).toArray();
	expect(page.posts.map(({ post }) => post.id).sort()).toEqual(posts.map(({ id }) => id).sort());
	const bee = page.posts.find(({ post }) => post.guid === 'bee')!;
	expect(bee.body.extensions).toMatchObject({ _podcast: { season: 2, names: ['ä', null, true] } });
	expect(bee.post).toMatchObject({
		title: 'bee',
		categories: ['Bees', 'Garden'],
		language: 'de',
		publishedAt: 30
	});
});

test('everything is exported but what the reader has removed', async () => {
	const all = idsIn(await written({ is: 'everything' }, 'json-feed'));
	expect(all).toHaveLength(await db.posts.count());
	await removeFeed(db, harbour.id, 1);
	const rest = idsIn(await written({ is: 'everything' }, 'json-feed'));
	expect(rest).toEqual(all.filter((id) => !id.startsWith(harbour.url)));
	expect(rest.length).toBeLessThan(all.length);
});

/** What a library has that is filled from one file. */
async function libraryOf(text: string): Promise<Database> {
	const library = freshDatabase();
	const noNetwork = () => Promise.reject(new Error('Nothing is fetched'));
	const imports = new ImportService(library, () => ({ now: Date.now, fetchText: noNetwork }));
	const outcome = await imports.keep([new File([text], 'export.json')], { withUnpublished: false });
	if (!outcome.ok || outcome.value.problem !== null) throw new Error('The file did not come in');
	return library;
}

const commentsIn = async (library: Database) =>
	(await library.comments.orderBy('postId').toArray())
		.sort((a, b) => a.publishedAt - b.publishedAt)
		.map(({ authorName, authorUrl, publishedAt, url, html }) => [
			authorName,
			authorUrl,
			publishedAt,
			url,
			html
		]);

test.each<[string, FormatName, ExportScope]>([
	['everything', 'json-feed', { is: 'everything' }],
	['one blog', 'json-feed', { is: 'feed', feed: harbour.id }]
])(
	'the comments of %s go out with the posts, come back from the file, and go out again',
	async (_, format, scope) => {
		const [sea, first] = [postIdOf(harbour.id, '7'), commentIdOf(harbour.id, 'first')];
		const reply = commentOn(harbour.id, sea, 'reply', {
			parentId: first,
			publishedAt: 3,
			authorUrl: 'https://a.example/'
		});
		await addComments(db, harbour.id, [reply]);
		const text = strFromU8(await written(scope, format));
		const library = await libraryOf(text);
		expect(await commentsIn(library)).toEqual(await commentsIn(db));
		const [came, , answer] = (await library.comments.toArray()).sort((a, b) => a.publishedAt - b.publishedAt);
		expect(answer?.parentId).toBe(came?.id);
		const post = await library.posts.get(came!.postId);
		expect(post).toMatchObject({ commentCount: 3 });
		const extensions = (await library.bodies.get(came!.postId))?.extensions ?? {};
		expect(Object.keys(extensions)).not.toContain(COMMENTS);

		const again = new ExportService(library, cache);
		const outcome = await again.pack(wish({ is: 'feed', feed: post!.feedId }, format), 'x');
		if (!outcome.ok) throw new Error(outcome.problem.message);
		expect((await outcome.value.file.text()).split(COMMENTS)).toHaveLength(2);
		await library.delete();
	}
);

test('comments that come in once more, into the library that they are from, are the same ones', async () => {
	await db.feeds.update(harbour.id, { homeUrl: harbour.url });
	const text = strFromU8(await written({ is: 'feed', feed: harbour.id }, 'json-feed'));
	const imports = new ImportService(db, () => ({
		now: Date.now,
		fetchText: () => Promise.reject(new Error())
	}));
	const before = await db.comments.toArray();
	await imports.keep([new File([text], 'export.json')], { withUnpublished: false });
	expect(await db.comments.toArray()).toEqual(before);
});

test('a feed that is fetched keeps the comments that an item holds as it keeps any extension, once', async () => {
	const text = strFromU8(await written({ is: 'feed', feed: harbour.id }, 'json-feed'));
	const page = parseJsonFeed({ text, url: harbour.url, mimeType: '' }, harbour, 0);
	const extension = page.posts[0]!.body.extensions?.[COMMENTS];
	expect(extension).toMatchObject({ feed_url: harbour.url, comments: [{}, {}] });
	await commitPosts(db, harbour.id, { description: {}, posts: page.posts });
	const again = strFromU8(await written({ is: 'feed', feed: harbour.id }, 'json-feed'));
	expect(again.split(COMMENTS)).toHaveLength(2);
});

test('a list is exported in its order, without posts that are gone', async () => {
	const ids = ['rose', 'gone', 'bee'].map((guid) => postIdOf(garden.id, guid));
	const packed = new Uint32Array(ids.length * ID_WORDS);
	ids.forEach((id, at) => packId(id, packed, at));
	const found = idsIn(await written({ is: 'posts', ids: packed, feed: null }, 'json-feed'));
	expect(found).toEqual([`${garden.url}#rose`, `${garden.url}#bee`]);
	const ofGarden = await written({ is: 'posts', ids: packed, feed: garden.id }, 'json-feed');
	expect(idsIn(ofGarden)).toEqual(['rose', 'bee']);
	expect(JSON.parse(strFromU8(ofGarden))).toMatchObject({ title: 'All posts' });
});

test('progress is told, and a cancelled export says so and leaves no file', async () => {
	const many = feedRecord('https://many.example/feed.json', { title: 'Many' });
	await addFeed(db, many);
	const posts = Array.from({ length: 500 }, (_, i) => incoming(many.id, `m${i}`));
	await commitPosts(db, many.id, { description: {}, posts, checkpoint: null });
	const told: number[] = [];
	service.onProgress(({ done, total }) => {
		told.push(total);
		if (done >= 100) service.cancel();
	});
	let isAborted = false;
	const sink = new WritableStream<Uint8Array>({ abort: () => void (isAborted = true) });
	const outcome = await service.write(sink, wish({ is: 'feed', feed: many.id }, 'csv'));
	expect(outcome).toMatchObject({ ok: false, problem: { code: 'export-cancelled' } });
	expect(told[0]).toBe(500);
	expect(isAborted).toBe(true);
});

test('a file that takes no more is told in words', async () => {
	const sink = new WritableStream<Uint8Array>({
		write: () => {
			throw new Error('the drive is full');
		}
	});
	const outcome = await service.write(sink, wish({ is: 'everything' }, 'rss'));
	expect(outcome).toMatchObject({
		ok: false,
		problem: { code: 'export-not-written', message: 'The file could not be written (the drive is full).' }
	});
});

test('a book has the pictures that are kept, drawn anew where e-readers would not show them', async () => {
	const canvas = new OffscreenCanvas(2, 2);
	canvas.getContext('2d')!.fillRect(0, 0, 2, 2);
	const webp = await canvas.convertToBlob({ type: 'image/webp' });
	expect(webp.type).toBe('image/webp');
	await cache.put('https://garden.example/a.webp', new Response(webp));
	await cache.put('https://garden.example/broken.webp', new Response('no picture'));
	const html =
		'<p><img src="https://garden.example/a.webp" alt="A"> <img src="https://garden.example/broken.webp" alt="B"></p>';
	const picture = incoming(garden.id, 'pictured', {}, html);
	await commitPosts(db, garden.id, { description: {}, posts: [picture], checkpoint: null });
	const files = unzipSync(await written({ is: 'feed', feed: garden.id }, 'epub'));
	expect([...files['EPUB/pictures/a.png']!.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
	const pages = Object.entries(files).filter(([name]) => name.startsWith('EPUB/post-'));
	const page = pages.map(([, bytes]) => strFromU8(bytes)).find((text) => text.includes('pictured'))!;
	expect(page).toContain('<img src="pictures/a.png" alt="A"/>');
	expect(page).toContain('<a href="https://garden.example/broken.webp">B</a>');
	// Elsewhere a picture is kept as it is.
	expect(Object.keys(unzipSync(await written({ is: 'everything' }, 'markdown')))).toContain(
		'pictures/a.webp'
	);
});

test('a post is given as Markdown', async () => {
	const words = wish({ is: 'everything' }, 'csv').words;
	const outcome = await service.markdownOf(postIdOf(garden.id, 'rose'), words);
	expect(outcome).toMatchObject({ ok: true, value: expect.stringContaining('# rose\n\nrose') as string });
	expect(await service.markdownOf(postIdOf(garden.id, 'gone'), words)).toEqual({ ok: true, value: '' });
});
