import { Vocabulary } from './vocabulary';

const SMALLEST = 1 << 12;

/** Numbers the words of texts in the order in which they are first met. A hash table over letters: no strings are made. */
export class TermTable {
	#letters = new Uint16Array(SMALLEST * 8);
	#ends = new Uint32Array(SMALLEST + 1);
	#hashes = new Uint32Array(SMALLEST);
	#size = 0;
	/** Number of a word plus one, or 0 for an empty place; never more than half full. */
	#places = new Int32Array(SMALLEST * 2);

	/** Number of different words. */
	get size(): number {
		return this.#size;
	}

	/** The number of the word that the first `length` of `letters` are, a new one when it was not met before. */
	numberOf(letters: Uint16Array, length: number, hash: number): number {
		const mask = this.#places.length - 1;
		let place = hash & mask;
		for (let entry = this.#places[place]!; entry !== 0; entry = this.#places[place]!) {
			if (this.#hashes[entry - 1] === hash && this.#isWord(entry - 1, letters, length)) return entry - 1;
			place = (place + 1) & mask;
		}
		this.#places[place] = this.#size + 1;
		return this.#append(letters, length, hash);
	}

	/** The words in order, and by the number of a word its place in that order. */
	sorted(): { vocabulary: Vocabulary; ranks: Uint32Array } {
		const numbers = new Map<string, number>();
		for (let number = 0; number < this.#size; number++) numbers.set(this.#textOf(number), number);
		// Without a function that compares, browsers sort strings by UTF-16 units, and several times as fast.
		const order = [...numbers.keys()].sort();
		const letters = new Uint16Array(this.#ends[this.#size]!);
		const ends = new Uint32Array(this.#size + 1);
		const ranks = new Uint32Array(this.#size);
		order.forEach((text, rank) => {
			const number = numbers.get(text)!;
			const word = this.#letters.subarray(this.#ends[number], this.#ends[number + 1]);
			letters.set(word, ends[rank]);
			ends[rank + 1] = ends[rank]! + word.length;
			ranks[number] = rank;
		});
		return { vocabulary: new Vocabulary(letters, ends), ranks };
	}

	#isWord(number: number, letters: Uint16Array, length: number): boolean {
		const start = this.#ends[number]!;
		if (this.#ends[number + 1]! - start !== length) return false;
		for (let i = 0; i < length; i++) if (this.#letters[start + i] !== letters[i]) return false;
		return true;
	}

	#append(letters: Uint16Array, length: number, hash: number): number {
		const number = this.#size++;
		const start = this.#ends[number]!;
		if (number + 1 >= this.#ends.length) this.#ends = grown(this.#ends);
		if (number >= this.#hashes.length) this.#hashes = grown(this.#hashes);
		if (start + length > this.#letters.length) this.#letters = grown(this.#letters);
		for (let i = 0; i < length; i++) this.#letters[start + i] = letters[i]!;
		this.#ends[number + 1] = start + length;
		this.#hashes[number] = hash;
		if (this.#size * 2 > this.#places.length) this.#rehash();
		return number;
	}

	#rehash(): void {
		this.#places = new Int32Array(this.#places.length * 2);
		const mask = this.#places.length - 1;
		for (let number = 0; number < this.#size; number++) {
			let place = this.#hashes[number]! & mask;
			while (this.#places[place] !== 0) place = (place + 1) & mask;
			this.#places[place] = number + 1;
		}
	}

	#textOf(number: number): string {
		return String.fromCharCode(...this.#letters.subarray(this.#ends[number], this.#ends[number + 1]));
	}
}

/** A copy with room for twice as much. */
export function grown<T extends Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(array: T): T {
	const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
	larger.set(array);
	return larger;
}
