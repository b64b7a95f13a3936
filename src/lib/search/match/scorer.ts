import type { LiveSegment } from '$lib/search/index/live-segment';
import type { PostIndex } from '$lib/search/index/post-index';
import { PostingReader, type PostingLists } from '$lib/search/index/postings';
import { rarityOf, worthOfFields } from './rank';

/** Any field will do. */
export const ANYWHERE = 0xff;
/** What a post is worth that fulfils a condition without words. */
const NOTHING = 1e-9;

/**
 * Finds the posts that fulfil every group of a query, and what they are worth. Its arrays have a place for each slot and are
 * used again for each query, which allocates nothing.
 */
export class Scorer {
	#index: PostIndex;
	#norms: Float32Array = new Float32Array();
	/** By slot: what the best alternative of this group is worth; 0 while there is none. */
	#best = new Float32Array();
	/** Slots that are not 0 in `#best`. */
	#touched = new Uint32Array();
	#touchedCount = 0;
	/** By slot: how many groups are fulfilled, as far as none before was not. */
	#stage = new Uint16Array();
	#groups = 0;
	/** By slot: what the groups fulfilled are worth. */
	#worth = new Float32Array();
	#found = new Uint32Array();
	#foundCount = 0;
	readonly #reader = new PostingReader();

	constructor(index: PostIndex) {
		this.#index = index;
	}

	/** Forgets the query before. */
	begin(): void {
		const { slotCount } = this.#index;
		this.#norms = this.#index.lengthNorms();
		if (this.#best.length < slotCount) {
			this.#best = new Float32Array(slotCount);
			this.#touched = new Uint32Array(slotCount);
			this.#stage = new Uint16Array(slotCount);
			this.#worth = new Float32Array(slotCount);
			this.#found = new Uint32Array(slotCount);
		}
		this.#stage.fill(0, 0, slotCount);
		this.#worth.fill(0, 0, slotCount);
		this.#groups = 0;
		this.#foundCount = 0;
	}

	/** Slots that fulfil all groups so far, in no order; overwritten by the next group. */
	get found(): Uint32Array {
		return this.#found.subarray(0, this.#foundCount);
	}

	/** What a slot of {@link found} is worth. */
	worthOf(slot: number): number {
		return this.#worth[slot]!;
	}

	/** Posts with `term` in any of `fields` (bits, or {@link ANYWHERE}) are an alternative of this group. */
	addTerm(live: LiveSegment, term: number, fields: number, weight: number): void {
		this.addPostings(live, live.segment, term, fields, weight);
	}

	/** Like {@link addTerm}, for the list of that number in `lists`. */
	addPostings(live: LiveSegment, lists: PostingLists, list: number, fields: number, weight: number): void {
		const reader = this.#reader;
		reader.open(lists, list);
		while (reader.next()) this.addPost(live, reader.post, reader.fields, reader.count, fields, weight);
	}

	/** @param fields that hold the word; `wanted` those that count; `count` in all fields */
	addPost(
		live: LiveSegment,
		post: number,
		fields: number,
		count: number,
		wanted: number,
		weight: number
	): void {
		if (live.alive[post] === 0) return;
		const slot = live.base + post;
		let worth = 0;
		if ((fields & wanted) !== 0) worth = worthOfFields(live, post, fields & wanted);
		if (wanted === ANYWHERE) {
			const inBody = fields === 0 ? count : count - bitsIn(fields);
			if (inBody > 0) worth += inBody / (inBody + this.#norms[slot]!);
		}
		if (worth > 0) this.#touch(slot, worth * weight);
	}

	/** A post that fulfils a condition without words. */
	addSlot(slot: number): void {
		this.#touch(slot, NOTHING);
	}

	/** Ends a group that a post must fulfil: all its alternatives count as equally rare. */
	endGroup(): void {
		const rarity = rarityOf(this.#touchedCount, this.#index.size);
		const group = this.#groups++;
		this.#foundCount = 0;
		for (let i = 0; i < this.#touchedCount; i++) {
			const slot = this.#touched[i]!;
			if (this.#stage[slot] === group) {
				this.#stage[slot] = group + 1;
				this.#worth[slot]! += rarity * this.#best[slot]!;
				this.#found[this.#foundCount++] = slot;
			}
			this.#best[slot] = 0;
		}
		this.#touchedCount = 0;
	}

	/** Ends a group that no post may fulfil. */
	endUnwanted(): void {
		for (let i = 0; i < this.#touchedCount; i++) {
			const slot = this.#touched[i]!;
			this.#best[slot] = 0;
			this.#stage[slot] = UNWANTED;
		}
		this.#touchedCount = 0;
		this.#foundCount = this.#found
			.subarray(0, this.#foundCount)
			.reduce((kept, slot) => this.#keepWanted(slot, kept), 0);
	}

	#keepWanted(slot: number, kept: number): number {
		if (this.#stage[slot] === UNWANTED) return kept;
		this.#found[kept] = slot;
		return kept + 1;
	}

	#touch(slot: number, worth: number): void {
		if (this.#best[slot] === 0) this.#touched[this.#touchedCount++] = slot;
		if (worth > this.#best[slot]!) this.#best[slot] = worth;
	}
}

/** More groups than a query has. */
const UNWANTED = 0xffff;

function bitsIn(fields: number): number {
	return (fields & 1) + ((fields >> 1) & 1) + ((fields >> 2) & 1) + ((fields >> 3) & 1);
}
