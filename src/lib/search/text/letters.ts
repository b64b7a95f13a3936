/** Between words: spaces, punctuation, symbols. */
const SEPARATOR = 1;
/** A letter or digit, by itself, of a script that puts spaces between its words. */
export const WORD = 2;
/** A letter of a script that does not: Han, kana, Thai, Lao, Khmer, Burmese. */
export const UNSPACED = 3;
/** Inside a word, but not a part of it: accents, vowel points, soft hyphens, joiners. */
export const IGNORED = 4;
export const APOSTROPHE = 5;
/** Part of a word that may join the letter before it: vowel signs of Indic scripts, parts of Korean syllables. */
export const COMPOSING = 6;

export type LetterKind = number;

const APOSTROPHE_LETTERS = String.raw`'’ʼ＇`;
/** First and last of each range. */
const IGNORED_RANGES: [number, number][] = [
	[0x00ad, 0x00ad], // soft hyphen
	[0x0300, 0x036f], // accents of Latin and Greek letters
	[0x0483, 0x0487], // of Cyrillic ones
	[0x0591, 0x05bd], // Hebrew points
	[0x05bf, 0x05bf],
	[0x05c1, 0x05c2],
	[0x05c4, 0x05c5],
	[0x05c7, 0x05c7],
	[0x0640, 0x0640], // tatweel, which only makes an Arabic word longer
	[0x064b, 0x065f], // Arabic points
	[0x0670, 0x0670],
	[0x200c, 0x200d], // joiners
	[0x2060, 0x2060],
	[0xfe00, 0xfe0f], // variation selectors
	[0xe0100, 0xe01ef]
];
const IGNORED_LETTERS = IGNORED_RANGES.map(
	([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`
).join('');
const IS_APOSTROPHE = new RegExp(`[${APOSTROPHE_LETTERS}]`, 'u');
const IS_IGNORED = new RegExp(`[${IGNORED_LETTERS}]`, 'u');
const ALL_TO_DROP = new RegExp(`[${IGNORED_LETTERS}${APOSTROPHE_LETTERS}]`, 'gu');
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const JOINS = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;
const WITHOUT_SPACES =
	/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

/** Letters that Unicode does not take apart, and what people type for them. */
const PLAIN_LETTERS: Record<string, string> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ł: 'l',
	ħ: 'h',
	ŧ: 't',
	ı: 'i',
	ς: 'σ'
};
const HAS_PLAIN_LETTER = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'gu');

/** One byte per code point, filled as they are met; 0 is not met yet. */
const kinds = new Uint8Array(0x110000);

export function kindOf(codePoint: number): LetterKind {
	return (kinds[codePoint] ||= classify(String.fromCodePoint(codePoint)));
}

function classify(letter: string): LetterKind {
	if (IS_APOSTROPHE.test(letter)) return APOSTROPHE;
	if (IS_IGNORED.test(letter)) return IGNORED;
	if (!LETTER.test(letter)) return SEPARATOR;
	if (WITHOUT_SPACES.test(letter)) return UNSPACED;
	return JOINS.test(letter) ? COMPOSING : WORD;
}

/** What stands for a letter of which more than one, or none, is left when it is folded. */
export const SEVERAL = 0xffff;

/** Beside each UTF-16 unit what it becomes without case and accents, filled as they are met; 0 is not met yet. */
const foldedUnits = new Uint16Array(0x10000);

/** The one UTF-16 unit that a letter becomes without case and accents, or {@link SEVERAL}: then ask `fold`. */
export function foldUnit(unit: number): number {
	return (foldedUnits[unit] ||= foldUnitAnew(unit));
}

function foldUnitAnew(unit: number): number {
	const letters = foldAnew(String.fromCharCode(unit));
	return letters.length === 1 ? letters.charCodeAt(0) : SEVERAL;
}

/** Length of the longest word kept in {@link folded}: longer slices would keep the text they were cut from alive. */
const SHORT = 12;
const MOST_FOLDED = 20_000;
const folded = new Map<string, string>();

/** `word` without case, accents and apostrophes: `Straße`, `STRASSE` and `strasse` are the same. */
export function fold(word: string): string {
	if (word.length > SHORT) return foldAnew(word);
	let result = folded.get(word);
	if (result === undefined) {
		if (folded.size >= MOST_FOLDED) folded.clear();
		result = foldAnew(word);
		folded.set(word, result);
	}
	return result;
}

function foldAnew(word: string): string {
	return word
		.normalize('NFKD')
		.toLowerCase()
		.replace(ALL_TO_DROP, '')
		.replace(HAS_PLAIN_LETTER, (letter) => PLAIN_LETTERS[letter] ?? letter)
		.normalize('NFC');
}

const HANGUL = /^\p{Script=Hangul}/u;

/** Korean hangs particles on its words, so a word is there when a longer one begins with it. */
export function isHangul(term: string): boolean {
	return HANGUL.test(term);
}

const ONE_UNSPACED = new RegExp(`^${WITHOUT_SPACES.source}$`, 'u');

/** Whether `term` is a single character of a script without spaces: the index knows it as a part of pairs. */
export function isLoneCharacter(term: string): boolean {
	return ONE_UNSPACED.test(term);
}

/** Whether `term` is `character`, or a pair of such characters that it is one of. */
export function isPairWith(term: string, character: string): boolean {
	return term === character || (term.includes(character) && isLoneCharacter(term.replace(character, '')));
}
