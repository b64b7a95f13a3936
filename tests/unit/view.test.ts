import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchOf, toggleCategory, viewOf } from '$lib/model/view';

const viewIn = (search: string) => viewOf(new URLSearchParams(search));

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
			fc.property(text, fc.array(text), fc.constantFrom('unread', 'starred', ''), (q, categories, is) => {
				const search = new URLSearchParams({ q, is });
				for (const category of categories) search.append('category', category);
				const view = viewOf(search);
				expect(viewIn(searchOf(view))).toEqual(view);
			})
		);
	});

	test('a press on a category adds it, another takes it away whatever its case', () => {
		const added = toggleCategory(viewIn('?category=Bees'), 'Garden');
		expect(added.categories).toEqual(['Bees', 'Garden']);
		expect(toggleCategory(added, 'bees').categories).toEqual(['Garden']);
	});
});
