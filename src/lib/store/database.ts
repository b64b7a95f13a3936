import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Category } from '$lib/model/category';
import type { Comment } from '$lib/model/comment';
import type { Feed, SyncOutcome } from '$lib/model/feed';
import type { Highlight } from '$lib/model/highlight';
import type { CommentId, FeedId } from '$lib/model/ids';
import type { KeptMedia, OfflineSettings } from '$lib/model/kept-media';
import type { Mark } from '$lib/model/mark';
import { ownName } from '$lib/model/own-name';
import type { Body, Post } from '$lib/model/post';
import type { SyncSettings } from '$lib/model/sync-settings';
import type { BackupFolder } from './backup-folder';
import { feedOfVersion3 } from './feed-of-version-3';
import { guardLibrary, type LibraryEnd } from './guard-library';
import { OwnVersionFactory } from './own-version-factory';
import type { Places } from './places';
import { randomId } from './random-id';
import { SCHEMA_VERSION } from './schema-version';
import { keepReadable } from './sound-records';
import { upgradeToVersion4 } from './upgrade-to-version-4';

/** A post as stored: what the model says, and what only queries need. */
export interface PostRecord extends Post, Places {
	/** Number of the commit that last wrote it; the search index asks for "everything after 41". */
	sequence: number;
	/** Characters of its HTML and text. */
	size: number;
}

/** A mark as stored. */
export interface MarkRecord extends Mark {
	/** Grows with each change of any mark; one that was stored by version 1 has none until it changes. */
	sequence?: number;
}

/** Numbers that only grow, by what they count. */
interface CounterRecord {
	key: 'marks';
	value: number;
}

/** Single values, by name. */
type MetaRecord =
	| { key: 'sequence'; value: number }
	/** Tells this library from one that takes its place after the browser has cleared it; made with it, and never changed. */
	| { key: 'library'; value: string };

/** A default feed that was given to this reader. */
interface OfferedRecord {
	url: string;
	/** UTC milliseconds. */
	at: number;
}

/** A piece of the search index: number 0 is its state, each other a segment. What they hold is the search's affair. */
interface IndexRecord {
	key: number;
	/** Grows with each change of the whole; only the state's counts. */
	generation: number;
	/** Of the state: bytes of each segment by its number, and its own by its own. Absent where it was stored before they were noted. */
	bytes?: ReadonlyMap<number, number>;
	value: unknown;
}

/** How one sync of a feed went. */
interface SyncRecord {
	/** Grows with each sync. */
	id: number;
	feedId: FeedId;
	outcome: SyncOutcome;
}

/** Settings that workers need too, or that only a database can hold, by what they are about. */
type SettingsRecord =
	| { key: 'sync'; value: SyncSettings }
	| { key: 'backup-folder'; value: BackupFolder }
	| { key: 'offline'; value: OfflineSettings };

/** What is kept of a post beside its text, as stored. */
interface MediaRecord extends KeptMedia {
	/** Address of each of its files: a file may belong to several. */
	fileUrls: string[];
}

/** The library on this device. Make one per tab or worker; they share the same stored data. */
export class Database extends Dexie {
	declare feeds: EntityTable<Feed, 'id'>;
	declare posts: EntityTable<PostRecord, 'id'>;
	declare bodies: EntityTable<Body, 'id'>;
	declare marks: EntityTable<MarkRecord, 'id'>;
	declare categories: Table<Category, [FeedId, string]>;
	declare meta: EntityTable<MetaRecord, 'key'>;
	declare offered: EntityTable<OfferedRecord, 'url'>;
	declare counters: EntityTable<CounterRecord, 'key'>;
	declare searchIndex: EntityTable<IndexRecord, 'key'>;
	/** Indexed by `postId` and `feedId`. */
	declare comments: Table<Comment, CommentId>;
	/** Indexed by `postId` and `feedId`. */
	declare highlights: EntityTable<Highlight, 'id'>;
	declare syncLog: EntityTable<SyncRecord, 'id'>;
	declare settings: EntityTable<SettingsRecord, 'key'>;
	/** Indexed by `postId`, `feedId`, `neededAt` and each of `fileUrls`. The files themselves are in `MediaCache`. */
	declare media: EntityTable<MediaRecord, 'id'>;

	/** Why this connection is of no use any more; null while it is. */
	end: LibraryEnd | null = null;
	/** The library cannot be brought up to date before other tabs of an older version are closed. */
	isBlocked = false;
	/**
	 * Hears, once, that this connection is of no use any more. Everything asked of it from then on fails with the reason,
	 * which `storageProblem` puts into words.
	 */
	onEnd: (end: LibraryEnd) => void = () => undefined;
	/** Hears that the library is blocked. */
	onBlocked: () => void = () => undefined;
	/** Hears, once for each, of records that were read and are damaged. What can be used of them was given all the same. */
	onDamage: (table: string, key: unknown) => void = () => undefined;

	/** @param name of the IndexedDB database; tests choose their own. */
	constructor(name = ownName('backlist')) {
		const factory = new OwnVersionFactory();
		// As much of a factory as Dexie uses.
		super(name, { indexedDB: factory as unknown as IDBFactory });
		// A published version is never edited: a change of schema is a new version with its upgrade.
		this.version(1).stores({
			feeds: 'id, &url',
			posts: 'id, publishedAt, [feedId+publishedAt], *categoryKeys, *authorKeys, *tags, sequence',
			bodies: 'id, feedId',
			marks: 'id, readAt, starredAt',
			categories: '[feedId+key], key',
			meta: 'key',
			offered: 'url'
		});
		this.version(2).stores({
			marks: 'id, readAt, starredAt, sequence',
			counters: 'key',
			searchIndex: 'key'
		});
		this.version(3)
			.stores({
				comments: 'id, postId, feedId',
				syncLog: '++id, feedId',
				settings: 'key'
			})
			.upgrade(async (transaction) => {
				const feeds = transaction.table<unknown, FeedId>('feeds');
				await feeds.bulkPut((await feeds.toArray()).map(feedOfVersion3));
			});
		this.version(4)
			.stores({
				posts:
					'id, publishedAt, [feedId+publishedAt], *categoryPlaces, *authorPlaces, *tagPlaces, ' +
					'unreadPlace, [feedId+unreadPlace], starredPlace, sequence'
			})
			.upgrade(upgradeToVersion4);
		this.version(5).stores({ highlights: 'id, postId, feedId' });
		this.version(SCHEMA_VERSION).stores({ media: 'id, postId, feedId, neededAt, *fileUrls' });
		this.on('populate', (transaction) => {
			void transaction.table('meta').add({ key: 'library', value: randomId() });
		});
		guardLibrary(this, factory);
		keepReadable(this);
	}
}
