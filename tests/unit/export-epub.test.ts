import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xhtmlOf } from '$lib/content/xhtml/xhtml';
import { PAYLOADS } from '../hostile/payloads/index';
import { faultsInBook, hasEpubcheck } from './debian';
import { exported, libraryOf, withHtml } from './exported';

if (!hasEpubcheck) console.warn('No epubcheck. Set BACKLIST_EPUBCHECK to its jar: books are not checked.');

/** A picture of one dot. */
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);

const filesIn = (zip: Uint8Array) =>
	Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]));
const asXhtml = (html: string) =>
	xhtmlOf(html, {
		base: { postUrl: 'https://heron.example/1', feedUrl: 'https://heron.example/feed.json' },
		pictureFor: () => null,
		pictureName: 'Picture'
	});

/** What writers, editors and mistakes put into posts. */
const ODD = [
	'<p>a<div>b</div>c</p><p>d<p>e',
	'<ul><p>x</p><li>1<li>2<ul><li>3</ul>text<ul><li>4</ul></ul><li>stray</li>',
	'<ol start="3" reversed type=a><li value=4>x</ol><ol></ol><ul> </ul>',
	'<table><caption>c<p>d</p></caption><tr><td colspan=2>1<td rowspan=x>2<tr></tr><tfoot><tr><th>f</table>',
	'<table></table><table><td>lone</td></table><tr><td>no table</td></tr>',
	'<dl><dt>t<dd>d<dd>e<dt>u<dd>f</dl><dl><dd>no term</dl><dl><div><dt>t</dt><dd>d</dd></div></dl><dt>stray',
	'<h2>a<p>b</p></h2><h1>c</h1><pre>a<div>b</div>\n<code>c</code></pre>',
	'<a href="https://a.example">x<a href="https://b.example">y</a><p>z</p></a><b>b<p>c</p></b>',
	'<p id="1 2">x</p><p id="1 2">y</p><a href="#1%202">to</a><a href="#gone">gone</a><a name="n"></a><a href="#n">n</a>',
	'<a href="https://heron.example/1#n">here</a><li id=n></li>',
	'<figure><figcaption>a</figcaption><img src=a.png><figcaption>b</figcaption></figure>',
	'<img src="kept.png" alt="a &quot;b&quot; <c>"><picture><source srcset="kept.png"><img></picture>',
	'<iframe src="https://video.example/1" title="A film"></iframe><p><video><source src=/v.mp4></video></p>',
	'<details><summary>s<p>t</p></summary>d</details><form><input><button>x</button><label>l</label></form>',
	'<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><math><mi>x</mi></math><svg><text>t</text></svg>',
	'<p lang="en_US" dir="auto" xml:lang="x">a</p><p lang="ar" dir=RTL title="t">b</p><bdo dir=rtl>c</bdo>',
	'<custom-tag onclick=x><o:p>word</o:p></custom-tag><st1:place>y</st1:place>',
	'<time datetime="x">t</time><meter>m</meter><output>o</output><nobr>n</nobr><center>c</center><font size=2>f</font>',
	'\u0000\u0001\u000b\ufffe\ud800 &#0; &#x1; &nbsp;&unknown; & < > <3',
	'<p>unclosed <b>bold <i>both</b> italic</i><blockquote>q<cite>c</cite>',
	'<a href="http://[bad">bad</a><a href="tel:1">tel</a><a href="mailto:a@b.example">mail</a><a href="//x.example/ü?a=b&c">x</a>',
	`${'<div>'.repeat(500)}deep${'</div>'.repeat(500)}`,
	`${'<ul><li>'.repeat(300)}deep`
];

describe('content of a book', () => {
	test.each([
		['a paragraph around a block', '<p>a<div>b</div></p>', '<p>a</p><div>b</div>'],
		['what stands between entries', '<ul><li>1</li>x</ul>', '<ul><li>1</li><li>x</li></ul>'],
		[
			'words beside the cells of a table',
			'<table>a<tr><td>1</td>b</tr><tbody><p>c</p></tbody><tr>d</tr></table><table><caption>e</caption></table>',
			'<div>a</div><div>b</div><div><p>c</p></div><div>d</div>' +
				'<table><tbody><tr><td>1</td></tr></tbody></table><div>e</div>'
		],
		['words beside terms', '<dl>a<dt>t</dt><dd>d</dd></dl>', '<div>a</div><div>t</div><div>d</div>'],
		['a script', '<script>trap()</script><p onclick="trap()">a</p>', '<p>a</p>'],
		['a link to a script', '<a href="javascript:trap()">a</a>', 'a'],
		[
			'a film',
			'<iframe src="https://v.example/1"></iframe>',
			'<p><a href="https://v.example/1">https://v.example/1</a></p>'
		],
		[
			'a picture that is not kept',
			'<img src="/a.png" alt="A">',
			'<a href="https://heron.example/a.png">A</a>'
		],
		['a link within', '<a href="#x">a</a><p id="x">b</p>', '<a href="#to-1">a</a><p id="to-1">b</p>'],
		['a link to nothing', '<a href="#x">a</a>', '<a href="https://heron.example/1#x">a</a>'],
		['characters that XML has not', 'a\u0001\ufffeb', 'ab']
	])('%s', (_, html, expected) => {
		expect(asXhtml(html)).toBe(expected);
	});

	test('takes any depth, and time in proportion to the length', () => {
		const begin = performance.now();
		const deep = asXhtml('<div>'.repeat(200_000) + 'words' + '</div>'.repeat(200_000));
		expect(deep).toContain('words');
		asXhtml('<b>'.repeat(200_000));
		asXhtml('<table><tr><td>'.repeat(50_000));
		expect(performance.now() - begin).toBeLessThan(20_000);
	}, 60_000);
});

const HEBREW = { title: 'אנפה', content_html: '<p>אנפה עמדה שם כל הבוקר.</p>' };
const ENGLISH = { title: 'A heron', content_html: '<p>It stood there all morning.</p>' };
const bookOf = async (...posts: object[]) => {
	const items = posts.map((post, i) => ({ id: String(i), ...post }));
	return (await exported('epub', libraryOf({ title: 'Heron', items }))).bytes;
};

describe('The pages of a book', () => {
	test.each([
		['right to left where most posts run so', [HEBREW, HEBREW, ENGLISH], 'rtl'],
		['left to right where half of them do', [HEBREW, ENGLISH], 'ltr'],
		['left to right where there are none', [], 'ltr']
	])('follow one another from %s, and so do contents and cover', async (_, posts, direction) => {
		const files = filesIn(await bookOf(...posts));
		expect(files['EPUB/package.opf']).toContain(`<spine page-progression-direction="${direction}">`);
		for (const name of ['contents', 'cover']) {
			expect(files[`EPUB/${name}.xhtml`], name).toMatch(new RegExp(`<html [^>]*dir="${direction}"`));
		}
	});

	test('run each as its post does', async () => {
		const files = filesIn(await bookOf(HEBREW, ENGLISH));
		expect(files['EPUB/post-1.xhtml']).toMatch(/<html [^>]*dir="rtl"/);
		expect(files['EPUB/post-2.xhtml']).toMatch(/<html [^>]*dir="ltr"/);
	});
});

describe.skipIf(!hasEpubcheck)('epubcheck finds nothing wrong with a book', () => {
	test('of odd posts, with pictures', async () => {
		const items = ODD.map((content_html, i) => ({
			id: `odd-${i}`,
			url: 'https://heron.example/1',
			title: `Odd <b>${i}</b> & co`,
			content_html,
			date_published: `20${10 + (i % 3)}-01-01T00:00:00Z`,
			authors: [{ name: 'Ida & Tom' }],
			language: i % 2 === 0 ? 'en' : 'ar'
		}));
		const library = libraryOf({ title: 'Heron & <Pond>', home_page_url: 'https://heron.example/', items });
		const findPicture = async (address: string) => (address.endsWith('kept.png') ? new Blob([PNG]) : null);
		const { bytes } = await exported('epub', library, { findPicture });
		const files = filesIn(bytes);
		expect(Object.keys(files)[0]).toBe('mimetype');
		expect(Object.keys(files)).toContain('EPUB/pictures/kept.png');
		expect(faultsInBook(bytes)).toBe('');
	}, 60_000);

	test('of posts that run from right to left', async () => {
		expect(faultsInBook(await bookOf(HEBREW, HEBREW, ENGLISH))).toBe('');
	}, 60_000);

	test('of several feeds', async () => {
		const other = libraryOf(
			{ title: 'Otter', items: [{ id: '1', content_html: 'x' }] },
			'https://otter.example/feed.json'
		);
		const { bytes } = await exported('epub', [withHtml('<p>a</p>'), other], { title: 'All posts' });
		expect(filesIn(bytes)['EPUB/contents.xhtml']).toContain('<span>Otter</span>');
		expect(faultsInBook(bytes)).toBe('');
	}, 60_000);

	test('of posts that want to do harm', async () => {
		const items = PAYLOADS.map(({ name, html }, i) => ({ id: String(i), title: name, content_html: html }));
		const { bytes } = await exported('epub', libraryOf({ title: 'Hostile', items }));
		const pages = Object.entries(filesIn(bytes)).filter(([name]) => name.startsWith('EPUB/post-'));
		expect(pages).toHaveLength(PAYLOADS.length);
		for (const [, whole] of pages) {
			// What stands in quotes is text.
			const page = whole.replace(/(title|alt)="[^"]*"/g, '');
			expect(page).not.toMatch(
				/<(?:script|style|iframe|object|embed|form|svg|base|meta(?! charset="utf-8"\/>))\b/i
			);
			expect(page).not.toMatch(/<[^>]*\s(?:on\w+|style|srcset|formaction)=/i);
			expect(page).not.toMatch(/(?:href|src)="\s*(?:javascript|data|vbscript):/i);
		}
		expect(faultsInBook(bytes)).toBe('');
	}, 120_000);

	test('of any tags in any order', async () => {
		const tag = fc.constantFrom(
			...'p div ul ol li dl dt dd table tr td th thead caption a b span h2 pre blockquote figure figcaption'.split(
				' '
			),
			...'summary details ruby rt del ins q center font form label nav section time'.split(' ')
		);
		const piece = fc.oneof(
			tag.map((name) => `<${name}>`),
			tag.map((name) => `</${name}>`),
			fc.constantFrom('words', ' ', '<br>', '<hr>', '<a href="#a">to</a>', '<i id="a">', '<img src="x.png">')
		);
		const bodies = fc.sample(fc.array(piece, { maxLength: 40 }), { numRuns: 300, seed: 9 });
		const items = bodies.map((body, i) => ({ id: String(i), title: 'T', content_html: body.join('') }));
		const { bytes } = await exported('epub', libraryOf({ title: 'Any', items }));
		expect(faultsInBook(bytes)).toBe('');
	}, 120_000);
});
