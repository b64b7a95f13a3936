import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEmpty, parseQuery, type Clause, type QueryWord, type WordsClause } from '$lib/search/query/query';

/** `word`, `begin*`, `"a phrase"`, `(words of one chunk)`, `title:word`, `is:read`, `feed:(two words)`. */
function shown(clause: Clause): string {
	switch (clause.kind) {
		case 'words':
			return (clause.field === null ? '' : `${clause.field}:`) + shownWords(clause.words, clause.isQuoted);
		case 'feed':
			return `feed:${shownWords(clause.words, false)}`;
		case 'is':
			return `is:${clause.mark}`;
		case 'has':
			return `has:${clause.thing}`;
		case 'time':
			return `time:${dayOf(clause.from)}..${dayOf(clause.to)}`;
	}
}

function shownWords(words: QueryWord[], isQuoted: boolean): string {
	const text = words.map(({ term, as }) => (as === 'start' ? `${term}*` : term)).join(' ');
	if (isQuoted) return `"${text}"`;
	return words.length > 1 ? `(${text})` : text;
}

function dayOf(time: number): string {
	if (!Number.isFinite(time)) return '';
	const date = new Date(time);
	return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()} ${date.getHours()}h`;
}

/** One string per group: `a|b` is any of them, `-a` is none of them. */
const groups = (text: string) =>
	parseQuery(text).map(
		({ anyOf, isUnwanted }) => (isUnwanted ? '-' : '') + anyOf.map((clause) => shown(clause)).join('|')
	);

const wordsClauses = (text: string) =>
	parseQuery(text)
		.flatMap(({ anyOf }) => anyOf)
		.filter((clause): clause is WordsClause => clause.kind === 'words');

describe('words', () => {
	test.each([
		['every word', 'Offline READER ', ['offline', 'reader']],
		['the last word may be unfinished', 'offline rea', ['offline', 'rea*']],
		['a space finishes it', 'rea ', ['rea']],
		['so does a sign', 'rea?', ['rea']],
		[
			'what has no space belongs together',
			'local-first node.js 5.57 x',
			['(local first)', '(node js)', '(5 57)', 'x*']
		],
		['an address too', 'https://example.com/a-b ', ['(https example com a b)']],
		['its last word may be unfinished', 'local-fir', ['(local fir*)']],
		['a word once', 'the The the ', ['the']],
		['characters that touch, together', '東京都 ', ['(東京 京都)']],
		['one character alone', '京 ', ['京']],
		['Korean words with their particles', '서울 날씨 ', ['서울*', '날씨*']],
		['unknown operators as words', 'intitle:fish AND (rust) ', ['(intitle fish)', 'and', 'rust']]
	])('%s', (_, text, expected) => expect(groups(text)).toEqual(expected));

	test('are kept as they were typed', () => {
		expect(wordsClauses('Zürich')[0]!.words[0]).toEqual({
			typed: 'Zürich',
			term: 'zurich',
			as: 'start',
			start: 0,
			end: 6
		});
	});

	test('a single character of a script without spaces is looked for inside pairs', () => {
		expect(wordsClauses('京')[0]!.words[0]).toMatchObject({ term: '京', as: 'character' });
	});
});

describe('phrases', () => {
	test.each([
		['in straight quotes', '"local first" reader ', ['"local first"', 'reader']],
		['in curly quotes', '“local first” ', ['"local first"']],
		['in French and German quotes', '«local first» „local last“ ', ['"local first"', '"local last"']],
		['still being typed', '"local fir', ['"local fir*"']],
		['finished', '"local first"', ['"local first"']],
		['beside a word', 'so"local first"reader ', ['so', '"local first"', 'reader']],
		['with an operator in it', '"title:fish OR -x" ', ['"title fish or x"']]
	])('%s', (_, text, expected) => expect(groups(text)).toEqual(expected));
});

describe('a minus', () => {
	test.each([
		['a word or a phrase', 'fish -salmon -"smoked trout" ', ['fish', '-salmon', '-"smoked trout"']],
		['is taken whole while it is typed', 'fish -sal', ['fish', '-sal']],
		['needs a space before it', 'well-known ', ['(well known)']],
		['a quotation mark is not enough', '"a b"-c ', ['"a b"', 'c']],
		[
			'goes before operators',
			'-title:x -is:read -category:"a b" -has:audio ',
			['-title:x', '-is:read', '-category:"a b"', '-has:audio']
		],
		['alone is nothing', '- a - -- ', ['a']]
	])('%s', (_, text, expected) => expect(groups(text)).toEqual(expected));
});

describe('OR', () => {
	test.each([
		['joins its neighbours', 'a OR b c ', ['a|b', 'c']],
		['joins many', 'a OR b OR c ', ['a|b|c']],
		['joins phrases and operators', '"a b" OR is:starred OR tag:c d ', ['"a b"|is:starred|tag:c', 'd']],
		['is a word in small letters', 'a or b ', ['a', 'or', 'b']],
		['is a word in quotes', 'a "OR" b ', ['a', '"or"', 'b']],
		['is a word at the beginning', 'OR a ', ['or', 'a']],
		['waits for its other side', 'cats OR', ['cats']],
		['waits for it after a space too', 'cats OR ', ['cats']],
		['counts once', 'a OR OR b ', ['a|b']],
		['joins nothing that is not wanted', 'a OR -b OR c ', ['a', '-b', 'c']],
		['the same twice is no choice', 'a OR A ', ['a']]
	])('%s', (_, text, expected) => expect(groups(text)).toEqual(expected));
});

describe('operators', () => {
	test.each([
		[
			'of words',
			'title:x Author:y TAG:z feed:w category:v ',
			['title:x', 'author:y', 'tag:z', 'feed:w', 'category:v']
		],
		[
			'with phrases',
			'category:"Web Design" author:«Ida Holm» ',
			['category:"web design"', 'author:"ida holm"']
		],
		['with several words', 'title:local-first feed:a-b ', ['title:(local first)', 'feed:(a b)']],
		['still being typed', 'title:loc', ['title:loc*']],
		['with a phrase still being typed', 'category:"web des', ['category:"web des*"']],
		[
			'of marks',
			'is:unread is:READ IS:starred is:withdrawn ',
			['is:unread', 'is:read', 'is:starred', 'is:withdrawn']
		],
		['of things', 'has:image has:audio has:"comments" ', ['has:image', 'has:audio', 'has:comments']],
		['after the beginning of a word are words', 'a-title:b "c"title:d ', ['(a title b)', '"c"', '(title d)']],
		['with a space before the value stand for nothing', 'title: x ', ['x']],
		['without a value stand for nothing', 'title: feed: is: before: -tag: category:""', []],
		[
			'with impossible values are words',
			'is:purple before:soon has:x',
			['(is purple)', '(before soon)', '(has x*)']
		],
		['that only look like them are words', 'categories:x iſ:read ', ['(categories x)', '(is read)']]
	])('%s', (_, text, expected) => expect(groups(text)).toEqual(expected));

	test.each(['is:', 'is:u', 'is:UN', 'has:im', 'before:2', 'before:201', 'after:2019-', 'after:2019-0'])(
		'%s is still being typed',
		(text) => expect(groups(`a ${text}`)).toEqual(['a'])
	);

	test.each([
		['is:un ', '(is un)'],
		['before:20 ', '(before 20)'],
		['is:"un"', '"is un"']
	])('%s is words: it is finished', (text, expected) => expect(groups(text)).toEqual([expected]));
});

describe('dates', () => {
	test.each([
		['before:2019 ', 'time:..2019-1-1 0h'],
		['after:2019 ', 'time:2019-1-1 0h..'],
		['before:2019-05 ', 'time:..2019-5-1 0h'],
		['after:2019-5', 'time:2019-5-1 0h..'],
		['after:2019-05-31 ', 'time:2019-5-31 0h..'],
		['before:2020-2-29', 'time:..2020-2-29 0h'],
		['after:0050', 'time:50-1-1 0h..'],
		['-after:2019', '-time:2019-1-1 0h..']
	])('%s', (text, expected) => expect(groups(text)).toEqual([expected]));

	test.each(['2019-13', '2019-00', '2019-02-31', '2019-02-00', '2019-02-29', '20191', '2019-1-1-1'])(
		'%s is no date',
		(date) => expect(groups(`before:${date} `)).toEqual([`(before ${date.replaceAll('-', ' ')})`])
	);
});

test.each(['', '   ', '-', '""', '"', '…!?', '- -', '🎉', 'title:', '-is:', 'title:…'])(
	'%j asks for nothing',
	(text) => expect(isEmpty(parseQuery(text))).toBe(true)
);

test('only the beginning of a very long text is read', () => {
	expect(parseQuery(`${'a '.repeat(499)}ab${'c'.repeat(1000)}`).at(-1)!.anyOf[0]).toMatchObject({
		words: [{ typed: 'ab', as: 'start' }],
		end: 1000
	});
	expect(() => parseQuery('word "'.repeat(100_000))).not.toThrow();
});

describe('where a clause stands', () => {
	const place = (text: string) => wordsClauses(text).map(({ start, end }) => text.slice(start, end));

	test('is without minus, operator and quotes', () => {
		expect(place('a -b title:c-d "e f" -tag:"g h" is:x (i) ')).toEqual([
			'a',
			'b',
			'c-d',
			'e f',
			'g h',
			'is:x',
			'(i)'
		]);
	});
});

describe('whatever is typed', () => {
	const piece = fc.constantFrom(
		...[
			'"',
			'-',
			'“',
			' ',
			' ',
			"'",
			'東',
			'京',
			'a',
			'é',
			':',
			'.',
			'\ud800',
			'\u0301',
			'(',
			'*',
			'OR',
			'is:',
			'x'
		],
		...['title:', 'feed:', 'before:', '2019', 'unread', '서울', 'has:', 'ß', '\u00ad', '\n', 'category:"']
	);
	const text = fc.oneof(
		fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
		fc.string({ unit: 'binary' })
	);

	test('it is a query, and its clauses stand in it', () => {
		fc.assert(
			fc.property(text, (typed) => {
				for (const group of parseQuery(typed)) expect(group.anyOf.length).toBeGreaterThan(0);
				for (const { words, start, end } of wordsClauses(typed)) {
					expect(words.length).toBeGreaterThan(0);
					expect(start).toBeGreaterThanOrEqual(0);
					expect(end).toBeGreaterThan(start);
					expect(end).toBeLessThanOrEqual(typed.length);
					for (const word of words) expect(typed.slice(start, end)).toContain(word.typed);
				}
			}),
			{ numRuns: 1000 }
		);
	});

	test('a clause put in quotes where it stands is searched exactly, and the others stay', () => {
		fc.assert(
			fc.property(text, fc.nat(), (typed, choice) => {
				const unquoted = wordsClauses(typed).filter(({ isQuoted }) => !isQuoted);
				fc.pre(unquoted.length > 0 && typed.length < 900);
				const { start, end, words, field } = unquoted[choice % unquoted.length]!;
				const exact = `${typed.slice(0, start)}"${typed.slice(start, end)}"${typed.slice(end)}`;
				const found = wordsClauses(exact).find((clause) => clause.start === start + 1);
				// One that is there in quotes already is not there twice.
				if (found === undefined) return;
				expect(found).toMatchObject({ isQuoted: true, field, end: end + 1 });
				expect(found.words.map(({ term }) => term)).toEqual(words.map(({ term }) => term));
				expect(found.words.every(({ as, term }) => as !== 'start' || /\p{Script=Hangul}/u.test(term))).toBe(
					true
				);
			}),
			{ numRuns: 1000 }
		);
	});

	test('without operators, quotes and minus it is words', () => {
		const plain = fc.string({ unit: 'binary' }).map((typed) => typed.replace(/["“”„«»:-]|OR/g, ' '));
		fc.assert(
			fc.property(plain, (typed) => {
				for (const { anyOf, isUnwanted } of parseQuery(typed)) {
					expect(isUnwanted).toBe(false);
					expect(anyOf).toMatchObject([{ kind: 'words', field: null, isQuoted: false }]);
				}
			})
		);
	});
});
