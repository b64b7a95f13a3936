import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PostId } from '$lib/model/ids';
import { Destinations } from '$lib/search/query/destinations';

const places = new Destinations({
	feeds: [
		{ id: 'f1', name: 'The Garden of Bees' },
		{ id: 'f2', name: 'Zürcher Küche' }
	],
	categories: [
		{ name: 'Garden', count: 40 },
		{ name: 'Garden tools', count: 3 },
		{ name: 'Gardening for beginners', count: 9 },
		{ name: 'Garden walls', count: 8 },
		{ name: 'Web Design', count: 5 },
		{ name: '東京都', count: 1 },
		{ name: '…', count: 1 }
	],
	authors: [
		{ name: 'Ida Holm', count: 2 },
		{ name: 'Ida Wu', count: 90 },
		{ name: 'Gordon Gray', count: 7 },
		{ name: 'Martha Adams', count: 7 }
	]
});
const posts = [
	{ id: 'p1' as PostId, title: 'A long winter in the garden of my aunt' },
	{ id: 'p2' as PostId, title: 'Garden notes' }
];
const names = (query: string) => places.find(query, posts).map(({ kind, name }) => `${kind}: ${name}`);

describe('jumping to a name', () => {
	test('the likest first, three of a kind, six in all', () => {
		expect(names('garden').slice(0, 4)).toEqual([
			'category: Garden',
			'category: Garden walls',
			'category: Garden tools',
			'post: Garden notes'
		]);
		expect(names('garden')).toHaveLength(6);
	});

	test.each([
		['the beginning of a word', 'küc', 'feed: Zürcher Küche'],
		['without accents', 'kuche', 'feed: Zürcher Küche'],
		['a wrong letter', 'kuxhe', 'feed: Zürcher Küche'],
		['a missing letter', 'desgn', 'category: Web Design'],
		['two letters swapped', 'gadren notes', 'post: Garden notes'],
		['words in any order', 'holm ida', 'author: Ida Holm'],
		['quotes do not count', '"web design" ', 'category: Web Design'],
		['nor do operators', 'web is:unread -author:x des', 'category: Web Design'],
		['characters without spaces', '東京都', 'category: 東京都']
	])('%s', (_, query, expected) => expect(names(query)[0]).toBe(expected));

	test('of names as alike the one with more posts comes first', () => {
		expect(names('ida')).toEqual(['author: Ida Wu', 'author: Ida Holm']);
	});

	test('a name is not found by the middle of a word', () => {
		expect(names('art')).toEqual([]);
	});

	test('typos are not forgiven where something is spelt so', () => {
		expect(names('gorden')).toContain('author: Gordon Gray');
		expect(names('gordon')).toEqual(['author: Gordon Gray']);
	});

	test.each(['', 'g', '  g ', '-garden', 'category:garden', '…', 'garden elephant'])(
		'nothing for %j',
		(query) => expect(names(query)).toEqual([])
	);
});

test('never throws, whatever the query and the names', () => {
	const text = fc.string({ unit: 'binary', maxLength: 60 });
	fc.assert(
		fc.property(text, fc.array(text), (query, titles) => {
			const odd = titles.map((name) => ({ id: name as PostId, name, title: name, count: 1 }));
			const found = new Destinations({ feeds: odd, categories: odd, authors: odd }).find(query, odd);
			expect(found.length).toBeLessThanOrEqual(6);
		})
	);
});

test('every name is found by itself', () => {
	const word = fc.string({
		unit: fc.constantFrom('a', 'b', 'c', 'é', 'ß', 'ж', 'あ', '서'),
		minLength: 2,
		maxLength: 12
	});
	const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
	fc.assert(
		fc.property(name, (only) => {
			const found = new Destinations({ feeds: [], categories: [{ name: only, count: 1 }], authors: [] });
			expect(found.find(`${only} `, [])).toEqual([{ kind: 'category', name: only }]);
		})
	);
});
