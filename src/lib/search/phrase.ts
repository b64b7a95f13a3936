import type { PostIndex, Term } from './index';
import { counted, IN_BODY, type Postings } from './postings';

/**
 * Where the words of a phrase stand next to each other, in one field.
 * @param positions for each word of the phrase, the terms that may stand there.
 */
export function findPhrase(index: PostIndex, positions: Term[][]): Postings {
	const phrase = positions.map((terms) => new Set(terms.map(({ number }) => number)));
	const anchor = rarest(positions);
	const isAnchor = new Uint8Array(index.numberCount);
	for (const number of phrase[anchor]!) isAnchor[number] = 1;

	const found: Postings = { slots: [], frequencies: [] };
	for (const slot of slotsWithAll(index, positions)) {
		const frequency = frequencyIn(index.post(slot)!.words, phrase, anchor, isAnchor);
		if (frequency === 0) continue;
		found.slots.push(slot);
		found.frequencies.push(frequency);
	}
	return found;
}

/** The position whose terms are in the fewest posts. */
function rarest(positions: Term[][]): number {
	const sizes = positions.map((terms) => terms.reduce((sum, { slots }) => sum + slots.length, 0));
	return sizes.indexOf(Math.min(...sizes));
}

/** Posts that have a word for each position, ascending. */
function slotsWithAll(index: PostIndex, positions: Term[][]): number[] {
	const fulfilled = new Uint16Array(index.slotCount);
	let slots: number[] = [];
	positions.forEach((terms, k) => {
		slots = [];
		for (const term of terms) {
			for (const slot of term.slots) {
				if (fulfilled[slot] !== k) continue;
				fulfilled[slot] = k + 1;
				slots.push(slot);
			}
		}
	});
	return slots.sort((a, b) => a - b);
}

/** @param isAnchor by the number of a word, whether it may stand at `anchor` in the phrase. */
function frequencyIn(
	words: Uint32Array,
	phrase: Set<number>[],
	anchor: number,
	isAnchor: Uint8Array
): number {
	let field = 0;
	let frequency = 0;
	for (let i = 0; i < words.length; i++) {
		const number = words[i]!;
		if (number <= IN_BODY) field = number;
		else if (isAnchor[number] === 1 && phrase.every((terms, k) => terms.has(words[i - anchor + k] ?? 0)))
			frequency = counted(frequency, field);
	}
	return frequency;
}
