/**
 * The words of a segment, sorted by UTF-16 units, in two arrays: a word's number is its place in that order.
 *
 *     letters  a r c h i v e b l o g p o s t
 *     ends     0             7       11      15      word 1 is letters[7..11): "blog"
 */
export class Vocabulary {
	readonly letters: Uint16Array<ArrayBuffer>;
	/** One more than there are words: where each begins, and where the last one ends. */
	readonly ends: Uint32Array<ArrayBuffer>;

	constructor(letters: Uint16Array<ArrayBuffer>, ends: Uint32Array<ArrayBuffer>) {
		this.letters = letters;
		this.ends = ends;
	}

	/** @param words sorted by UTF-16 units, each once */
	static of(words: readonly string[]): Vocabulary {
		const ends = new Uint32Array(words.length + 1);
		words.forEach((word, term) => (ends[term + 1] = ends[term]! + word.length));
		const letters = new Uint16Array(ends[words.length]!);
		words.forEach((word, term) => {
			for (let i = 0; i < word.length; i++) letters[ends[term]! + i] = word.charCodeAt(i);
		});
		return new Vocabulary(letters, ends);
	}

	/** Number of words. */
	get size(): number {
		return this.ends.length - 1;
	}

	/** The word, or the first `most` UTF-16 units of it. */
	textOf(term: number, most = Infinity): string {
		const start = this.ends[term]!;
		const end = Math.min(this.ends[term + 1]!, start + most);
		return String.fromCharCode(...this.letters.subarray(start, end));
	}

	lengthOf(term: number): number {
		return this.ends[term + 1]! - this.ends[term]!;
	}

	/** The number of `word`, or -1. */
	find(word: string): number {
		const at = this.#firstNotBefore(word, false);
		return at < this.size && this.#compare(at, word, false) === 0 ? at : -1;
	}

	/** Numbers of the words that begin with `prefix`, `to` exclusive. */
	startingWith(prefix: string): { from: number; to: number } {
		const from = this.#firstNotBefore(prefix, false);
		return { from, to: Math.max(from, this.#firstNotBefore(prefix, true)) };
	}

	/** The first word that does not come before `word`; with `isPastPrefix`, that comes after all that begin with it. */
	#firstNotBefore(word: string, isPastPrefix: boolean): number {
		let [low, high] = [0, this.size];
		while (low < high) {
			const middle = (low + high) >> 1;
			const order = this.#compare(middle, word, isPastPrefix);
			if (order < 0 || (isPastPrefix && order === 0)) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** Negative when the word comes before `other`, 0 when they are equal; with `isPrefix`, when it begins with `other`. */
	#compare(term: number, other: string, isPrefix: boolean): number {
		const start = this.ends[term]!;
		const length = this.ends[term + 1]! - start;
		const shared = Math.min(length, other.length);
		for (let i = 0; i < shared; i++) {
			const difference = this.letters[start + i]! - other.charCodeAt(i);
			if (difference !== 0) return difference;
		}
		return isPrefix && length >= other.length ? 0 : length - other.length;
	}
}

/** Which of the words `a` of `first` and `b` of `second` comes first: negative, 0 or positive. */
export function compareTerms(first: Vocabulary, a: number, second: Vocabulary, b: number): number {
	const [startA, startB] = [first.ends[a]!, second.ends[b]!];
	const [lengthA, lengthB] = [first.lengthOf(a), second.lengthOf(b)];
	const shared = Math.min(lengthA, lengthB);
	for (let i = 0; i < shared; i++) {
		const difference = first.letters[startA + i]! - second.letters[startB + i]!;
		if (difference !== 0) return difference;
	}
	return lengthA - lengthB;
}
