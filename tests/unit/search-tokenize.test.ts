import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '$lib/search/text/letters';
import { tokenize } from '$lib/search/text/tokenize';

const words = (text: string) => tokenize(text).map(({ term }) => term);

describe('words', () => {
	test.each([
		['case does not matter', 'Fuse MATCHES wOrds', ['fuse', 'matches', 'words']],
		['accents do not matter', 'Café naïve Ångström Übergröße', ['cafe', 'naive', 'angstrom', 'ubergrosse']],
		[
			'letters that only look alike are what people type',
			'Øresund Łódź Æsir œuvre Þór',
			['oresund', 'lodz', 'aesir', 'oeuvre', 'thor']
		],
		['accents written apart are the same', 'Cafe\u0301', ['cafe']],
		['German sharp s', 'Straße STRASSE', ['strasse', 'strasse']],
		['Turkish i', 'İstanbul ılık', ['istanbul', 'ilik']],
		['Greek, with its final sigma', 'Ὀδυσσεύς ΟΔΥΣΣΕΥΣ', ['οδυσσευσ', 'οδυσσευσ']],
		['Russian ё is е', 'Ёлка елка', ['елка', 'елка']],
		['Hebrew and Arabic points', 'שָׁלוֹם مُحَمَّد', ['שלום', 'محمد']],
		['full-width and joined letters', 'ＡＢＣ ﬁne', ['abc', 'fine']],
		['an apostrophe joins', "don't won’t", ['dont', 'wont']],
		['a possessive falls away', "the reader's READER’S", ['the', 'reader', 'reader']],
		['plural possessives and quotes', "readers' 'quoted'", ['readers', 'quoted']],
		['French elision', "l'eau d’abord qu'il", ['l', 'eau', 'd', 'abord', 'qu', 'il']],
		['hyphens divide', 'local-first state-of-the-art', ['local', 'first', 'state', 'of', 'the', 'art']],
		['a soft hyphen does not', 'hy\u00ADphen', ['hyphen']],
		['numbers', 'In 2019, 7.5 of x²', ['in', '2019', '7', '5', 'of', 'x2']],
		['symbols and emoji are no words', '🎉 → % — …', []],
		['Hindi keeps its vowel signs', 'हिन्दी भाषा', ['हिन्दी', 'भाषा']]
	])('%s', (_, text, expected) => expect(words(text)).toEqual(expected));

	test('a very long word is cut', () => expect(words('a'.repeat(1000))).toEqual(['a'.repeat(40)]));
});

describe('scripts without spaces', () => {
	test.each([
		['Chinese', '东京都市', ['东京', '京都', '都市']],
		['Japanese beside Latin', 'JavaScript入門', ['javascript', '入門']],
		['kana with a long vowel', 'ラーメン', ['ラー', 'ーメ', 'メン']],
		['half-width kana', 'ｶﾞｲﾄﾞ', ['ガイ', 'イド']],
		['kana voiced by a mark apart', 'か\u3099く', ['がく']],
		['a character alone', '2019年', ['2019', '年']],
		['characters beyond the basic plane', '𠮷野家', ['𠮷野', '野家']],
		['Thai', 'ไทย', ['ไท', 'ทย']],
		['Korean words stay whole', '서울에서 만나요', ['서울에서', '만나요']]
	])('%s', (_, text, expected) => expect(words(text)).toEqual(expected));
});

test('offsets point at the word in the text', () => {
	const text = 'Ein Café’s  Über-Ich, 東京都';
	expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual([
		'Ein',
		'Café',
		'Über',
		'Ich',
		'東京',
		'京都'
	]);
});

test('any text gives words in order, inside the text, folded for good', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
			let last = 0;
			for (const { term, start, end } of tokenize(text)) {
				expect(term).not.toBe('');
				expect(start).toBeGreaterThanOrEqual(last);
				expect(end).toBeGreaterThan(start);
				expect(end).toBeLessThanOrEqual(text.length);
				last = start;
			}
		}),
		{ numRuns: 500 }
	);
});

test('a word is the same whether it is folded letter by letter or as a whole', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			for (const { term, start, end } of tokenize(text)) {
				expect(term).toBe(fold(text.slice(start, end)).slice(0, 40));
			}
		}),
		{ numRuns: 2000 }
	);
});
