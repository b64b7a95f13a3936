import { unpackId } from '$lib/model/packed-ids';
import type { LiveSegment } from './live-segment';

/** Slots fit so many bits: two million posts. */
const SLOTS = 2 ** 21;
/** UTC milliseconds; older posts share one second here, and are told apart by comparing. */
const EARLIEST = Date.UTC(1930, 0);
/** Seconds: with a slot just what a number holds exactly. Until the year 2066; those after it are compared too. */
const LATEST = 2 ** 32 - 1;

/** The posts of an index by date, newest first; equal dates by id, so that the order is the same on every device. */
export class DateOrder {
	/** By slot, its place in the order. */
	readonly rankOf: Uint32Array;
	/** By place, the slot. */
	readonly slotAt: Uint32Array;

	/**
	 * Sorts numbers, which a browser does ten times as fast as with a function that compares: the second and the slot
	 * in one number. Then only those of one second are compared.
	 */
	constructor(segments: readonly LiveSegment[], slotCount: number) {
		const keys = new Float64Array(slotCount);
		for (const { base, segment } of segments) {
			segment.posts.publishedAt.forEach((time, post) => {
				keys[base + post] = secondOf(time) * SLOTS + base + post;
			});
		}
		keys.sort();
		this.slotAt = Uint32Array.from(keys, (key) => key % SLOTS).reverse();
		this.#sortWithinSeconds(keys.reverse(), segments);
		this.rankOf = new Uint32Array(slotCount);
		this.slotAt.forEach((slot, rank) => (this.rankOf[slot] = rank));
	}

	#sortWithinSeconds(keys: Float64Array, segments: readonly LiveSegment[]): void {
		for (let from = 0; from < keys.length;) {
			const second = Math.floor(keys[from]! / SLOTS);
			let to = from + 1;
			while (to < keys.length && Math.floor(keys[to]! / SLOTS) === second) to++;
			if (to - from > 1) this.#sortSlots(from, to, segments);
			from = to;
		}
	}

	#sortSlots(from: number, to: number, segments: readonly LiveSegment[]): void {
		const posts = Array.from(this.slotAt.subarray(from, to), (slot) => {
			const { base, segment } = segments.findLast((live) => live.base <= slot)!;
			const { publishedAt, ids } = segment.posts;
			return { slot, time: publishedAt[slot - base]!, id: unpackId(ids, slot - base) };
		});
		posts.sort((a, b) => b.time - a.time || (a.id < b.id ? -1 : 1));
		posts.forEach(({ slot }, i) => (this.slotAt[from + i] = slot));
	}
}

function secondOf(time: number): number {
	return Math.min(LATEST, Math.max(0, Math.floor((time - EARLIEST) / 1000)));
}
