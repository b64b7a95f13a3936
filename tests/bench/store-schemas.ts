// Other ways in which posts could be stored, to compare with the one that was chosen.

import { Dexie, type Table } from 'dexie';
import type { Body } from '$lib/model/post';
import { recordOf, sizeOf } from '$lib/store/commit';
import type { PostRecord } from '$lib/store/database';
import { libraryCorpus, partsOf } from './library-posts';
import { timed, timingOf } from './timing.mjs';

const ROWS = 30;
/** How often a list is asked for. */
const TIMES = 20;

/** A post, its text and whether it is read, in any of the shapes below. */
interface Kept {
	post: PostRecord;
	body: Body;
	isRead: boolean;
}

type List = (db: Dexie, category: string) => Promise<unknown>;

interface Schema {
	stores: Record<string, string>;
	/** Posts of one transaction. */
	batch: number;
	durability: 'relaxed' | 'strict';
	/** What a transaction stores, by store. */
	recordsOf: (kept: Kept[]) => Record<string, unknown[]>;
	all: List;
	category: List;
	unread: List;
}

const postsOf = (db: Dexie): Table<PostRecord, string> => db.table('posts');
const places = (key: string) =>
	[
		[key, -Infinity],
		[key, []]
	] as const;
const newest = (db: Dexie, index: string) => postsOf(db).orderBy(index).reverse().limit(ROWS);
const allIds = (db: Dexie) => postsOf(db).orderBy('publishedAt').primaryKeys();

/** Like the store's own, but for what the changes below say. */
const CHOSEN: Schema = {
	stores: {
		posts:
			'id, publishedAt, [feedId+publishedAt], *categoryPlaces, *authorPlaces, *tagPlaces, ' +
			'unreadPlace, [feedId+unreadPlace], starredPlace, sequence',
		bodies: 'id, feedId',
		marks: 'id, readAt, starredAt, sequence'
	},
	batch: 100,
	durability: 'relaxed',
	recordsOf: (kept) => ({
		posts: kept.map(({ post }) => post),
		bodies: kept.map(({ body }) => body),
		marks: kept.flatMap(({ post: { id }, isRead }) =>
			isRead ? [{ id, readAt: 1, starredAt: 0, sequence: 1 }] : []
		)
	}),
	all: async (db) => rowsOf(db, await newest(db, 'publishedAt').primaryKeys()),
	category: async (db, key) => {
		const [from, to] = places(key);
		const posts = postsOf(db).where('categoryPlaces').between(from, to);
		return rowsOf(db, await posts.reverse().limit(ROWS).primaryKeys());
	},
	unread: async (db) => rowsOf(db, await newest(db, 'unreadPlace').primaryKeys())
};

const withIndex = (name: string, index: string) => ({
	...CHOSEN.stores,
	posts: CHOSEN.stores.posts!.replace(name, index)
});

/** By what is different. */
const SCHEMAS: Record<string, Partial<Schema>> = {
	'as chosen': {},
	'texts within posts': {
		recordsOf: (kept) => ({
			...CHOSEN.recordsOf(kept),
			posts: kept.map(({ post, body: { html, text } }) => ({ ...post, html, text })),
			bodies: []
		})
	},
	'20 posts at once': { batch: 20 },
	'200 posts at once': { batch: 200 },
	'500 posts at once': { batch: 500 },
	'strict durability': { durability: 'strict' },
	'categories by name': {
		stores: withIndex('*categoryPlaces', '*categoryKeys'),
		category: async (db, key) => {
			const [ids, found] = await Promise.all([
				allIds(db),
				postsOf(db).where('categoryKeys').equals(key).primaryKeys()
			]);
			const wanted = new Set(found);
			return rowsOf(
				db,
				ids
					.reverse()
					.filter((id) => wanted.has(id))
					.slice(0, ROWS)
			);
		}
	},
	'categories by name and date in one text': {
		stores: withIndex('*categoryPlaces', '*categoryTexts'),
		recordsOf: (kept) => ({
			...CHOSEN.recordsOf(kept),
			posts: kept.map(({ post: { categoryPlaces, ...post } }) => ({
				...post,
				categoryTexts: categoryPlaces.map(([key, at]) => `${key}\0${String(at).padStart(15, '0')}`)
			}))
		}),
		category: async (db, key) => {
			const posts = postsOf(db).where('categoryTexts').between(`${key}\0`, `${key}\x01`);
			return rowsOf(db, await posts.reverse().limit(ROWS).primaryKeys());
		}
	},
	'unread: all that have no mark': {
		stores: withIndex('unreadPlace, [feedId+unreadPlace], starredPlace, ', ''),
		unread: async (db) => {
			const [ids, read] = await Promise.all([
				allIds(db),
				db.table('marks').where('readAt').above(0).primaryKeys()
			]);
			const marked = new Set(read);
			return rowsOf(
				db,
				ids
					.reverse()
					.filter((id) => !marked.has(id))
					.slice(0, ROWS)
			);
		}
	},
	'whole order for the first rows': {
		all: async (db) => rowsOf(db, (await allIds(db)).reverse().slice(0, ROWS))
	}
};

/** Milliseconds; lists are the middle of many. */
export interface SchemaTimes {
	store: number;
	all: number;
	category: number;
	unread: number;
	/** Bytes on the disk, as far as the browser tells. */
	bytes: number;
}

export const schemaNames = (): string[] => Object.keys(SCHEMAS);

/** To be asked in a browser that has nothing stored. */
export async function measureSchema(name: string, size: number): Promise<SchemaTimes> {
	const schema: Schema = { ...CHOSEN, ...SCHEMAS[name] };
	const { posts } = await libraryCorpus(size);
	const read = new Set(posts.filter(({ isRead }) => isRead).map(({ id }) => id));
	const kept = [...partsOf(posts)]
		.flatMap((part) => part.posts)
		.map(({ post, body }, i): Kept => {
			const isRead = read.has(post.id);
			const stored = { sequence: 1 + Math.floor(i / schema.batch), size: sizeOf(body) };
			return { post: recordOf(post, stored, { isRead, isStarred: false }), body, isRead };
		});
	const db = new Dexie('bench-schema', { chromeTransactionDurability: schema.durability });
	db.version(1).stores(schema.stores);
	await db.open();
	const store = await timed(() => storeAll(db, schema, kept));
	const category = kept[0]?.post.categoryKeys[0] ?? '';
	const lists = [];
	for (const list of [schema.all, schema.category, schema.unread])
		lists.push(await middleOf(() => list(db, category)));
	const [all = 0, inCategory = 0, unread = 0] = lists;
	const bytes = (await navigator.storage.estimate()).usage ?? 0;
	db.close();
	return { store, all, category: inCategory, unread, bytes };
}

async function storeAll(db: Dexie, { batch, recordsOf }: Schema, kept: readonly Kept[]): Promise<void> {
	for (let from = 0; from < kept.length; from += batch) {
		const records = Object.entries(recordsOf(kept.slice(from, from + batch)));
		await db.transaction('rw', Object.keys(Object.fromEntries(records)), async () => {
			await Promise.all(records.map(([table, rows]) => db.table(table).bulkPut(rows)));
		});
	}
}

function rowsOf(db: Dexie, ids: string[]): Promise<unknown> {
	return postsOf(db).bulkGet(ids);
}

async function middleOf(work: () => Promise<unknown>): Promise<number> {
	const samples: number[] = [];
	for (let i = 0; i < TIMES; i++) samples.push(await timed(work));
	return timingOf(samples)?.p50 ?? 0;
}
