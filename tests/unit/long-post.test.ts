import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginningOf } from '../../src/lib/content/long-post';

const LIMIT = { tags: 10, letters: 200 };

test.each([
	['a short text', '<p>a</p>'],
	['as many tags as there may be', '<b>'.repeat(10)],
	['as many letters as there may be', 'a'.repeat(200)],
	['a long picture within', `<p>a <img src="data:image/png;base64,${'A'.repeat(5000)}"> b</p>`],
	['a long picture without quotes', `<img src=data:image/png;base64,${'A'.repeat(5000)}>`]
])('%s is shown whole', (_, html) => {
	expect(beginningOf(html, LIMIT)).toEqual({ html, isCut: false });
});

test.each([
	['many tags', '<i>a</i>'.repeat(20), '<i>a</i>'.repeat(5)],
	['much text in a tag', `<p>${'a'.repeat(300)}</p><p>b</p>`, `<p>${'a'.repeat(197)}`],
	[
		'much text that begins like a picture',
		`data:image/${'a'.repeat(300)}<p>`,
		`data:image/${'a'.repeat(189)}`
	],
	['much text without a tag', 'a'.repeat(300), 'a'.repeat(200)],
	[
		'text after a long picture',
		`<img src="data:image/png;base64,${'A'.repeat(500)}">${'<i>'.repeat(20)}`,
		`<img src="data:image/png;base64,${'A'.repeat(500)}">${'<i>'.repeat(9)}`
	]
])('%s is cut', (_, html, beginning) => {
	expect(beginningOf(html, LIMIT)).toEqual({ html: beginning, isCut: true });
});

test('whatever the text, its beginning is within the limits, and all of it when it is not cut', () => {
	const piece = fc.constantFrom(
		'<b>',
		'words ',
		'<',
		'<img src="data:image/gif;base64,AAAA">',
		'data:image/',
		'\ud83d\ude00'
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 400 }), (pieces) => {
			const html = pieces.join('');
			const shown = beginningOf(html, LIMIT);
			expect(html.startsWith(shown.html)).toBe(true);
			expect(shown.html.split('<').length - 1).toBeLessThanOrEqual(LIMIT.tags);
			expect(shown.isCut).toBe(shown.html.length < html.length);
		})
	);
});
