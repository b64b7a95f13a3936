import { isPairWith } from '$lib/search/text/letters';
import { eachWord } from '$lib/search/text/tokenize';
import type { Sought, SoughtWord, Where } from './sought';

/** A place in a text, in UTF-16 units, `end` exclusive. */
export interface Span {
	start: number;
	end: number;
}

/** A place that answers the query. */
export interface Match extends Span {
	/** Which part of the query is here. */
	part: number;
}

/** All places in `text` that are sought, in order, those that overlap or touch as one. */
export function findMatches(text: string, sought: readonly Sought[], where: Where): Span[] {
	return joined(matchesIn(text, sought, where));
}

/** All places in `text` that are sought, in the order of their ends. */
export function matchesIn(text: string, sought: readonly Sought[], where: Where): Match[] {
	const parts = sought
		.filter(({ field }) => field === null || field === where)
		.map(({ words }) => new Follower(words));
	const matches: Match[] = [];
	if (parts.length === 0) return matches;
	eachWord(text, (letters, length, _hash, start, end) => {
		for (let part = 0; part < parts.length; part++) {
			const span = parts[part]!.take(letters, length, start, end);
			if (span !== null) matches.push({ ...span, part });
		}
	});
	return matches;
}

/** Matches that overlap or touch are one. */
export function joined(matches: readonly Span[]): Span[] {
	const result: Span[] = [];
	for (const { start, end } of matches.toSorted((a, b) => a.start - b.start)) {
		const last = result.at(-1);
		if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
		else result.push({ start, end });
	}
	return result;
}

/** Follows the words of a text until all that it waits for have come, one right after another. */
class Follower {
	readonly #words: WordTest[];
	/** For each word, where the first one stood if all up to this one were the last words of the text; or -1. */
	readonly #starts: number[];

	constructor(words: readonly SoughtWord[]) {
		this.#words = words.map((word) => new WordTest(word));
		this.#starts = words.map(() => -1);
	}

	/** @returns where they are, when this word is the last of them. */
	take(letters: Uint16Array, length: number, start: number, end: number): Span | null {
		const last = this.#words.length - 1;
		for (let i = last; i >= 0; i--) {
			const first = i === 0 ? start : this.#starts[i - 1]!;
			this.#starts[i] = first !== -1 && this.#words[i]!.fits(letters, length) ? first : -1;
		}
		const found = this.#starts[last]!;
		if (found === -1) return null;
		return last === 0 ? this.#words[0]!.spanOf(letters, length, start, end) : { start: found, end };
	}
}

/** Tells whether a word is the one sought. Compares letters: most words differ in their first one. */
class WordTest {
	readonly #word: SoughtWord;
	readonly #whole: readonly string[];

	constructor(word: SoughtWord) {
		this.#word = word;
		this.#whole = [word.term, ...word.others];
	}

	fits(letters: Uint16Array, length: number): boolean {
		const { term, as } = this.#word;
		if (as === 'start' && beginsWith(letters, length, term)) return true;
		for (const whole of this.#whole) {
			if (whole.length === length && beginsWith(letters, length, whole)) return true;
		}
		return as === 'character' && isPairWith(textOf(letters, length), term);
	}

	/** Of a pair of characters, only the one that is sought. */
	spanOf(letters: Uint16Array, length: number, start: number, end: number): Span {
		const { term, as } = this.#word;
		if (as !== 'character' || length === term.length) return { start, end };
		const isFirst = beginsWith(letters, length, term);
		return isFirst ? { start, end: start + term.length } : { start: end - term.length, end };
	}
}

function beginsWith(letters: Uint16Array, length: number, text: string): boolean {
	if (text.length > length) return false;
	for (let i = 0; i < text.length; i++) if (letters[i] !== text.charCodeAt(i)) return false;
	return true;
}

function textOf(letters: Uint16Array, length: number): string {
	return String.fromCharCode(...letters.subarray(0, length));
}
