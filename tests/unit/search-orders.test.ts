import { describe, expect, test } from 'vitest';
import { viewOf } from '$lib/model/view';
import { engineOf, nameOf, post, type TestEngine } from './search-library';

const day = (year: number, month: number, date: number) => new Date(year, month - 1, date, 12).getTime();

const library = engineOf(
	post('new', { publishedAt: day(2026, 11, 27), text: 'tea for two', tags: ['cup'], isRead: true }),
	post('mid', { publishedAt: day(2026, 11, 3), text: 'tea', authors: ['Ida'], categories: ['Bees'] }),
	post('leap', { publishedAt: day(2024, 2, 29), text: 'tea and more of it', authors: ['ida', 'Jon'] }),
	post('old', { publishedAt: day(2019, 11, 27), text: 'four words of tea', categories: ['bees', 'Hay'] })
);

const monthsOf = (engine: TestEngine, address = '') =>
	engine.months(engine.find(viewOf(new URLSearchParams(address)))).map(({ from, count }) => {
		const date = new Date(from);
		return `${date.getFullYear()}-${date.getMonth() + 1}: ${count}`;
	});

describe('orders', () => {
	test('go by date and by length, with words and without', () => {
		expect(library.search('', '').ids).toEqual(['new', 'mid', 'leap', 'old']);
		expect(library.search('', 'sort=oldest').ids).toEqual(['old', 'leap', 'mid', 'new']);
		expect(library.search('tea', 'sort=oldest').ids).toEqual(['old', 'leap', 'mid', 'new']);
		expect(library.search('', 'sort=longest').ids).toEqual(['leap', 'old', 'new', 'mid']);
		expect(library.search('', 'is=unread&sort=longest').ids).toEqual(['leap', 'old', 'mid']);
	});

	test('by chance are the same with the same seed, also after the index was built otherwise', () => {
		const many = Array.from({ length: 100 }, (_, i) => post(`p${i}`, { publishedAt: i, text: 'x' }));
		const engine = engineOf(...many);
		const other = engineOf();
		for (const one of many.toReversed()) other.add([one]);
		const shuffled = engine.search('', 'sort=random&seed=5').ids;
		expect(other.search('', 'sort=random&seed=5').ids).toEqual(shuffled);
		expect(engine.search('', 'sort=random&seed=6').ids).not.toEqual(shuffled);
		expect(shuffled).not.toEqual(engine.search('', '').ids);
		expect(shuffled.toSorted()).toEqual(engine.search('', '').ids.toSorted());
	});
});

test('a day of every year finds the posts of that day alone', () => {
	expect(library.search('', 'on=11-27').ids).toEqual(['new', 'old']);
	expect(library.search('four', 'on=11-27').ids).toEqual(['old']);
	expect(library.search('', 'on=02-29').ids).toEqual(['leap']);
	expect(library.search('', 'on=11-27&is=unread').ids).toEqual(['old']);
});

describe('months', () => {
	test('are counted, newest first, without those that have no post', () => {
		expect(monthsOf(library)).toEqual(['2026-11: 2', '2024-2: 1', '2019-11: 1']);
		expect(monthsOf(library, 'category=bees')).toEqual(['2026-11: 1', '2019-11: 1']);
		expect(monthsOf(library, 'q=two')).toEqual(['2026-11: 1']);
		expect(monthsOf(engineOf())).toEqual([]);
	});

	test('are those of the reader’s time zone, to the millisecond', () => {
		const march = new Date(2020, 2, 1).getTime();
		const engine = engineOf(post('a', { publishedAt: march }), post('b', { publishedAt: march - 1 }));
		expect(monthsOf(engine)).toEqual(['2020-3: 1', '2020-2: 1']);
	});

	test('follow what comes and goes', () => {
		const engine = engineOf(post('a', { publishedAt: day(2020, 5, 5) }));
		expect(monthsOf(engine)).toEqual(['2020-5: 1']);
		engine.add([post('b', { publishedAt: day(2021, 1, 1) })]);
		engine.remove([post('a').id]);
		expect(monthsOf(engine)).toEqual(['2021-1: 1']);
	});
});

test('names are counted among the posts found, most first, however they are written', () => {
	const names = (address: string) => library.names(library.find(viewOf(new URLSearchParams(address))));
	expect(names('')).toMatchObject({
		authors: [
			{ name: 'Ida', count: 2 },
			{ name: 'Jon', count: 1 }
		],
		categories: [
			{ name: 'Bees', count: 2 },
			{ name: 'Hay', count: 1 }
		],
		tags: [{ name: 'cup', count: 1 }]
	});
	expect(names('category=hay')).toMatchObject({
		authors: [],
		tags: [],
		categories: [{ count: 1 }, { count: 1 }]
	});
	expect(library.page(library.find(viewOf(new URLSearchParams('author=IDA'))), 0, 9).map(nameOf)).toEqual([
		'mid',
		'leap'
	]);
});
