import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitPosts, FeedRemovedError } from '$lib/store/commit';
import { Database } from '$lib/store/database';
import { addFeed, listFeeds } from '$lib/store/feeds';
import { libraryId, type LibraryEnd } from '$lib/store/guard-library';
import { SCHEMA_VERSION } from '$lib/store/schema-version';
import { storageProblem } from '$lib/store/storage-problem';
import { feedRecord, freshDatabase, incoming } from './library';

const feed = feedRecord('https://garden.example/feed.json');
let db: Database;
let ends: LibraryEnd[];

beforeEach(async () => {
	db = freshDatabase();
	ends = [];
	db.onEnd = (end) => ends.push(end);
	await addFeed(db, feed);
});

afterEach(async () => {
	db.close();
	await Dexie.delete(db.name);
});

const problemOf = (thrown: Promise<unknown>) => thrown.then(() => null, storageProblem);

/** Opens a database as browsers have it; `change` makes a version of it that is not there yet. */
function openRaw(
	name: string,
	version?: number,
	change: (raw: IDBDatabase) => void = () => undefined
): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(name, version);
		opening.onupgradeneeded = () => change(opening.result);
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error ?? new Error('It cannot be opened'));
	});
}

async function tablesOf(name: string): Promise<string[]> {
	const raw = await openRaw(name);
	raw.close();
	return [...raw.objectStoreNames];
}

/** Opens the library as a version of the app would that comes after this one. */
async function openNewer(name: string): Promise<Dexie> {
	const newer = new Dexie(name);
	newer.version(SCHEMA_VERSION + 1).stores({
		feeds: 'id, &url',
		posts: 'id',
		bodies: 'id',
		marks: null,
		categories: null,
		meta: null,
		offered: null,
		counters: null,
		searchIndex: null,
		comments: null,
		syncLog: null,
		settings: null
	});
	await newer.open();
	return newer;
}

test('a tab whose library a newer version has taken over writes nothing more into it, and says so', async () => {
	const newer = await openNewer(db.name);
	await expect.poll(() => ends).toEqual(['newer']);
	const commit = commitPosts(db, feed.id, {
		description: {},
		posts: [incoming(feed.id, 'a')],
		checkpoint: null
	});
	expect(await problemOf(commit)).toMatchObject({ code: 'library-newer' });
	expect(await newer.table('posts').count()).toBe(0);
	newer.close();
	expect(await tablesOf(db.name), 'and leaves its shape alone').toEqual(['bodies', 'feeds', 'posts']);
});

test('an older version that is opened later writes nothing either', async () => {
	db.close();
	const newer = await openNewer(db.name);
	const older = new Database(db.name);
	expect(await problemOf(listFeeds(older))).toMatchObject({ code: 'library-newer' });
	newer.close();
	older.close();
	expect(await tablesOf(db.name)).toEqual(['bodies', 'feeds', 'posts']);
});

test('a library to which an older program has added what it missed can still be opened', async () => {
	db.close();
	const version = (SCHEMA_VERSION - 1) * 10 + 11;
	const mended = await openRaw(db.name, version, (raw) => raw.createObjectStore('old'));
	mended.close();
	const again = new Database(db.name);
	expect(await listFeeds(again)).toMatchObject([{ title: 'Garden' }]);
	again.close();
});

test('a tab whose data was cleared does not go on in an empty library', async () => {
	const before = await libraryId(db);
	await Dexie.delete(db.name);
	// Another tab begins anew, with the same feed.
	const other = new Database(db.name);
	await addFeed(other, feed);
	expect(await libraryId(other)).not.toBe(before);
	const checkpoint = { next: 'https://garden.example/7', pages: 6, total: null };
	const commit = commitPosts(db, feed.id, {
		description: {},
		posts: [incoming(feed.id, 'a')],
		checkpoint
	});
	expect(await problemOf(commit)).toMatchObject({ code: 'library-cleared' });
	expect(await listFeeds(other), 'its walk begins at the beginning').toMatchObject([
		{ checkpoint: null, postCount: 0 }
	]);
	expect(ends).toEqual(['cleared']);
	other.close();
});

test('two tabs have the same library', async () => {
	const other = new Database(db.name);
	expect(await libraryId(other)).toBe(await libraryId(db));
	const fresh = new Database(`${db.name}-fresh`);
	const ids = await Promise.all([libraryId(fresh), libraryId(new Database(fresh.name))]);
	expect(ids[0]).toBe(ids[1]);
	other.close();
	await fresh.delete();
});

test('an upgrade that another tab holds up says so, and goes on when that is closed', async () => {
	const name = `blocked-${crypto.randomUUID()}`;
	const old = await openRaw(name, 10, (raw) => raw.createObjectStore('feeds', { keyPath: 'id' }));
	const upgraded = new Database(name);
	const isBlocked = new Promise<void>((resolve) => (upgraded.onBlocked = resolve));
	const id = libraryId(upgraded);
	await isBlocked;
	old.close();
	expect(await id).toMatch(/^[0-9a-f]{24}$/);
	await upgraded.delete();
});

test('a feed that is not kept is no sign of a cleared library', async () => {
	const other = feedRecord('https://other.example/feed.json');
	const commit = commitPosts(db, other.id, { description: {}, posts: [], checkpoint: null });
	await expect(commit).rejects.toThrow(FeedRemovedError);
	expect(ends).toEqual([]);
});
