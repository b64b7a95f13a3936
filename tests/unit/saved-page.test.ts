import { describe, expect, test } from 'vitest';
import { formatOf } from '$lib/sources/files/file-formats';
import { savedPage } from '$lib/sources/files/page/saved-page';
import { MOST_ELEMENTS } from '$lib/sources/files/page/lean-html';
import { SourceError } from '$lib/sources/source-error';
import { expectUntouchedPrototypes } from './hostile-posts';
import { now, openFile, partsOf, postsOf, startOf } from './file-parts';

const read = async (content: string | Uint8Array, name = 'page.html') =>
	(await postsOf(savedPage, openFile(content, name)))[0]!;
const iso = (time: number) => new Date(time).toISOString();

const MENU = '<nav><a href="/">Home</a> <a href="/about/">About</a></nav>';
const PARAGRAPHS = [
	'It stood on the third pile all morning, as it does when the tide is low and the wind is in the east.',
	'Nobody fed it, though everybody in the lane says that somebody else does, and has for years.',
	'In the afternoon it was gone, and with it the only eel that the harbour had left this winter.'
];
const TEXT = PARAGRAPHS.map((words) => `<p>${words}</p>`).join('\n');

/** A post as a theme of WordPress shows it. */
const WORDPRESS = `<!DOCTYPE html>
<!-- saved from url=(0044)https://harbour.example/2006/01/02/the-heron/ -->
<html lang="en-GB"><head><meta charset="UTF-8"><title>The Heron | Harbour Notes</title>
<link rel="canonical" href="https://harbour.example/2006/01/02/the-heron/">
<style>p { color: red }</style><script>document.write('<p>Never</p>')</script></head>
<body class="single"><a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header class="site-header"><p class="site-title"><a href="https://harbour.example/" rel="home">Harbour Notes</a></p>${MENU}</header>
<main><article class="post hentry"><header class="entry-header"><h1 class="entry-title">The Heron</h1>
<div class="entry-meta">Posted on <a href="x" rel="bookmark"><time class="entry-date published" datetime="2006-01-02T09:30:00+00:00">January 2, 2006</time><time class="updated" datetime="2006-01-03T10:00:00+00:00">January 3, 2006</time></a>
by <span class="author vcard"><a class="url fn n" href="/author/ada/">Ada Byrne</a></span></div></header>
<div class="entry-content">${TEXT}<p><img src="pictures/heron.jpg" alt="A heron"> <a href="/about/">Who I am</a> <a href="#top">Up</a></p>
<div class="sharedaddy"><h3>Share this:</h3></div></div>
<footer class="entry-footer">This entry was posted in <span class="cat-links"><a href="/c/birds/" rel="category tag">Birds</a>, <a href="/c/food/" rel="category tag">Food and Drink</a></span>
and tagged <span class="tags-links"><a href="/t/eel/" rel="tag">eel</a></span></footer></article>
<div id="comments"><h2>One thought on</h2><p>I do not feed it.</p></div>
<div id="respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published.</p><textarea></textarea></form></div>
<p class="akismet_comment_form_privacy_notice">This site uses Akismet to reduce spam.</p></main>
<div class="cookie-notice">We use cookies</div></body></html>`;

describe('A saved page', () => {
	test('of WordPress is one post with all that the page says of it', async () => {
		const post = await read(WORDPRESS);
		expect(post).toMatchObject({
			title: 'The Heron',
			authors: [{ name: 'Ada Byrne' }],
			categories: ['Birds', 'Food and Drink'],
			tags: ['eel'],
			url: 'https://harbour.example/2006/01/02/the-heron/',
			language: 'en-GB',
			hasOwnDate: true,
			feed: { url: 'https://harbour.example/', kind: 'page', description: { title: 'Harbour Notes' } }
		});
		expect(iso(post.publishedAt)).toBe('2006-01-02T09:30:00.000Z');
		expect(iso(post.updatedAt!)).toBe('2006-01-03T10:00:00.000Z');
		expect(post.text.split('\n')).toEqual([...PARAGRAPHS, 'A heron Who I am Up']);
		expect(post.html).toContain('src="https://harbour.example/2006/01/02/the-heron/pictures/heron.jpg"');
		expect(post.html).toContain('href="https://harbour.example/about/"');
		expect(post.html).toContain('href="#top"');
	});

	test('without a blog’s markup gives what Readability finds, and what JSON-LD and OpenGraph say', async () => {
		const linked = {
			'@context': 'https://schema.org',
			'@graph': [
				{ '@type': 'Person', '@id': '#ada', name: 'Ada Byrne' },
				{
					'@type': 'BlogPosting',
					headline: 'The Heron',
					author: { '@id': '#ada' },
					datePublished: '2006-01-02T09:30:00Z',
					articleSection: ['Birds'],
					keywords: 'eel, tide',
					image: { url: '/heron.jpg' }
				}
			]
		};
		const post = await read(
			`<html lang=en><head><title>The Heron – Harbour Notes</title><meta property="og:site_name" content="Harbour Notes">
			<meta property="og:url" content="https://harbour.example/heron"><script type="application/ld+json">${JSON.stringify(linked)}</script></head>
			<body>${MENU}<div id="a1"><div class="b2">${TEXT}${TEXT}</div></div><form>Sign up to our letter</form></body></html>`
		);
		expect(post).toMatchObject({
			title: 'The Heron',
			authors: [{ name: 'Ada Byrne' }],
			categories: ['Birds'],
			tags: ['eel', 'tide'],
			image: 'https://harbour.example/heron.jpg',
			url: 'https://harbour.example/heron',
			feed: { url: 'https://harbour.example/', description: { title: 'Harbour Notes' } }
		});
		expect(post.text.split('\n')).toEqual([...PARAGRAPHS, ...PARAGRAPHS]);
	});

	test('that says no address goes to the saved pages, and is the same post when it comes again', async () => {
		const page = `<html><head><title>The Heron</title></head><body><article>${TEXT}</article></body></html>`;
		const [post, again] = [await read(page), await read(page, 'other.html')];
		expect(post).toMatchObject({ title: 'The Heron', url: null, hasOwnDate: false, publishedAt: now });
		expect(post.feed).toMatchObject({ url: 'file:saved-pages', description: { title: 'Saved pages' } });
		expect(again.id).toBe(post.id);
	});

	test('from the archive of the web is known by the address that it had, and shows its pictures from the archive', async () => {
		const archive = 'https://web.archive.org/web/20100101000000';
		const post = await read(
			`<!-- saved from url=(0061)${archive}/http://gone.example/heron/ --><html><head><title>The Heron</title>
			<link rel="canonical" href="${archive}/http://gone.example/heron/"></head><body><div id="wm-ipp-base"><p>Wayback Machine</p></div>
			<a rel="home" href="${archive}/http://gone.example/">Gone</a><article class="post-content">${TEXT}<img src="/web/20100101000000im_/http://gone.example/a.png"></article></body></html>`
		);
		expect(post).toMatchObject({ url: 'http://gone.example/heron/', feed: { url: 'http://gone.example/' } });
		expect(post.html).toContain(
			'src="https://web.archive.org/web/20100101000000im_/http://gone.example/a.png"'
		);
		expect(post.text).not.toContain('Wayback');
	});

	test('in MHTML is the page in it, in its own encoding, with the address that the browser wrote', async () => {
		const mhtml = [
			...[
				'From: <Saved by Blink>',
				'Snapshot-Content-Location: https://harbour.example/heron',
				'Subject: The Heron'
			],
			...[
				'MIME-Version: 1.0',
				'Content-Type: multipart/related;',
				'\ttype="text/html";',
				'\tboundary="----B"',
				'',
				''
			],
			...['------B', 'Content-Type: image/png', 'Content-Location: https://harbour.example/a.png', '', 'x'],
			...[
				'------B',
				'Content-Type: text/html; charset=windows-1252',
				'Content-Transfer-Encoding: quoted-printable'
			],
			...[
				'',
				`<html><title>The H=E9ron</title><body><article class=3D"post-content">${TEXT.replaceAll('=', '=3D')}</arti=`,
				'cle></body></html>'
			],
			...['------B', 'Content-Type: text/html', '', '<html><title>A frame</title></html>', '------B--']
		].join('\r\n');
		expect(formatOf(startOf(mhtml, 'heron.mhtml', 'multipart/related'))).toBe(savedPage);
		const post = await read(mhtml, 'heron.mhtml');
		expect(post).toMatchObject({ title: 'The Héron', url: 'https://harbour.example/heron' });
		expect(post.text.split('\n')).toEqual(PARAGRAPHS);
	});

	test.each([
		['quoted-printable', 'windows-1251', '<title>=D6=E0=EF=EB=FF</title>', 'Цапля'],
		['quoted-printable', 'windows-1252', '<title>H=E9ron</title>', 'Héron'],
		['quoted-printable', 'utf-8', '<title>H=C3=A9ron</title>', 'Héron'],
		['base64', 'shift_jis', btoa('<title>\x83\x54\x83\x4d</title>'), 'サギ'],
		['binary', 'windows-1252', '<title>H\xe9ron</title>', 'Héron']
	])(
		'in MHTML that names no encoding (%s) is in %s, as the page says',
		async (transfer, charset, title, said) => {
			const written = `<meta charset="${charset}">${title}`;
			const escaped = (text: string) => (transfer === 'base64' ? btoa(text) : text.replaceAll('="', '=3D"'));
			const page = (text: string) => (transfer === 'binary' ? text : escaped(text));
			const html = transfer === 'base64' ? `<meta charset="${charset}">${atob(title)}` : written;
			const body = page(`${html}<body><article class="post-content">${TEXT}</article>`);
			const heads = [
				'------B',
				'Content-Type: text/html',
				`Content-Transfer-Encoding: ${transfer}`,
				'',
				body
			];
			const lines = ['MIME-Version: 1.0', 'Content-Type: multipart/related; boundary="----B"', '', ...heads];
			const mhtml = Uint8Array.from([...lines, '------B--'].join('\r\n'), (letter) => letter.charCodeAt(0));
			expect((await read(mhtml, 'heron.mhtml')).title).toBe(said);
		}
	);

	test.each([
		['that it names', '<meta charset="iso-8859-2">', [0xb1], 'ą'],
		['of UTF-8, whatever it names', '<meta charset="iso-8859-1">', [0xc4, 0x85], 'ą'],
		['that is not the one it names', '<meta charset="utf-8">', [0xe9], 'é']
	])('is read in the encoding %s', async (_, meta, letter, read_) => {
		const [before, after] = [`<html>${meta}<title>`, `</title><article>${TEXT}</article>`].map((text) => [
			...new TextEncoder().encode(text)
		]);
		expect((await read(new Uint8Array([...before!, ...letter, ...after!]))).title).toBe(read_);
	});

	test('shows pictures that the browser has saved beside it from where they came', async () => {
		const post = await read(
			`<html><body><article class="post-content">${TEXT}<a href="https://h.example/big.jpg"><img src="./Heron_files/big.jpg"></a>
			<img src="Heron_files/lost.png"><img src="./Heron_files/a.png" srcset="https://h.example/a.png 2x"></article></body></html>`
		);
		expect(post.html.match(/src="[^"]*"/g)).toEqual([
			'src="https://h.example/big.jpg"',
			'src="https://h.example/a.png"'
		]);
	});

	test('with absurd dates has none, and prototypes stay what they were', async () => {
		const post = await read(
			`<html><script type="application/ld+json">{"@type":"Article","__proto__":{"x":1},"datePublished":"9999-99-99","author":{"constructor":1}}</script>
			<script type="application/ld+json">${'['.repeat(50_000)}</script><article><time datetime="0001-01-01">x</time>${TEXT}</article>`
		);
		expect(post.hasOwnDate).toBe(false);
		expectUntouchedPrototypes();
	});

	test('of ten megabytes of boxes in boxes is read to its end', async () => {
		const post = await read(`${'<div>'.repeat(2_000_000)}${TEXT}`);
		expect(post.text).toContain(PARAGRAPHS[0]);
	}, 60_000);

	test('of very many elements says that only the words of most were kept', async () => {
		const parts = await partsOf(
			savedPage,
			openFile(`<html><body>${'<p>word</p>'.repeat(MOST_ELEMENTS + 10)}<b>last</b>`, 'x.html')
		);
		expect(parts.map((part) => part.is)).toEqual(['note', 'posts']);
	}, 60_000);

	test.each([
		'<html><body></body></html>',
		'<html><head><script>x</script></head><body><nav>Menu</nav></body></html>'
	])('in which nothing is written is refused in words: %s', async (page) => {
		await expect(read(page)).rejects.toThrow(SourceError);
		await expect(read(page)).rejects.toThrow('Nothing to read was found in “page.html”.');
	});
});

describe('A text', () => {
	test('in the shape of WordPress is a post among the saved pages', async () => {
		const post = await read(
			`The Heron\nPosted on January 2, 2006 by Ada Byrne\n\n${PARAGRAPHS.join('\n\n')}\n\nThis entry was posted in Birds by Ada Byrne.\n\nLeave a Reply\n`,
			'heron.txt'
		);
		expect(post).toMatchObject({
			title: 'The Heron',
			authors: [{ name: 'Ada Byrne' }],
			categories: ['Birds'],
			hasOwnDate: true
		});
		expect(post.text.split('\n')).toEqual(PARAGRAPHS);
		expect(post.feed.url).toBe('file:saved-pages');
	});

	test('of nobody and without a date says so', async () => {
		expect(await read('A note\n\n1 < 2 & so on', 'note.txt')).toMatchObject({
			authors: [],
			hasOwnDate: false,
			text: '1 < 2 & so on'
		});
	});

	test.each([
		['{"a":1}', 'a.txt', ''],
		['a,b\n1,2', 'a.csv', ''],
		['\u0000\u0001', 'a', ''],
		['%PDF-1.7', 'a', ''],
		['\ufffd\ufffdab', 'a', ''],
		['<?xml version="1.0"?><a/>', 'a.xml', 'text/xml'],
		['', 'a.txt', 'text/plain']
	])('is not what another file holds: %j', (text, name, mimeType) => {
		expect(formatOf(startOf(text, name, mimeType))).toBeUndefined();
	});
});
