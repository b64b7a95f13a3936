import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { FeedId, PostId } from '$lib/model/ids';
import { brokenBackup, strangePost, type BackupError } from './backup-error';
import {
	countRecord,
	NOTHING_COUNTED,
	type BackupCounts,
	type BackupHeader,
	type BackupRecord
} from './format';
import { amount, damaged, DamagedRecordError, memberOf, membersOf, text, type Members } from './members';
import { readHeader } from './read-header';
import { readRecord } from './read-record';

const NEWLINE = Uint8Array.of(10);
/** Records of one file: far more than a library can hold, and yet an end to what a forged file can ask for. */
const MOST_RECORDS = 100_000_000;
/** Feeds of one file, and default feeds: every page of the app lists them. */
const MOST_FEEDS = 10_000;

/** A post and its feed. */
interface OfFeed {
	id: PostId;
	feedId: FeedId;
}

/** Reads the lines of one backup in their order, and knows at its end whether it was whole. */
export class RecordReader {
	readonly counts: BackupCounts = { ...NOTHING_COUNTED };
	/** Null before the first line. */
	header: BackupHeader | null = null;
	readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	readonly #digest = sha256.create();
	readonly #feeds: Set<FeedId>;
	#records = 0;
	/** Records before the first post. */
	#beforePosts = 0;
	#hasEnded = false;
	/** What marks, comments and highlights belong to. */
	#post: OfFeed | null = null;
	/** Number of the first post of a blog that nobody knows, or 0. */
	#strange = 0;

	/** @param feeds of the library, whose posts may be in a file without them */
	constructor(feeds: Iterable<FeedId>) {
		this.#feeds = new Set(feeds);
	}

	/**
	 * @returns the record of a line; null for the first line and the last.
	 * @throws BackupError
	 */
	read(line: Uint8Array): BackupRecord | null {
		if (this.#hasEnded) throw this.broken('more-after-end');
		try {
			return this.#readLine(line);
		} catch (error) {
			throw error instanceof DamagedRecordError ? this.broken({ member: error.member }) : error;
		}
	}

	/** @throws BackupError when the file was not whole */
	finish(): BackupHeader {
		if (this.header === null || !this.#hasEnded) throw this.broken('no-end');
		if (this.#strange > 0) throw strangePost(this.#strange);
		return this.header;
	}

	/** That the file is damaged here. */
	broken(why: Parameters<typeof brokenBackup>[0]): BackupError {
		return brokenBackup(why, this.counts.posts);
	}

	#readLine(line: Uint8Array): BackupRecord | null {
		if (this.header === null) {
			this.header = readHeader(line);
			this.#add(line);
			return null;
		}
		const members = this.#parse(line);
		if (memberOf(members, 'type') === 'end') {
			this.#checkEnd(members);
			this.#hasEnded = true;
			return null;
		}
		this.#records += 1;
		if (this.#records > MOST_RECORDS) throw this.broken('too-many-records');
		const record = readRecord(members);
		this.#checkPlace(record);
		countRecord(this.counts, record);
		this.#add(line);
		return record;
	}

	#add(line: Uint8Array): void {
		this.#digest.update(line).update(NEWLINE);
	}

	#parse(line: Uint8Array): Members {
		let value: unknown;
		try {
			value = JSON.parse(this.#decoder.decode(line));
		} catch {
			// Neither what the decoder throws nor what the parser says is for people.
			throw this.broken('no-json');
		}
		return membersOf(value, 'line');
	}

	/** Feeds come before posts, and what belongs to a post just after it. */
	#checkPlace(record: BackupRecord): void {
		const post = this.#post;
		switch (record.type) {
			case 'post':
				this.#post = record.post;
				if (this.#strange === 0 && !this.#feeds.has(record.post.feedId)) {
					this.#strange = this.counts.posts + 1;
				}
				break;
			case 'mark':
				if (record.mark.id !== post?.id) throw damaged('mark', 'after its post');
				break;
			case 'comment':
				if (!belongsTo(record.comment, post)) throw damaged('comment', 'after its post');
				break;
			case 'highlight':
				if (!belongsTo(record.highlight, post)) throw damaged('highlight', 'after its post');
				break;
			default:
				if (post !== null) throw damaged(record.type, 'before the posts');
				this.#beforePosts += 1;
				if (this.#beforePosts > 2 * MOST_FEEDS) throw this.broken('too-many-feeds');
				if (record.type === 'feed') this.#feeds.add(record.feed.id);
		}
	}

	#checkEnd(end: Members): void {
		const counts = membersOf(memberOf(end, 'counts'), 'counts');
		for (const [name, count] of Object.entries(this.counts)) {
			// The first version had no highlights, and so did not count them.
			const isUncounted = this.header?.version === 1 && name === 'highlights';
			if (!isUncounted && amount(counts, name) !== count)
				throw damaged(name, 'the number of those in the file');
		}
		if (text(end, 'sha256') !== bytesToHex(this.#digest.digest())) {
			throw damaged('sha256', 'that of the file, so some of it was changed');
		}
	}
}

function belongsTo({ postId, feedId }: { postId: PostId; feedId: FeedId }, post: OfFeed | null): boolean {
	return postId === post?.id && feedId === post.feedId;
}
