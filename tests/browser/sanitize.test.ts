import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sanitize } from '../../src/lib/content/sanitize';
import { FAMILIES, PAYLOADS } from '../hostile/payloads/index';
import type { Payload } from '../hostile/payloads/payload';
import { poke } from '../hostile/poke';
import { violationsIn } from './sanitize-violations';

const base = { postUrl: 'https://blog.example/2019/a-post/', feedUrl: 'https://blog.example/feed.json' };
let ran: string[] = [];
let host: HTMLElement;

declare global {
	interface Window {
		trap?: (name?: string) => void;
	}
}

beforeEach(() => {
	ran = [];
	// Void: what a `javascript:` address returns would take the place of the page.
	window.trap = (name = 'unnamed') => void ran.push(name);
	host = document.createElement('main');
	document.body.append(host);
});

afterEach(() => {
	host.remove();
	delete window.trap;
});

function show(html: string): HTMLElement {
	host.replaceChildren(sanitize(html, base));
	return host;
}

function clean(html: string): string {
	return show(html).innerHTML;
}

/** Does to everything shown what a reader might, and waits for what loads or fails to load. */
async function useAll(root: Document | Element = host): Promise<void> {
	poke(root);
	await new Promise((resolve) => setTimeout(resolve, 30));
}

/** The same nodes, in whatever order their attributes are written. */
function sameNodes(one: string, other: string): boolean {
	const [first, second] = [one, other].map((html) => new DOMParser().parseFromString(html, 'text/html').body);
	return first!.isEqualNode(second!);
}

describe('requests', () => {
	const requested = (part: string) =>
		performance.getEntriesByType('resource').filter(({ name }) => name.includes(part)).length;
	const settle = () => new Promise((resolve) => setTimeout(resolve, 250));
	// A browser remembers no more than 250, and has had to load these tests.
	beforeEach(() => performance.clearResourceTimings());
	const own = new URL('/', location.href).href;
	const post = (mark: string) => `
		<img src="${own}${mark}-1.png"><img srcset="${own}${mark}-2.png 2x" data-src="${own}${mark}-3.png">
		<link rel="stylesheet prefetch" href="${own}${mark}-4.css"><style>@import '${own}${mark}-5.css';</style>
		<video src="${own}${mark}-6.mp4" poster="${own}${mark}-7.png" autoplay></video><audio src="${own}${mark}-8.mp3"></audio>
		<iframe src="${own}${mark}-9.html"></iframe><object data="${own}${mark}-10.html"></object>
		<div style="background: url(${own}${mark}-11.png)">a</div><svg><image href="${own}${mark}-12.png" /></svg>
		<input type="image" src="${own}${mark}-13.png"><script src="${own}${mark}-14.js"></script>
		<picture><source srcset="${own}${mark}-15.png"><img src="${own}${mark}-16.png"></picture>`;

	test('none while sanitising, nor while what comes of it is not shown', async () => {
		const fragment = sanitize(post('quiet'), { postUrl: null, feedUrl: own });
		await settle();
		expect(fragment.querySelectorAll('img')).toHaveLength(3);
		expect(requested('quiet-')).toBe(0);
	});

	test('only pictures and posters once it is shown', async () => {
		host.append(sanitize(post('shown'), { postUrl: null, feedUrl: own }));
		const names = () =>
			performance
				.getEntriesByType('resource')
				.map(({ name }) => /shown-(\d+)/.exec(name)?.[1])
				.filter((number) => number !== undefined);
		await expect.poll(() => names().length, { timeout: 10_000 }).toBeGreaterThan(0);
		await settle();
		expect(['1', '2', '3', '7', '15', '16']).toEqual(expect.arrayContaining(names()));
	});

	test('control: the same html asks for much more when it is not sanitised', async () => {
		host.innerHTML = post('raw');
		await expect.poll(() => requested('raw-'), { timeout: 10_000 }).toBeGreaterThan(6);
	});
});

describe('what a post says stays', () => {
	test('text, lists, quotes, code and emphasis', () => {
		const html =
			'<p>One <strong>two</strong> <em>three</em> <a href="https://a.example/">four</a></p>' +
			'<ul><li>a</li></ul><ol start="3" reversed=""><li value="7">b</li></ol><blockquote><p>quote</p></blockquote>' +
			'<dl><dt>term</dt><dd>meaning</dd></dl><p>H<sub>2</sub>O, <kbd>Ctrl</kbd>, <mark>m</mark>, <time datetime="2019-05-01T10:00:00Z">May</time></p>' +
			'<details open=""><summary>more</summary>hidden</details><p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p><hr>';
		expect(clean(html)).toBe(
			html.replace(
				'<a href="https://a.example/">',
				'<a href="https://a.example/" target="_blank" rel="noopener noreferrer">'
			)
		);
	});

	test('code keeps its markup as text and its language, and can be scrolled by keyboard', () => {
		expect(
			clean('<pre class="big"><code class="language-js x">if (a &lt; b) &lt;script&gt;</code></pre>')
		).toBe('<pre tabindex="0"><code class="language-js">if (a &lt; b) &lt;script&gt;</code></pre>');
	});

	test('language and direction', () => {
		expect(clean('<p lang="fa" dir="RTL">سلام</p><p lang="x y" dir="up">a</p>')).toBe(
			'<p lang="fa" dir="rtl">سلام</p><p>a</p>'
		);
	});

	test('text of elements that go', () => {
		expect(
			show('<form><fieldset>a <font color=red>b</font></fieldset></form><custom-tag>c</custom-tag>')
				.textContent
		).toBe('a bc');
	});

	test('formulas', () => {
		const html =
			'<math display="block"><mfrac><mi mathvariant="normal">a</mi><msqrt><mn>2</mn></msqrt></mfrac></math>';
		expect(clean(html)).toBe(html);
		expect(
			clean(
				'<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">\\x</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">x</span></span>'
			)
		).toBe('<span><span><math><semantics><mi>x</mi></semantics></math></span></span>');
	});

	test('lengths in formulas stay small', () => {
		show('<math><mspace width="9999px"></mspace><mpadded voffset="-50em">a</mpadded></math>');
		expect(host.querySelectorAll('[width], [voffset]')).toHaveLength(0);
	});

	test('nothing at all', () => {
		expect(clean('')).toBe('');
		expect(clean('plain & simple')).toBe('plain &amp; simple');
	});
});

describe('links', () => {
	test('lead outside, without telling where from', () => {
		expect(
			clean('<a href="../b" onclick="trap()" target="_top" rel="me" ping="https://c.example">b</a>')
		).toBe('<a href="https://blog.example/2019/b" target="_blank" rel="noopener noreferrer">b</a>');
		expect(clean('<a href="mailto:ann@blog.example">mail</a>')).toBe(
			'<a href="mailto:ann@blog.example">mail</a>'
		);
	});

	test('to a footnote stay in the post, also when they name its address, and work', () => {
		show(
			'<p>a<a href="#fn1" id="ref1">1</a><a href="https://blog.example/2019/a-post/#fn:é">2</a></p>' +
				'<ol><li id="fn1">b <a href="http://blog.example/2019/a-post#ref1">back</a></li><li id="fn:é">c</li></ol>' +
				'<a name="old">d</a><a href="#old">e</a>'
		);
		const links = [...host.querySelectorAll<HTMLAnchorElement>('a[href]')];
		expect(links.map((link) => link.getAttribute('href'))).toEqual([
			'#post-fn1',
			'#post-fn%3A%C3%A9',
			'#post-ref1',
			'#post-old'
		]);
		expect(links.every((link) => !link.hasAttribute('target'))).toBe(true);
		for (const link of links) {
			expect(host.querySelector(`[id="${decodeURIComponent(link.hash.slice(1))}"]`)).not.toBeNull();
		}
	});

	test('to a part that is not in the post lead to it on the site', () => {
		expect(show('<a href="#comments">c</a>').querySelector('a')!.getAttribute('href')).toBe(
			'https://blog.example/2019/a-post/#comments'
		);
		host.replaceChildren(sanitize('<a href="#comments">c</a>', { ...base, postUrl: null }));
		expect(host.innerHTML).toBe('<a>c</a>');
		expect(clean('<a href="#">menu</a>')).toBe('<a>menu</a>');
	});
});

describe('pictures', () => {
	const PNG = 'data:image/png;base64,iVBORw0KGgo=';
	const image = () => host.querySelector('img')!;

	test('load lazily, tell nothing, keep their size and have a text', () => {
		expect(
			clean('<img src="a.png" width="640px" height="480" style="float:left" class="alignleft" border=0>')
		).toBe(
			'<img src="https://blog.example/2019/a-post/a.png" width="640" height="480" alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer">'
		);
		expect(clean('<img src="a.png" alt="A cat" title="Cat: mine" loading="eager">')).toContain(
			'alt="A cat" title="Cat: mine" loading="lazy"'
		);
	});

	test.each([
		['<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP" data-src="real.png">'],
		['<img data-lazy-src="real.png">'],
		['<img src="/spacer.gif" data-original="real.png">'],
		['<img src="data:image/svg+xml,%3Csvg%3E" data-src="real.png" data-srcset="real.png 2x">'],
		['<img src="data:image/svg+xml,%3Csvg%3E" class="wait"><noscript><img src="real.png"></noscript>'],
		['<img data-src="real.png"><noscript><img src="real.png"></noscript>']
	])('that a script was to load late have their real address: %s', (html) => {
		show(html);
		expect([...host.querySelectorAll('img')].map((img) => img.getAttribute('src'))).toEqual([
			'https://blog.example/2019/a-post/real.png'
		]);
	});

	test('for several screens keep every address that is safe', () => {
		show(
			`<picture><source srcset="a.webp 1x, javascript:trap() 2x" type="image/webp" media="(min-width: 1px)"><img src="a.png" data-srcset="b.png 2x" sizes="100vw"></picture>`
		);
		expect(host.querySelector('source')!.getAttribute('srcset')).toBe(
			'https://blog.example/2019/a-post/a.webp 1x'
		);
		expect(image().getAttribute('srcset')).toBe('https://blog.example/2019/a-post/b.png 2x');
	});

	test('of dots may come in the post itself; drawings and huge ones may not', () => {
		show(`<img src="${PNG}">`);
		expect(image().getAttribute('src')).toBe(PNG);
		expect(clean('<p>a<img src="data:image/svg+xml;base64,AAAA" alt="chart">b</p>')).toBe('<p>achartb</p>');
		expect(clean(`<img src="data:image/png;base64,${'A'.repeat(600_000)}">`)).toBe('');
	});

	test.each([
		'<img src="https://t.example/a.gif" width="1" height="1">',
		'<img src="https://t.example/a.gif" height=0>',
		'<img src="https://t.example/a.gif" style="border:0; width:1px;height:1px">',
		'<img src="https://pixel.wp.com/b.gif?host=x">',
		'<img src="//feeds.feedburner.com/~r/blog/~4/x">',
		'<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">'
	])('that only count readers go: %s', (html) => {
		expect(clean(`<p>a${html}</p>`)).toBe('<p>a</p>');
	});

	test('of emoji become text', () => {
		expect(
			clean('<p>Hi <img class="emoji" alt="😀" src="https://s.w.org/images/core/emoji/1.png">!</p>')
		).toBe('<p>Hi 😀!</p>');
	});
});

describe('sound and film', () => {
	test('wait for the reader', () => {
		show(
			'<video autoplay loop muted poster="p.png" onplay="trap()"><source src="a.mp4" type="video/mp4"><source src="javascript:trap()"><track src="a.vtt" kind="captions" srclang="en" label="English" default></video><audio src="a.mp3" autoplay></audio><audio src="data:audio/mp3;base64,AA"></audio>'
		);
		const video = host.querySelector('video')!;
		expect([video.controls, video.preload, video.autoplay, video.loop]).toEqual([true, 'none', false, true]);
		expect(video.poster).toBe('https://blog.example/2019/a-post/p.png');
		expect(video.querySelectorAll('source')).toHaveLength(1);
		// Subtitles of another site are not let in, and would be asked for.
		expect(video.querySelector('track')).toBeNull();
		expect(
			[...host.querySelectorAll('audio')].map((audio) => [audio.controls, audio.preload, audio.autoplay])
		).toEqual([[true, 'none', false]]);
	});
});

describe('frames become cards', () => {
	const card = (html: string) => {
		const link = show(html).querySelector('p.embed > a');
		return link === null ? null : [link.textContent, link.getAttribute('href')];
	};

	test.each([
		[
			'<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0" title="A song" allowfullscreen></iframe>',
			'Video on www.youtube.com: A song',
			'https://www.youtube.com/watch?v=dQw4w9WgXcQ'
		],
		[
			'<iframe src="//player.vimeo.com/video/76979871"></iframe>',
			'Video on vimeo.com',
			'https://vimeo.com/76979871'
		],
		[
			'<iframe data-src="https://www.google.com/maps/embed?pb=1" src="about:blank"></iframe>',
			'Map on www.google.com',
			'https://www.google.com/maps/embed?pb=1'
		],
		[
			'<iframe src="/chart.html"></iframe>',
			'Embedded page on blog.example',
			'https://blog.example/chart.html'
		],
		[
			'<iframe src="https://a.example/form" style="width: 1px; min-width: 100%" title="Poll"></iframe>',
			'Embedded page on a.example: Poll',
			'https://a.example/form'
		],
		[
			'<object><param name="movie" value="x"><embed src="http://www.youtube.com/v/dQw4w9WgXcQ"></object>',
			'Video on www.youtube.com',
			'https://www.youtube.com/watch?v=dQw4w9WgXcQ'
		]
	])('%s', (html, text, href) => {
		expect(card(html)).toEqual([text, href]);
		expect(host.querySelector('a')!.rel).toBe('noopener noreferrer');
	});

	test.each([
		'<iframe srcdoc="<script>trap()</script>"></iframe>',
		'<iframe src="javascript:trap()"></iframe>',
		'<iframe src="https://www.googletagmanager.com/ns.html" height="0" width="0"></iframe>'
	])('but not %s', (html) => {
		expect(clean(html)).toBe('');
	});

	test('that stand between paragraphs, not inside of them', () => {
		show(
			'<p id="p">before <b>bold <iframe src="https://a.example/"></iframe> after</b> end</p><p><iframe src="https://b.example/"></iframe></p>'
		);
		expect(
			[...host.children].map((element) => [element.localName, element.className, element.textContent])
		).toEqual([
			['p', '', 'before bold '],
			['p', 'embed', 'Embedded page on a.example'],
			['p', '', ' after end'],
			['p', 'embed', 'Embedded page on b.example']
		]);
		expect(host.querySelectorAll('[id="post-p"]')).toHaveLength(1);
	});

	test('whose titles are only text', () => {
		expect(card('<iframe src="https://a.example/" title="<img src=x onerror=trap()>"></iframe>')![0]).toBe(
			'Embedded page on a.example: <img src=x onerror=trap()>'
		);
	});
});

describe('the post fits the page', () => {
	test.each([
		['<h1>a</h1><h2>b</h2><h6>c</h6>', ['h2', 'h3', 'h6']],
		['<h3>a</h3><h5>b</h5>', ['h2', 'h4']],
		['<h2>a</h2><h3>b</h3>', ['h2', 'h3']],
		['<h5>a</h5>', ['h2']]
	])('headings of %s begin at h2', (html, levels) => {
		show(html);
		expect([...host.children].map((element) => element.localName)).toEqual(levels);
	});

	test('a heading that moves keeps its name', () => {
		expect(clean('<h1 id="a" lang="fr">A</h1>')).toBe('<h2 id="post-a" lang="fr">A</h2>');
	});

	test('wide tables scroll on their own, by keyboard too', () => {
		const cells =
			'<table><caption>c</caption><thead><tr><th scope="col" class="align-right">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>';
		expect(clean(cells.replace('class="align-right"', 'style="color:red;text-align: right"'))).toBe(
			`<div class="table-scroll" tabindex="0" role="region" aria-label="Table">${cells}</div>`
		);
		show('<table><tr><td><table><tr><td>inner</td></tr></table></td></tr></table>');
		expect(host.querySelectorAll('.table-scroll')).toHaveLength(1);
	});

	test('of styles only the alignment of text is left', () => {
		expect(
			clean(
				'<p style="text-align:center;position:fixed">a</p><p align="RIGHT">b</p><center>c</center><p style="color:red">d</p>'
			)
		).toBe(
			'<p class="align-center">a</p><p class="align-right">b</p><div class="align-center">c</div><p>d</p>'
		);
	});

	test('names and classes are never those of the app', () => {
		expect(
			clean(
				'<p id="app" class="toolbar language-js" name="x" role="alert" data-query="x" aria-live="polite">a</p>'
			)
		).toBe('<p id="post-app" class="language-js">a</p>');
	});

	test('landmarks of the blog are not landmarks here', () => {
		expect(clean('<article><header>a</header><main>b</main><nav>c</nav><footer>d</footer></article>')).toBe(
			'<div><div>a</div><div>b</div><div>c</div><div>d</div></div>'
		);
	});

	test('sanitising twice changes nothing more', () => {
		const html = `<h1 id=a>T</h1><p>x<a href="#a">y</a><table><tr><td align=center>1</table>z</p><p><iframe src="https://a.example"></iframe></p>
			<center><img src=a.png></center><pre>1</pre><video src=a.mp4></video><nav>n</nav><h4>u</h4><ol type=a><li>1</ol><a href="#no">z</a>`;
		const once = clean(html);
		expect(clean(once)).toSatisfy((twice: string) => sameNodes(once, twice));
	});

	test('a post of 3000 nested elements is no trouble', () => {
		expect(show('<div><b>'.repeat(3000) + 'deep').textContent).toBe('deep');
	});
});

// Last, as the pictures that these posts ask for in vain keep the network busy.
describe.each(Object.entries(FAMILIES))('hostile posts: %s', (_, family) => {
	/** Each one, with what is wrong when it is shown by `put`. */
	async function faultsWhen(put: (payload: Payload) => void): Promise<[string, ...string[]][]> {
		const faults: [string, ...string[]][] = [];
		for (const payload of family) {
			put(payload);
			poke(host);
			const found = [...violationsIn(host), ...ran.splice(0)];
			if ('clobbered' in window || 'clobberedA' in window) found.push('clobbered');
			if (found.length > 0) faults.push([payload.name, ...found]);
		}
		await useAll();
		return [...faults, ...ran.map((name): [string] => [name])];
	}

	test('nothing runs and nothing is left of them', async () => {
		expect(await faultsWhen(({ html }) => show(html))).toEqual([]);
	});

	test('written out and parsed again, they are still harmless', async () => {
		expect(await faultsWhen(({ html }) => (host.innerHTML = clean(html)))).toEqual([]);
	});

	test('sanitising twice changes nothing more', () => {
		const changed = family.filter(({ html }) => {
			const once = clean(html);
			return !sameNodes(once, clean(once));
		});
		expect(changed.map(({ name }) => name)).toEqual([]);
	});

	test('all of them in one post', async () => {
		show(family.map(({ html }) => html).join('\n'));
		await useAll();
		expect(ran).toEqual([]);
		expect(violationsIn(host)).toEqual([]);
	});
});

describe('controls', () => {
	test('a payload of each family runs when it is not sanitised, where any can', async () => {
		const quiet: string[] = [];
		for (const [name, family] of Object.entries(FAMILIES)) {
			const payload = family.find(({ runs, html }) => runs === true && html.includes('trap()'));
			if (payload === undefined) {
				quiet.push(name);
				continue;
			}
			ran = [];
			// In a frame of its own: what really runs may spoil its page.
			const frame = document.createElement('iframe');
			host.append(frame);
			frame.contentWindow!.trap = window.trap!;
			frame.contentDocument!.body.innerHTML = payload.html;
			await useAll(frame.contentDocument!);
			await expect.poll(() => ran.length, { message: payload.name }).toBeGreaterThan(0);
		}
		expect(quiet).toEqual(['styles', 'requests']);
	});

	test('what the checks look for is found in what is not sanitised', () => {
		host.innerHTML = '<p onclick="0"><a href="javascript:0" id="x">a</a></p><svg></svg><form></form>';
		expect(violationsIn(host)).toEqual(
			expect.arrayContaining(['p onclick', 'id x', 'href javascript:0', '<svg>', '<form>'])
		);
	});

	test('there are enough payloads, each with a name of its own', () => {
		expect(PAYLOADS.length).toBeGreaterThanOrEqual(500);
		expect(new Set(PAYLOADS.map(({ name }) => name)).size).toBe(PAYLOADS.length);
	});
});
