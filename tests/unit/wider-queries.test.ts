import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widerQueries } from '$lib/ui/wider-queries';

test('one word leaves nothing to leave out', () => {
	expect(widerQueries('zzzzqqqq')).toEqual([]);
	expect(widerQueries('  ')).toEqual([]);
	expect(widerQueries('https://example.com/')).toEqual([]);
});

test('the last word can go', () => {
	expect(widerQueries('winter garden  snow')).toEqual(['winter garden']);
	expect(widerQueries('winter "garden snow"')).toContain('winter');
});

test('a phrase can be words', () => {
	expect(widerQueries('"winter garden"')).toEqual(['winter garden']);
	expect(widerQueries('“winter garden” snow')).toEqual(['winter garden snow', '“winter garden”']);
	expect(widerQueries('"winter garden')).toEqual(['winter garden']);
});

test('conditions can go', () => {
	expect(widerQueries('garden -winter category:"Web Design" snow')).toEqual([
		'garden snow',
		'garden -winter category:"Web Design"'
	]);
	expect(widerQueries('is:unread -"cold winter"')).toEqual(['is:unread']);
	expect(widerQueries('well-known garden')).toEqual(['well-known']);
});

test('OR is never left without its second half', () => {
	expect(widerQueries('garden OR balcony')).toEqual(['garden']);
	expect(widerQueries('garden OR -winter')).toEqual(['garden']);
});

test('any query gives other queries, with something to search for', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', '“', '”', '-', ':', ' OR ', '\t') }),
			(query) => {
				for (const other of widerQueries(query)) {
					expect(other).not.toBe(query);
					expect(other).toMatch(/[a-zOR]/);
				}
			}
		)
	);
});
