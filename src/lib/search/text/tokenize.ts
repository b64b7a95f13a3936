import {
	APOSTROPHE,
	COMPOSING,
	fold,
	foldUnit,
	IGNORED,
	kindOf,
	SEVERAL,
	UNSPACED,
	WORD,
	type LetterKind
} from './letters';

/** A word of a text as the index knows it, and where it stands: UTF-16 units, `end` exclusive. */
export interface Token {
	term: string;
	start: number;
	end: number;
}

/**
 * Takes a word without case and accents: the first `length` of `letters` (which are overwritten by the next word), their
 * hash, and where the word stands in the text.
 */
export type TakeWord = (
	letters: Uint16Array,
	length: number,
	hash: number,
	start: number,
	end: number
) => void;

/** Longer "words" are addresses and encoded data: their beginning is enough. UTF-16 units. */
export const LONGEST_TERM = 40;

/** The words of `text` in their order, for highlighting and for queries. */
export function tokenize(text: string): Token[] {
	const tokens: Token[] = [];
	eachWord(text, (letters, length, _hash, start, end) => {
		tokens.push({ term: String.fromCharCode(...letters.subarray(0, length)), start, end });
	});
	return tokens;
}

/**
 * Gives `take` each word of `text`, folded for case and accents. A hyphenated word gives its parts. Scripts
 * that put no spaces between words (Han, kana, Thai, …) give overlapping pairs of characters instead:
 * 東京都 → 東京, 京都; a character that stands alone gives itself.
 *
 * It walks the text once and makes no strings: indexing is mostly this.
 */
export function eachWord(text: string, take: TakeWord): void {
	let at = 0;
	while (at < text.length) {
		const code = text.codePointAt(at)!;
		const kind = kindOf(code);
		if (isPartOfWord(kind)) at = takeWord(text, at, take);
		else if (kind === UNSPACED) at = takeRun(text, at, take);
		else at += widthOf(code);
	}
}

const letters = new Uint16Array(LONGEST_TERM);
const HASH_SEED = 0x811c9dc5;
const HASH_PRIME = 0x01000193;

/** What each ASCII letter or digit becomes; 0 for the rest. */
const plainLetters = Uint16Array.from({ length: 0x80 }, (_, code) =>
	/[a-z0-9]/i.test(String.fromCharCode(code)) ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : 0
);

/** @returns where to go on. */
function takeWord(text: string, start: number, take: TakeWord): number {
	let [length, hash] = [0, HASH_SEED];
	let isSimple = true;
	let end = start;
	let next = start;
	while (end < text.length) {
		const unit = text.charCodeAt(end);
		let letter = unit < 0x80 ? plainLetters[unit]! : 0;
		if (letter === 0) {
			const code = text.codePointAt(end)!;
			const kind = kindOf(code);
			if (kind === APOSTROPHE) {
				next = afterApostrophe(text, start, end);
				if (next !== end + 1 || !isWordAt(text, next)) break;
				end = next;
				continue;
			}
			if (kind !== IGNORED && !isPartOfWord(kind)) break;
			next = end += widthOf(code);
			if (kind === IGNORED) continue;
			letter = kind === WORD && code === unit ? foldUnit(unit) : SEVERAL;
			if (letter === SEVERAL) {
				isSimple = false;
				continue;
			}
		} else next = ++end;
		if (length === LONGEST_TERM) continue;
		letters[length++] = letter;
		hash = Math.imul(hash ^ letter, HASH_PRIME);
	}
	if (isSimple && length > 0) take(letters, length, hash >>> 0, start, end);
	else takeTerm(fold(text.slice(start, end)), start, end, take);
	return next;
}

/** What French and Italian put before a word that begins with a vowel: `l'eau` is the words `l` and `eau`. */
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|all|dall|dell|nell|sull)$/i;
const LONGEST_ELISION = 6;

/**
 * Where to go on after the apostrophe at `at` in the word that begins at `start`: right behind it, so that the word goes on
 * when a letter is there; behind the `s` of `reader's`; or `at` itself where the word ends before it.
 */
function afterApostrophe(text: string, start: number, at: number): number {
	const isPossessive = (text[at + 1] === 's' || text[at + 1] === 'S') && !isWordAt(text, at + 2);
	if (isPossessive) return at + 2;
	return at - start <= LONGEST_ELISION && ELISION.test(text.slice(start, at)) ? at : at + 1;
}

function isWordAt(text: string, at: number): boolean {
	const code = text.codePointAt(at);
	return code !== undefined && isPartOfWord(kindOf(code));
}

function isPartOfWord(kind: LetterKind): boolean {
	return kind === WORD || kind === COMPOSING;
}

/** Marks that voice the kana before them (か and ゛ are が), combining and half-width. */
const VOICING = new Set([0x3099, 0x309a, 0xff9e, 0xff9f]);

/** @returns where to go on. */
function takeRun(text: string, start: number, take: TakeWord): number {
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
		takeTerm(fold(text.slice(from, to)), from, to, take);
	}
	return end;
}

function takeTerm(term: string, start: number, end: number, take: TakeWord): void {
	const length = Math.min(term.length, LONGEST_TERM);
	if (length === 0) return;
	let hash = HASH_SEED;
	for (let i = 0; i < length; i++) {
		const letter = term.charCodeAt(i);
		letters[i] = letter;
		hash = Math.imul(hash ^ letter, HASH_PRIME);
	}
	take(letters, length, hash >>> 0, start, end);
}

function widthOf(codePoint: number): number {
	return codePoint > 0xffff ? 2 : 1;
}
