import { describe, expect, test } from 'vitest';
import type { SmallStorage } from '$lib/state/browser-storage';
import { RecentSearches } from '$lib/state/recent-searches.svelte';

function storageWith(text: string | null = null): SmallStorage {
	let kept = text;
	return { getItem: () => kept, setItem: (_, value) => (kept = value) };
}

describe('recent searches', () => {
	test('the latest is first, and all are there on the next visit', () => {
		const storage = storageWith();
		const recent = new RecentSearches(storage);
		recent.remember('beans');
		recent.remember('rye bread');
		expect(recent.all).toEqual(['rye bread', 'beans']);
		expect(new RecentSearches(storage).all).toEqual(['rye bread', 'beans']);
	});

	test('one that differs only in case or space around it takes the place of the one before', () => {
		const recent = new RecentSearches(storageWith());
		recent.remember('Beans');
		recent.remember('soup');
		recent.remember(' beans ');
		expect(recent.all).toEqual(['beans', 'soup']);
	});

	test('an empty box is no search', () => {
		const recent = new RecentSearches(storageWith());
		recent.remember('  ');
		expect(recent.all).toEqual([]);
	});

	test('at most ten are kept', () => {
		const storage = storageWith();
		const recent = new RecentSearches(storage);
		for (let n = 1; n <= 12; n++) recent.remember(`search ${n}`);
		expect(recent.all).toHaveLength(10);
		expect(recent.all[0]).toBe('search 12');
		expect(new RecentSearches(storage).all.at(-1)).toBe('search 3');
	});

	test('one that the reader takes away is gone, also on the next visit', () => {
		const storage = storageWith();
		const recent = new RecentSearches(storage);
		recent.remember('beans');
		recent.remember('soup');
		recent.forget('Beans');
		expect(recent.all).toEqual(['soup']);
		expect(new RecentSearches(storage).all).toEqual(['soup']);
	});

	test.each(['{', '"beans"', '{"0":"beans"}', 'null'])(
		'what makes no sense counts as nothing: %s',
		(text) => {
			expect(new RecentSearches(storageWith(text)).all).toEqual([]);
		}
	);

	test('what is no text is left out', () => {
		expect(new RecentSearches(storageWith('["beans", 3, null, "soup"]')).all).toEqual(['beans', 'soup']);
	});

	test('where storage is blocked they last for the visit', () => {
		const recent = new RecentSearches({ getItem: () => null, setItem: () => undefined });
		recent.remember('beans');
		expect(recent.all).toEqual(['beans']);
	});
});
