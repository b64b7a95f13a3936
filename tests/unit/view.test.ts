import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFiltered, isNewestFirst, searchOf, toggleCategory, viewOf } from '$lib/model/view';

const viewIn = (search: string) => viewOf(new URLSearchParams(search));

/** Values of the other parameters, readable or not. */
const shapeOfRest = fc.record({
	is: fc.constantFrom('unread', 'starred', ''),
	on: fc.constantFrom('', '11-27', '02-30'),
	sort: fc.constantFrom('', 'date', 'oldest', 'longest', 'random', 'best'),
	seed: fc.constantFrom('', '7', '-1', '12345678')
});

describe('a view and its address', () => {
	test('the whole library has no search', () => {
		expect(searchOf(viewIn(''))).toBe('');
	});

	test('what cannot be read counts as absent', () => {
		expect(searchOf(viewIn('?is=hidden&from=soon&to=&feed=&category=&category=%20'))).toBe('');
	});

	test('categories that differ only in case are one', () => {
		expect(viewIn('?category=Garden&category=GARDEN').categories).toHaveLength(1);
	});

	test('a year, a month and a day are whole', () => {
		expect(viewIn('?from=2019&to=2019')).toMatchObject({
			from: new Date(2019, 0, 1).getTime(),
			to: new Date(2020, 0, 1).getTime()
		});
		expect(viewIn('?from=2019-02&to=2019-02').to).toBe(new Date(2019, 2, 1).getTime());
		expect(viewIn('?from=2019-02-03&to=2019-02-03').to).toBe(new Date(2019, 1, 4).getTime());
	});

	test('reading an address that was written gives the same view', () => {
		const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed());
		fc.assert(
			fc.property(text, fc.array(text), text, shapeOfRest, (q, categories, noise, rest) => {
				const search = new URLSearchParams({ q, ...rest, tag: noise });
				for (const category of categories) search.append('category', category);
				const view = viewOf(search);
				expect(viewIn(searchOf(view))).toEqual(view);
			})
		);
	});

	test('a day of the year is one that some year has', () => {
		expect(viewIn('?on=11-27').on).toBe('11-27');
		expect(viewIn('?on=02-29').on).toBe('02-29');
		for (const on of ['02-30', '13-01', '1-1', '00-10', 'today']) expect(viewIn(`?on=${on}`).on).toBeNull();
	});

	test('a random order has a seed, and no other has one', () => {
		expect(viewIn('?sort=random&seed=42').seed).toBe(42);
		expect(viewIn('?sort=random&seed=x').seed).toBe(1);
		expect(viewIn('?sort=oldest&seed=42').seed).toBeNull();
		expect(searchOf(viewIn('?sort=random&seed=42'))).toBe('?sort=random&seed=42');
	});

	test('an order narrows nothing, a day of every year does', () => {
		expect(isFiltered(viewIn('?q=x&sort=random&seed=3'))).toBe(false);
		expect(isFiltered(viewIn('?on=11-27'))).toBe(true);
	});

	test('the newest are first unless a search or the reader wants it otherwise', () => {
		expect(
			['', '?sort=date', '?q=%20', '?q=x&sort=date'].map((search) => isNewestFirst(viewIn(search)))
		).toEqual([true, true, true, true]);
		expect(['?q=x', '?sort=oldest', '?sort=random'].map((search) => isNewestFirst(viewIn(search)))).toEqual([
			false,
			false,
			false
		]);
	});

	test('a press on a category adds it, another takes it away whatever its case', () => {
		const added = toggleCategory(viewIn('?category=Bees'), 'Garden');
		expect(added.categories).toEqual(['Bees', 'Garden']);
		expect(toggleCategory(added, 'bees').categories).toEqual(['Garden']);
	});
});
