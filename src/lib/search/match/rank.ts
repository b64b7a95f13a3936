import type { LiveSegment } from '$lib/search/index/live-segment';
import { IN_AUTHORS, IN_CATEGORIES, IN_TAGS, IN_TITLE, ZONES } from '$lib/search/index/segment';

/*
 * BM25F: each field of a post adds what its occurrences are worth, a body less and less for each further one. What a
 * word adds is its best field sum, times how rare it is in the library.
 */

// A word in the title is worth more than any number of times in the body, which is worth less than 1.
const TITLE = 2;
/** Shared among the words of the title: the post named just so comes first. */
const WHOLE_TITLE = 0.5;
const LABELS = 1.4;
const AUTHORS = 1.4;

/** How much a longer word counts that begins with the typed one: more, the more of it is typed. */
export function prefixWeight(typedLength: number, length: number): number {
	return typedLength === length ? 1 : 0.3 + 0.2 * (typedLength / length);
}

/** How much any longer word counts when a beginning of one or two letters is typed. */
export const SHORT_PREFIX_WEIGHT = 0.35;

/** How much a correction counts, by its likeness of 0 to 1. */
export function correctionWeight(likeness: number): number {
	return 0.05 + 0.25 * likeness;
}

/** How rare something is that `frequency` of `size` posts have. */
export function rarityOf(frequency: number, size: number): number {
	return Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
}

/** What the fields besides the body are worth, `fields` as bits. */
export function worthOfFields({ segment }: LiveSegment, post: number, fields: number): number {
	let worth = 0;
	if ((fields & IN_TITLE) !== 0) {
		const titleLength = segment.posts.zones[post * ZONES]! - 1;
		worth += TITLE + WHOLE_TITLE / titleLength;
	}
	if ((fields & (IN_CATEGORIES | IN_TAGS)) !== 0) worth += LABELS;
	if ((fields & IN_AUTHORS) !== 0) worth += AUTHORS;
	return worth;
}
