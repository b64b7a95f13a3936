import { describe, expect, test } from 'vitest';
import type { FindMatches } from '$lib/state/article-matches';
import { sanitize } from '$lib/content/sanitize';
import { markMatches, marksOfMatch, matchPieces, unmark } from '$lib/ui/mark-matches';

/** Finds a pattern, as the search would find words. */
function finding(pattern: RegExp): FindMatches {
	return (text) =>
		[...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function post(html: string): HTMLElement {
	const element = document.createElement('div');
	element.append(sanitize(html, { postUrl: null, feedUrl: 'https://blog.example/feed.json' }));
	document.body.append(element);
	return element;
}

const marked = (element: HTMLElement) =>
	[...element.querySelectorAll('mark')].map((mark) => mark.textContent);

describe('marking', () => {
	test('every match is marked, in order', () => {
		const element = post('<p>Rye, wheat, rye</p><p>and rye.</p>');
		const marks = markMatches(element, finding(/rye/gi));
		expect(marks.map((mark) => mark.textContent)).toEqual(['Rye', 'rye', 'rye']);
		expect(element.textContent).toBe('Rye, wheat, ryeand rye.');
	});

	test('a word goes through inline elements, and is one match', () => {
		const element = post('<p><b>S</b>our<i>dough</i> bread and sourdough</p>');
		const marks = markMatches(element, finding(/sourdough/gi));
		expect(marks.map((mark) => mark.textContent)).toEqual(['S', 'sourdough']);
		expect(marksOfMatch(marks[0]!).map((mark) => mark.textContent)).toEqual(['S', 'our', 'dough']);
	});

	test.each([
		'<p>sour</p><p>dough</p>',
		'<p>sour<br>dough</p>',
		'<ul><li>sour</li><li>dough</li></ul>',
		'<table><tr><td>sour</td><td>dough</td></tr></table>',
		'<div>sour<p></p>dough</div>',
		'<div>sour<p>x</p></div>dough',
		'<h2>sour</h2>dough',
		'<dl><dt>sour</dt><dd>dough</dd></dl>'
	])('words of two blocks are never one: %s', (html) => {
		expect(markMatches(post(html), finding(/sourdough/g))).toEqual([]);
	});

	test('a phrase may run over a line, and nothing between blocks is marked', () => {
		const element = post('<ul>\n<li>sour</li>\n<li>dough</li>\n</ul>');
		expect(markMatches(element, finding(/sour\s+dough/g))).toHaveLength(1);
		expect(marked(element)).toEqual(['sour', 'dough']);
		expect(element.querySelectorAll('ul > mark')).toHaveLength(0);
	});

	test('matches that touch stay apart', () => {
		const element = post('<p>abab</p>');
		expect(markMatches(element, finding(/ab/g))).toHaveLength(2);
		expect(marked(element)).toEqual(['ab', 'ab']);
	});

	test('a match that ends where the next begins inside an element', () => {
		const element = post('<p>ab<b>ab</b>ab</p>');
		expect(markMatches(element, finding(/aba|bab/g))).toHaveLength(2);
		expect(marked(element)).toEqual(['ab', 'a', 'b', 'ab']);
	});

	test('scripts, styles and formulas are left alone', () => {
		const element = document.createElement('div');
		for (const name of ['script', 'style', 'textarea', 'p']) {
			const child = document.createElement(name);
			child.textContent = '/* rye */';
			element.append(child);
		}
		const marks = markMatches(element, finding(/rye/g));
		expect(marks.map((mark) => mark.parentElement?.localName)).toEqual(['p']);
		const formula = post('<p><math><mi>rye</mi></math></p>');
		expect(markMatches(formula, finding(/rye/g))).toEqual([]);
	});

	test('a fragment can be marked before it is shown', () => {
		const fragment = sanitize('<p>rye</p>', { postUrl: null, feedUrl: 'https://blog.example/' });
		expect(markMatches(fragment, finding(/rye/g))).toHaveLength(1);
	});

	test('text that looks like HTML stays text', () => {
		const element = post('<p>&lt;img src=x onerror=alert(1)&gt;</p>');
		markMatches(element, finding(/<img.*>/g));
		expect(element.querySelector('img')).toBeNull();
		expect(marked(element)).toEqual(['<img src=x onerror=alert(1)>']);
	});
});

describe('taking marks away', () => {
	test('the post is as it was, with its own marks', () => {
		const element = post('<p>A <mark>marked</mark> <b>ry</b>e and rye.</p>');
		const before = element.innerHTML;
		const nodes = element.querySelector('p')!.childNodes.length;
		markMatches(element, finding(/rye|marked/g));
		expect(element.innerHTML).not.toBe(before);
		unmark(element);
		expect(element.innerHTML).toBe(before);
		expect(element.querySelector('p')!.childNodes).toHaveLength(nodes);
	});

	test('another search gives its own marks', () => {
		const element = post('<p>rye and wheat</p>');
		markMatches(element, finding(/rye/g));
		unmark(element);
		markMatches(element, finding(/wheat/g));
		expect(marked(element)).toEqual(['wheat']);
	});
});

test('a plain text is cut into marked pieces that give it back', () => {
	const segments = matchPieces('Rye and rye', finding(/rye/gi));
	expect(segments).toEqual([
		{ text: 'Rye', marked: true },
		{ text: ' and ', marked: false },
		{ text: 'rye', marked: true }
	]);
	expect(matchPieces('', finding(/rye/g))).toEqual([]);
});

test('a post of 5,000 words is marked in less than a frame', () => {
	const paragraph = `<p>${'some <em>words</em> of a long post about rye and <a href="/x">bread</a>, '.repeat(10)}</p>`;
	const element = post(paragraph.repeat(50));
	expect(element.textContent.split(/\s+/).length).toBeGreaterThan(5_000);
	const find = finding(/rye|words/g);
	const times = [1, 2, 3, 4, 5].map(() => {
		const start = performance.now();
		expect(markMatches(element, find)).toHaveLength(1_000);
		const time = performance.now() - start;
		unmark(element);
		return time;
	});
	console.info(`5,000 words, 1,000 matches: ${times.map((time) => time.toFixed(1)).join(', ')} ms`);
	expect(Math.min(...times)).toBeLessThan(16);
});
