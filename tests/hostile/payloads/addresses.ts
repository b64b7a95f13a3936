import { pairs, type Payload } from './payload';

/** Ways to write an address that is a script, each with whether browsers take it for one. */
const SPELLINGS: readonly [string, string, boolean][] = [
	['plainly', 'javascript:trap()', true],
	['in mixed case', 'JaVaScRiPt:trap()', true],
	['with a tab', 'java&Tab;script:trap()', true],
	['with line breaks', 'java\nscript&NewLine;:trap()', true],
	['with a return before the colon', 'javascript&#13;:trap()', true],
	['after spaces', '   javascript:trap()', true],
	['after control characters', '&#1;&#x1f; javascript:trap()', true],
	['in decimal entities', '&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;trap()', true],
	['in hexadecimal entities', '&#x6a;&#x61vascript&colon;trap&lpar;&rpar;', true],
	['in entities of many noughts', '&#0000106avascript:trap()', true],
	['with the code in percent signs', 'javascript:%74%72%61%70()', true],
	['like a page', 'javascript://blog.example/%0atrap()', true],
	['like a page after a line separator', 'javascript://blog.example/%E2%80%A8trap()', true],
	['with a comment', 'javascript:/*https://blog.example/*/trap()', true],
	['with a label', 'javascript:https:trap()', true],
	['with a fragment', 'javascript:trap()//#https://blog.example/', true],
	['that gives nothing back', 'javascript:void%20trap()', true],
	['with a null', 'java\0script:trap()', false],
	['with a wide colon', 'javascript：trap()', false],
	['with a soft hyphen', 'java&shy;script:trap()', false],
	['with a space before the colon', 'javascript :trap()', false],
	['with the colon in percent signs', 'javascript%3Atrap()', false],
	['behind a word of the old web', 'view-source:javascript:trap()', false],
	['behind an archive', 'jar:javascript:trap()!/', false],
	['behind a feed', 'feed:javascript:trap()', false],
	['in the language of the nineties', 'vbscript:trap()', false],
	['in the engine of the nineties', 'livescript:trap()', false],
	['as a mocha', 'mocha:trap()', false],
	['as a page in data', 'data:text/html,<script>parent.trap()</script>', false],
	['as a page in base64', 'data:text/html;base64,PHNjcmlwdD5wYXJlbnQudHJhcCgpPC9zY3JpcHQ+', false],
	[
		'as a drawing in data',
		"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='parent.trap()'/>",
		false
	],
	['as data without a type', 'data:,<script>parent.trap()</script>', false],
	[
		'as XML in data',
		"data:application/xhtml+xml,<x xmlns='http://www.w3.org/1999/xhtml' onclick='parent.trap()'/>",
		false
	],
	['as a blob', 'blob:https://blog.example/1', false],
	['as a file', 'file:///etc/passwd', false],
	['in a file system', 'filesystem:https://blog.example/temporary/a', false],
	['of the browser', 'chrome://settings/', false],
	['of an extension', 'chrome-extension://a/b.html', false],
	['of an app on the phone', 'intent://a#Intent;scheme=javascript;end', false],
	['of a program on the computer', 'ms-msdt:/id%20PCWDiagnostic', false],
	['of no scheme that is', 'x-unknown:trap()', false]
];

const links = SPELLINGS.map(([how, address, runs]): Payload => ({
	name: `a link to a script ${how}`,
	html: `<a href="${address}">a</a>`,
	runs
}));

/** Where else an address may stand; `true` where a script there runs, by itself or when it is pressed. */
const PLACES: readonly [string, (address: string) => string, boolean][] = [
	[
		'an image map',
		(to) => `<img src="a.png" usemap="#m"><map name="m"><area href="${to}" shape="default"></map>`,
		true
	],
	[
		'a link in a drawing',
		(to) => `<svg width="9" height="9"><a href="${to}"><text y="9">a</text></a></svg>`,
		true
	],
	[
		'a link in a drawing, the old way',
		(to) => `<svg><a xlink:href="${to}"><text y="20">a</text></a></svg>`,
		true
	],
	[
		'a link in a formula',
		(to) => `<math href="${to}"><mi xlink:href="${to}" href="${to}">x</mi></math>`,
		false
	],
	[
		'an animated link',
		(to) => `<svg><a><animate attributeName="href" values="${to}"/><text y="20">a</text></a></svg>`,
		false
	],
	[
		'a link that is set',
		(to) => `<svg><a><set attributeName="xlink:href" to="${to}"/><text y="20">a</text></a></svg>`,
		false
	],
	['a form', (to) => `<form action="${to}"><button>go</button></form>`, true],
	['a button of a form', (to) => `<form><button formaction="${to}">go</button></form>`, true],
	[
		'an image button of a form',
		(to) => `<form><input type="image" src="x:" formaction="${to}"></form>`,
		true
	],
	['a frame', (to) => `<iframe src="${to}"></iframe>`, true],
	[
		'a frame for later',
		(to) => `<iframe data-src="${to}" data-lazy-src="${to}" loading="lazy"></iframe>`,
		false
	],
	['an object', (to) => `<object data="${to}" type="text/html">a</object>`, false],
	['an embedded thing', (to) => `<embed src="${to}">`, false],
	['a Flash film', (to) => `<object><param name="movie" value="${to}"><embed src="${to}"></object>`, false],
	['a refresh', (to) => `<meta http-equiv="refresh" content="0;url=${to}">`, false],
	['the base of all links', (to) => `<base href="${to}//"><a href="x">a</a><img src="y.png">`, false],
	['a picture', (to) => `<img src="${to}">`, false],
	[
		'a picture for later',
		(to) => `<img data-src="${to}" data-lazy-src="${to}" data-original="${to}">`,
		false
	],
	['a set of pictures', (to) => `<img srcset="${to} 1x, ${to} 2x" sizes="${to}">`, false],
	['a source of a picture', (to) => `<picture><source srcset="${to}"><img alt="a"></picture>`, false],
	['a poster', (to) => `<video poster="${to}" src="${to}"></video>`, false],
	['a source of sound', (to) => `<audio controls><source src="${to}"></audio>`, false],
	['subtitles', (to) => `<video src="a.mp4"><track default src="${to}"></video>`, false],
	['a style sheet', (to) => `<link rel="stylesheet" href="${to}">`, false],
	['a script', (to) => `<script src="${to}"></script>`, false],
	['a quotation', (to) => `<blockquote cite="${to}">a</blockquote><q cite="${to}">b</q>`, false],
	['a changed place', (to) => `<ins cite="${to}">a</ins><del cite="${to}">b</del>`, false],
	['a long description', (to) => `<img src="a.png" longdesc="${to}" lowsrc="${to}" dynsrc="${to}">`, false],
	['a background', (to) => `<table background="${to}"><tr><td background="${to}">a</table>`, false],
	['a drawing that is used', (to) => `<svg><use href="${to}#x"></use><image href="${to}"/></svg>`, false],
	['a footnote', (to) => `<a href="#${to}">a</a><p id="${to}">b</p>`, false],
	['a link that opens here', (to) => `<a href="${to}" target="_self" rel="opener">a</a>`, true],
	['a link that opens above', (to) => `<a href="${to}" target="_parent">a</a>`, false],
	['a link around a frame', (to) => `<a href="${to}"><iframe src="https://a.example/"></iframe>b</a>`, true],
	['a link around a table', (to) => `<a href="${to}"><table><tr><td>x</td></tr></table></a>`, true],
	['a link that is saved', (to) => `<a href="${to}" download="a.html" ping="${to}">a</a>`, true],
	['a portal', (to) => `<portal src="${to}"></portal><fencedframe src="${to}"></fencedframe>`, false],
	['an applet', (to) => `<applet code="${to}" archive="${to}"></applet>`, false],
	['a frame of a set', (to) => `<frameset><frame src="${to}"></frameset>`, false],
	[
		'an icon of an item',
		(to) => `<menu><menuitem icon="${to}">a</menuitem></menu><command icon="${to}">`,
		false
	],
	['a manifest', (to) => `<html manifest="${to}"><link rel="manifest" href="${to}">a`, false],
	['an included document', (to) => `<link rel="import" href="${to}"><xml src="${to}"></xml>`, false]
];

const SCRIPT: readonly [string, string, boolean][] = [
	['a script', 'javascript:trap()', true],
	['a hidden script', '&#1;java&Tab;scr&#x69;pt&colon;trap()', true],
	['a page in data', 'data:text/html,<script>parent.trap()</script>', false]
];

const elsewhere = pairs(PLACES, SCRIPT).map(([[place, carry, runs], [what, address, isScript]]): Payload => ({
	name: `${what} as the address of ${place}`,
	html: carry(address),
	runs: runs && isScript
}));

/** Addresses that break out of where they stand. */
const broken: Payload[] = [
	[
		'a frame whose address breaks out',
		`<iframe src='https://a.example/"onmouseover="trap()'></iframe>`,
		false
	],
	[
		'a frame whose title breaks out',
		`<iframe src="https://a.example/" title='"><img src=x: onerror=trap()>'></iframe>`,
		false
	],
	[
		'a link whose address breaks out',
		`<a href='https://a.example/"><img src=x: onerror=trap()>'>a</a>`,
		false
	],
	['a link with a user and a script', '<a href="https://javascript:trap()@a.example/">a</a>', false],
	['a link with spaces', '<a href="https://a.example/ onclick=trap() ">a</a>', false],
	[
		'a late frame whose id breaks out',
		`<iframe src="https://www.youtube.com/embed/x&quot;onclick=&quot;trap()"></iframe>`,
		false
	],
	['a set of pictures that breaks out', `<img srcset='a.png 1x," onerror="trap() 2x'>`, false],
	['a picture in data that breaks out', `<img src='data:image/png;base64,AAAA" onerror="trap()'>`, false],
	[
		'a picture in data of two types',
		'<img src="data:image/png,image/svg+xml;base64,PHN2ZyBvbmxvYWQ9InRyYXAoKSI+">',
		false
	],
	['a frame of a page of its own', '<iframe srcdoc="<script>parent.trap()</script>"></iframe>', true],
	[
		'a frame of a page in entities',
		'<iframe srcdoc="&lt;img src=x: onerror=parent.trap()&gt;"></iframe>',
		true
	],
	[
		'a frame in a sandbox that is open',
		'<iframe sandbox="allow-scripts allow-same-origin" srcdoc="<script>parent.trap()</script>"></iframe>',
		true
	],
	[
		'a frame in a frame',
		`<iframe srcdoc="<iframe srcdoc='<script>top.trap()</script>'></iframe>"></iframe>`,
		true
	]
].map(([what, html, runs]) => ({ name: what, html, runs }) as Payload);

/** Addresses that are scripts: written how, and standing where. */
export const ADDRESSES: readonly Payload[] = [...links, ...elsewhere, ...broken];
