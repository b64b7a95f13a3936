import { expect, test } from 'vitest';
import type { Highlight } from '$lib/model/highlight';
import type { Post } from '$lib/model/post';
import type { PlacedHighlight } from '$lib/state/highlights.svelte';
import { firstOf, groupedByPost, withWords } from '$lib/ui/highlights/grouped';
import { markdownOf } from '$lib/ui/highlights/markdown';

function placed(exact: string, note: string, start: number, post?: Partial<Post>): PlacedHighlight {
	const highlight = { id: exact, quote: { exact }, note, position: { start, end: start + 1 } };
	return { highlight: highlight as unknown as Highlight, post: post as Post | undefined };
}

const bees = { id: 'bees', title: 'On *bees*', url: 'https://blog.example/a_(b)>' } as unknown as Post;
const walls = { id: 'walls', title: 'Walls', url: null } as unknown as Post;
const all = [
	placed('gone', '', 4),
	placed('slow', 'Why?', 90, bees),
	placed('clover\nand over', '', 10, bees),
	placed('moss', '', 3, walls)
];

test('highlights are grouped by post, in the order of its text, those without a post at the end', () => {
	const groups = groupedByPost(all);
	expect(groups.map(({ id, highlights }) => [id, ...highlights.map(({ quote }) => quote.exact)])).toEqual([
		['bees', 'clover\nand over', 'slow'],
		['walls', 'moss'],
		[null, 'gone']
	]);
	expect(firstOf(groups, 3).map(({ id, highlights }) => [id, highlights.length])).toEqual([
		['bees', 2],
		['walls', 1]
	]);
	expect(firstOf(groups, 1).map(({ highlights }) => highlights.length)).toEqual([1]);
});

test('they are found by words of the passage, the note and the title, in any case', () => {
	const found = (words: string) => withWords(all, words).map(({ highlight }) => highlight.id as string);
	expect(found('  ')).toHaveLength(4);
	expect(found('WHY')).toEqual(['slow']);
	expect(found('bees over')).toEqual(['clover\nand over']);
	expect(found('walls over')).toEqual([]);
});

test('as Markdown, nothing that they say becomes a mark', () => {
	expect(markdownOf(groupedByPost(all), 'Elsewhere')).toBe(
		[
			'## [On \\*bees\\*](<https://blog.example/a_(b)%3E>)',
			'',
			'> clover\n> and over',
			'',
			'> slow',
			'',
			'Why?',
			'',
			'## Walls',
			'',
			'> moss',
			'',
			'## Elsewhere',
			'',
			'> gone',
			''
		].join('\n')
	);
	const odd = [placed('1. one\n\n\n# two\n- three <b>[x](y)</b>', '`code`\n12) twelve', 0, walls)];
	expect(markdownOf(groupedByPost(odd), '')).toBe(
		'## Walls\n\n> 1\\. one\n>\n> \\# two\n> \\- three \\<b\\>\\[x\\](y)\\</b\\>\n\n\\`code\\`\n12\\) twelve\n'
	);
	const fenced = [placed('moss', '~~~\nNo\n===\n~~old~~\n\n    four blanks\n\tand a tab', 0, walls)];
	expect(markdownOf(groupedByPost(fenced), '')).toBe(
		'## Walls\n\n> moss\n\n\\~\\~\\~\nNo\n\\===\n\\~\\~old\\~\\~\n\nfour blanks\nand a tab\n'
	);
});
