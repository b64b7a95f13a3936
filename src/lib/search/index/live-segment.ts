import { categoryKey } from '$lib/model/category';
import { PostingReader } from './postings';
import type { NameColumn, Segment } from './segment';

/** A segment in an index, with what changes: which of its posts are still there, and how the reader marked them. */
export class LiveSegment {
	readonly segment: Segment;
	/** Number by which it is stored; never used again. */
	readonly key: number;
	/** Slot of its first post in the index. */
	base = 0;
	/** By post: 0 when it has been edited since (and is in a later segment) or is gone. */
	readonly alive: Uint8Array<ArrayBuffer>;
	/** By post: {@link IS_READ} and {@link IS_STARRED}. */
	readonly marks: Uint8Array<ArrayBuffer>;
	/** Posts that are still there. */
	liveCount: number;
	/** Words in their bodies. */
	liveWords = 0;
	readonly #keys = new Map<NameColumn, string[]>();

	constructor(segment: Segment, key: number, alive = new Uint8Array(segment.posts.count).fill(1)) {
		this.segment = segment;
		this.key = key;
		this.alive = alive;
		this.marks = new Uint8Array(segment.posts.count);
		this.liveCount = 0;
		for (let post = 0; post < alive.length; post++) {
			if (alive[post] === 0) continue;
			this.liveCount++;
			this.liveWords += segment.posts.bodyLengths[post]!;
		}
	}

	get count(): number {
		return this.segment.posts.count;
	}

	/** Whether a post has been taken away. */
	get hasGaps(): boolean {
		return this.liveCount < this.count;
	}

	kill(post: number): void {
		if (this.alive[post] === 0) return;
		this.alive[post] = 0;
		this.liveCount--;
		this.liveWords -= this.segment.posts.bodyLengths[post]!;
	}

	/** `categoryKey` of each of the names of `column`, which is one of this segment's. */
	keysOf(column: NameColumn): string[] {
		let keys = this.#keys.get(column);
		if (keys === undefined) {
			keys = column.names.map(categoryKey);
			this.#keys.set(column, keys);
		}
		return keys;
	}

	/** Posts still there that have `term`. */
	liveFrequency(term: number): number {
		if (!this.hasGaps) return this.segment.frequencies[term]!;
		let count = 0;
		reader.open(this.segment, term);
		while (reader.next()) count += this.alive[reader.post]!;
		return count;
	}
}

export const IS_READ = 1;
export const IS_STARRED = 2;

const reader = new PostingReader();
