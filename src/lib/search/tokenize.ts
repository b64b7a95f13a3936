import { APOSTROPHE, fold, IGNORED, kindOf, UNSPACED, WORD } from './letters';

/** A word of a text as the index knows it, and where it stands: UTF-16 units, `end` exclusive. */
export interface Token {
	term: string;
	start: number;
	end: number;
}

type TakeToken = (term: string, start: number, end: number) => void;

/** Longer "words" are addresses and encoded data: their beginning is enough. UTF-16 units. */
export const LONGEST_TERM = 40;

/** The words of `text` in their order, for highlighting and for queries. */
export function tokenize(text: string): Token[] {
	const tokens: Token[] = [];
	eachToken(text, (term, start, end) => tokens.push({ term, start, end }));
	return tokens;
}

/**
 * Gives `take` each word of `text`, folded for case and accents. A hyphenated word gives its parts. Scripts
 * that put no spaces between words (Han, kana, Thai, …) give overlapping pairs of characters instead:
 * 東京都 → 東京, 京都; a character that stands alone gives itself.
 */
export function eachToken(text: string, take: TakeToken): void {
	let at = 0;
	while (at < text.length) {
		const code = text.codePointAt(at)!;
		const kind = kindOf(code);
		if (kind === WORD) at = takeWord(text, at, take);
		else if (kind === UNSPACED) at = takeRun(text, at, take);
		else at += widthOf(code);
	}
}

/** What French and Italian put before a word that begins with a vowel: `l'eau` is the words `l` and `eau`. */
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|all|dall|dell|nell|sull)$/i;

/** @returns where to go on. */
function takeWord(text: string, start: number, take: TakeToken): number {
	let end = start;
	let next = start;
	let plain = true;
	while (end < text.length) {
		const code = text.codePointAt(end)!;
		const kind = kindOf(code);
		next = end;
		if (kind === APOSTROPHE) {
			next = end + 1;
			if (isPossessive(text, next)) {
				next++;
				break;
			}
			if (!isKind(text, next, WORD) || ELISION.test(text.slice(start, end))) break;
		} else if (kind !== WORD && kind !== IGNORED) break;
		plain &&= code < 0x80 && kind === WORD;
		end += widthOf(code);
		next = end;
	}
	const word = text.slice(start, end);
	give(plain ? word.toLowerCase() : fold(word), start, end, take);
	return next;
}

/** Whether only an `s` stands at `at`: the rest of `reader's`. */
function isPossessive(text: string, at: number): boolean {
	return (text[at] === 's' || text[at] === 'S') && !isKind(text, at + 1, WORD);
}

function isKind(text: string, at: number, kind: number): boolean {
	const code = text.codePointAt(at);
	return code !== undefined && kindOf(code) === kind;
}

/** Marks that voice the kana before them (か and ゛ are が), combining and half-width. */
const VOICING = new Set([0x3099, 0x309a, 0xff9e, 0xff9f]);

/** @returns where to go on. */
function takeRun(text: string, start: number, take: TakeToken): number {
	const starts: number[] = [];
	let end = start;
	while (end < text.length) {
		const code = text.codePointAt(end)!;
		const kind = kindOf(code);
		if (kind !== UNSPACED && kind !== IGNORED) break;
		if (kind === UNSPACED && (starts.length === 0 || !VOICING.has(code))) starts.push(end);
		end += widthOf(code);
	}
	starts.push(end);
	const pairs = Math.max(1, starts.length - 2);
	for (let i = 0; i < pairs; i++) {
		const [from, to] = [starts[i]!, starts[i + 2] ?? end];
		give(fold(text.slice(from, to)), from, to, take);
	}
	return end;
}

function give(term: string, start: number, end: number, take: TakeToken): void {
	if (term !== '') take(term.length > LONGEST_TERM ? term.slice(0, LONGEST_TERM) : term, start, end);
}

function widthOf(codePoint: number): number {
	return codePoint > 0xffff ? 2 : 1;
}
