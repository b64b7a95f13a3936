import type { PostId } from '$lib/model/ids';

/** What the library has for a query. */
export interface SearchAnswer {
	/** As it was asked. */
	query: string;
	/** All posts found, best first. */
	ids: PostId[];
	/** Nothing was asked (no word at all): show the whole library. */
	isEmpty: boolean;
	/** False while posts of the library are still waiting to be indexed: there may be more. */
	isComplete: boolean;
	/** Words that were taken for others, because no post has them as typed. */
	corrections: Correction[];
	/** How long it took. */
	milliseconds: number;
}

export interface Correction {
	typed: string;
	/** Without case and accents, likeliest first; each is in some post found. */
	taken: string[];
}

/** What a list shows of a post found. */
export interface Snippet {
	id: PostId;
	/** The whole title. */
	title: Segment[];
	/** About 160 characters around what was found. */
	text: Segment[];
	/** Whether the text goes on before `text`. */
	cutBefore: boolean;
	/** Whether the text goes on after `text`. */
	cutAfter: boolean;
}

/** A piece of plain text; marked where it answers the query. Shown as text, never as HTML. */
export interface Segment {
	text: string;
	marked: boolean;
}
