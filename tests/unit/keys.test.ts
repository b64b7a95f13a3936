import { describe, expect, test } from 'vitest';
import { keyNames } from '$lib/ui/key-names';
import { KEYS, KEY_GROUPS, isOtherLetter, keysOf, type Key } from '$lib/ui/keys';
import { yearAbove } from '$lib/ui/year-above';

const table = Object.values<Key>(KEYS);

describe('the table of keys', () => {
	test('gives no key two meanings', () => {
		const presses = table.filter(({ isNative }) => isNative !== true).flatMap(({ presses }) => presses);
		expect(new Set(presses).size).toBe(presses.length);
	});

	test('leaves to the browser what has a modifier or a name', () => {
		const ours = table.filter(({ isNative }) => isNative !== true).flatMap(({ presses }) => presses);
		for (const press of ours) expect(press).toMatch(/^(Shift\+[A-Z]|g [a-z]|[a-z]|[/?.,])$/);
	});

	test('shows every key once, with what it does', () => {
		const shown = KEY_GROUPS.flatMap(({ group }) => keysOf(group));
		expect(shown.map(({ name }) => name).sort()).toEqual(Object.keys(KEYS).sort());
		for (const { says } of shown) expect(says).not.toBe('');
		expect(shown.find(({ name }) => name === 'search')?.presses).toEqual([['/'], ['g', 'e']]);
	});
});

test.each(['о', 'ㅓ', 'ξ', 'ש'])('%s is meant as the key at its place', (key) => {
	expect(isOtherLetter(key)).toBe(true);
});

test.each(['j', 'é', 'ß', ',', ';', '1', 'Enter'])('%s is meant as it is written', (key) => {
	expect(isOtherLetter(key)).toBe(false);
});

test('keys pressed together are named one by one', () => {
	expect(keyNames('Shift+Space')).toEqual(['Shift', 'Space']);
	expect(keyNames('?')).toEqual(['?']);
});

describe('the year above a row', () => {
	const time = (year: number) => new Date(year, 5, 1).getTime();

	test('stands where a year begins, in either order of dates', () => {
		expect(yearAbove(time(2020), time(2019))).toBe(time(2019));
		expect(yearAbove(time(2019), time(2020))).toBe(time(2020));
		expect(yearAbove(time(2019), new Date(2019, 0, 1).getTime())).toBeNull();
	});

	test('stands over the list for its first row', () => {
		expect(yearAbove(null, time(2019))).toBeNull();
	});
});
