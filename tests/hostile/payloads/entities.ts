import type { Payload } from './payload';

const IMG = '<img src=x: onerror=trap()>';
const named = (html: string) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const numbered = (html: string) => html.replaceAll('<', '&#60;').replaceAll('>', '&#x3e;');

/** Text that is markup after it has been decoded once too often. */
export const ENTITIES: readonly Payload[] = [
	['markup, once', named(IMG)],
	['markup, twice', named(named(IMG))],
	['markup, three times', named(named(named(IMG)))],
	['markup by numbers', numbered(IMG)],
	['markup by numbers without semicolons', '&#60img src=x: onerror=trap()&#62'],
	['markup by hexadecimal numbers without semicolons', '&#x3Cimg src=x: onerror=trap()&#x3E'],
	['markup by numbers with noughts', '&#0000060;img src=x: onerror=trap()&#0000062;'],
	['markup by capitals', '&LT;img src=x: onerror=trap()&GT;'],
	['markup by names without semicolons', '&ltimg src=x: onerror=trap()&gt'],
	['markup by an ampersand in noughts', '&#0000038;lt;img src=x: onerror=trap()&#0000038;gt;'],
	['markup by an ampersand in numbers', '&#38;lt;img src=x: onerror=trap()&#38;gt;'],
	['markup in an attribute', `<p title="${named(IMG)}">a</p>`],
	['markup in an attribute, twice', `<p title="${named(named(IMG))}">a</p>`],
	['markup in a picture’s words', `<img src="a.png" alt="${named(IMG)}" title="${named(IMG)}">`],
	['markup in code', `<pre><code>${named(IMG)}</code></pre>`],
	['a script in code', '<pre><code class="language-html">&lt;script&gt;trap()&lt;/script&gt;</code></pre>'],
	['a quote that ends an attribute', '<p title="&quot; onclick=&quot;trap()">a</p>'],
	['a quote by numbers that ends an attribute', `<p title='&#39; onclick=&#39;trap()'>a</p>`],
	['a quote in a link', '<a href="https://a.example/&quot; onclick=&quot;trap()">a</a>'],
	['a quote in a class', '<code class="language-x&quot; onclick=&quot;trap()">a</code>'],
	[
		'a quote in an id',
		'<p id="a&quot; onclick=&quot;trap()">a</p><a href="#a&quot; onclick=&quot;trap()">b</a>'
	],
	['a null in the text', 'a\0b<im\0g src=x: onerror=trap()>', true],
	['nulls by numbers', '&#0;&#x0;<p title="&#0;" onclick="">a</p>'],
	['numbers too large', '&#x110000;&#999999999;&#xD800;&#128;<p>a</p>'],
	['lone surrogates', '\ud800<p title="\udc00">a</p>\udfff'],
	['wide brackets', '＜img src=x: onerror=trap()＞ ‹script›trap()‹/script›'],
	['brackets of another width', '\u02c2img src=x: onerror=trap()\u02c3'],
	['letters that become others', '<ımg src="x:" onerror="trap()"><ſcript>trap()</ſcript><K onclick="">a</K>'],
	['marks of direction', '\u202e<p title="\u202egnp.exe">\u2066a\u2069</p>\u200f'],
	['a mark of byte order', '\ufeff<p>\ufeffa</p>+ADw-script+AD4-trap()+ADw-/script+AD4-'],
	['bytes of another encoding', '\u001b$B<p title="\u001b(B">\u001b$@a</p>'],
	['separators of lines', '<p title="\u2028\u2029">\u2028a\u0085</p>'],
	[
		'a template of a framework',
		'{{constructor.constructor("trap()")()}} ${trap()} <%= trap() %> #{trap()} [[trap()]]'
	],
	[
		'a template in attributes',
		'<p title="{{trap()}}" lang="${trap()}" class="{trap()}">{@html "<img src=x: onerror=trap()>"}</p>',
		true
	],
	['a comment of Svelte', '<!--[--><!--]--><!--[!--><!----><p>a</p><!--[-1-->']
].map(
	([what, html, runs]) =>
		({ name: `decoding: ${what as string}`, html, ...(runs === true && { runs }) }) as Payload
);
