import Fuse from 'fuse.js/basic';
import { termsNear } from './edits';
import type { LiveSegment } from '$lib/search/index/live-segment';

/** A word of the library that the typed one may have been meant to be. */
export interface Suggestion {
	text: string;
	/** 1 is the typed word itself, 0 is nothing in common. */
	likeness: number;
}

/** A word near the typed one, over all segments. */
interface NearWord {
	text: string;
	edits: number;
	/** Posts that have it. */
	frequency: number;
}

/** In UTF-16 units; Fuse.js compares at most 32 at once. */
const SHORTEST = 3;
const LONGEST = 32;
/** From this length on a word may have two wrong letters. */
const TWO_EDITS_FROM = 5;
/** A word in a single post may be a typo itself. */
const TRUSTED = 2;
const MOST_SCORED = 200;
const MOST_SUGGESTED = 12;

/**
 * Finds what a misspelt word may mean: the vocabulary is cut to the words within one or two edits, Fuse.js scores
 * those, and the best few are suggested, best first.
 * @param started whether the word may be the beginning of a longer one.
 */
export function suggest(segments: readonly LiveSegment[], word: string, started: boolean): Suggestion[] {
	if (word.length < SHORTEST || word.length > LONGEST) return [];
	const close = wordsNear(segments, word, 1, started);
	const isEnough = word.length < TWO_EDITS_FROM || close.some(({ frequency }) => frequency >= TRUSTED);
	return scored(isEnough ? close : wordsNear(segments, word, 2, started), word).slice(0, MOST_SUGGESTED);
}

function wordsNear(
	segments: readonly LiveSegment[],
	word: string,
	most: number,
	started: boolean
): NearWord[] {
	const words = new Map<string, NearWord>();
	for (const live of segments) {
		for (const { term, edits } of termsNear(live.segment.vocabulary, word, most, started)) {
			const text = live.segment.vocabulary.textOf(term);
			const frequency = live.liveFrequency(term) + (words.get(text)?.frequency ?? 0);
			if (frequency > 0 && text !== word) words.set(text, { text, edits, frequency });
		}
	}
	return cut([...words.values()]);
}

/** Beginnings of few letters are near to a large part of the vocabulary: its commonest words stand for all. */
function cut(words: NearWord[]): NearWord[] {
	if (words.length <= MOST_SCORED) return words;
	return words
		.sort((a, b) => a.edits - b.edits || b.frequency - a.frequency || (a.text < b.text ? -1 : 1))
		.slice(0, MOST_SCORED);
}

/** Fuse.js scores the words; which may be scored at all has been decided, so its threshold lets all pass. */
function scored(near: NearWord[], word: string): Suggestion[] {
	const fuse = new Fuse(near, {
		keys: [{ name: 'text', getFn: ({ text }) => text }],
		threshold: 1,
		includeScore: true,
		ignoreFieldNorm: true,
		shouldSort: false
	});
	return fuse
		.search(word)
		.map(({ item, score = 1 }) => {
			// Two letters swapped are two errors to Fuse.js, but one slip of the fingers.
			const likeness = Math.max(1 - score, 1 - item.edits / word.length);
			return { ...item, likeness };
		})
		.sort((a, b) => a.edits - b.edits || worth(b, word) - worth(a, word) || (a.text < b.text ? -1 : 1))
		.map(({ text, likeness }) => ({ text, likeness }));
}

/** Of words as alike, the common one was meant, and hardly anyone mistypes the first letter. */
function worth(near: NearWord & { likeness: number }, word: string): number {
	const common = 0.03 * Math.log2(1 + near.frequency);
	return near.likeness + common + (near.text.startsWith(word.charAt(0)) ? 0.1 : 0);
}
