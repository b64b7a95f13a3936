import type { FeedId, HighlightId, PostId } from './ids';

/**
 * A passage that is found by what it says and by what stands around it, so that it is found again after the text was edited: the
 * TextQuoteSelector of the W3C Web Annotation model (https://www.w3.org/TR/annotation-model/#text-quote-selector).
 */
export interface TextQuote {
	/** The passage, with a line break between blocks. */
	exact: string;
	/** The text just before it, at most {@link CONTEXT} long. */
	prefix: string;
	/** The text just after it, at most {@link CONTEXT} long. */
	suffix: string;
}

/**
 * Where a passage was when it was last looked at, in UTF-16 units of the text; `end` is exclusive: the TextPositionSelector of the same
 * model. It is a hint: the quote tells.
 */
export interface TextPosition {
	start: number;
	end: number;
}

/** A passage of a post that the reader has marked, perhaps with a note. A sync never touches it. */
export interface Highlight {
	id: HighlightId;
	postId: PostId;
	feedId: FeedId;
	/** UTC milliseconds. */
	createdAt: number;
	/** UTC milliseconds of the last change of the note. */
	changedAt: number;
	/** The reader's own words; empty for none. */
	note: string;
	quote: TextQuote;
	position: TextPosition;
}

/** What the reader has chosen to mark. */
export type Passage = Pick<Highlight, 'quote' | 'position'>;

/** UTF-16 units of the text that are kept on each side of a quote. */
export const CONTEXT = 64;
/** UTF-16 units of the longest passage that can be marked. */
export const LONGEST_QUOTE = 20_000;
/** UTF-16 units of the longest note. */
export const LONGEST_NOTE = 20_000;

/**
 * The passage from `start` to `end` of `text`, in UTF-16 units, without white space at its ends.
 * @returns null when nothing is left of it, or it is longer than {@link LONGEST_QUOTE}.
 */
export function passageIn(text: string, start: number, end: number): Passage | null {
	const chosen = text.slice(start, end);
	const exact = chosen.trim();
	if (exact === '' || exact.length > LONGEST_QUOTE) return null;
	const from = start + chosen.indexOf(exact);
	const to = from + exact.length;
	return {
		quote: {
			exact: exact.toWellFormed(),
			prefix: text.slice(Math.max(0, from - CONTEXT), from).toWellFormed(),
			suffix: text.slice(to, to + CONTEXT).toWellFormed()
		},
		position: { start: from, end: to }
	};
}
