import type { PostId } from '$lib/model/ids';
import type { MonthCount } from '$lib/model/month-count';
import type { LibraryView } from '$lib/model/view';
import type { PostRow } from '$lib/store/post-queries';

/** What is asked: the words of a view, and everything else that narrows it. */
export interface SearchWish {
	view: LibraryView;
	/** Posts that stay although they no longer pass `view.is`: the reader is reading them. */
	opened: PostId[];
}

/** What the library has for a wish. */
export interface SearchAnswer {
	/** The words as they were asked. */
	query: string;
	/** Nothing was asked (no word, no operator): show the whole library. */
	isEmpty: boolean;
	/** Number of posts found. */
	total: number;
	/** The first of them, in order. */
	first: FoundPost[];
	/** Posts by `categoryKey`, among those that pass everything but `view.categories`. */
	categoryCounts: ReadonlyMap<string, number>;
	/** Words that were taken for others, because no post has them as typed together with the rest. */
	corrections: Correction[];
	/** False while posts of the library are still waiting to be indexed: there may be more. */
	isComplete: boolean;
	/** How long the search took in the worker, without reading what `first` shows. */
	milliseconds: number;
}

/** What there is in a part of the library. */
export interface Overview {
	/** The newest first. */
	months: MonthCount[];
	/** Those with most posts first. */
	authors: NamedCount[];
	tags: NamedCount[];
	categories: NamedCount[];
	/** False while posts are still waiting to be indexed: there may be more. */
	isComplete: boolean;
}

/** A name, and how many posts have it. */
export interface NamedCount {
	name: string;
	count: number;
}

/** A post found, with what a list shows of it. */
export interface FoundPost {
	row: PostRow;
	snippet: Snippet;
}

/** A typed word that was taken for others. */
export interface Correction {
	typed: string;
	/** Where it stands in the query, in UTF-16 units, `end` exclusive. */
	start: number;
	end: number;
	/** Without case and accents, likeliest first; each is in some post found. */
	taken: string[];
}

/** What a list shows of the text of a post found. */
export interface Snippet {
	/** The whole title. */
	title: Piece[];
	/** About 160 characters around what was found. */
	text: Piece[];
	/** Whether the text goes on before `text`. */
	cutBefore: boolean;
	/** Whether the text goes on after `text`. */
	cutAfter: boolean;
}

/** A piece of plain text; marked where it answers the query. Shown as text, never as HTML. */
export interface Piece {
	text: string;
	marked: boolean;
}

/** What may be meant by what stands in the search box so far. */
export interface Suggestions {
	/** The text and the caret that these are for. */
	query: string;
	caret: number;
	/** Operators and their values that what is before the caret may become, likeliest first. */
	completions: Completion[];
	/** Feeds, categories, authors and posts whose names resemble the query, likest first. */
	destinations: Destination[];
}

/** A way to go on typing. */
export interface Completion {
	/** What is shown: `category:`, `category:"Web Design"`. */
	label: string;
	/** What it means or how many posts it has, for people. */
	detail: string;
	/** The whole query once it is chosen, and where the caret stands then. */
	query: string;
	caret: number;
}

/** A place in the library to jump to. */
export type Destination =
	| { kind: 'feed'; name: string; feed: string }
	| { kind: 'category'; name: string }
	| { kind: 'author'; name: string }
	| { kind: 'post'; name: string; post: PostId };
