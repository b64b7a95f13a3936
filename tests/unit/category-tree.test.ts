import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CategoryCount } from '$lib/state/post-list.svelte';
import { foldCategories, keepWithAncestors, mergeParents, placeCategories } from '$lib/ui/category-tree';

const named = (...names: string[]): CategoryCount[] =>
	names.map((name) => ({ key: name.toLowerCase(), name, count: 1, unread: 1 }));

/** Each name with a dot for each category that it lies within. */
const drawn = (categories: CategoryCount[], parents: Record<string, string>) =>
	placeCategories(categories, parents).map(({ name, level }) => '.'.repeat(level) + name);

test('a category stands under the one that it lies within, by name on each level', () => {
	const parents = { spain: 'europe', 'new york': 'america', italy: 'europe', rome: 'italy' };
	expect(drawn(named('America', 'Europe', 'Italy', 'New York', 'Rome', 'Spain', 'Tools'), parents)).toEqual([
		'America',
		'.New York',
		'Europe',
		'.Italy',
		'..Rome',
		'.Spain',
		'Tools'
	]);
});

test('without a tree the order stays', () => {
	expect(drawn(named('B', 'A', 'C'), {})).toEqual(['B', 'A', 'C']);
});

test('where the one around has no posts, the next one further out stands for it', () => {
	expect(drawn(named('Europe', 'Rome'), { rome: 'italy', italy: 'europe' })).toEqual(['Europe', '.Rome']);
	expect(drawn(named('Rome'), { rome: 'italy', italy: 'europe' })).toEqual(['Rome']);
});

test('names that every object knows are names like others', () => {
	expect(drawn(named('constructor', 'toString'), {})).toEqual(['constructor', 'toString']);
	expect(
		drawn(named('constructor', '__proto__'), Object.fromEntries([['constructor', '__proto__']]))
	).toEqual(['__proto__', '.constructor']);
});

test('of the trees of several feeds the first that knows a category counts', () => {
	expect(mergeParents([{ a: 'b' }, { a: 'c', d: 'e' }])).toEqual({ a: 'b', d: 'e' });
});

test('what lies around a wanted category is kept with it, and nothing else', () => {
	const parents = { b: 'a', c: 'b', d: 'a', f: 'e' };
	const placed = placeCategories(named('A', 'B', 'C', 'D', 'E', 'F'), parents);
	const keptFor = (...keys: string[]) =>
		keepWithAncestors(placed, ({ key }) => keys.includes(key)).map(({ key }) => key);
	expect(keptFor('c')).toEqual(['a', 'b', 'c']);
	expect(keptFor('d', 'e')).toEqual(['a', 'd', 'e']);
	expect(keptFor('c', 'd')).toEqual(['a', 'b', 'c', 'd']);
	expect(keptFor()).toEqual([]);
});

test('whatever lies within whatever, each category is there once, under its own', () => {
	const key = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
	fc.assert(
		fc.property(
			fc.uniqueArray(key),
			fc.dictionary(key, key, { noNullPrototype: true }),
			fc.array(key),
			(keys, parents, wanted) => {
				const placed = placeCategories(named(...keys), parents);
				expect(placed.map(({ name }) => name).sort()).toEqual([...keys].sort());
				const around: string[] = [];
				for (const { name, level, within } of placed) {
					around.length = level;
					expect(within).toEqual(around);
					around.push(name);
				}
				const kept = keepWithAncestors(placed, ({ name }) => wanted.includes(name));
				const expected = placed.filter(
					({ name }) =>
						wanted.includes(name) ||
						placed.some((inner) => wanted.includes(inner.name) && inner.within.includes(name))
				);
				expect(kept).toEqual(expected);
			}
		)
	);
});

test('what lies within a folded category is out of sight, but for what is chosen', () => {
	const placed = placeCategories(named('A', 'B', 'C', 'D', 'E'), { b: 'a', c: 'b', d: 'a' });
	const shown = (folded: string[], ...chosen: string[]) =>
		foldCategories(placed, new Set(folded), ({ key }) => chosen.includes(key)).map(
			({ key, hasInner }) => key + (hasInner ? '+' : '')
		);
	expect(shown([])).toEqual(['a+', 'b+', 'c', 'd', 'e']);
	expect(shown(['b'])).toEqual(['a+', 'b+', 'd', 'e']);
	expect(shown(['a', 'b'])).toEqual(['a+', 'e']);
	expect(shown(['a'], 'c')).toEqual(['a+', 'c', 'e']);
});
