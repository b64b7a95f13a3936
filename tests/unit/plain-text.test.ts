import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWords, excerptOf, firstImage, plainText } from '$lib/content/plain-text';

describe('the words of HTML', () => {
	test.each([
		[
			'blocks and line breaks are lines',
			'<p>One<p>two<br>three<ul><li>four<li>five</ul>',
			'One\ntwo\nthree\nfour\nfive'
		],
		['inline elements do not divide words', 'in<b>ter</b>nation<wbr>al', 'international'],
		['cells are words apart', '<table><tr><td>a<td>b<tr><td>c</table>', 'a b\nc'],
		[
			'entities are decoded once',
			'Fish &amp; chips &#8211; &amp;lt; caf&eacute;',
			'Fish & chips – &lt; café'
		],
		['spaces collapse', 'a \n\t b&nbsp;&nbsp;c\u3000d', 'a b c d'],
		[
			'scripts, styles and what is like them are left out',
			'a<script>b</script><style>c</style><template>d</template>e',
			'ae'
		],
		[
			'so is what only stands in for something',
			'a<noscript><p>b</p></noscript><iframe>c</iframe><audio>d</audio>e',
			'ae'
		],
		['drawings are left out', 'a<svg><title>b</title><g><text>c</text></g></svg>d', 'ad'],
		['a drawing that is never closed ends with its block', '<div>a<svg><g>b</div>c', 'a\nc'],
		['or where words begin', 'a<svg><g>b<p>c', 'a\nc'],
		['a player that is never closed hides nothing', '<audio src=a.mp3><p>b', 'b'],
		[
			'the head of a whole document is left out',
			'<!DOCTYPE html><html><head><title>a</title></head><body>b',
			'b'
		],
		['even one that is never closed', '<head><title>a</title><body><p>b', 'b'],
		['comments are left out', 'a<!-- b -->c', 'ac'],
		['pictures speak by their alt', 'a<img alt="a cat &amp; a dog" src=x>b<img src=y>', 'a a cat & a dog b'],
		['a soft hyphen is no part of a word', 'hy&shy;phen', 'hyphen'],
		['signs that reorder the screen are dropped', 'a\u202eb\u2066c\u0000d', 'abcd'],
		['a sign alone is text', '1 < 2 && 3 > 2', '1 < 2 && 3 > 2'],
		['half a character is replaced', 'a\ud800b', 'a\ufffdb'],
		['nothing gives nothing', '<p> </p>', '']
	])('%s', (_, html, text) => expect(plainText(html)).toBe(text));

	test('any text is read, and comes out tidy', () => {
		const piece = fc.constantFrom(
			'<',
			'>',
			'/',
			'"',
			'&',
			'&#',
			';',
			'svg',
			'script',
			'p',
			'head',
			' ',
			'\n',
			'<!--',
			'-->',
			'é',
			'\ud800'
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary' }),
					fc.array(piece).map((pieces) => pieces.join(''))
				),
				(html) => {
					const text = plainText(html);
					expect(text).toBe(text.trim());
					expect(text).not.toMatch(/[^\S \n]| {2}|\n{2}| \n|\n /);
					expect(text.isWellFormed()).toBe(true);
				}
			),
			{ numRuns: 1000 }
		);
	});

	test.each([
		['nested deeply', '<div>'.repeat(200_000) + 'deep'],
		['nested and closed by others', '<b><p>'.repeat(50_000) + '</x></b>'.repeat(50_000) + 'deep'],
		['full of drawings in drawings', '<svg>'.repeat(100_000) + '</svg>'.repeat(100_000) + '<p>deep'],
		['full of spaces', `${' '.repeat(2_000_000)}deep`],
		['full of signs', `${'<'.repeat(1_000_000)} deep`]
	])('HTML %s takes no time', (_, html) => {
		const start = performance.now();
		expect(plainText(html)).toContain('deep');
		expect(performance.now() - start).toBeLessThan(2000);
	});
});

describe('an excerpt', () => {
	test('is the whole of a short text', () => expect(excerptOf('One\ntwo')).toBe('One two'));

	test('ends after a word, without what joins it to the next', () => {
		expect(excerptOf('One two, three four', 12)).toBe('One two…');
		expect(excerptOf('One two three', 12)).toBe('One two…');
		expect(excerptOf('One two three', 8)).toBe('One two…');
	});

	test('cuts a text without spaces, but no character', () => {
		expect(excerptOf('東京都'.repeat(10), 10)).toBe('東京都東京都東京都…');
		expect(excerptOf('😀'.repeat(10), 10)).toBe('😀😀😀😀…');
	});

	test('is never longer than it may be', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', maxLength: 100 }),
				fc.integer({ min: 2, max: 50 }),
				(text, max) => {
					const excerpt = excerptOf(text, max);
					expect(excerpt.length).toBeLessThanOrEqual(max);
					expect(excerpt.isWellFormed()).toBe(true);
				}
			)
		);
	});
});

test.each([
	['', 0],
	['One two three.', 3],
	["It isn't state-of-the-art — yet", 4],
	['word—word … 🎉 & 42', 3],
	['Привет, мир', 2],
	['서울에서 만나요', 2],
	['我喜欢读博客', 3],
	['JavaScript入門 and more', 4],
	['สวัสดีชาวโลก', 3]
])('the words of "%s" are %i', (text, count) => expect(countWords(text)).toBe(count));

test.each([
	['<p>none</p>', null],
	['<p><img alt="a" src=" a.png "><img src="b.png">', 'a.png'],
	['<img src="data:image/gif;base64,R0" data-src="late.jpg">', 'late.jpg'],
	['<img srcset="small.jpg 1x, large.jpg 2x">', 'small.jpg'],
	['<img src="pixel.gif" width="1" height="1"><img src="b.png">', 'b.png'],
	['<noscript><img src="a.png"></noscript><template><img src="c.png"></template>', null],
	[`${'<div>'.repeat(1000)}<img src="deep.png">`, 'deep.png']
])('the first picture of %s is %s', (html, address) => expect(firstImage(html)).toBe(address));

test('a formula that is written twice is one', () => {
	const katex =
		'<p>Let <span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_n</annotation></semantics></math></span>' +
		'<span class="katex-html" aria-hidden="true"><span class="base">x</span></span></span> be</p>';
	expect(plainText(katex)).toBe('Let x be');
	expect(plainText('<p><span class="katex-html"><span>x</span></span> alone</p>')).toBe('x alone');
});
