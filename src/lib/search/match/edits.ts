import { LONGEST_TERM } from '$lib/search/text/tokenize';
import type { Vocabulary } from '$lib/search/index/vocabulary';

/** A word that is almost the one typed. */
export interface NearTerm {
	/** Its number in the vocabulary. */
	term: number;
	/** Letters to insert, delete, replace or swap with their neighbour. */
	edits: number;
}

/**
 * Words of `vocabulary` that `most` edits make of `word`; with `started`, words that begin with such a one.
 *
 * Neighbours in the vocabulary begin alike, so the table of distances keeps its rows for what they share:
 *
 *             j a v a        row d holds the distances of the term's first d letters to
 *     -     0 1 2 3 4        the word's first 0, 1, 2, … letters; `lava` after `laugh`
 *     l     1 1 2 3 4        begins at row 2. A row with nothing small enough ends the
 *     a     2 2 1 2 3        term, and all that begin with the same letters are jumped over.
 */
export function termsNear(vocabulary: Vocabulary, word: string, most: number, started: boolean): NearTerm[] {
	const near: NearTerm[] = [];
	const table = new EditTable(word, most);
	let before = -1;
	let next = 0;
	while (next < vocabulary.size) {
		const isNear = table.read(vocabulary, next, before === -1 ? 0 : sharedStart(vocabulary, before, next));
		before = next;
		if (started && table.fewestOnTheWay <= most) {
			// Whatever follows, it begins with something near.
			const edits = table.fewestOnTheWay;
			const end = isNear ? next + 1 : endOfBeginning(vocabulary, next, table.lettersRead);
			while (next < end) near.push({ term: next++, edits });
		} else if (isNear) {
			if (table.edits <= most) near.push({ term: next, edits: table.edits });
			next++;
		} else next = endOfBeginning(vocabulary, next, table.lettersRead);
	}
	return near;
}

/** Where the terms end that have their first `letters` in common with the one at `from`. */
function endOfBeginning(vocabulary: Vocabulary, from: number, letters: number): number {
	const isBefore = (term: number) => term < vocabulary.size && sharedStart(vocabulary, from, term) >= letters;
	let step = 1;
	while (isBefore(from + step)) step *= 2;
	let [low, high] = [from + (step >> 1), Math.min(from + step, vocabulary.size)];
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (isBefore(middle)) low = middle;
		else high = middle;
	}
	return high;
}

/** How many letters two terms have in common at their beginning. */
function sharedStart({ letters, ends }: Vocabulary, a: number, b: number): number {
	const [startA, startB] = [ends[a]!, ends[b]!];
	const length = Math.min(ends[a + 1]! - startA, ends[b + 1]! - startB);
	let i = 0;
	while (i < length && letters[startA + i] === letters[startB + i]) i++;
	return i;
}

/** Larger than any distance that matters. */
const FAR = 99;

/** Optimal string alignment distances of one word to the beginnings of another, a row for each of its letters. */
class EditTable {
	readonly #word: string;
	readonly #most: number;
	readonly #rows: Uint8Array[];
	/** For each row, the least of the last cells up to it. */
	readonly #fewest = new Uint8Array(LONGEST_TERM + 1);
	#read = 0;

	constructor(word: string, most: number) {
		this.#word = word;
		this.#most = most;
		this.#rows = Array.from({ length: LONGEST_TERM + 1 }, () => new Uint8Array(word.length + 1).fill(FAR));
		this.#rows[0]!.forEach((_, j, row) => (row[j] = j));
		this.#fewest[0] = word.length;
	}

	/** How far the last term was read. */
	get lettersRead(): number {
		return this.#read;
	}

	/** Between the word and the term as far as it was read. */
	get edits(): number {
		return this.#rows[this.#read]![this.#word.length]!;
	}

	/** Between the word and that beginning of the term that is nearest. */
	get fewestOnTheWay(): number {
		return this.#fewest[this.#read]!;
	}

	/**
	 * Fills the rows of `term`, of which the first `shared` letters are as before.
	 * @returns false when it was clear before its end that it is too far.
	 */
	read({ letters, ends }: Vocabulary, term: number, shared: number): boolean {
		const start = ends[term]!;
		const length = ends[term + 1]! - start;
		this.#read = Math.min(shared, this.#read);
		while (this.#read < length) if (this.#fillNext(letters, start) > this.#most) return false;
		return true;
	}

	/** Only cells near the diagonal can be small enough. @returns the least number in the row. */
	#fillNext(letters: Uint16Array, start: number): number {
		const word = this.#word;
		const at = this.#read++;
		const [above, row, letter] = [this.#rows[at]!, this.#rows[at + 1]!, letters[start + at]!];
		const first = Math.max(1, at + 1 - this.#most);
		const last = Math.min(word.length, at + 1 + this.#most);
		row[first - 1] = first === 1 ? at + 1 : FAR;
		let least = row[first - 1]!;
		for (let j = first; j <= last; j++) {
			const other = word.charCodeAt(j - 1);
			let edits = Math.min(above[j - 1]! + (other === letter ? 0 : 1), above[j]! + 1, row[j - 1]! + 1);
			if (at > 0 && j > 1 && other === letters[start + at - 1] && word.charCodeAt(j - 2) === letter)
				edits = Math.min(edits, this.#rows[at - 1]![j - 2]! + 1);
			row[j] = edits;
			if (edits < least) least = edits;
		}
		if (last < word.length) row[last + 1] = FAR;
		this.#fewest[at + 1] = Math.min(this.#fewest[at]!, row[word.length]!);
		return least;
	}
}
