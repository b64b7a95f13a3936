import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '$lib/content/plain-text';
import { textToHtml } from '$lib/content/text-to-html';

const link = (address: string) => `<a href="${address}">${address}</a>`;

test.each([
	['a blank line divides paragraphs', 'One\n\n \t\nTwo', '<p>One</p>\n<p>Two</p>'],
	['a line break stays one, of any system', 'One\r\ntwo\rthree\nfour', '<p>One<br>two<br>three<br>four</p>'],
	[
		'HTML is shown, not meant',
		'<b>"fish" & \'chips\'</b>',
		'<p>&lt;b&gt;&quot;fish&quot; &amp; &#39;chips&#39;&lt;/b&gt;</p>'
	],
	[
		'an address becomes a link',
		'See https://a.example/?b=1.',
		`<p>See ${link('https://a.example/?b=1')}.</p>`
	],
	['its signs are escaped', 'http://a.example/?b=1&c=2', `<p>${link('http://a.example/?b=1&amp;c=2')}</p>`],
	['brackets around it stay outside', '(https://a.example/)', `<p>(${link('https://a.example/')})</p>`],
	['its own brackets stay inside', 'https://a.example/b_(c)', `<p>${link('https://a.example/b_(c)')}</p>`],
	['what is no address is text', 'https:// javascript:alert(1)', '<p>https:// javascript:alert(1)</p>'],
	['no text, no paragraph', ' \n\n ', '']
])('%s', (_, text, html) => expect(textToHtml(text)).toBe(html));

test('every word of a text is in its HTML, and nothing of it is an element', () => {
	const piece = fc.constantFrom(
		'<',
		'>',
		'"',
		'&',
		'&amp;',
		'<b>',
		'word',
		' ',
		'\n',
		'\n\n',
		'https://a.example/',
		')',
		'.'
	);
	fc.assert(
		fc.property(
			fc.array(piece).map((pieces) => pieces.join('')),
			(text) => {
				const html = textToHtml(text);
				expect(plainText(html).replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' ').trim());
				expect(html.replace(/<\/?p>|<br>|<a href="[^"<>]*">|<\/a>/g, '')).not.toMatch(/[<>]/);
			}
		)
	);
});

test('a text full of closing brackets takes no time', () => {
	const start = performance.now();
	textToHtml(`https://a.example/${')'.repeat(500_000)}`);
	textToHtml('\n '.repeat(500_000));
	expect(performance.now() - start).toBeLessThan(1000);
});
