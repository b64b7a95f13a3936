import { afterEach, describe, expect, test } from 'vitest';
import type { Highlight, Passage } from '$lib/model/highlight';
import type { HighlightId } from '$lib/model/ids';
import { sanitize } from '$lib/content/sanitize';
import { isOfText, readText } from '$lib/ui/article-text';
import { offerCopies } from '$lib/ui/code-copy';
import { anchor, anchoredAt, selectedPassage } from '$lib/ui/highlights/anchored';
import { markMatches, unmark } from '$lib/ui/mark-matches';

const HTML =
	'<h2>On walls</h2><p>Moss grows <b>over the</b> stones.</p><ul><li>one</li><li>two</li></ul>' +
	'<pre><code>let depth = 4;</code></pre><p>The ivy looks into the lane.</p>';

function article(html = HTML): HTMLElement {
	const element = document.createElement('div');
	const post = sanitize(html, { postUrl: null, feedUrl: 'https://blog.example/feed.json' });
	offerCopies(post);
	element.append(post);
	document.body.append(element);
	return element;
}

afterEach(() => document.body.replaceChildren());

/** From the first letter of `first` to the last of `last`. */
function select(element: HTMLElement, first: string, last = first): Range {
	const nodeOf = (words: string) =>
		readText(element).pieces.find(({ node }) => node.data.includes(words))!.node;
	const range = document.createRange();
	range.setStart(nodeOf(first), nodeOf(first).data.indexOf(first));
	range.setEnd(nodeOf(last), nodeOf(last).data.indexOf(last) + last.length);
	return range;
}

function highlight(id: string, passage: Passage | null): Highlight {
	if (passage === null) throw new Error('Nothing is selected.');
	return { id: id as HighlightId, note: '', ...passage } as Highlight;
}

describe('what is selected', () => {
	test('is a passage of the text, through elements and blocks', () => {
		const element = article();
		expect(selectedPassage(element, select(element, 'grows', 'the'))?.quote).toMatchObject({
			exact: 'grows over the',
			prefix: 'On walls\nMoss ',
			suffix: ' stones.\none\ntwo\nlet depth = 4;\nThe ivy looks into the lane.'
		});
		expect(selectedPassage(element, select(element, 'stones', 'two'))?.quote.exact).toBe('stones.\none\ntwo');
	});

	test('has nothing in it that the app has added', () => {
		const element = article();
		const quote = selectedPassage(element, select(element, 'two', 'The ivy'))?.quote;
		expect(quote?.exact).toBe('two\nlet depth = 4;\nThe ivy');
		expect(element.textContent).toContain('Copy');
	});

	test('ends with the text, though more is selected', () => {
		const element = article('<p>All of it.</p>');
		element.after(Object.assign(document.createElement('p'), { textContent: 'Comments' }));
		const range = document.createRange();
		range.selectNodeContents(document.body);
		expect(selectedPassage(element, range)?.quote.exact).toBe('All of it.');
		range.selectNodeContents(document.body.lastChild!);
		expect(selectedPassage(element, range)).toBeNull();
	});

	test('by a press of the whole paragraph ends before the next one', () => {
		const element = article();
		const range = select(element, 'Moss');
		range.setEnd(element.querySelector('li')!, 0);
		expect(selectedPassage(element, range)?.quote.exact).toBe('Moss grows over the stones.');
	});
});

describe('a highlight', () => {
	test('is found in the text again, in the order of the text, those that are gone at the end', () => {
		const element = article();
		const all = [
			highlight('gone', selectedPassage(element, select(element, 'The ivy looks', 'lane'))),
			highlight('late', selectedPassage(element, select(element, 'two', 'depth'))),
			highlight('early', selectedPassage(element, select(element, 'grows', 'the')))
		];
		const edited = article(`<p>New.</p>${HTML}`.replace('The ivy looks into the lane.', ''));
		const found = anchor(edited, all);
		expect(found.map(({ highlight: { id } }) => id)).toEqual(['early', 'late', 'gone']);
		expect(found.map(({ range }) => range?.toString().includes('Copy') ?? null)).toEqual([
			false,
			false,
			null
		]);
		expect(found[0]?.range?.toString()).toBe('grows over the');
	});

	test('is nowhere where there is no text, and what a button says is none', () => {
		const element = article();
		const all = [highlight('one', selectedPassage(element, select(element, 'grows', 'the')))];
		expect(anchor(null, all)).toEqual([{ highlight: all[0], range: null }]);
		expect(isOfText(element.querySelector('button')!.firstChild!)).toBe(false);
		expect(isOfText(element.querySelector('pre code')!)).toBe(true);
	});

	test('is where it was with the marks of a search in it', () => {
		const element = article();
		const all = [highlight('one', selectedPassage(element, select(element, 'grows', 'the')))];
		const at = (text: string) => [{ start: text.indexOf('over'), end: text.indexOf('over') + 4 }];
		markMatches(element, at);
		expect(anchor(element, all)[0]?.range?.toString()).toBe('grows over the');
		unmark(element);
		expect(anchor(element, all)[0]?.range?.toString()).toBe('grows over the');
	});

	test('is pressed where its letters are, and the shorter of two is', () => {
		const element = article();
		const all = [
			highlight('long', selectedPassage(element, select(element, 'Moss', 'two'))),
			highlight('short', selectedPassage(element, select(element, 'grows')))
		];
		const found = anchor(element, all);
		const pressed = (words: string) => {
			const box = select(element, words).getBoundingClientRect();
			return anchoredAt(found, box.left + box.width / 2, box.top + box.height / 2)?.highlight.id;
		};
		expect([pressed('grows'), pressed('over'), pressed('ivy')]).toEqual(['short', 'long', undefined]);
		const { right, top, height } = element.querySelector('p')!.getBoundingClientRect();
		expect(anchoredAt(found, right - 1, top + height / 2)).toBeUndefined();
	});
});
