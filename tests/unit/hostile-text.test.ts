import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerptOf, plainText } from '$lib/content/plain-text';
import { displayTitle } from '$lib/model/title';
import { unexpectedProblem } from '$lib/model/problem';
import { hasInk, LONGEST_LINE, visibleLine, visibleText } from '$lib/model/visible-text';
import { lineOf, summaryOf } from '$lib/sources/feed-text';
import { SourceError } from '$lib/sources/source-error';

/** What no text of ours may hold: it would hide or reorder what stands around it. */
const DECEIVING =
	/[\u0000-\u0008\u000e-\u001f\u007f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\p{M}]{9}/u; // eslint-disable-line no-control-regex

const piece = fc.constantFrom(
	...[
		'a',
		'Ж',
		'שלום',
		'مرحبا',
		'漢',
		'नि',
		'👩‍👩‍👧',
		'🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
		' ',
		'\n'
	],
	...[
		'\u202e',
		'\u2066',
		'\u2069',
		'\u200f',
		'\u200b',
		'\u00ad',
		'\ufeff',
		'\u0007',
		'\u0085',
		'\ufff9',
		'\u3164'
	],
	...[
		'\ud83c',
		'\udff4',
		'\udb40',
		'\udc67',
		'\u{e0041}',
		'\u{e007f}',
		'\u0301',
		'\u0489',
		'\ufe0f',
		'\u200d'
	],
	...['&amp;', '&lt;b&gt;', '&#8238;', '<b>', '</b>', '&#0;', '&#xd800;']
);
const anyText = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('a text from outside', () => {
	test('whatever it holds, never hides or reorders what stands around it', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				for (const shown of [
					visibleText(text),
					visibleLine(text),
					lineOf(text),
					summaryOf(text),
					plainText(text)
				]) {
					expect(shown).not.toMatch(DECEIVING);
					expect(shown.isWellFormed()).toBe(true);
				}
				for (const line of [visibleLine(text), lineOf(text)]) expect(line).not.toMatch(/\p{Cc}/u);
			})
		);
	});

	test('that was made visible stays as it is', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(visibleText(visibleText(text))).toBe(visibleText(text));
				expect(visibleLine(visibleLine(text))).toBe(visibleLine(text));
			})
		);
	});

	test.each([
		['Hebrew with points', 'בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים'],
		['Arabic beside Latin', 'كتاب\u200f (2.0)\u200e'],
		['Persian with joiners', 'می\u200cخواهم'],
		['Hindi', 'क्\u200dष हिन्दी'],
		['Vietnamese, decomposed', 'Tie\u0302\u0301ng Vie\u0323\u0302t'],
		['Tibetan', 'བོད་ཡིག'],
		['families and flags', '👩‍👩‍👧 🇫🇷 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} ❤️']
	])('that people write is kept: %s', (_, text) => {
		expect(visibleLine(text)).toBe(text);
		expect(lineOf(text)).toBe(text);
		expect(plainText(text)).toBe(text);
	});

	test('loses what turns it around, as in a name that ends in "exe" and shows "txt"', () => {
		expect(lineOf('invoice\u202etxt.exe')).toBe('invoicetxt.exe');
		expect(lineOf('a &#8238;b&#x2066;c')).toBe('a bc');
	});

	test('loses a message in letters that nobody sees', () => {
		const hidden = Array.from('ignore all', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
		expect(lineOf(`Bees${hidden.join('')} and hives`)).toBe('Bees and hives');
		expect(plainText(`<p>🏴${hidden.join('')}</p>`)).toBe('🏴');
	});

	test('has at most eight marks on a letter', () => {
		expect(lineOf(`Z${'\u0335\u0301'.repeat(500)}algo`)).toBe(`Z${'\u0335\u0301'.repeat(4)}algo`);
		const astral = '\u{e0100}';
		expect(lineOf(`漢${astral.repeat(500)}字`)).toBe(`漢${astral.repeat(8)}字`);
	});

	test.each([
		'\u200b\u200b',
		'\u3164',
		'\u2800',
		'\u00ad',
		'\u0301',
		'\ufe0f\u200d',
		'\u115f \u1160',
		'&#8203;'
	])('of which nothing is seen is none: %j', (text) => expect(lineOf(text)).toBe(''));

	test('is decoded once', () => {
		expect(lineOf('&amp;lt;b&amp;gt;')).toBe('&lt;b&gt;');
		expect(lineOf('1 &lt; 2 <script>')).toBe('1 < 2 <script>');
		expect(summaryOf('&amp;lt;b&amp;gt;')).toBe('&lt;b&gt;');
	});

	test('of megabytes is cut after a word and says so', () => {
		const title = lineOf('word '.repeat(2_000_000));
		expect(title).toMatch(/^word [^]*word…$/);
		expect(title.length).toBeLessThanOrEqual(LONGEST_LINE);
	});
});

describe('what is shown instead of a title', () => {
	const untitled = { title: '', excerpt: '', url: null, externalUrl: null };

	test('is never nothing, also of posts that were kept before', () => {
		expect(displayTitle({ ...untitled, title: '\u200b\u3164', excerpt: 'Words' })).toBe('Words');
		expect(displayTitle({ ...untitled, excerpt: '\u2800', url: 'https://a.example/b' })).toBe('a.example/b');
		fc.assert(
			fc.property(anyText, anyText, (title, html) => {
				const excerpt = excerptOf(plainText(html));
				expect(hasInk(displayTitle({ ...untitled, title: lineOf(title), excerpt }))).toBe(true);
			})
		);
	});
});

describe('a failure', () => {
	test('is told in one line of text, whatever a site or a file calls itself', () => {
		const name = `feed\u202enosj.\u0007exe\n<b>${'x'.repeat(5000)}`;
		const { message } = new SourceError('not-a-feed', `“${name}” is not a feed.`, 'Advice.');
		expect(message).not.toMatch(DECEIVING);
		expect(message).not.toContain('\n');
		expect(message).toContain('feednosj.exe <b>x');
		expect(message.length).toBeLessThanOrEqual(2000);
		expect(unexpectedProblem(new Error(name)).message.length).toBeLessThanOrEqual(LONGEST_LINE + 100);
		expect(unexpectedProblem(new Error(name)).message).not.toMatch(DECEIVING);
	});
});
