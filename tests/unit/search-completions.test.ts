import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completionsAt, type KnownNames } from '$lib/search/query/completions';
import { isEmpty, parseQuery } from '$lib/search/query/query';

const names: KnownNames = {
	categories: [
		{ name: 'Bees', count: 12 },
		{ name: 'Web Design', count: 30 },
		{ name: 'Design', count: 1 },
		{ name: 'Über uns', count: 5 },
		{ name: '東京都', count: 2 },
		{ name: '12" vinyl', count: 3 },
		{ name: '…', count: 99 }
	],
	tags: [{ name: 'offline', count: 4 }],
	authors: [
		{ name: 'Ida Holm', count: 7 },
		{ name: 'Holger Ida', count: 9 }
	],
	feeds: [{ name: 'The Kitchen', count: 1200 }],
	years: [2021, 2020, 2019, 1999]
};

/** `|` is the caret. */
function at(marked: string) {
	const caret = marked.indexOf('|');
	return completionsAt(marked.replace('|', ''), caret, names);
}
const labels = (marked: string) => at(marked).map(({ label }) => label);

describe('operators', () => {
	test.each([
		['of three letters', 'cat|', ['category:']],
		['in capitals', 'bees CAT|', ['category:']],
		['typed in full', 'before|', ['before:']],
		['after a minus', '-ca|', ['-category:']],
		['short ones after a minus', '-is|', ['-is:']]
	])('%s', (_, text, expected) => expect(labels(text)).toEqual(expected));

	test.each([
		'ca|',
		'cat |',
		'|cat',
		'c|at',
		'cats|',
		'"cat|',
		'"a"cat|',
		'concat|',
		'-c|',
		'-|',
		'|',
		'a cat b|'
	])('none at %s', (text) => expect(labels(text)).toEqual([]));

	test('say what they mean, and wait for their value', () => {
		expect(at('bees cat| honey')).toEqual([
			{
				label: 'category:',
				detail: { kind: 'operator', operator: 'category' },
				query: 'bees category: honey',
				caret: 14
			}
		]);
	});
});

describe('names', () => {
	test.each([
		[
			'all of them, most posts first',
			'category:|',
			[
				'category:"Web Design"',
				'category:Bees',
				'category:"Über uns"',
				'category:"12 vinyl"',
				'category:東京都',
				'category:Design'
			]
		],
		['by the beginning of a word', 'category:des|', ['category:"Web Design"', 'category:Design']],
		['by several words', 'category:"web d|', ['category:"Web Design"']],
		['without case and accents', 'Category:UBE|', ['category:"Über uns"']],
		['by one character', 'category:京|', ['category:東京都']],
		[
			'after a quotation mark',
			'category:"|" bees',
			[
				'category:"Web Design"',
				'category:Bees',
				'category:"Über uns"',
				'category:"12 vinyl"',
				'category:東京都',
				'category:Design'
			]
		],
		['that are not wanted', '-author:ho|', ['-author:"Holger Ida"', '-author:"Ida Holm"']],
		['of tags', 'tag:o|', ['tag:offline']],
		['of feeds', 'feed:kit|', ['feed:"The Kitchen"']],
		['but not what is there already', 'category:design|', ['category:"Web Design"']],
		['nor after a closed phrase', 'category:"web"|', []],
		['nor for signs', 'category:…|', []],
		['nor of titles', 'title:|', []],
		['nor before the value', 'cat|egory:web', []]
	])('%s', (_, text, expected) => expect(labels(text)).toEqual(expected));

	test('say how many posts they have', () => {
		expect(at('category:des|').map(({ detail }) => detail)).toEqual([
			{ kind: 'name', count: 30 },
			{ kind: 'name', count: 1 }
		]);
	});

	test('a space follows, but not a second one', () => {
		expect(at('category:des|')[0]).toMatchObject({ query: 'category:"Web Design" ', caret: 22 });
		expect(at('a category:des| b')[0]).toMatchObject({ query: 'a category:"Web Design" b', caret: 24 });
	});

	test('take the place of what is typed around the caret', () => {
		expect(at('tag:of|f x')[0]).toMatchObject({ query: 'tag:offline x' });
		expect(at('category:"we|b" x')[0]).toMatchObject({ query: 'category:"Web Design" x' });
	});

	test('leave what an open phrase reaches over', () => {
		expect(at('category:"we| honey')[0]).toMatchObject({ query: 'category:"Web Design" honey' });
	});

	test('are eight at most', () => {
		const many = Array.from({ length: 20 }, (_, i) => ({ name: `Tag ${i}`, count: i }));
		const found = completionsAt('tag:', 4, { ...names, tags: many });
		expect(found).toHaveLength(8);
		expect(found[0]!.label).toBe('tag:"Tag 19"');
	});
});

describe('fixed values', () => {
	test.each([
		['is:|', ['is:unread', 'is:read', 'is:starred', 'is:withdrawn']],
		['-is:UN|', ['-is:unread']],
		['is:unread|', []],
		['has:|', ['has:image', 'has:audio', 'has:comments']]
	])('%s', (text, expected) => expect(labels(text)).toEqual(expected));
});

describe('dates', () => {
	test.each([
		['before:|', ['before:2021', 'before:2020', 'before:2019', 'before:1999']],
		['after:20|', ['after:2021', 'after:2020', 'after:2019']],
		['after:2019|', []],
		['after:2019-1|', ['after:2019-10', 'after:2019-11', 'after:2019-12']],
		['after:2019-05-|', []]
	])('%s', (text, expected) => expect(labels(text)).toEqual(expected));

	test('say what they mean', () => {
		expect(at('before:202|')[0]!.detail).toEqual({ kind: 'before', period: '2021' });
		expect(at('after:202|')[0]!.detail).toEqual({ kind: 'after', period: '2021' });
		expect(at('after:2019-|')[4]!.detail).toEqual({ kind: 'after', period: '2019-05' });
	});
});

test('whatever is typed, a chosen value asks for something', () => {
	const piece = fc.constantFrom(
		...[
			'"',
			'-',
			'“',
			' ',
			'a',
			'cat',
			'category:',
			'tag:"',
			'is:',
			'before:',
			'2019-',
			'OR',
			'we',
			'東',
			'\ud800'
		]
	);
	const text = fc.oneof(
		fc.array(piece).map((pieces) => pieces.join('')),
		fc.string({ unit: 'binary' })
	);
	const name = fc.record({ name: fc.string({ unit: 'binary' }), count: fc.nat() });
	fc.assert(
		fc.property(text, fc.integer({ min: -1, max: 60 }), fc.array(name), (query, caret, others) => {
			const known = { ...names, categories: [...names.categories, ...others], tags: others };
			const found = completionsAt(query, caret, known);
			expect(found.length).toBeLessThanOrEqual(8);
			for (const completion of found) {
				expect(completion.caret).toBeGreaterThan(0);
				expect(completion.caret).toBeLessThanOrEqual(completion.query.length);
				const before = completion.query.slice(0, completion.caret);
				expect(before.trimEnd().endsWith(completion.label)).toBe(true);
				if (before.endsWith(' ')) expect(isEmpty(parseQuery(before))).toBe(false);
				if (before.endsWith(' ')) expect(isEmpty(parseQuery(completion.label))).toBe(false);
			}
		}),
		{ numRuns: 1000 }
	);
});
