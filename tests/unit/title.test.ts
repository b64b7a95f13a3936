import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayTitle } from '$lib/model/title';

const untitled = { title: '', excerpt: '', url: null, externalUrl: null };

test('a post is called by its title, else by its first words, else by its address', () => {
	expect(displayTitle({ ...untitled, title: 'A title', excerpt: 'Words' })).toBe('A title');
	expect(displayTitle({ ...untitled, excerpt: 'A few words.' })).toBe('A few words.');
	expect(displayTitle({ ...untitled, url: 'https://www.blog.example/2026/07/' })).toBe(
		'blog.example/2026/07'
	);
	expect(displayTitle(untitled)).toBe('Untitled post');
});

test('long first words end after a word', () => {
	const title = displayTitle({ ...untitled, excerpt: 'word '.repeat(60).trim() });
	expect(title).toMatch(/^(word )+word…$/);
	expect(title.length).toBeLessThanOrEqual(81);
});

test('no character is cut in two', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom('a', '😀', '👩‍👩‍👧', 'é', ' '), maxLength: 120 }),
			(excerpt) => {
				const title = displayTitle({ ...untitled, excerpt });
				expect(title.isWellFormed()).toBe(true);
				expect(title).not.toMatch(/\u200d…$/);
			}
		)
	);
});
