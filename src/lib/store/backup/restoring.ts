import type { FeedId } from '$lib/model/ids';
import type { SyncSettings } from '$lib/model/sync-settings';
import type { Database } from '$lib/store/database';
import { changeSyncSettings, readSyncSettings } from '$lib/store/sync-settings';
import { NOTHING_COUNTED, type BackupCounts, type BackupRecord } from './format';
import { mergeBatch, type Batch } from './merge-batch';
import { mergeFeed, settleFeeds, type MergedFeed } from './merge-feed';
import { mergeSync } from './read-settings';

/** Posts stored in one transaction: small enough that others have their turn. */
const POSTS_AT_ONCE = 100;
/** Characters stored in one transaction, unless a single post has more. */
const CHARACTERS_AT_ONCE = 4_000_000;
/** What a record counts for besides its texts, in characters. */
const RECORD = 500;

/** Takes in the records of a backup in their order; whatever is taken stays, however it ends. */
export class Restoring {
	/** Of each kind, how many have come in. */
	readonly added: Omit<BackupCounts, 'starred'> = { ...NOTHING_COUNTED };
	/** Posts of the file that are in the library now. */
	done = 0;
	readonly #db: Database;
	readonly #now: number;
	readonly #feeds = new Map<FeedId, MergedFeed>();
	#sync: SyncSettings | null = null;
	/** What the page of the backup kept for itself; null for nothing. */
	reading: unknown = null;
	#batch = emptyBatch();
	#weight = 0;

	/** @param now UTC milliseconds */
	constructor(db: Database, now: number) {
		this.#db = db;
		this.#now = now;
	}

	/** Stores the record, or puts it aside to be stored with others. */
	take(record: BackupRecord): Promise<void> | undefined {
		switch (record.type) {
			case 'settings':
				this.#sync = record.sync;
				this.reading = record.reading;
				return undefined;
			case 'offered':
				return this.#takeOffered(record.url, record.at);
			case 'feed':
				return this.#takeFeed(record.feed);
			default:
				return this.#putAside(record);
		}
	}

	/** Once the file has been read to its end. */
	async finish(): Promise<void> {
		await this.#store();
		await settleFeeds(this.#db, this.#feeds);
		if (this.#sync !== null) await takeSettings(this.#db, this.#sync);
	}

	async #takeOffered(url: string, at: number): Promise<void> {
		if ((await this.#db.offered.get(url)) === undefined) await this.#db.offered.put({ url, at });
	}

	async #takeFeed(saved: MergedFeed['saved']): Promise<void> {
		if (this.#feeds.has(saved.id)) return;
		const { merged, hasCome } = await mergeFeed(this.#db, saved, this.#now);
		this.#feeds.set(saved.id, merged);
		if (hasCome) this.added.feeds += 1;
	}

	#putAside(
		record: Extract<BackupRecord, { type: 'post' | 'mark' | 'comment' | 'highlight' }>
	): Promise<void> | undefined {
		const isFull =
			this.#weight > CHARACTERS_AT_ONCE ||
			(record.type === 'post' && this.#batch.posts.length === POSTS_AT_ONCE);
		// What belongs to a post comes after it: so a full batch is stored when the next post comes.
		const storing = isFull ? this.#store() : undefined;
		this.#weight += RECORD;
		if (record.type === 'mark') this.#batch.marks.push(record.mark);
		else if (record.type === 'comment') {
			this.#weight += record.comment.html.length;
			this.#batch.comments.push(record.comment);
		} else if (record.type === 'highlight') {
			this.#weight += record.highlight.quote.exact.length + record.highlight.note.length;
			this.#batch.highlights.push(record.highlight);
		} else {
			this.#weight += record.body.html.length + record.body.text.length;
			this.#batch.posts.push(record);
		}
		return storing;
	}

	async #store(): Promise<void> {
		const batch = this.#batch;
		this.#batch = emptyBatch();
		this.#weight = 0;
		const { posts, marks, comments, highlights } = await mergeBatch(this.#db, batch, this.#feeds);
		this.added.posts += posts;
		this.added.marks += marks;
		this.added.comments += comments;
		this.added.highlights += highlights;
		this.done += batch.posts.length;
	}
}

function emptyBatch(): Batch {
	return { posts: [], marks: [], comments: [], highlights: [] };
}

async function takeSettings(db: Database, saved: SyncSettings): Promise<void> {
	await db.transaction('rw', db.settings, async () => {
		await changeSyncSettings(db, mergeSync(await readSyncSettings(db), saved));
	});
}
