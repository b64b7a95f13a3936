import fc from 'fast-check';
import { passageIn } from '$lib/model/highlight';
import { NOTHING_SYNCED, type Feed } from '$lib/model/feed';
import { commentIdOf, postIdOf, type PostId } from '$lib/model/ids';
import type { Comment } from '$lib/model/comment';
import { commitComments } from '$lib/store/comments';
import { commitPosts } from '$lib/store/commit';
import { addHighlight, changeNote } from '$lib/store/highlights';
import type { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import { recordOffered } from '$lib/store/offered-feeds';
import { recordSync } from '$lib/store/sync-log';
import { changeSyncSettings } from '$lib/store/sync-settings';
import { feedRecord, freshDatabase, incoming } from './library';

export const garden = feedRecord('https://garden.example/feed.json');
export const harbour = feedRecord('https://harbour.example/wp-json/', {
	kind: 'wordpress',
	title: 'Harbour'
});
const FEEDS = [garden, harbour];
const POSTS = 8;

export const idOf = (feed: Feed, n: number): PostId => postIdOf(feed.id, String(n));
export const starred = [idOf(garden, 1), idOf(garden, 2), idOf(harbour, 1), idOf(harbour, 5)];
export const read = [idOf(garden, 2), idOf(garden, 3), idOf(harbour, 5)];
export const noted = [idOf(garden, 1), idOf(harbour, 2)];
export const allIds = FEEDS.flatMap((feed) => Array.from({ length: POSTS }, (_, n) => idOf(feed, n)));

/** A library with something in every table. */
export async function wholeLibrary(): Promise<Database> {
	const db = freshDatabase();
	for (const feed of FEEDS) {
		await addFeed(db, feed);
		const posts = Array.from({ length: POSTS }, (_, n) => postOf(feed, n));
		await commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });
		const outcome = { ...NOTHING_SYNCED, at: 100, added: POSTS };
		await recordSync(db, feed.id, { outcome, checkpoint: null, retryAt: 0, failures: 0 });
	}
	for (const id of starred) await changeMark(db, id, { starredAt: 500 }, 500);
	for (const id of read) await changeMark(db, id, { readAt: 600 }, 600);
	for (const id of noted) {
		const highlight = await addHighlight(db, id, passageIn('Words of Garden', 0, 5)!, 700);
		await changeNote(db, highlight!.id, 'Mine', 800);
	}
	const followed = { since: '2026-01-01', comparedAt: 50, comments: { next: null, since: '2026-01-01' } };
	await commitComments(db, harbour.id, [0, 1, 2].flatMap(commentsOn), followed);
	await changeSyncSettings(db, { interval: 60, relay: 'https://relay.example/?{url}' });
	await recordOffered(db, garden.url, 5);
	return db;
}

/** The same each time. */
export function postOf(feed: Feed, n: number): ReturnType<typeof incoming> {
	const more = {
		url: `${new URL(feed.url).origin}/${n}`,
		publishedAt: 1000 + n,
		updatedAt: 1000 + n,
		authors: [{ name: n % 2 === 0 ? 'Ida' : 'Jon', url: null, avatar: null }],
		categories: n % 3 === 0 ? ['Bees', 'Garden'] : ['Garden'],
		tags: ['diary'],
		excerpt: `Words of ${n}`,
		image: n === 4 ? 'https://pictures.example/4.jpg' : null,
		attachments: [
			{ url: `https://files.example/${n}.mp3`, mimeType: 'audio/mpeg', title: '', bytes: 9, seconds: null }
		]
	};
	return incoming(feed.id, String(n), more, `<p>Words of ${feed.title} ${n}</p>`);
}

function commentsOn(n: number): Comment[] {
	return Array.from({ length: n }, (_, i) => ({
		id: commentIdOf(harbour.id, `${n}-${i}`),
		feedId: harbour.id,
		postId: idOf(harbour, n),
		parentId: null,
		authorName: 'Ada',
		authorUrl: null,
		publishedAt: 2000 + i,
		url: null,
		html: '<p>Yes.</p>'
	}));
}

export const TABLES = [
	'feeds',
	'posts',
	'bodies',
	'marks',
	'comments',
	'highlights',
	'categories',
	'meta',
	'counters',
	'settings',
	'syncLog',
	'offered',
	'searchIndex'
] as const;

/** Everything as it is stored, by table. */
export type Dump = Record<string, Record<string, unknown>[]>;

export async function dump(db: Database): Promise<Dump> {
	const tables = TABLES.map(async (table) => [table, await rawIn(db, table)] as const);
	return Object.fromEntries(await Promise.all(tables));
}

export function rawIn(db: Database, table: string): Promise<Record<string, unknown>[]> {
	return db.table<Record<string, unknown>>(table).toCollection().raw().toArray();
}

/** One way in which a record is damaged. */
export interface Damage {
	table: (typeof TABLES)[number];
	/** Which record, counted around. */
	at: number;
	how: 'member' | 'drop' | 'list' | 'key' | 'gone';
	/** Which member, counted around. */
	member: number;
	value: unknown;
}

const oddValues: unknown[] = [
	undefined,
	null,
	'',
	'x',
	NaN,
	-1,
	1.5,
	1e300,
	Infinity,
	true,
	[],
	{},
	['x'],
	[null],
	[[]],
	{ x: 1 },
	new Date(0),
	new Map([[1, 2]]),
	10n,
	new Uint8Array(4)
];
export const anyValue = fc.oneof(
	fc.constantFrom(...oddValues),
	fc.anything({ withDate: true, withBigInt: true })
);

export const damages: fc.Arbitrary<Damage> = fc.record({
	table: fc.constantFrom(...TABLES),
	at: fc.nat(40),
	how: fc.oneof(
		{ weight: 6, arbitrary: fc.constant('member' as const) },
		{ weight: 2, arbitrary: fc.constant('drop' as const) },
		fc.constantFrom('list' as const, 'key' as const, 'gone' as const)
	),
	member: fc.nat(40),
	value: anyValue
});

/**
 * Damages a record as the disk might, behind the back of the app.
 * @returns its key, or null when the browser cannot store it so: then nothing has changed.
 */
export async function damage(db: Database, { table, at, how, member, value }: Damage): Promise<unknown> {
	const keyNames = [db.table(table).schema.primKey.keyPath ?? []].flat();
	const keys = await db.table(table).toCollection().primaryKeys();
	const record = (await rawIn(db, table))[at % keys.length];
	const key: unknown = keys[at % keys.length];
	if (record === undefined) return null;
	const names = how === 'key' ? keyNames : Object.keys(record);
	const name = names[member % names.length] ?? '';
	const changed: Record<string, unknown> = { ...record };
	if (how === 'drop') Reflect.deleteProperty(changed, name);
	if (how === 'member' || how === 'key') changed[name] = value;
	return inOneStep(db, table, (store) => {
		if (how === 'gone' || keyNames.includes(name)) store.delete(key as IDBValidKey);
		if (how !== 'gone') store.put(how === 'list' ? Object.assign([1, 2], record) : changed);
	})
		.then(() => key)
		.catch(() => null);
}

/** Without Dexie, which takes a refusal for a mistake of ours. */
function inOneStep(db: Database, table: string, change: (store: IDBObjectStore) => void): Promise<void> {
	const transaction = db.backendDB().transaction(table, 'readwrite');
	return new Promise((resolve, reject) => {
		transaction.addEventListener('complete', () => resolve());
		transaction.addEventListener('abort', () => reject(new Error('It was refused.')));
		try {
			change(transaction.objectStore(table));
		} catch (error) {
			transaction.abort();
			if (!(error instanceof DOMException)) throw error;
		}
	});
}
