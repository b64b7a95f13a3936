import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Piece } from '$lib/search/answer';
import { viewOf } from '$lib/model/view';
import { findMatches } from '$lib/search/match/matches';
import { excerptOf, highlight } from '$lib/search/match/snippet';
import { engineOf, post } from './search-library';

function soughtIn(query: string, text: string, title = '') {
	const engine = engineOf(post('p', { title, text }));
	return engine.find({ ...viewOf(new URLSearchParams()), query }).sought;
}

function snippetOf(query: string, text: string, title = '') {
	const sought = soughtIn(query, text, title);
	const { pieces, cutBefore, cutAfter } = excerptOf(text, sought);
	return { title: highlight(title, sought, 'title'), text: pieces, cutBefore, cutAfter };
}

const marked = (pieces: Piece[]) => pieces.filter((piece) => piece.marked).map(({ text }) => text);
const joined = (pieces: Piece[]) => pieces.map(({ text }) => text).join('');

describe('marks', () => {
	test.each([
		['whole words', 'fish ', 'A fish, fishing for FISH.', ['fish', 'FISH']],
		['words that begin so, entirely', 'fis', 'A fish, fishing.', ['fish', 'fishing']],
		['accented words', 'creme ', 'Une crème brûlée', ['crème']],
		['what a typo was taken for', 'salmno ', 'Smoked salmon', ['salmon']],
		[
			'a phrase as one, and only the phrase',
			'"smoked salmon"',
			'smoked salmon is salmon, smoked',
			['smoked salmon']
		],
		['a run of characters as one', '東京都', '昨日は東京都に。東京へ', ['東京都']],
		['one character of many', '都', '東京都に', ['都']],
		['nothing that is not wanted', 'fish -tea', 'fish', ['fish']]
	])('%s', (_, query, text, expected) => expect(marked(snippetOf(query, text).text)).toEqual(expected));

	test('the title, entirely shown', () => {
		const title = `About fish ${'and more '.repeat(50)}`;
		const snippet = snippetOf('fish', 'Nothing.', title);
		expect(joined(snippet.title)).toBe(title);
		expect(marked(snippet.title)).toEqual(['fish']);
	});

	test('only in the title, when only the title is asked', () => {
		const { title, text } = snippetOf('title:fish', 'A fish.', 'Fish');
		expect(marked(title)).toEqual(['Fish']);
		expect(marked(text)).toEqual([]);
		expect(marked(snippetOf('author:fish', 'A fish.', 'Fish').title)).toEqual([]);
	});

	test('the places of all matches, those that touch as one', () => {
		const text = '東京都 and 京都, smoked salmon';
		const sought = soughtIn('東京 OR 京都 OR "smoked salmon"', text);
		const places = findMatches(text, sought, 'text').map(({ start, end }) => text.slice(start, end));
		expect(places).toEqual(['東京都', '京都', 'smoked salmon']);
	});
});

describe('the part of the text that is shown', () => {
	const filler = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(20);

	test('is a short text entirely', () => {
		expect(snippetOf('fish', 'A fish.')).toMatchObject({ cutBefore: false, cutAfter: false });
	});

	test('is where most of the words are, cut between words', () => {
		const { text, cutBefore, cutAfter } = snippetOf(
			'salmon tea',
			`Salmon. ${filler}A salmon with tea. ${filler}`
		);
		expect(marked(text)).toEqual(['salmon', 'tea']);
		expect([cutBefore, cutAfter]).toEqual([true, true]);
		expect(joined(text)).toMatch(/^[A-Za-z]+\b.*\b[a-z]+[.,]?$/);
		expect(filler + filler).toContain(joined(text).split(' ')[0]);
		expect(joined(text).length).toBeGreaterThan(110);
		expect(joined(text).length).toBeLessThanOrEqual(161);
	});

	test('is the beginning when the words are elsewhere', () => {
		const { text, cutBefore, cutAfter } = snippetOf('fish', filler, 'Fish');
		expect(filler.startsWith(joined(text))).toBe(true);
		expect([cutBefore, cutAfter]).toEqual([false, true]);
	});

	test('has no end in a script without spaces', () => {
		const { text } = snippetOf('東京', `${'何か書いてある'.repeat(40)}東京${'まだ続いている'.repeat(40)}`);
		expect(marked(text)).toEqual(['東京']);
		expect(joined(text).length).toBeLessThanOrEqual(161);
	});
});

test('HTML stays text', () => {
	const hostile = '<img src=x onerror=alert(1)> <b>fish</b> &amp; <script>';
	const { text, title } = snippetOf('fish script', hostile, hostile);
	expect(joined(text)).toBe(hostile);
	expect(joined(title)).toBe(hostile);
	expect(marked(text)).toEqual(['fish', 'script']);
});

test('the pieces join to a part of the text, and no character is cut apart', () => {
	const piece = fc.oneof(
		fc.constantFrom('fish ', 'salmon', '東京都', '𠮷野家', '👩‍👩‍👧', ' ', 'é'),
		fc.string({ unit: 'grapheme' })
	);
	const text = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''));
	fc.assert(
		fc.property(
			text,
			fc.constantFrom('fish', 'salm', '東京', '都 fish', '"fish salmon"', ''),
			(body, query) => {
				const snippet = snippetOf(query, body);
				const shown = joined(snippet.text);
				expect(body).toContain(shown);
				expect(snippet.text.every((piece) => piece.text !== '')).toBe(true);
				expect(shown.isWellFormed()).toBe(body.isWellFormed());
				if (!snippet.cutBefore && !snippet.cutAfter) expect(shown.trim()).toBe(body.trim());
			}
		)
	);
});
