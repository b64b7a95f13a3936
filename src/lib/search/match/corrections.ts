import type { Correction } from '$lib/search/answer';
import { termsOf } from './expand';
import type { LiveSegment } from '$lib/search/index/live-segment';
import type { Part } from './matcher';
import { PostingReader } from '$lib/search/index/postings';
import type { WordsClause } from '$lib/search/query/query';

/**
 * Which words were taken for others: those that no post found has as they were typed.
 * @param isFound by slot, 1 for the posts found
 */
export function correctionsOf(
	parts: readonly Part[],
	segments: readonly LiveSegment[],
	isFound: Uint8Array
): Correction[] {
	const corrections = new Map<number, Correction>();
	for (const { suggestions } of parts) {
		for (const [clause, suggested] of suggestions) {
			if (clause.kind !== 'words' || suggested.length === 0) continue;
			const [word] = clause.words;
			const isLiteral = segments.some((live) =>
				termsOf(live, word!).some((term) => isInFound(live, term, isFound))
			);
			if (isLiteral) continue;
			const taken = suggested
				.map(({ text }) => text)
				.filter((text) => isTextInFound(segments, text, isFound));
			if (taken.length > 0) corrections.set(clause.start, correctionOf(clause, taken));
		}
	}
	return [...corrections.values()];
}

function correctionOf({ words, start, end }: WordsClause, taken: string[]): Correction {
	return { typed: words[0]!.typed, start, end, taken };
}

function isTextInFound(segments: readonly LiveSegment[], text: string, isFound: Uint8Array): boolean {
	return segments.some((live) => {
		const term = live.segment.vocabulary.find(text);
		return term !== -1 && isInFound(live, term, isFound);
	});
}

const reader = new PostingReader();

function isInFound(live: LiveSegment, term: number, isFound: Uint8Array): boolean {
	reader.open(live.segment, term);
	while (reader.next()) {
		if (live.alive[reader.post] === 1 && isFound[live.base + reader.post] === 1) return true;
	}
	return false;
}
