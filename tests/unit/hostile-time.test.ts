import { describe, expect, test } from 'vitest';
import { countWords, excerptOf, firstImage, plainText } from '$lib/content/plain-text';
import { textToHtml } from '$lib/content/text-to-html';
import { visibleLine, visibleText } from '$lib/model/visible-text';
import { kindOfAnswer } from '$lib/sources/answer-kind';
import { findFeedLinks } from '$lib/sources/discovery/find-links';
import { isAboutComments } from '$lib/sources/discovery/look';
import { dateOf } from '$lib/sources/feed-date';
import { lineOf, summaryOf } from '$lib/sources/feed-text';
import { jsonErrorPosition } from '$lib/sources/json-error-position';
import { excerptTextOf } from '$lib/sources/wordpress/excerpt';
import { takeApart } from '$lib/sources/xml/parts';
import { peopleOf } from '$lib/sources/xml/people';
import { atomHtml, atomLine } from '$lib/sources/xml/text';

/** What is repeated without end to make a pattern or a parser go back again and again. */
const SHAPES = [
	...[
		'<',
		'<a ',
		'<a x="',
		'<!--',
		'<![CDATA[',
		']]>',
		'</a',
		'</a ',
		'<br',
		'<p',
		'<img src',
		'<div>',
		'<title>'
	],
	...[
		'<script>',
		'<svg>',
		'<em>',
		'</em>',
		'<item>',
		'<items>',
		'<channel>',
		'<?',
		'<!DOCTYPE ',
		'<link rel=',
		'<id '
	],
	...['&', '&#', '&amp', '&amp;', 'a@', '(', 'a@b (', '{"', '[', '"', "'", '\\', '1', '1e'],
	...[
		'http://',
		'(http://a',
		'http://a)',
		'.',
		'...',
		'…',
		'-',
		' ',
		'\t',
		'\n',
		'\n ',
		'\n\n ',
		'. ',
		', ',
		'\u2029'
	],
	...[
		'\u0301',
		'a\u0301',
		'\u200b',
		'\u202e',
		'\u{e0041}',
		'\u{1f3f4}\u{e0041}',
		'\ud83d',
		'漢',
		'ก',
		'한',
		'א'
	]
];
/** UTF-16 units: what takes the square of this takes more than the time given. */
const LONG = 100_000;
/** Browsers take no header that is much longer. */
const HEADER = 32_000;

const READERS: [name: string, read: (text: string) => unknown][] = [
	['plainText', plainText],
	['firstImage', firstImage],
	['countWords', countWords],
	['excerptOf', (text) => excerptOf(text)],
	['visibleText', visibleText],
	['visibleLine', (text) => visibleLine(text)],
	['lineOf', lineOf],
	['summaryOf', summaryOf],
	['textToHtml', textToHtml],
	['excerptTextOf', (text) => excerptTextOf(text, 'https://a.example/')],
	['atomHtml', (text) => [atomHtml({ value: text }), atomHtml({ value: text, type: 'xhtml' })]],
	['atomLine', (text) => [atomLine({ value: text, type: 'html' }), atomLine({ value: text })]],
	['peopleOf', (text) => peopleOf([[{ name: text, email: text, uri: text }]], 'https://a.example/')],
	['dateOf', (text) => dateOf(text.slice(0, 100), 0)],
	['kindOfAnswer', kindOfAnswer],
	['jsonErrorPosition', jsonErrorPosition],
	['takeApart before a root', (text) => takeApart(text, (name) => name === 'item')],
	['takeApart', (text) => takeApart(`<rss>${text}`, (name) => name === 'item')],
	['findFeedLinks', (text) => findFeedLinks({ text, url: 'https://a.example/' })],
	[
		'findFeedLinks of a header',
		(text) =>
			findFeedLinks({ text: '', url: 'https://a.example/', headers: { get: () => text.slice(0, HEADER) } })
	],
	['isAboutComments', (text) => isAboutComments({ text: `<item>${text}`, url: '', mimeType: '' })]
];

describe('whatever a text repeats without end', () => {
	test.each(READERS)(
		'%s reads it in time',
		(_, read) => {
			for (const shape of SHAPES) {
				const text = shape.repeat(Math.ceil(LONG / shape.length));
				for (const whole of [text, `x${text}`, `${text}>`, `${text}x</a></title>`]) read(whole);
			}
			expect(SHAPES.length).toBeGreaterThan(50);
		},
		60_000
	);

	test('the HTML of a post may be nested 100,000 deep', () => {
		for (const name of ['div', 'span', 'ul><li', 'table', 'svg', 'b', 'a', 'p']) {
			expect(plainText(`<${name}>`.repeat(100_000) + 'x').length).toBeLessThanOrEqual(1);
		}
		expect(
			plainText(`<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')} __proto__="x">Kept`)
		).toBe('Kept');
	}, 60_000);
});
