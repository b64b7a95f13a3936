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
	readonly #merged = new Map<string, MergedPostings>();

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

	/** Postings of all words that begin with `prefix`, as one word; the latest are remembered, since each is typed often. */
	beginningWith(prefix: string): MergedPostings {
		const merged = this.#merged.get(prefix) ?? mergePostings(this.segment, prefix);
		this.#merged.delete(prefix);
		this.#merged.set(prefix, merged);
		if (this.#merged.size > MOST_REMEMBERED) {
			const [oldest] = this.#merged.keys();
			this.#merged.delete(oldest!);
		}
		return merged;
	}
}

export const IS_READ = 1;
export const IS_STARRED = 2;

/** Which posts have any of many words. */
export interface MergedPostings {
	/** Ascending. */
	posts: Uint32Array;
	/** Beside each post: the fields besides the body that have any of the words. */
	fields: Uint8Array;
	/** Beside each post: how often it has that word of them which it has most often, at most 255. */
	counts: Uint8Array;
}

/** About as many as there are letters; six bytes a post each. */
const MOST_REMEMBERED = 32;
const reader = new PostingReader();
const MOST_COUNTED = 255;

function mergePostings(segment: Segment, prefix: string): MergedPostings {
	const { count } = segment.posts;
	const fieldsOf = new Uint8Array(count);
	const countOf = new Uint8Array(count);
	const { from, to } = segment.vocabulary.startingWith(prefix);
	for (let term = from; term < to; term++) {
		reader.open(segment, term);
		while (reader.next()) {
			fieldsOf[reader.post]! |= reader.fields;
			if (reader.count > countOf[reader.post]!) countOf[reader.post] = Math.min(reader.count, MOST_COUNTED);
		}
	}
	const posts = new Uint32Array(countOf.reduce((sum, times) => sum + Number(times > 0), 0));
	let length = 0;
	for (let post = 0; post < count; post++) if (countOf[post]! > 0) posts[length++] = post;
	return {
		posts,
		fields: Uint8Array.from(posts, (post) => fieldsOf[post]!),
		counts: Uint8Array.from(posts, (post) => countOf[post]!)
	};
}
