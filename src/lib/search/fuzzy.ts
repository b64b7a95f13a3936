import Fuse from 'fuse.js/basic';
import { termsNear, type NearTerm } from './edits';
import type { Term } from './index';

/** A word of the library that the typed one may have been meant to be. */
export interface Suggestion {
	term: Term;
	/** 1 is the typed word itself, 0 is nothing in common. */
	likeness: number;
}

/** In UTF-16 units; Fuse.js compares at most 32 at once. */
const SHORTEST = 3;
const LONGEST = 32;
/** From this length on a word may have two wrong letters. */
const TWO_EDITS_FROM = 5;
/** A word in a single post may be a typo itself. */
const TRUSTED = 2;
const MOST_SCORED = 200;
const MOST_SUGGESTED = 6;

/**
 * Finds what a misspelt word may mean: the vocabulary is cut to the words within one or two edits, Fuse.js scores
 * those, and the best few are suggested, best first.
 * @param started whether the word may be the beginning of a longer one.
 */
export function suggest(vocabulary: readonly Term[], word: string, started: boolean): Suggestion[] {
	if (word.length < SHORTEST || word.length > LONGEST) return [];
	const most = word.length < TWO_EDITS_FROM ? 1 : 2;
	const near = termsNear(vocabulary, word, most, started).filter(({ term }) => term.text !== word);
	const close = near.filter(({ edits }) => edits === 1);
	const chosen = close.some(({ term }) => term.slots.length >= TRUSTED) ? close : near;
	return scored(mostFrequent(chosen), word).slice(0, MOST_SUGGESTED);
}

/** Fuse.js scores the words; which may be scored at all has been decided, so its threshold lets all pass. */
function scored(near: NearTerm[], word: string): Suggestion[] {
	const fuse = new Fuse(near, {
		keys: [{ name: 'term', getFn: ({ term }) => term.text }],
		threshold: 1,
		includeScore: true,
		ignoreFieldNorm: true,
		shouldSort: false
	});
	return fuse
		.search(word)
		.map(({ item: { term, edits }, score = 1 }) => {
			// Two letters swapped are two errors to Fuse.js, but one slip of the fingers.
			const likeness = Math.max(1 - score, 1 - edits / word.length);
			return { term, edits, likeness };
		})
		.sort((a, b) => a.edits - b.edits || worth(b, word) - worth(a, word))
		.map(({ term, likeness }) => ({ term, likeness }));
}

/** Of words as alike, the common one was meant, and hardly anyone mistypes the first letter. */
function worth({ term, likeness }: Suggestion, word: string): number {
	const common = 0.03 * Math.log2(1 + term.slots.length);
	return likeness + common + (term.text.startsWith(word.charAt(0)) ? 0.1 : 0);
}

function mostFrequent(near: NearTerm[]): NearTerm[] {
	if (near.length <= MOST_SCORED) return near;
	const order = near.toSorted((a, b) => a.edits - b.edits || b.term.slots.length - a.term.slots.length);
	return order.slice(0, MOST_SCORED);
}
