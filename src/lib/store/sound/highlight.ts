import type { Highlight, TextPosition, TextQuote } from '$lib/model/highlight';
import type { FeedId, HighlightId, PostId } from '$lib/model/ids';
import { membersOf, Shape } from './shape';
import { isCount, isText, isTime, noText, zero } from './values';

const NO_QUOTE: TextQuote = { exact: '', prefix: '', suffix: '' };
const NOWHERE: TextPosition = { start: 0, end: 0 };

const QUOTE = new Shape<TextQuote>({
	exact: [isText, noText],
	prefix: [isText, noText],
	suffix: [isText, noText]
});
const POSITION = new Shape<TextPosition>({ start: [isCount, zero], end: [isCount, zero] });

const HIGHLIGHT = new Shape<Highlight>({
	id: [isText, () => '' as HighlightId],
	postId: [isText, () => '' as PostId],
	feedId: [isText, () => '' as FeedId],
	createdAt: [isTime, zero],
	changedAt: [isTime, zero],
	note: [isText, noText],
	quote: [(value) => QUOTE.isSound(value), (value) => ({ ...NO_QUOTE, ...QUOTE.usable(membersOf(value)) })],
	position: [
		(value) => POSITION.isSound(value),
		(value) => ({ ...NOWHERE, ...POSITION.usable(membersOf(value)) })
	]
});

/** Names of the members that are not what they should be. */
export const unsoundInHighlight = (value: unknown): string[] => HIGHLIGHT.unsoundIn(value);

/** A stored highlight itself when it is sound; of a damaged one, what can be used: what it quotes, and what the reader noted. */
export const usableHighlight = (value: unknown): Highlight => HIGHLIGHT.usable(value);
