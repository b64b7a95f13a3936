import { describe, expect, test } from 'vitest';
import { sanitize } from '../../src/lib/content/sanitize';

const base = { postUrl: 'https://blog.example/a-post/', feedUrl: 'https://blog.example/feed.json' };

function clean(html: string): string {
	const host = document.implementation.createHTMLDocument().createElement('div');
	host.append(sanitize(html, base));
	return host.innerHTML;
}

describe('what DOMPurify would take for an attack', () => {
	test.each([
		['<p is="x-p">words</p>', '<p>words</p>'],
		['<p>Use &lt;b&gt; <!-- more --> here</p>', '<p>Use &lt;b&gt;  here</p>'],
		['<pre>&lt;script&gt;<!-- x --></pre>', '<pre tabindex="0">&lt;script&gt;</pre>'],
		['<p title="Home --> Settings">a</p>', '<p title="Home → Settings">a</p>'],
		['<p title="a </style> b">a</p>', '<p title="a &lt; /style&gt; b">a</p>'],
		[
			'<table><tr><th abbr="Time: x" id="col:1">a</th><td headers="col:1">b</td></tr></table>',
			'<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table><tbody><tr>' +
				'<th abbr="Time: x" id="post-col:1">a</th><td headers="post-col:1">b</td></tr></tbody></table></div>'
		]
	])('stays: %s', (html, expected) => {
		expect(clean(html)).toBe(expected);
	});

	test('but an element with `is` and a handler, or a comment with markup, leaves neither', () => {
		expect(
			clean(
				'<img is="x-y" src="https://a.example/b.png" alt="c" onerror="trap()"><p>a<!--<img src=x onerror=trap()>--></p>'
			)
		).toBe(
			'<img src="https://a.example/b.png" alt="c" loading="lazy" decoding="async" referrerpolicy="no-referrer"><p>a</p>'
		);
	});
});

describe('names that a post gives to its pictures and fields', () => {
	test.each([
		['<label>x</label><img name="createElement" src="https://e.example/a.png" alt="b">', 'x'],
		[
			'<iframe src="https://e.example/f"></iframe><img name="createElement" src="/a.png" alt="b">',
			'Embedded page on e.example'
		],
		['<body is=x><img name=body src="/a.png" alt="b">All of the post', 'All of the post'],
		['<p>a</p><form><input name="attributes"><input name="getAttribute"></form><p>b</p>', 'ab'],
		['<table><form><tr><td>a<input name="getAttribute"></td></tr></form></table>', 'a'],
		[
			'<p>a</p><form><input name="ownerDocument"><input name="after"><input name="localName"><p>b</p></form>',
			'ab'
		],
		['<frameset><frame src="x"></frameset><p>a</p>', 'a'],
		['<form onclick="trap()">a</form><x-y onfocus="trap()">b</x-y><p is="x" onclick="trap()">c</p>', 'abc']
	])('neither stop nor empty it: %s', (html, words) => {
		const host = document.implementation.createHTMLDocument().createElement('div');
		host.append(sanitize(html, base));
		expect(host.textContent).toContain(words);
		expect(host.innerHTML).not.toContain('trap');
	});
});

describe('pictures that a script was to load', () => {
	test.each([
		['<img src="photo.jpg" data-lazy="true" alt="">', 'https://blog.example/a-post/photo.jpg'],
		[
			'<img src="photo.jpg" data-url="https://blog.example/post/" alt="">',
			'https://blog.example/a-post/photo.jpg'
		],
		['<img data-url="/photo.jpg" alt="">', 'https://blog.example/photo.jpg'],
		['<img src="/blank.gif" data-src="/photo.jpg" alt="">', 'https://blog.example/photo.jpg'],
		['<video src="" data-src="/film.mp4"></video>', 'https://blog.example/film.mp4']
	])('get the address that is one: %s', (html, src) => {
		expect(clean(html)).toContain(`src="${src}"`);
	});

	test('frames as well', () => {
		expect(
			clean('<iframe data-lazy="true" src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>')
		).toContain('Video on www.youtube.com');
	});
});

describe('elements that may not be shown', () => {
	test.each([
		[
			'<fieldset><legend>L</legend><label>x</label><label>y</label></fieldset>',
			'<div><div>L</div><div>x</div><div>y</div></div>'
		],
		['<p>a <label>b</label> <x-note>c</x-note></p>', '<p>a <span>b</span> <span>c</span></p>'],
		['<x-note onclick="trap()"><b>c</b></x-note>', '<div><b>c</b></div>'],
		['<menu><li>a</li></menu>', '<ul><li>a</li></ul>'],
		[
			'<ul><li><input type="checkbox" checked> done</li><li><input type=checkbox> to do</li></ul>',
			'<ul><li>☑  done</li><li>☐  to do</li></ul>'
		],
		['<form><input type="text" name="q" value="secret"><p>words</p></form>', '<div><p>words</p></div>'],
		[
			'<span class="exturl" data-url="aHR0cHM6Ly9hLmV4YW1wbGUvYg==">there</span>',
			'<a href="https://a.example/b" target="_blank" rel="noopener noreferrer">there</a>'
		],
		['<span class="exturl" data-url="amF2YXNjcmlwdDp0cmFwKCk=">there</span>', '<a>there</a>'],
		['<span class="exturl" data-url="%%%">there</span>', '<span>there</span>'],
		[
			'<amp-img src="/a.png" alt="b" width="9" height="9" onload="trap()"></amp-img>',
			'<img src="https://blog.example/a.png" alt="b" width="9" height="9" loading="lazy" decoding="async" referrerpolicy="no-referrer">'
		],
		[
			'<lite-youtube videoid="dQw4w9WgXcQ"></lite-youtube>',
			'<p class="embed"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ" ' +
				'data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" target="_blank" rel="noopener noreferrer">Video on www.youtube.com</a></p>'
		]
	])('become others that say the same: %s', (html, expected) => {
		expect(clean(html)).toBe(expected);
	});
});

describe('a card says where a player may be shown', () => {
	test.each([
		['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ', true],
		['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?onload=x', false],
		['https://evil.example/', false],
		['javascript:trap()', false],
		['data:text/html,<script>trap()</script>', false]
	])('also where a post has written it: %s', (address, isKept) => {
		const html = clean(`<p class="embed"><a href="https://a.example/" data-frame="${address}">a</a></p>`);
		expect(html.includes('data-frame')).toBe(isKept);
	});
});

describe('headings', () => {
	test.each([
		'<h2 id="a">Words <a class="anchor" href="#a" aria-hidden="true">#</a></h2>',
		'<h2 id="a">Words <a href="#a">¶</a></h2>',
		'<h2 id="a">Words <a href="https://blog.example/a-post/#a"><svg><path d="M0"/></svg></a></h2>',
		'<h2 id="a">Words <a href="#a">\u200b</a></h2>'
	])('lose the sign that leads to themselves: %s', (html) => {
		expect(clean(html)).toBe('<h2 id="post-a">Words </h2>');
	});

	test('but not the name of that sign, which others lead to', () => {
		expect(clean('<a href="#intro">Go</a><h2><a id="intro" href="#intro">#</a> Intro</h2>')).toBe(
			'<a href="#post-intro">Go</a><h2><a id="post-intro"></a> Intro</h2>'
		);
	});

	test('keep links that say something', () => {
		expect(clean('<h2 id="a"><a href="#a">Words</a> <a href="https://b.example/">#</a></h2>')).toBe(
			'<h2 id="post-a"><a href="#post-a">Words</a> <a href="https://b.example/" target="_blank" rel="noopener noreferrer">#</a></h2>'
		);
	});
});

describe('tables of numbered lines', () => {
	const code = '<pre tabindex="0"><code><span>let</span> a;\nlet b;</code></pre>';

	test.each([
		[
			'a table row for each line',
			'<table><tr><td data-num="1"></td><td><pre><span>let</span> a;</pre></td></tr><tr><td data-num="2"></td><td><pre>let b;</pre></td></tr></table>'
		],
		[
			'all lines in one cell',
			'<table><tr><td class="gutter"><pre>1\n2</pre></td><td class="code"><pre><span>let</span> a;\nlet b;</pre></td></tr></table>'
		],
		[
			'a table within a block of code',
			'<pre><code><table class="rouge-table"><tr><td class="gutter"><pre>1\n2</pre></td><td class="code"><pre><span>let</span> a;\nlet b;</pre></td></tr></table></code></pre>'
		]
	])('become the code alone: %s', (_, html) => {
		expect(clean(html)).toBe(code);
	});

	test.each([
		'<table><tr><td>1</td><td>one</td></tr></table>',
		'<table><tr><td>a</td><td><code>b</code></td></tr></table>',
		'<table><tr><td>1</td><td>see <code>b</code></td></tr></table>',
		'<table><tr><td>200</td><td><code>OK</code></td></tr><tr><td>404</td><td><code>Not Found</code></td></tr></table>',
		'<table><caption>c</caption><tr><td>1</td><td><pre>b</pre></td></tr></table>',
		'<table><tr><th>1</th><td><code>b</code></td></tr></table>'
	])('but others stay tables: %s', (html) => {
		expect(clean(html)).toContain('<table>');
	});
});

describe('inline styles that say something become classes', () => {
	test.each([
		['<p style="text-align: CENTER; color: red">a</p>', '<p class="align-center">a</p>'],
		['<p class="has-text-align-right">a</p>', '<p class="align-right">a</p>'],
		[
			'<span style="font-weight:700;font-style:italic">a</span>',
			'<span class="weight-bold slant-italic">a</span>'
		],
		['<b style="font-weight:normal">a</b>', '<b class="weight-normal">a</b>'],
		[
			'<span style="text-decoration: line-through !important">a</span>',
			'<span class="drawn-line-through">a</span>'
		],
		[
			'<ol style="list-style-type: lower-alpha"><li>a</li></ol>',
			'<ol class="list-lower-alpha"><li>a</li></ol>'
		],
		['<p style="direction: rtl">a</p>', '<p dir="rtl">a</p>'],
		['<p style="position: fixed; inset: 0; background: url(https://a.example/b)">a</p>', '<p>a</p>'],
		['<p style="text-align: center url(https://a.example/b)">a</p>', '<p>a</p>'],
		['<p style="constructor: bold; __proto__: bold; toString: x">a</p>', '<p>a</p>']
	])('%s', (html, expected) => {
		expect(clean(html)).toBe(expected);
	});
});

describe('links', () => {
	test('lose what only follows readers', () => {
		expect(clean('<a href="https://b.example/?utm_source=rss&a=1">b</a>')).toBe(
			'<a href="https://b.example/?a=1" target="_blank" rel="noopener noreferrer">b</a>'
		);
	});

	test('around a picture that only counted readers go with it', () => {
		expect(clean('a<a href="https://b.example/"><img src="https://pixel.wp.com/b.gif"></a>')).toBe('a');
	});
});

describe('pictures that only count readers', () => {
	test.each([
		'https://www.google-analytics.com/collect?v=1',
		'https://stats.wp.com/b.gif?blog=1',
		'//feeds.feedburner.com/~r/a/~4/b',
		'https://blog.example/matomo.php?idsite=1',
		'https://x.list-manage.com/track/open.php?u=1',
		'https://counter.theconversation.com/content/1/count.gif',
		'https://vg04.met.vgwort.de/na/abc',
		'https://cdn.example/spacer.gif'
	])('go: %s', (src) => {
		expect(clean(`<img src="${src}" alt="">`)).toBe('');
	});

	test.each([
		'https://pixel.nymag.com/imgs/a.jpg',
		'https://blog.example/analytics.png',
		'https://i0.wp.com/blog.example/a.jpg',
		'https://blogger.googleusercontent.com/img/a.png',
		'https://blog.example/2019/count.png',
		'https://blog.example/uploads/pixel.png',
		'https://analytics.blogspot.com/a.png'
	])('others stay: %s', (src) => {
		expect(clean(`<img src="${src}" alt="">`)).toContain(src);
	});
});
