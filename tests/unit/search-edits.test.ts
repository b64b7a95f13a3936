import fc from 'fast-check';
import { expect, test } from 'vitest';
import { termsNear } from '$lib/search/match/edits';
import { Vocabulary } from '$lib/search/index/vocabulary';

/** The definition, cell by cell: letters inserted, deleted, replaced, or swapped with their neighbour. */
function distance(a: string, b: string): number {
	const rows = Array.from({ length: a.length + 1 }, (_, i) =>
		Array.from({ length: b.length + 1 }, (__, j) => i + j)
	);
	for (let i = 1; i <= a.length; i++) {
		for (let j = 1; j <= b.length; j++) {
			const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
			const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const swapped = isSwapped ? rows[i - 2]![j - 2]! + 1 : Infinity;
			rows[i]![j] = Math.min(replaced, swapped, rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1);
		}
	}
	return rows[a.length]![b.length]!;
}

const beginnings = (word: string) =>
	Array.from({ length: word.length + 1 }, (_, length) => word.slice(0, length));

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 7 });
const vocabulary = fc
	.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 }), {
		maxLength: 60
	})
	.map((words) => words.toSorted());

function vocabularyOf(words: string[]): Vocabulary {
	const ends = [0];
	for (const text of words) ends.push(ends.at(-1)! + text.length);
	const letters = Uint16Array.from(words.join(''), (letter) => letter.charCodeAt(0));
	return new Vocabulary(letters, Uint32Array.from(ends));
}

test('just the words within so many edits are near', () => {
	fc.assert(
		fc.property(vocabulary, word, fc.constantFrom(1, 2), (terms, typed, most) => {
			const expected = terms.filter((text) => distance(typed, text) <= most);
			expect(termsNear(vocabularyOf(terms), typed, most, false)).toEqual(
				expected.map((text) => ({ term: terms.indexOf(text), edits: distance(typed, text) }))
			);
		}),
		{ numRuns: 1000 }
	);
});

test('or just those that begin with such a word', () => {
	const toBeginning = (typed: string, text: string) =>
		Math.min(...beginnings(text).map((beginning) => distance(typed, beginning)));
	fc.assert(
		fc.property(vocabulary, word, fc.constantFrom(1, 2), (terms, typed, most) => {
			const expected = terms.filter((text) => toBeginning(typed, text) <= most);
			const near = termsNear(vocabularyOf(terms), typed, most, true);
			expect(near.map(({ term }) => terms[term])).toEqual(expected);
			for (const { term, edits } of near) expect(edits).toBe(toBeginning(typed, terms[term]!));
		}),
		{ numRuns: 1000 }
	);
});
