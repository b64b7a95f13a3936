import type { Term } from './index';
import { LONGEST_TERM } from './tokenize';

/** A word that is almost the one typed. */
export interface NearTerm {
	term: Term;
	/** Letters to insert, delete, replace or swap with their neighbour. */
	edits: number;
}

/**
 * Words of the sorted `vocabulary` that `most` edits make of `word`; with `started`, words that begin with such a one.
 *
 * Neighbours in the vocabulary begin alike, so the table of distances keeps its rows for what they share:
 *
 *             j a v a        row d holds the distances of the term's first d letters to
 *     -     0 1 2 3 4        the word's first 0, 1, 2, … letters; `lava` after `laugh`
 *     l     1 1 2 3 4        begins at row 2. A row with nothing small enough ends the
 *     a     2 2 1 2 3        term, and all that begin with the same letters are jumped over.
 */
export function termsNear(
	vocabulary: readonly Term[],
	word: string,
	most: number,
	started: boolean
): NearTerm[] {
	const near: NearTerm[] = [];
	const table = new EditTable(word, most);
	let before = '';
	let next = 0;
	while (next < vocabulary.length) {
		const term = vocabulary[next]!;
		const isNear = table.read(term.text, sharedStart(before, term.text));
		before = term.text;
		if (started && table.fewestOnTheWay <= most) {
			// Whatever follows, it begins with something near.
			const edits = table.fewestOnTheWay;
			const end = isNear ? next + 1 : endOfBeginning(vocabulary, next, table.lettersRead);
			while (next < end) near.push({ term: vocabulary[next++]!, edits });
		} else if (isNear) {
			if (table.edits <= most) near.push({ term, edits: table.edits });
			next++;
		} else next = endOfBeginning(vocabulary, next, table.lettersRead);
	}
	return near;
}

/** Where the terms end that have their first `letters` in common with the one at `from`. */
function endOfBeginning(vocabulary: readonly Term[], from: number, letters: number): number {
	const beginning = vocabulary[from]!.text.slice(0, letters);
	const isBefore = (i: number) => i < vocabulary.length && vocabulary[i]!.text.startsWith(beginning);
	let step = 1;
	while (isBefore(from + step)) step *= 2;
	let [low, high] = [from + (step >> 1), Math.min(from + step, vocabulary.length)];
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (isBefore(middle)) low = middle;
		else high = middle;
	}
	return high;
}

function sharedStart(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	let i = 0;
	while (i < length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
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
	read(term: string, shared: number): boolean {
		this.#read = Math.min(shared, this.#read);
		while (this.#read < term.length) if (this.#fillNext(term) > this.#most) return false;
		return true;
	}

	/** Only cells near the diagonal can be small enough. @returns the least number in the row. */
	#fillNext(term: string): number {
		const word = this.#word;
		const at = this.#read++;
		const [above, row, letter] = [this.#rows[at]!, this.#rows[at + 1]!, term.charCodeAt(at)];
		const first = Math.max(1, at + 1 - this.#most);
		const last = Math.min(word.length, at + 1 + this.#most);
		row[first - 1] = first === 1 ? at + 1 : FAR;
		let least = row[first - 1]!;
		for (let j = first; j <= last; j++) {
			const other = word.charCodeAt(j - 1);
			let edits = Math.min(above[j - 1]! + (other === letter ? 0 : 1), above[j]! + 1, row[j - 1]! + 1);
			if (at > 0 && j > 1 && other === term.charCodeAt(at - 1) && word.charCodeAt(j - 2) === letter)
				edits = Math.min(edits, this.#rows[at - 1]![j - 2]! + 1);
			row[j] = edits;
			if (edits < least) least = edits;
		}
		if (last < word.length) row[last + 1] = FAR;
		this.#fewest[at + 1] = Math.min(this.#fewest[at]!, row[word.length]!);
		return least;
	}
}
