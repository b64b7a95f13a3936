import type { HostileText } from './payload';

const IMG = '<img src=x: onerror=trap()>';
const named = (html: string) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const quote = (text: string) => text.replaceAll('"', '&quot;');

const MARKUP: readonly [string, string][] = [
	['an image', IMG],
	['a script', '<script>trap()</script>'],
	['a drawing', '<svg onload=trap()>'],
	['a link', '<a href="javascript:trap()">read on</a>'],
	['a frame', '<iframe srcdoc="<script>parent.trap()</script>"></iframe>'],
	['a style', '<style>*{background:url(http://CANARY/text-style)}</style>'],
	['a picture', '<img src="http://CANARY/text-picture.png">'],
	['a base', '<base href="http://CANARY/text-base/">'],
	['a form', '<form action="http://CANARY/text-form"><button>go</button></form>'],
	['an end of a script', '</script><script>trap()</script>'],
	['an end of a title', `</title>${IMG}`],
	['an end of a style', `</style>${IMG}`],
	['an end of a template', `</template></div>${IMG}`],
	['an end of a comment', `-->${IMG}<!--`],
	['an end of characters', `]]>${IMG}`],
	['an end of an attribute', `"><img src=x: onerror=trap()>`],
	['an end of another attribute', `'><img src=x: onerror=trap()>`],
	['a handler after a quote', '" autofocus onfocus="trap()'],
	['a shadow tree', `<template shadowrootmode="open">${IMG}</template>`],
	['words that are marked', '<em>Bold</em> <b onclick=trap()>words</b>'],
	['a mark like those of the search', '<mark onclick="trap()">match</mark>'],
	['half an element', '<img src=x: onerror=trap() '],
	['the other half', 'onerror=trap() src=x:>'],
	['an opening comment', '<!-- '],
	['a comment of the framework', '<!--[--><!--]-->']
];

const once = MARKUP.map(([what, text]): HostileText => ({ name: `${what} as text`, text }));
const encoded = MARKUP.map(([what, text]): HostileText => ({
	name: `${what} in entities`,
	text: quote(named(text))
}));
const encodedTwice = MARKUP.map(([what, text]): HostileText => ({
	name: `${what} in entities of entities`,
	text: named(quote(named(text)))
}));

/** Names that every object has. */
const members =
	'__proto__ constructor prototype toString hasOwnProperty valueOf __defineGetter__ then length null undefined NaN true -0'
		.split(' ')
		.map((text): HostileText => ({ name: `the name ${text}`, text }));

const NASTY: readonly [string, string][] = [
	['a turn of direction', 'Safe \u202egpj.exe'],
	['a turn that never ends', '\u202e\u202d\u202b\u2066\u2067 all that follows'],
	['an end of directions', '\u2069\u2069\u202c after'],
	['a lone high surrogate', 'High \ud83d end'],
	['a lone low surrogate', '\ude00 low'],
	['surrogates in the wrong order', 'Wrong \ude00\ud83d order'],
	['control characters', 'A\u0000B\u0007C\u001b[31mD\u007fE\u009bF'],
	['line separators', 'One\u2028two\u2029three\u0085four'],
	['nothing to see', '\u200b\u200c\u200d\u2060\ufeff'],
	['spaces only', ' \u00a0\u3000\t\n '],
	['hundreds of accents', 'Z' + '\u0301\u0330\u035c'.repeat(200)],
	['a very long word', 'W'.repeat(5000)],
	['a very long text', 'long words '.repeat(2000)],
	['very many entities', '&amp;'.repeat(500)],
	['very many brackets', '<'.repeat(3000) + '>'.repeat(3000)],
	['letters of the private use', '\ue000\uf8ff\u{f0000}'],
	['characters that are none', '\ufffe\uffff\u{1ffff}'],
	['tags in invisible letters', 'Plain\u{e0001}\u{e0074}\u{e0072}'],
	['a family of many people', '👨‍👩‍👧‍👦'.repeat(100)],
	['a template of braces', '{{constructor.constructor("trap()")()}}'],
	['a template of dollars', '${trap()} ${"".constructor.constructor("trap()")()}'],
	['a template of a server', '<%= trap() %> <?php trap() ?> #{trap()}'],
	['a template of Svelte', `{@html "${IMG}"} {trap()} {#if 1}`],
	['patterns of replacement', "$& $` $' $1 $$ \\0 \\u003c"],
	['a pattern without an end', '(((([a-z+*?)\\'],
	['a query of the search', 'in:title author:"x" -"a" OR category:* is:starred'],
	['a quoted end of a query', '" OR title:"'],
	['a formula of a table', '=HYPERLINK("http://CANARY/sheet";"a")'],
	['an address that is a script', 'javascript:trap()'],
	['a path', '../../../etc/passwd%00.png'],
	['parts of an address', 'a&is=starred#x?feed=1%2F..%2F'],
	['a line of a header', 'a\r\nSet-Cookie: b=c\r\n\r\n<script>trap()</script>'],
	['a closed JSON', '"}],"items":[{"title":"a'],
	['an escape of JSON', '\\u003cimg src=x: onerror=trap()\\u003e'],
	['words of an error', 'TypeError: Your library was lost. Call +1 555 0100.'],
	['a number that is not', '1e309'],
	['a selector', '#app, [id="x"] { } */ :root'],
	['an id of the page', 'article-title']
];

const nasty = NASTY.map(([what, text]): HostileText => ({ name: what, text }));

/** Hostile plain texts, for titles, names, categories, summaries, and whatever else a feed says of itself. */
export const TEXTS: readonly HostileText[] = [...once, ...encoded, ...encodedTwice, ...members, ...nasty];

/** Addresses that are none, or that are scripts, for wherever a feed has an address. */
export const HOSTILE_ADDRESSES: readonly HostileText[] = [
	['a script', 'javascript:trap()'],
	['a script in mixed case', ' JaVa\tScRiPt:trap()'],
	['a script like a page', 'javascript://blog.example/%0atrap()'],
	['a page in data', 'data:text/html,<script>parent.trap()</script>'],
	['a drawing in data', "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='trap()'/>"],
	['a blob', 'blob:https://blog.example/1'],
	['a file', 'file:///etc/passwd'],
	['a program', 'ms-msdt:/id'],
	['the browser', 'chrome://settings/'],
	['a script of old', 'vbscript:trap()'],
	['an end of an attribute', 'https://blog.example/"><img src=x: onerror=trap()>'],
	['an end of a style', 'https://blog.example/);background:url(http://CANARY/address)'],
	['a user that is a host', 'https://blog.example@a.example/'],
	['a line break', 'https://blog.example/\r\nSet-Cookie: a=b'],
	['an address without a host', 'https://'],
	['an address of wrong parts', 'http://[::1'],
	['a port of none', 'https://blog.example:99999/'],
	['entities', 'java&#115;cript:trap()'],
	['a very long address', `https://blog.example/${'a'.repeat(20_000)}`],
	['marks of direction', 'https://blog.example/\u202egpj.exe'],
	['no address', '__proto__']
].map(([name, text]): HostileText => ({ name: name!, text: text! }));
