import { expect, test } from 'vitest';
import { readEmbedCard } from '../../src/lib/content/embed-card';
import { piecesOf, slot } from '../../src/lib/ui/sentence';

test.each([
	[
		'Video on www.youtube.com: A film: part 2',
		{ kind: 'Video', host: 'www.youtube.com', title: 'A film: part 2' }
	],
	['Map on www.openstreetmap.org', { kind: 'Map', host: 'www.openstreetmap.org', title: '' }],
	['Embedded page on blog.example:8080: More', { kind: null, host: 'blog.example:8080', title: 'More' }]
])('the words of a card are read again: %s', (words, read) => {
	expect(readEmbedCard(words)).toEqual(read);
});

test('other words are no card', () => {
	expect(readEmbedCard('A film on the harbour')).toBeNull();
	expect(readEmbedCard('Video on two hosts')).toBeNull();
});

test('the parts of a sentence come in the order of its language', () => {
	expect(piecesOf(`${slot('authors')} am ${slot('date')}`)).toEqual([
		{ text: 'authors', slot: 'authors' },
		{ text: ' am ', slot: null },
		{ text: 'date', slot: 'date' }
	]);
});
