import { expect, test } from 'vitest';
import { ownName } from '$lib/model/own-name';

test('at the root of a host names are as they always were', () => {
	expect(ownName('backlist', '')).toBe('backlist');
	expect(ownName('backlist')).toBe('backlist');
});

test('each folder of a host has names of its own', () => {
	expect(ownName('backlist', '/reader')).not.toBe(ownName('backlist', '/garden'));
	expect(ownName('backlist', '/reader')).not.toBe('backlist');
});
