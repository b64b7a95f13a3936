import { afterEach, expect, test } from 'vitest';
import type { Feed } from '$lib/model/feed';
import { picturesId } from '$lib/model/kept-media';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import { changeOfflineSettings, countMedia, noteNeeded } from '$lib/store/kept-media';
import { keptOf } from '$lib/store/kept-files';
import { changeMark } from '$lib/store/marks';
import { MediaCache } from '$lib/store/media-cache';
import type { FetchedPicture, PictureFailure } from '$lib/sync/media/fetch-picture';
import { MediaService } from '$lib/sync/media/media-service';
import { feedRecord, freshDatabase, incoming } from './library';

const WISH = { loads: 'always', mayFetch: true } as const;
const KB = 1000;

let number = 0;
const made: string[] = [];

afterEach(async () => {
	await Promise.all(made.splice(0).map((name) => caches.delete(name)));
});

/** A library whose pictures come from a network that the test knows, in a cache of its own. */
class Kept {
	readonly cache: MediaCache;
	readonly asked: string[] = [];
	/** Bytes of each picture, or why it does not come. */
	answers = new Map<string, number | PictureFailure>();
	now = 1_000_000_000_000;
	readonly service: MediaService;

	constructor(readonly db: Database) {
		const name = `media-${(number += 1)}-${Date.now()}`;
		made.push(name);
		this.cache = new MediaCache(name);
		this.service = new MediaService(db, this.cache, {
			fetch: async (url) => this.#fetch(url),
			fetchRecording: (url) => Promise.resolve(new Response(new TextEncoder().encode(`sound of ${url}`))),
			locks: null,
			now: () => this.now,
			isSecure: false
		});
	}

	async #fetch(url: string): Promise<FetchedPicture | PictureFailure> {
		this.asked.push(url);
		const answer = this.answers.get(url) ?? 10 * KB;
		if (typeof answer === 'string') return answer;
		return { file: new Response(new Uint8Array(answer)), bytes: answer };
	}
}

const url = 'https://blog.example/feed.json';
const addressOf = (guid: string) => `https://blog.example/${guid}.png`;

/** A blog whose posts have a picture each, the first one the newest. */
async function blog(db: Database, guids: string[], more: Partial<Feed> = {}): Promise<Feed> {
	const feed = feedRecord(url, more);
	await addFeed(db, feed);
	const posts = guids.map((guid, i) =>
		incoming(
			feed.id,
			guid,
			{ publishedAt: 900_000_000_000 - i, thumbnail: addressOf(guid), revision: `${guid}-1` },
			`<img src="${addressOf(guid)}">`
		)
	);
	await commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });
	return feed;
}

const idOf = (feed: Feed, guid: string) => incoming(feed.id, guid).post.id;
const keptNames = async (kept: Kept) =>
	(await kept.cache.urls()).map((address) => address.replace(/^.*\/|\.png$/g, '')).sort();

test('of starred posts pictures are kept as a rule, of all where the reader says so; asked for once', async () => {
	const kept = new Kept(freshDatabase());
	const feed = await blog(kept.db, ['a', 'b', 'c']);
	await changeMark(kept.db, idOf(feed, 'b'), { starredAt: 5 }, 5);
	expect(await kept.service.keep(WISH)).toBe('done');
	expect(await keptNames(kept)).toEqual(['b']);
	expect(await keptOf(kept.db, idOf(feed, 'b'))).toEqual([addressOf('b')]);

	await changeOfflineSettings(kept.db, { pictures: 'all' });
	expect(await kept.service.keep(WISH)).toBe('done');
	await kept.service.keep(WISH);
	expect(kept.asked).toEqual(['b', 'a', 'c'].map(addressOf));
	expect(await countMedia(kept.db)).toMatchObject({ pictures: 3, posts: 3 });
});

test('a full budget has the newest posts, those opened last, and those with a star', async () => {
	const kept = new Kept(freshDatabase());
	const feed = await blog(kept.db, ['new', 'middle', 'old', 'oldest']);
	await changeOfflineSettings(kept.db, { pictures: 'all', budget: 30 * KB });
	expect(await kept.service.keep(WISH)).toBe('budget');
	expect(await keptNames(kept)).toEqual(['middle', 'new']);
	// A picture of 10 kB takes a little more: two fit.
	expect((await countMedia(kept.db)).room).toBeLessThanOrEqual(30 * KB);

	await noteNeeded(kept.db, idOf(feed, 'middle'), kept.now);
	await changeMark(kept.db, idOf(feed, 'oldest'), { starredAt: 5 }, 5);
	expect(await kept.service.keep(WISH)).toBe('budget');
	expect(await keptNames(kept)).toEqual(['middle', 'oldest']);
});

test('an edited post gets the pictures that it has now', async () => {
	const kept = new Kept(freshDatabase());
	const feed = await blog(kept.db, ['a'], { keepsPictures: 'all' });
	await kept.service.keep(WISH);
	const edit = incoming(
		feed.id,
		'a',
		{ publishedAt: 1, thumbnail: addressOf('other'), revision: 'a-2' },
		`<img src="${addressOf('other')}">`
	);
	await commitPosts(kept.db, feed.id, { description: {}, posts: [edit], checkpoint: null });
	await kept.service.keep(WISH);
	await kept.service.keep(WISH);
	expect(await keptNames(kept)).toEqual(['other']);
});

test('a picture that is not there is asked for again after a day; a host that cannot be reached, next time', async () => {
	const kept = new Kept(freshDatabase());
	await blog(kept.db, ['gone'], { keepsPictures: 'all' });
	kept.answers.set(addressOf('gone'), 'missing');
	expect(await kept.service.keep(WISH)).toBe('done');
	const again = async () => {
		// As after a reload.
		const other = new Kept(kept.db);
		other.now = kept.now;
		other.answers = kept.answers;
		await other.service.keep(WISH);
		return other.asked.length;
	};
	expect(await again()).toBe(0);
	kept.now += 25 * 60 * 60_000;
	kept.answers.set(addressOf('gone'), 'unreachable');
	expect(await again()).toBe(1);
	kept.answers.delete(addressOf('gone'));
	expect(await again()).toBe(1);
	expect(await countMedia(kept.db)).toMatchObject({ pictures: 1 });
});

test('nothing is fetched offline, of a paused feed, or where pictures are not loaded; what nobody wants goes all the same', async () => {
	const kept = new Kept(freshDatabase());
	const feed = await blog(kept.db, ['a'], { keepsPictures: 'all' });
	expect(await kept.service.keep({ ...WISH, mayFetch: false })).toBe('stopped');
	await kept.service.keep({ ...WISH, loads: 'never' });
	await kept.service.keep({ ...WISH, loads: 'press' });
	await kept.db.feeds.update(feed.id, { isPaused: true });
	await kept.service.keep(WISH);
	expect(kept.asked).toEqual([]);
	await kept.db.feeds.update(feed.id, { isPaused: false });
	await kept.service.keep(WISH);
	expect(await keptNames(kept)).toEqual(['a']);
	await kept.db.feeds.update(feed.id, { keepsPictures: 'none' });
	await kept.service.keep({ ...WISH, mayFetch: false });
	expect(await keptNames(kept)).toEqual([]);
	expect(await kept.db.media.count()).toBe(0);
});

test('records and files agree again after a tab was killed between the two, and after the browser has cleared files', async () => {
	const kept = new Kept(freshDatabase());
	const feed = await blog(kept.db, ['a', 'b'], { keepsPictures: 'all' });
	await kept.service.keep(WISH);
	await kept.cache.put(addressOf('stray'), new Response('stray'));
	await kept.cache.delete([addressOf('a')]);
	const later = new MediaService(kept.db, kept.cache, {
		fetch: async () => 'unreachable',
		fetchRecording: () => Promise.reject(new TypeError()),
		locks: null,
		now: () => kept.now,
		isSecure: false
	});
	await later.keep(WISH);
	expect(await keptNames(kept)).toEqual(['b']);
	expect(await kept.db.media.get(picturesId(idOf(feed, 'a')))).toBeUndefined();
});

test('what cannot be shown goes, and two posts with one picture share its file', async () => {
	const kept = new Kept(freshDatabase());
	const feed = feedRecord(url, { keepsPictures: 'all' });
	await addFeed(kept.db, feed);
	const posts = ['one', 'two'].map((guid) =>
		incoming(feed.id, guid, { thumbnail: addressOf('both'), revision: guid }, '')
	);
	await commitPosts(kept.db, feed.id, { description: {}, posts, checkpoint: null });
	await kept.service.keep(WISH);
	expect(kept.asked).toEqual([addressOf('both')]);
	await kept.service.dropBroken(idOf(feed, 'one'), addressOf('both'));
	expect(await keptNames(kept)).toEqual(['both']);
	await kept.service.dropBroken(idOf(feed, 'two'), addressOf('both'));
	expect(await keptNames(kept)).toEqual([]);
});

test('an opaque answer is counted as what the browser counts it for, which is far more than its size', async () => {
	const kept = new Kept(freshDatabase());
	await blog(kept.db, ['hidden'], { keepsPictures: 'all' });
	// Another origin that sends no CORS headers: the same server under its other name.
	const other = new URL('/@vite/client', location.href);
	other.hostname = other.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
	const service = new MediaService(kept.db, kept.cache, {
		fetch: async () => ({ file: await fetch(other, { mode: 'no-cors' }), bytes: null }),
		fetchRecording: () => Promise.reject(new TypeError()),
		locks: null,
		now: () => kept.now,
		isSecure: false
	});
	const usage = async () =>
		((await navigator.storage.estimate()) as { usageDetails?: { caches?: number } }).usageDetails?.caches ??
		0;
	const before = await usage();
	await service.keep(WISH);
	const [record] = await kept.db.media.toArray();
	expect(record?.files[0]?.bytes).toBeNull();
	expect(record?.files[0]?.room).toBe((await usage()) - before);
});

test('a recording is kept with its bytes told as they come, stays when pictures go, and goes with its post', async () => {
	const kept = new Kept(freshDatabase());
	const feed = await blog(kept.db, ['a'], { keepsPictures: 'all' });
	await kept.service.keep(WISH);
	const sound = 'https://blog.example/a.mp3';
	const told: number[] = [];
	const end = await kept.service.keepRecording(idOf(feed, 'a'), sound, 'audio/mpeg', (done) =>
		told.push(done)
	);
	expect(end).toBe('kept');
	expect(told.at(-1)).toBe(`sound of ${sound}`.length);
	const file = await kept.cache.find(sound);
	expect([file?.headers.get('content-type'), await file?.text()]).toEqual([
		'audio/mpeg',
		`sound of ${sound}`
	]);

	await kept.service.dropPictures();
	expect(await countMedia(kept.db)).toMatchObject({ pictures: 0, recordings: 1 });
	await kept.db.posts.clear();
	await kept.service.keep({ ...WISH, mayFetch: false });
	expect(await kept.cache.urls()).toEqual([]);
});

test('a recording that does not fit is not kept, and neither is what is no recording', async () => {
	const kept = new Kept(freshDatabase());
	const feed = await blog(kept.db, ['a']);
	await changeOfflineSettings(kept.db, { budget: 10 });
	const keep = (answer: () => Promise<Response>) =>
		new MediaService(kept.db, kept.cache, {
			fetch: async () => 'missing',
			fetchRecording: answer,
			locks: null,
			now: () => kept.now,
			isSecure: false
		}).keepRecording(idOf(feed, 'a'), 'https://blog.example/a.mp3', 'audio/mpeg', () => undefined);
	const sound = () => new Response(new Uint8Array(5000), { headers: { 'Content-Type': 'audio/mpeg' } });
	expect(await keep(async () => sound())).toBe('no-room');
	expect(await keep(async () => new Response('<script>', { headers: { 'Content-Type': 'text/html' } }))).toBe(
		'refused'
	);
	expect(await keep(() => Promise.reject(new TypeError('Failed to fetch')))).toBe('refused');
	expect(await kept.cache.urls()).toEqual([]);
	expect(await kept.db.media.count()).toBe(0);
});
