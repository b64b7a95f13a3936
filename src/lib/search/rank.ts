import type { PostIndex } from './index';
import { bodyCount, IN_AUTHORS, IN_LABELS, IN_TITLE, type Postings } from './postings';

/** One way to fulfil a part of a query. */
export interface Alternative {
	postings: Postings;
	/** 1 for the word itself, less for what only resembles it. */
	weight: number;
}

/** How much a longer word counts that begins with the typed one: more, the more of it is typed. */
export function prefixWeight(typed: string, word: string): number {
	return typed === word ? 1 : 0.3 + 0.2 * (typed.length / word.length);
}

/** How much a correction counts, by its likeness of 0 to 1. */
export function correctionWeight(likeness: number): number {
	return 0.05 + 0.25 * likeness;
}

// A word in the title is worth more than any number of times in the body, which is worth less than 1.
const TITLE = 2;
/** Shared among the words of the title: the post named just so comes first. */
const WHOLE_TITLE = 0.5;
const LABELS = 1.4;
const AUTHORS = 1.4;

/** How soon further occurrences in a body stop to matter, and how much its length does (BM25's k1 and b). */
const SATURATION = 1.2;
const LENGTH_MATTERS = 0.6;

/**
 * Slots of the posts that fulfil every part of `wanted`, best first; newer first between equals.
 *
 * BM25: each part adds its best alternative in the post, times how rare the part is in the library. All alternatives of
 * a part count as equally rare, or else a rare long word would beat the common short one that was typed.
 */
export function rank(index: PostIndex, wanted: Alternative[][]): number[] {
	const fulfilled = new Uint16Array(index.slotCount);
	const scores = new Float64Array(index.slotCount);
	let slots = [...index.slots()];
	wanted.forEach((part, i) => {
		const best = bestOfEach(index, part);
		const rarity = Math.log(1 + (index.size - best.slots.length + 0.5) / (best.slots.length + 0.5));
		slots = best.slots.filter((slot) => fulfilled[slot] === i);
		for (const slot of slots) {
			fulfilled[slot] = i + 1;
			scores[slot]! += rarity * best.scores[slot]!;
		}
	});
	return slots.sort((a, b) => scores[b]! - scores[a]! || newerFirst(index, a, b));
}

/** The posts that have any of the alternatives, and by slot the score of the best one. */
function bestOfEach(index: PostIndex, part: Alternative[]): { slots: number[]; scores: Float64Array } {
	const scores = new Float64Array(index.slotCount);
	const slots: number[] = [];
	const averageLength = Math.max(1, index.averageBodyLength);
	for (const { postings, weight } of part) {
		for (let i = 0; i < postings.slots.length; i++) {
			const slot = postings.slots[i]!;
			const score = weight * scoreIn(index, slot, postings.frequencies[i]!, averageLength);
			if (scores[slot] === 0) slots.push(slot);
			if (score > scores[slot]!) scores[slot] = score;
		}
	}
	return { slots, scores };
}

function scoreIn(index: PostIndex, slot: number, frequency: number, averageLength: number): number {
	const { titleLength, bodyLength } = index.post(slot)!;
	const inBody = bodyCount(frequency);
	let score = 0;
	if (frequency & IN_TITLE) score += TITLE + WHOLE_TITLE / titleLength;
	if (frequency & IN_LABELS) score += LABELS;
	if (frequency & IN_AUTHORS) score += AUTHORS;
	if (inBody > 0) {
		const length = 1 - LENGTH_MATTERS + LENGTH_MATTERS * (bodyLength / averageLength);
		score += inBody / (inBody + SATURATION * length);
	}
	return score;
}

function newerFirst(index: PostIndex, a: number, b: number): number {
	const [one, other] = [index.post(a)!, index.post(b)!];
	return other.publishedAt - one.publishedAt || (one.id < other.id ? -1 : 1);
}
