import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plainText } from '$lib/content/plain-text';
import { Attachments } from '$lib/sources/files/wxr/attachments';
import { autop } from '$lib/sources/files/wxr/autop';
import { bodyOf } from '$lib/sources/files/wxr/body';

const attachments = new Attachments();
const files = 'https://harbour.example/files';
attachments.add(3, { url: `${files}/quay.jpg`, caption: 'The <b>quay</b>', alt: 'A "quay"' }, 7);
attachments.add(4, { url: `${files}/boat.png`, caption: '', alt: '' }, 7);
attachments.add(5, { url: `${files}/tide.mp3`, caption: '', alt: '' }, 7);
const block = (id: number) => `<!-- wp:block {"ref":${id}} /-->`;
const patterns = new Map([
	[20, '<!-- wp:paragraph -->\n<p>Write to us.</p>\n<!-- /wp:paragraph -->'],
	[21, `<p>Before</p>\n${block(20)}\n<p>After</p>`],
	[22, `<p>Loop</p>${block(23)}`],
	[23, `<p>back</p>${block(22)}`],
	[24, block(25).repeat(1000)],
	[25, block(26).repeat(1000)],
	[26, '<p>many</p>'.repeat(100)]
]);
const shown = (text: string) => bodyOf(text, { postId: 7, attachments, patterns });

/** What the real WordPress makes of each text, printed by tests/peers/paragraphs.php. */
const paragraphs = JSON.parse(
	readFileSync(new URL('../fixtures/wordpress/paragraphs.json', import.meta.url), 'utf8')
) as [text: string, html: string][];

describe('blocks that many posts share', () => {
	const lines = (html: string) => html.replace(/\n+/g, '');

	test('stand where a post names them, also within one another', () => {
		expect(lines(shown(`<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->\n${block(21)}`))).toBe(
			'<p>One</p><p>Before</p><p>Write to us.</p><p>After</p>'
		);
	});

	test('are left out where the export does not have them, or they name themselves', () => {
		expect(lines(shown(`<p>One</p>${block(99)}`))).toBe('<p>One</p>');
		expect(lines(shown(block(22)))).toBe('<p>Loop</p><p>back</p>');
	});

	test('never make a post endless', () => {
		expect(shown(block(24)).length).toBeLessThan(2_000_000);
	});
});

describe('paragraphs', () => {
	test('are those that WordPress makes', () => {
		expect(paragraphs.length).toBeGreaterThan(200);
		for (const [text, html] of paragraphs) expect([text, autop(text)]).toEqual([text, html]);
	});

	test('are not made of blocks, whose marks go', () => {
		const blocks =
			'<!-- wp:paragraph {"align":"left"} -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->\n\n' +
			'<!-- wp:latest-posts /-->\n\n<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n\n' +
			'<!-- wp:html -->\n<b>raw</b>\n<!-- /wp:html -->';
		expect(shown(blocks).replace(/\n+/g, '\n')).toBe('<p>One\ntwo</p>\n<b>raw</b>');
	});

	test('run on over "more" and page breaks', () => {
		expect(shown('One\n\n<!--more-->\n\nTwo\n<!--nextpage-->\nThree')).toBe(
			'<p>One</p>\n<p>Two</p>\n<p>Three</p>'
		);
	});
});

describe('shortcodes', () => {
	test.each([
		[
			'[caption id="a" width="300"]<a href="x"><img src="a.jpg" /></a> The <em>quay</em>[/caption]\n\nEnd',
			'<figure><a href="x"><img src="a.jpg" /></a><figcaption>The <em>quay</em></figcaption></figure>\n<p>End</p>'
		],
		[
			'[caption caption="The quay"]<img src="a.jpg" />[/caption]',
			'<figure><img src="a.jpg" /><figcaption>The quay</figcaption></figure>'
		],
		[
			'[gallery ids="4,3,5,99"]',
			`<figure><img src="${files}/boat.png" alt="" /></figure>\n` +
				`<figure><img src="${files}/quay.jpg" alt="A &quot;quay&quot;" /><figcaption>The <b>quay</b></figcaption></figure>`
		],
		['[gallery exclude="3"]', `<figure><img src="${files}/boat.png" alt="" /></figure>`],
		[
			'[audio mp3="https://a.example/b.mp3"][/audio]',
			'<figure><audio controls src="https://a.example/b.mp3"></audio></figure>'
		],
		[
			'[audio https://a.example/b.mp3|loop=yes]',
			'<figure><audio controls src="https://a.example/b.mp3"></audio></figure>'
		],
		['[playlist ids="5"]', `<figure><audio controls src="${files}/tide.mp3"></audio></figure>`],
		[
			'[video poster="https://a.example/b.jpg" mp4="https://a.example/b.mp4"]',
			'<figure><video controls src="https://a.example/b.mp4" poster="https://a.example/b.jpg"></video></figure>'
		],
		[
			'[embed width="5"]https://youtu.be/dQw4w9WgXcQ[/embed]',
			'<iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe>'
		],
		['[youtube dQw4w9WgXcQ]', '<iframe src="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></iframe>'],
		[
			'[youtube=https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;w=640]',
			'<iframe src="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;w=640"></iframe>'
		],
		['[vimeo 12345]', '<iframe src="https://player.vimeo.com/video/12345"></iframe>'],
		['[gist id="ab/12"]', '<p><a href="https://gist.github.com/ab/12">https://gist.github.com/ab/12</a></p>']
	])('that Backlist knows are shown: %s', (text, html) => {
		expect(shown(text)).toBe(html);
	});

	test.each([
		['[vc_row][vc_column width="1/2"]\n\nText\n\n[/vc_column][/vc_row]', '<p>Text</p>'],
		['[box]One[/box] and [button url="x"]two[/button]', '<p>One and two</p>'],
		['Before\n[contact-form-7 id="3"]\nafter', '<p>Before</p>\n<p>after</p>'],
		['[toc]\n\nText', '<p>Text</p>']
	])('of plugins leave what stands between them: %s', (text, html) => {
		expect(plainText(shown(text)).replace(/\s+/g, ' ')).toBe(plainText(html).replace(/\s+/g, ' '));
		expect(shown(text)).not.toMatch(/[[\]]|<p>\s*<\/p>/);
	});

	test.each([
		'He wrote [sic] and [1], [Ed.: no], [citation needed], [http://a.example], [video], [Audio], [e = mc2] and [[Page]].',
		'<code>[box a="b"]</code> and <a title="[toc]">x</a>',
		'[/rant]'
	])('are not what people write in brackets: %s', (text) => {
		expect(shown(text)).toBe(`<p>${text}</p>`);
	});

	test('that an author writes about lose a bracket', () => {
		expect(shown('[[gallery]] and [[caption]x[/caption]]')).toBe('<p>[gallery] and [caption]x[/caption]</p>');
	});

	test('around programs keep every line and sign of them', () => {
		const program = 'if (a < b) {\n\n\t[gallery] // </p>\n}';
		const html = shown(
			`See\n[code language="js"]\n${program}\n[/code]\nand [php]echo &quot;&lt;b&gt;&quot;;[/php]`
		);
		expect(html).toContain(
			'<pre><code class="language-js">if (a &lt; b) {\n\n\t[gallery] // &lt;/p&gt;\n}</code></pre>'
		);
		expect(html).toContain('<pre><code class="language-php">echo &quot;&lt;b&gt;&quot;;</code></pre>');
	});
});

describe('an address that stands alone', () => {
	test.each([
		[
			'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
			'<iframe src="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></iframe>'
		],
		['https://a.example/b.mp3', '<figure><audio controls src="https://a.example/b.mp3"></audio></figure>'],
		[
			'https://a.example/?b=1&amp;c',
			'<a href="https://a.example/?b=1&amp;c">https://a.example/?b=1&amp;c</a>'
		]
	])('becomes what is there, or a link: %s', (address, html) => {
		expect(shown(`Before\n\n${address}\n\nafter`)).toContain(html);
		const block = `<!-- wp:embed -->\n<figure><div>\n${address}\n</div></figure>\n<!-- /wp:embed -->`;
		expect(shown(block)).toContain(html);
	});

	test('stays within a sentence', () => {
		expect(shown('See https://a.example/ there')).toBe('<p>See https://a.example/ there</p>');
	});
});

describe('a hostile text', () => {
	const hostile: Record<string, string> = {
		'spaces without end': `a${' '.repeat(2_000_000)}b`,
		'lines of spaces': 'a \n \t\n'.repeat(200_000),
		'tags without an end': '<p<div<object<video<figcaption<'.repeat(50_000),
		'brackets without an end': '[a [b="'.repeat(300_000),
		'tags in brackets': '[video[audio'.repeat(150_000),
		'scripts without an end': '<script><style><svg>'.repeat(80_000),
		'preformatted texts': '<pre>x</pre>'.repeat(100_000),
		'shortcodes in shortcodes': '[caption][embed][gallery][x_y]'.repeat(50_000),
		'shortcodes that all end': `${'[box]'.repeat(150_000)}${'[/box]'.repeat(150_000)}`,
		'programs without an end': '[code][/'.repeat(200_000),
		'comments without an end': '<!-- wp:x <!--'.repeat(100_000),
		quotes: `[gallery ${'a="'.repeat(500)}]`.repeat(500)
	};
	test.each(Object.entries(hostile))('of %s is read in time', (_, text) => {
		const start = performance.now();
		expect(typeof shown(text)).toBe('string');
		// A pattern that goes back and forth would take minutes.
		expect(performance.now() - start).toBeLessThan(10_000);
	});

	test('of anything at all is read', () => {
		const piece = fc.constantFrom(
			...[
				'[caption]',
				'[/caption]',
				'[[',
				']]',
				'[gallery ids="',
				'"]',
				'<p>',
				'</p>',
				'<pre>',
				'</pre>',
				'\n\n'
			],
			...[
				'<!-- wp:',
				'-->',
				'<!--',
				'[x_y',
				'/]',
				'[code]',
				'[/code]',
				'https://a.example/b.mp3',
				'<',
				'>',
				'\n'
			]
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
				expect(typeof shown(pieces.join(''))).toBe('string');
			}),
			{ numRuns: 500 }
		);
	});
});
