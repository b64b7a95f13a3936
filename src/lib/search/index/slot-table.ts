import type { PostId } from '$lib/model/ids';
import { ID_WORDS, wordOf, type PackedIds } from '$lib/model/packed-ids';

/** Finds the slot of a post by its id. A hash table; the ids are digests, so the first number of one is its hash. */
export class SlotTable {
	/** Slot plus one, or 0 for an empty place; never more than half full. */
	#places = new Int32Array(1 << 10);
	/** By slot. */
	#ids: PackedIds = new Uint32Array(ID_WORDS << 9);
	#size = 0;

	/** Adds the posts with `ids`, which get the next slots. An id that is there already means its new slot from now on. */
	append(ids: PackedIds): void {
		const first = this.#size;
		const size = first + ids.length / ID_WORDS;
		if (size * ID_WORDS > this.#ids.length) this.#grow(size);
		this.#ids.set(ids, first * ID_WORDS);
		this.#size = size;
		for (let slot = first; slot < size; slot++) this.#insert(slot);
	}

	/** The latest slot of `id`, or -1. */
	find(id: PostId): number {
		return this.#places[this.#placeOf(wordOf(id, 0), wordOf(id, 1), wordOf(id, 2))]! - 1;
	}

	#insert(slot: number): void {
		const at = slot * ID_WORDS;
		this.#places[this.#placeOf(this.#ids[at]!, this.#ids[at + 1]!, this.#ids[at + 2]!)] = slot + 1;
	}

	/** Where the id is, or may be put. */
	#placeOf(first: number, second: number, third: number): number {
		const mask = this.#places.length - 1;
		let place = first & mask;
		for (let entry = this.#places[place]!; entry !== 0; entry = this.#places[place]!) {
			const at = (entry - 1) * ID_WORDS;
			if (this.#ids[at] === first && this.#ids[at + 1] === second && this.#ids[at + 2] === third) break;
			place = (place + 1) & mask;
		}
		return place;
	}

	#grow(size: number): void {
		let room = this.#ids.length / ID_WORDS;
		while (room < size) room *= 2;
		const ids = new Uint32Array(room * ID_WORDS);
		ids.set(this.#ids);
		this.#ids = ids;
		this.#places = new Int32Array(room * 2);
		for (let slot = 0; slot < this.#size; slot++) this.#insert(slot);
	}
}
