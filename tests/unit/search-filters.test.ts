import { describe, expect, test } from 'vitest';
import type { FeedId } from '$lib/model/ids';
import { viewOf } from '$lib/model/view';
import { engineOf, idOf, post } from './search-library';

const [garden, kitchen] = ['a'.repeat(24) as FeedId, 'b'.repeat(24) as FeedId];
const day = (text: string) => new Date(`${text}T12:00`).getTime();

const library = engineOf(
	post('soil', {
		feedId: garden,
		title: 'Good soil',
		categories: ['Garden', 'Winter Work'],
		tags: ['compost'],
		authors: ['Ida Holm'],
		text: 'Bread crumbs feed the soil.',
		publishedAt: day('2018-12-31'),
		isRead: true
	}),
	post('rye', {
		feedId: kitchen,
		title: 'Rye bread',
		categories: ['Kitchen'],
		tags: ['baking'],
		authors: ['Jon Berg'],
		text: 'A loaf for the winter.',
		publishedAt: day('2019-05-01'),
		isStarred: true,
		hasImage: true
	}),
	post('bread', {
		feedId: kitchen,
		title: 'The oven',
		categories: ['kitchen', 'Work'],
		authors: ['Ida Berg'],
		text: 'Bread, and again bread.',
		publishedAt: day('2019-06-15'),
		hasAudio: true,
		isWithdrawn: true
	}),
	post('talk', {
		feedId: kitchen,
		title: 'A talk on bread',
		publishedAt: day('2020-01-01'),
		hasComments: true
	})
);
library.keepFeeds(
	new Map([
		[garden, 'The Garden Diary'],
		[kitchen, 'Kitchen Table']
	])
);

const found = (query: string, address = '') => library.search(query, address).ids.toSorted();

describe('operators', () => {
	test.each([
		['title:bread', ['rye', 'talk']],
		['title:"rye bread"', ['rye']],
		['title:oven', ['bread']],
		['category:kitchen', ['bread', 'rye']],
		['category:"winter work"', ['soil']],
		['category:work', ['bread', 'soil']],
		['tag:baking', ['rye']],
		['author:berg', ['bread', 'rye']],
		['author:"ida holm"', ['soil']],
		['feed:kitchen', ['bread', 'rye', 'talk']],
		['feed:"garden diary"', ['soil']],
		['feed:nowhere', []],
		['before:2019', ['soil']],
		['after:2019', ['bread', 'rye', 'talk']],
		['after:2019 before:2020', ['bread', 'rye']],
		['after:2019-05 before:2019-06', ['rye']],
		['after:2019-06-15', ['bread', 'talk']],
		['is:unread', ['bread', 'rye', 'talk']],
		['is:read', ['soil']],
		['is:starred', ['rye']],
		['is:withdrawn', ['bread']],
		['has:image', ['rye']],
		['has:audio', ['bread']],
		['has:comments', ['talk']],
		['bread -title:bread', ['bread', 'soil']],
		['bread -is:read', ['bread', 'rye', 'talk']],
		['soil OR loaf', ['rye', 'soil']],
		['is:starred OR has:audio', ['bread', 'rye']],
		['bread is:starred OR is:read', ['rye', 'soil']],
		['-feed:kitchen', ['soil']],
		['bread unknown:operator', []],
		['bread "again bread" -oven -rye', []]
	])('%s', (query, expected) => expect(found(query)).toEqual(expected));

	test('words in the field asked for only, with typos', () => {
		expect(library.search('title:braed ').ids.toSorted()).toEqual(['rye', 'talk']);
		expect(library.search('title:braed ').corrections).toEqual([{ typed: 'braed', taken: ['bread'] }]);
		expect(found('title:loaf ')).toEqual([]);
	});

	test('without words give the newest first', () => {
		expect(library.search('feed:kitchen').ids).toEqual(['talk', 'bread', 'rye']);
		expect(library.search('is:unread').ids).toEqual(['talk', 'bread', 'rye']);
	});
});

describe('filters of the address', () => {
	test.each([
		['bread', 'category=KITCHEN', ['bread', 'rye']],
		['bread', 'category=Kitchen&category=garden', ['bread', 'rye', 'soil']],
		['bread', `feed=${garden}`, ['soil']],
		['bread', 'author=ida%20holm', ['soil']],
		['bread', 'tag=baking', ['rye']],
		['bread', 'tag=Baking', []],
		['bread', 'is=unread', ['bread', 'rye', 'talk']],
		['bread', 'is=starred', ['rye']],
		['bread', 'from=2019-05-01&to=2019-12-31', ['bread', 'rye']],
		['bread title:rye', 'is=unread&category=kitchen', ['rye']]
	])('%s with %s', (query, address, expected) => expect(found(query, address)).toEqual(expected));

	test('a post that is being read stays among the unread', () => {
		expect(library.search('bread', 'is=unread', ['soil']).ids).toContain('soil');
		expect(library.search('bread', `is=unread&feed=${kitchen}`, ['soil']).ids).not.toContain('soil');
		expect(library.search('oven', 'is=unread', ['soil']).ids).toEqual(['bread']);
	});

	test('or when that is asked in words', () => {
		expect(library.search('bread is:unread', '', ['soil']).ids).toContain('soil');
		expect(library.search('bread is:starred', '', ['soil']).ids).toEqual(['rye']);
		expect(library.search('bread -is:unread', '', ['soil']).ids).toEqual(['soil']);
	});

	test('categories are counted among everything else that is asked', () => {
		const counts = (address: string) =>
			library.find({ ...viewOf(new URLSearchParams(address)), query: 'bread' }).categoryCounts;
		expect(counts('')).toEqual(
			new Map([
				['garden', 1],
				['winter work', 1],
				['kitchen', 2],
				['work', 1]
			])
		);
		expect(counts('category=Garden')).toEqual(counts(''));
		expect(counts('is=starred')).toEqual(new Map([['kitchen', 1]]));
	});
});

describe('marks', () => {
	test('of a post count as soon as they change', () => {
		const engine = engineOf(post('a', { text: 'tea' }), post('b', { text: 'tea', isRead: true }));
		expect(engine.search('tea is:unread').ids).toEqual(['a']);
		engine.setMarks([
			{ id: idOf('a'), isRead: true, isStarred: true },
			{ id: idOf('gone'), isRead: true, isStarred: true }
		]);
		expect(engine.search('tea is:unread').ids).toEqual([]);
		expect(engine.search('tea', 'is=starred').ids).toEqual(['a']);
		engine.index.setMarksOf([idOf('b')], [idOf('b')]);
		expect(engine.search('tea is:unread').ids).toEqual(['a']);
		expect(engine.search('tea is:starred').ids).toEqual(['b']);
	});
});

describe('order', () => {
	test('is by date when asked', () => {
		expect(library.search('bread', 'sort=date').ids).toEqual(['talk', 'bread', 'rye', 'soil']);
		expect(library.search('bread').ids[0]).toBe('rye');
	});

	test('of dates holds for any date, and is the same for equal ones', () => {
		const times = [-1e14, 0, 1, 1, 2, 999, 1000, 4e12, 8e15];
		const engine = engineOf(...times.map((publishedAt, i) => post(`p${i}`, { text: 'x', publishedAt })));
		expect(engine.search('x', 'sort=date').ids).toEqual([
			'p8',
			'p7',
			'p6',
			'p5',
			'p4',
			'p2',
			'p3',
			'p1',
			'p0'
		]);
	});

	test('beyond the first few is as among them', () => {
		const many = Array.from({ length: 200 }, (_, i) =>
			post(`p${i}`, { text: 'tea '.repeat(1 + (i % 7)), publishedAt: i })
		);
		const engine = engineOf(...many);
		const all = engine.search('tea ').ids;
		const findings = engine.find({ ...viewOf(new URLSearchParams()), query: 'tea ' });
		expect(
			engine.page(findings, 0, 20).map((id) => all.indexOf(all.find((name) => idOf(name) === id)!))
		).toEqual(Array.from({ length: 20 }, (_, i) => i));
		expect(new Set(all).size).toBe(200);
	});
});

describe('what is written in one', () => {
	test('stands together, or else is looked for word by word', () => {
		const engine = engineOf(
			post('together', { text: 'We like local-first software, node.js and 3.14.' }),
			post('apart', { text: 'first a local word, js on a node' })
		);
		expect(engine.search('local-first ').ids).toEqual(['together']);
		expect(engine.search('node.js').ids).toEqual(['together']);
		expect(engine.search('3.14').ids).toEqual(['together']);
		expect(engine.search('first-local ').ids.toSorted()).toEqual(['apart', 'together']);
	});

	test('an address is found by its words, and as a whole', () => {
		const engine = engineOf(post('link', { text: 'See https://blog.example/2019/how-to-bake?x=1.' }));
		for (const query of ['example', 'bake', 'blog.example', 'https://blog.example/2019/how-to-bake']) {
			expect(engine.search(query).ids, query).toEqual(['link']);
		}
	});
});
