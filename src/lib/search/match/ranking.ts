import type { DateOrder } from '$lib/search/index/date-order';

/** Places in the order of dates fit so many bits: two million posts. */
const PLACES = 2 ** 21;
/** The largest positive 32-bit number. */
const MOST_WORTH = 0x7fffffff;
/** So many first ones are picked out without sorting the rest. */
const FEW = 64;

/**
 * Posts found, best first, newest first between equals. A post's worth and its place in the order of dates are one
 * number, so that comparing two posts is comparing two numbers, and browsers sort numbers fast. What nobody looks at is
 * not sorted at all.
 */
export class Ranking {
	readonly #dates: DateOrder;
	readonly #keys: Float64Array;
	#length = 0;
	#first: Float64Array | null = null;
	#isSorted = false;

	/** @param most posts that will be added at most */
	constructor(dates: DateOrder, most: number) {
		this.#dates = dates;
		this.#keys = new Float64Array(most);
	}

	/** Number of posts. */
	get length(): number {
		return this.#length;
	}

	/** @param worth not negative */
	add(slot: number, worth: number): void {
		this.#keys[this.#length++] = (MOST_WORTH - bitsOf(worth)) * PLACES + this.#dates.rankOf[slot]!;
	}

	/** Slots of the posts from place `from` to `to`, exclusive. */
	slots(from: number, to: number): number[] {
		const end = Math.min(to, this.#length);
		const keys = end <= FEW ? this.#firstFew() : this.#all();
		return Array.from(keys.subarray(from, end), (key) => this.#slotOf(key));
	}

	/** Sets 1 in `slots` for each post. */
	mark(slots: Uint8Array): void {
		this.each((slot) => (slots[slot] = 1));
	}

	/** Gives the slot of each post, in no order. */
	each(take: (slot: number) => void): void {
		for (let i = 0; i < this.#length; i++) take(this.#slotOf(this.#keys[i]!));
	}

	#slotOf(key: number): number {
		return this.#dates.slotAt[key % PLACES]!;
	}

	#all(): Float64Array {
		const all = this.#keys.subarray(0, this.#length);
		if (!this.#isSorted) all.sort();
		this.#isSorted = true;
		return all;
	}

	#firstFew(): Float64Array {
		if (this.#isSorted || this.#length <= FEW) return this.#all();
		return (this.#first ??= smallest(this.#keys.subarray(0, this.#length), FEW));
	}
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** A whole number that grows with `worth`: numbers that are not negative are ordered as their bits are. */
function bitsOf(worth: number): number {
	float[0] = worth;
	return bits[0]!;
}

/** The `count` smallest of `keys`, ascending. Most keys are not among them, which one comparison tells. */
function smallest(keys: Float64Array, count: number): Float64Array {
	const result = keys.slice(0, count).sort();
	let largest = result[count - 1]!;
	for (let i = count; i < keys.length; i++) {
		const key = keys[i]!;
		if (key >= largest) continue;
		let at = count - 1;
		while (at > 0 && result[at - 1]! > key) {
			result[at] = result[at - 1]!;
			at--;
		}
		result[at] = key;
		largest = result[count - 1]!;
	}
	return result;
}
