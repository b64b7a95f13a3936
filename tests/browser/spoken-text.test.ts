import { expect, test } from 'vitest';
import { postHtml } from '$lib/ui/post-html';
import { utterancesOf } from '$lib/ui/spoken-text';

function post(html: string): HTMLElement {
	const element = document.createElement('div');
	const base = { postUrl: null, feedUrl: 'https://blog.example/feed.json' };
	element.append(postHtml(html, base, 'shown', null, true).post);
	document.body.append(element);
	return element;
}

const said = (html: string) => utterancesOf(post(html)).map(({ text }) => text);

test('sentences go through inline elements, and end with their block', () => {
	expect(said('<p>The <b>tide</b> came\n in. It <i>left</i>.</p><ul><li>One</li><li>Two</li></ul>')).toEqual([
		'The tide came in.',
		'It left.',
		'One',
		'Two'
	]);
	expect(said('<div>Before<p>Within</p>After<br>the line</div>')).toEqual([
		'Before',
		'Within',
		'After',
		'the line'
	]);
});

test('code, buttons, players, and signs of notes are passed over', () => {
	const html =
		'<p>Read this<sup><a href="#n">1</a></sup>.</p><pre>let x = 1;</pre><p><img src="https://a.example/x.png" alt="A bay"></p>' +
		'<iframe src="https://www.youtube.com/embed/abc" title="Film"></iframe><ol><li id="n">The note.</li></ol>';
	expect(said(html)).toEqual(['Read this.', 'The note.']);
});

test('each sentence knows where it stands, and in which language it is', () => {
	const utterances = utterancesOf(
		post('<p lang="de">Guten <em>Morgen</em>. Es regnet.</p><p>Утро в саду.</p><p>Morning.</p>')
	);
	expect(utterances.map(({ range }) => range.toString())).toEqual([
		'Guten Morgen.',
		'Es regnet.',
		'Утро в саду.',
		'Morning.'
	]);
	expect(utterances.map(({ language }) => language)).toEqual(['de', 'de', 'ru', '']);
});
