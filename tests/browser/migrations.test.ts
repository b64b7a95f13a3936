import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { feedIdOf, postIdOf } from '$lib/model/ids';
import type { Post } from '$lib/model/post';
import { viewOf } from '$lib/model/view';
import { SearchService } from '$lib/search/search-service';
import { listCategories } from '$lib/store/category-queries';
import { Database } from '$lib/store/database';
import { findFeed } from '$lib/store/feeds';
import { firstPosts } from '$lib/store/first-posts';
import { libraryId } from '$lib/store/guard-library';
import { changeMark } from '$lib/store/marks';
import { openPost, postIds, postRows } from '$lib/store/post-queries';
import { SCHEMA_VERSION } from '$lib/store/schema-version';
import { readSyncSettings } from '$lib/store/sync-settings';
import { countPosts, filter } from './library';

/** A library as a published version of the schema kept it. */
interface OldLibrary {
	version: number;
	/** As Dexie writes a schema. */
	stores: Record<string, string>;
	/** By table. */
	records: Record<string, unknown[]>;
}

/** One for each published version: a new version of the schema adds the one before it. */
const libraries = import.meta.glob<OldLibrary>('../fixtures/libraries/*.json', {
	eager: true,
	import: 'default'
});

const garden = feedIdOf('https://garden.example/feed.json');
const harbour = feedIdOf('https://harbour.example/wp-json/');
const compost = postIdOf(garden, 'compost');
const bread = postIdOf(garden, 'bread');
const boats = postIdOf(harbour, 'boats');

/** Puts the library into the browser as it was, and opens it as it is now. */
async function upgraded({ version, stores, records }: OldLibrary): Promise<Database> {
	const name = `version-${version}-${crypto.randomUUID()}`;
	const old = new Dexie(name);
	old.version(version).stores(stores);
	for (const [table, rows] of Object.entries(records)) await old.table(table).bulkAdd(rows);
	old.close();
	return new Database(name);
}

test('there is a library of each version that was published', () => {
	const versions = Object.values(libraries).map(({ version }) => version);
	expect(versions).toEqual(Array.from({ length: SCHEMA_VERSION - 1 }, (_, i) => i + 1));
});

for (const library of Object.values(libraries)) {
	const { version, records } = library;
	const isFollowed = version >= 3;

	test(`a library of version ${version} keeps its posts, texts, marks and feeds`, async () => {
		const db = await upgraded(library);
		expect(await postIds(db, filter())).toEqual([compost, boats, bread]);
		for (const old of records.posts as (Post & { authorKeys: unknown })[]) {
			const { authorKeys: _, ...post } = old;
			const opened = await openPost(db, post.id);
			expect(opened?.post).toMatchObject(post);
			expect(records.bodies).toContainEqual(opened?.body);
		}
		expect((await db.marks.toArray()).sort((a, b) => a.changedAt - b.changedAt)).toEqual(records.marks);
		expect(await findFeed(db, garden)).toMatchObject({
			checkpoint: { next: 'https://garden.example/2.json', pages: 1, total: null },
			isPaused: false,
			isFollowed: true,
			removedAt: null
		});
		expect(await findFeed(db, harbour)).toMatchObject({
			isPaused: isFollowed,
			lastSync: { added: 1, comments: isFollowed ? 2 : 0, stopped: null }
		});
		expect(await readSyncSettings(db)).toMatchObject({ interval: isFollowed ? 60 : 30 });
		expect(await db.comments.count()).toBe(isFollowed ? 2 : 0);
		expect(await libraryId(db)).toMatch(/^[0-9a-f]{24}$/);
		await db.delete();
	});

	test(`a library of version ${version} is listed and counted by the marks that it had`, async () => {
		const db = await upgraded(library);
		const listed = async (search: string) => (await firstPosts(db, filter(search), 10))?.ids;
		expect(await listed('?is=unread')).toEqual([boats, bread]);
		expect(await listed('?is=starred')).toEqual([boats]);
		expect(await listed('?category=winter')).toEqual([compost, boats]);
		expect(await listed('?author=ida+holm')).toEqual([compost, boats]);
		expect(await countPosts(db)).toEqual({ kept: 3, unread: 2 });
		expect((await listCategories(db, null)).map(({ key, count, unread }) => [key, count, unread])).toEqual([
			['garden', 1, 0],
			['kitchen', 1, 1],
			['winter', 2, 1]
		]);
		await changeMark(db, bread, { readAt: 9 }, 9);
		expect(await listed('?is=unread')).toEqual([boats]);
		const [row] = await postRows(db, [bread]);
		expect(row?.post).toMatchObject({ title: 'Bread without hurry', sequence: 1 });
		await db.delete();
	});

	test(`a library of version ${version} can be searched by words and marks`, async () => {
		const db = await upgraded(library);
		const service = new SearchService(db, null);
		await service.ready();
		const found = async (query: string) => {
			const wish = { view: { ...viewOf(new URLSearchParams()), query }, opened: [] };
			return (await service.search(wish, 10)).first.map(({ row }) => row.post.id);
		};
		expect(await found('sourdough')).toEqual([bread]);
		expect(await found('winter is:read')).toEqual([compost]);
		expect(await found('winter is:starred')).toEqual([boats]);
		await service.close();
		await db.delete();
	});
}
