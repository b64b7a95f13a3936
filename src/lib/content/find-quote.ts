import type { Passage, TextPosition, TextQuote } from '$lib/model/highlight';
import { evenText, type EvenText } from './even-text';
import { nearMatch } from './near-match';

/** Of a quote that was edited, the part that may be other than it was. */
const EDITED = 0.25;
/** A quote of more units is found by its beginning and its end, each so long. */
const LONG = 256;
/** Units of the pieces by which an edited quote is looked for. */
const PIECE = 12;
/** Places that are looked at closely. */
const CANDIDATES = 6;
/** A quote shorter than this says little: as many units around it have to be as they were. */
const TELLING = 24;
/** A quote of this length, or shorter, is not looked for as if it were edited. */
const TOO_SHORT = 8;

/** A text in which quotes are looked for; reading it once serves many. */
export class QuotedText {
	readonly #text: string;
	#even: EvenText | null = null;

	constructor(text: string) {
		this.#text = text;
	}

	/**
	 * Where a passage is now: as it was, or with other white space and marks, or slightly edited. Of several places that look the same
	 * the one with more of its surroundings, then the one nearest to where it was.
	 * @returns null when it is not there.
	 */
	find({ quote, position }: Passage): TextPosition | null {
		const { start, end } = position;
		const isWhereItWas =
			this.#text.slice(start, end) === quote.exact &&
			this.#text.slice(0, start).endsWith(quote.prefix) &&
			this.#text.startsWith(quote.suffix, end);
		if (isWhereItWas && quote.exact !== '') return { start, end };
		const even = (this.#even ??= evenText(this.#text));
		const sought = evenQuote(quote);
		if (sought.exact === '') return null;
		const near = nearestUnit(even, start);
		const found = exactPlace(even.text, sought, near) ?? editedPlace(even.text, sought, near);
		return found === null ? null : asItWas(even, found);
	}
}

/** The text that is sought, evened at both ends of the quote alike. */
function evenQuote({ exact, prefix, suffix }: TextQuote): TextQuote {
	const even = (text: string) => evenText(`x${text}x`).text.slice(1, -1);
	return { exact: even(exact).trim(), prefix: even(prefix), suffix: even(suffix) };
}

/** The place of the quote, word for word; null for a short one with other surroundings. */
function exactPlace(text: string, quote: TextQuote, near: number): TextPosition | null {
	const { exact, prefix, suffix } = quote;
	let best: { start: number; around: number } | null = null;
	for (let start = text.indexOf(exact); start >= 0; start = text.indexOf(exact, start + 1)) {
		const around = agreement(text, start, start + exact.length, quote);
		const isNearer = best === null || Math.abs(start - near) < Math.abs(best.start - near);
		if (best === null || around > best.around || (around === best.around && isNearer))
			best = { start, around };
	}
	if (best === null) return null;
	const wanted = Math.min(TELLING - exact.length, prefix.length + suffix.length);
	return best.around < wanted ? null : { start: best.start, end: best.start + exact.length };
}

/** How many units before and after a place are those around the quote. */
function agreement(text: string, start: number, end: number, { prefix, suffix }: TextQuote): number {
	let before = 0;
	while (before < prefix.length && text[start - 1 - before] === prefix[prefix.length - 1 - before])
		before += 1;
	let after = 0;
	while (after < suffix.length && text[end + after] === suffix[after]) after += 1;
	return before + after;
}

/** The place of a quote that was slightly edited. */
function editedPlace(text: string, quote: TextQuote, near: number): TextPosition | null {
	const { exact, prefix, suffix } = quote;
	if (exact.length <= TOO_SHORT) return null;
	if (exact.length <= LONG) return nearPlace(text, quote, near);
	const half = LONG / 2;
	const beginning = { exact: exact.slice(0, half), prefix, suffix: exact.slice(half, LONG) };
	const end = { exact: exact.slice(-half), prefix: exact.slice(-LONG, -half), suffix };
	const first = nearPlace(text, beginning, near);
	if (first === null) return null;
	const last = nearPlace(text, end, first.start + exact.length - half);
	if (last === null || last.end <= first.end) return null;
	const isLikely = Math.abs(last.end - first.start - exact.length) <= exact.length * EDITED;
	return isLikely ? { start: first.start, end: last.end } : null;
}

/** The best of the places where pieces of the quote, or of what is around it, stand. */
function nearPlace(text: string, quote: TextQuote, near: number): TextPosition | null {
	const { exact } = quote;
	const most = Math.floor(exact.length * EDITED);
	let best: { place: TextPosition; edits: number } | null = null;
	for (const start of likelyStarts(text, quote, near)) {
		const from = Math.max(0, start - most);
		const match = nearMatch(
			text.slice(from, start + exact.length + 2 * most),
			exact,
			(best?.edits ?? most + 1) - 1
		);
		if (match === null) continue;
		best = { place: { start: from + match.start, end: from + match.end }, edits: match.edits };
		if (best.edits === 0) break;
	}
	return best?.place ?? null;
}

/** Where the quote may begin, the likeliest first: each piece of it that stands somewhere votes for a beginning. */
function likelyStarts(text: string, { exact, prefix, suffix }: TextQuote, near: number): number[] {
	const whole = prefix + exact + suffix;
	const reach = Math.max(1, Math.floor(exact.length * EDITED));
	const votes = new Map<number, { count: number; start: number }>();
	for (let at = 0; at + PIECE <= whole.length; at += PIECE / 2) {
		const piece = whole.slice(at, at + PIECE);
		for (const found of firstPlaces(text, piece)) {
			const start = Math.max(0, found - at + prefix.length);
			const bucket = Math.floor(start / reach);
			const { count } = votes.get(bucket) ?? { count: 0 };
			votes.set(bucket, { count: count + 1, start });
		}
	}
	return [...votes.values()]
		.sort((a, b) => b.count - a.count || Math.abs(a.start - near) - Math.abs(b.start - near))
		.slice(0, CANDIDATES)
		.map(({ start }) => start);
}

/** Places of one piece that are counted: one that stands in more tells little. */
const MOST_PLACES = 50;

function firstPlaces(text: string, piece: string): number[] {
	const places: number[] = [];
	for (
		let at = text.indexOf(piece);
		at >= 0 && places.length < MOST_PLACES;
		at = text.indexOf(piece, at + 1)
	) {
		places.push(at);
	}
	return places;
}

/** The first unit of the even text that was made of `unit` or of what comes after it. */
function nearestUnit({ at }: EvenText, unit: number): number {
	let [low, high] = [0, at.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((at[middle] ?? 0) < unit) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The place in the text that the even one was made of. */
function asItWas({ at }: EvenText, { start, end }: TextPosition): TextPosition {
	return { start: at[start] ?? 0, end: (at[end - 1] ?? 0) + 1 };
}
