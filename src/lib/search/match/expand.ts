import type { LiveSegment } from '$lib/search/index/live-segment';
import { isPairWith } from '$lib/search/text/letters';
import type { QueryWord } from '$lib/search/query/query';
import type { Vocabulary } from '$lib/search/index/vocabulary';

/** Numbers of the words of one segment that a word of a query stands for as it is written. */
export function termsOf({ segment: { vocabulary } }: LiveSegment, { term, as }: QueryWord): number[] {
	if (as === 'character') return holding(vocabulary, term);
	if (as === 'start') return range(vocabulary.startingWith(term));
	const known = vocabulary.find(term);
	return known === -1 ? [] : [known];
}

/** Pairs of unspaced characters that hold this one, and the character where it stands alone. */
function holding(vocabulary: Vocabulary, character: string): number[] {
	const terms: number[] = [];
	const unit = character.charCodeAt(0);
	for (let term = 0; term < vocabulary.size; term++) {
		const letters = vocabulary.letters.subarray(vocabulary.ends[term], vocabulary.ends[term + 1]);
		if (
			letters.length <= LONGEST_PAIR &&
			letters.includes(unit) &&
			isPairWith(vocabulary.textOf(term), character)
		)
			terms.push(term);
	}
	return terms;
}

/** UTF-16 units of two characters, each with a mark. */
const LONGEST_PAIR = 8;

function range({ from, to }: { from: number; to: number }): number[] {
	return Array.from({ length: to - from }, (_, i) => from + i);
}
