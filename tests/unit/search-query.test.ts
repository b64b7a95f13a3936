import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEmpty, parseQuery, type Clause } from '$lib/search/query';

/** `word`, `begin*`, `"a phrase"`, `(touching characters)`. */
function shown({ words, quoted }: Clause): string {
	const text = words.map(({ term, as }) => (as === 'start' ? `${term}*` : term)).join(' ');
	if (quoted) return `"${text}"`;
	return words.length > 1 ? `(${text})` : text;
}

const wanted = (text: string) => parseQuery(text).wanted.map(shown);
const unwanted = (text: string) => parseQuery(text).unwanted.map(shown);

describe('what is wanted', () => {
	test.each([
		['every word', 'Offline READER ', ['offline', 'reader']],
		['the last word may be unfinished', 'offline rea', ['offline', 'rea*']],
		['a space finishes it', 'rea ', ['rea']],
		['the parts of a hyphenated word', 'local-first ', ['local', 'first']],
		['a word once', 'the The the ', ['the']],
		['a phrase', '"local first" reader ', ['"local first"', 'reader']],
		['a phrase in curly quotes', '“local first” ', ['"local first"']],
		['a phrase still being typed', '"local fir', ['"local fir*"']],
		['a closed phrase is finished', '"local first"', ['"local first"']],
		['characters that touch, together', '東京都 ', ['(東京 京都)']],
		['Korean words with their particles', '서울 날씨 ', ['서울*', '날씨*']],
		['unknown operators as words', 'intitle:fish AND (rust) ', ['intitle', 'fish', 'and', 'rust']]
	])('%s', (_, text, expected) => expect(wanted(text)).toEqual(expected));
});

describe('what is not wanted', () => {
	test('a word or a phrase after a minus', () => {
		expect(unwanted('fish -salmon -"smoked trout" ')).toEqual(['salmon', '"smoked trout"']);
		expect(wanted('fish -salmon -"smoked trout" ')).toEqual(['fish']);
	});

	test('is taken whole while it is typed', () => expect(unwanted('fish -sal')).toEqual(['sal']));

	test('needs a space before the minus', () => {
		expect(unwanted('well-known')).toEqual([]);
		expect(wanted('well-known ')).toEqual(['well', 'known']);
	});
});

test.each(['', '   ', '-', '""', '"', '…!?', '- -', '🎉'])('%j asks for nothing', (text) =>
	expect(isEmpty(parseQuery(text))).toBe(true)
);

test('keeps the words as they were typed', () => {
	expect(parseQuery('Zürich').wanted[0]!.words[0]).toEqual({ typed: 'Zürich', term: 'zurich', as: 'start' });
});

test('never throws, whatever the text', () => {
	const odd = fc.constantFrom('"', '-', '“', ' ', "'", '東', 'a', ':', '\ud800', '\u0301', '(', '*');
	fc.assert(
		fc.property(
			fc.string({ unit: fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 1 })) }),
			(text) => void parseQuery(text)
		)
	);
	expect(() => parseQuery('word "'.repeat(100_000))).not.toThrow();
});
