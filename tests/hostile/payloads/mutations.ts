import { pairs, type Payload } from './payload';

/**
 * Elements whose content is text in HTML, but elements elsewhere: `hold` hides an attribute that ends them, so that a parser
 * of the other opinion finds an element in it.
 */
const HOLDERS: readonly [string, (attack: string) => string][] = [
	['a style', (attack) => `<style><a title="</style>${attack}">a</a></style>`],
	['a title', (attack) => `<title><a title="</title>${attack}">a</a></title>`],
	['an area for text', (attack) => `<textarea><a title="</textarea>${attack}">a</a></textarea>`],
	['an xmp', (attack) => `<xmp><a title="</xmp>${attack}">a</a></xmp>`],
	['a frame', (attack) => `<iframe><a title="</iframe>${attack}">a</a></iframe>`],
	['a noscript', (attack) => `<noscript><a title="</noscript>${attack}">a</a></noscript>`],
	['a noembed', (attack) => `<noembed><a title="</noembed>${attack}">a</a></noembed>`],
	['a noframes', (attack) => `<noframes><a title="</noframes>${attack}">a</a></noframes>`],
	['a script', (attack) => `<script><a title="</script>${attack}">a</a></script>`],
	['a template', (attack) => `<template><a title="</template>${attack}">a</a></template>`],
	['a comment', (attack) => `<!--<a title="-->${attack}">a</a>-->`],
	['a section of characters', (attack) => `<![CDATA[<a title="]]>${attack}">a</a>]]>`]
];

/** Where they stand. */
const PLACES: readonly [string, (inner: string) => string][] = [
	['the post', (inner) => inner],
	['a drawing', (inner) => `<svg>${inner}</svg>`],
	['a drawing’s description', (inner) => `<svg><desc>${inner}</desc></svg>`],
	['a drawing’s foreign part', (inner) => `<svg><foreignObject>${inner}</foreignObject></svg>`],
	['a formula', (inner) => `<math>${inner}</math>`],
	['a formula’s text', (inner) => `<math><mtext>${inner}</mtext></math>`],
	[
		'a formula’s note in HTML',
		(inner) => `<math><annotation-xml encoding="text/html">${inner}</annotation-xml></math>`
	],
	['a formula’s glyph', (inner) => `<math><mtext><mglyph>${inner}</mglyph></mtext></math>`],
	['a table', (inner) => `<table>${inner}</table>`],
	['a choice', (inner) => `<select><option>${inner}</option></select>`],
	[
		'a form in a formula in a form',
		(inner) => `<form><math><mtext></form><form>${inner}</form></mtext></math></form>`
	]
];

const ATTACK = '<img src=x: onerror=trap()>';

/** Whoever parses once finds the attack only where the holder is text, and in a template it sleeps. */
const ALWAYS_TEXT: ReadonlySet<string> = new Set(['a comment', 'a section of characters']);
const ALL_ELEMENTS: ReadonlySet<string> = new Set(['a drawing', 'a formula', 'a formula’s glyph']);

const held = pairs(HOLDERS, PLACES).map(([[what, hold], [where, place]]): Payload => ({
	name: `${what} that ends in an attribute, in ${where}`,
	html: place(hold(ATTACK)),
	runs: ALWAYS_TEXT.has(what) || (what !== 'a template' && !ALL_ELEMENTS.has(where))
}));

/** Text that ends a thing it was not in. */
const ends = [
	'--',
	'--!',
	']]',
	'</style',
	'</title',
	'</script',
	'</noscript',
	'</template',
	'</svg',
	'</math'
].map((end): Payload => ({
	name: `an attribute with ${end}> in it`,
	html: `<p title="${end}>${ATTACK}">a</p><img alt="${end}>${ATTACK}" src="a.png">`
}));

/** Markup that means something else the second time it is parsed. */
const twice: Payload[] = [
	[
		'a formula with style and comment',
		'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x: onerror=trap()&gt;">'
	],
	[
		'a formula with a malignmark',
		'<math><mtext><table><malignmark><style><img src="x:" onerror="trap()"></style></malignmark></table></mtext></math>'
	],
	[
		'a formula’s glyph with a style',
		'<math><mtext><mglyph><style><img src="x:" onerror="trap()"></style></mglyph></mtext></math>',
		true
	],
	[
		'a formula’s note in HTML with a style',
		'<math><annotation-xml encoding="text/html"><style><img src="x:" onerror="trap()"></style></annotation-xml></math>'
	],
	[
		'a formula’s note in capitals',
		'<math><annotation-xml encoding="TEXT/HTML"><p><style><!--</style><img src="x:" onerror="trap()">-->',
		true
	],
	[
		'a formula’s note as a drawing',
		'<math><annotation-xml encoding="image/svg+xml"><svg><foreignObject><img src="x:" onerror="trap()"></foreignObject></svg></annotation-xml></math>',
		true
	],
	[
		'a formula’s action',
		'<math><maction actiontype="statusline#javascript:trap()"><mi>a</mi><mtext>javascript:trap()</mtext></maction></math>'
	],
	[
		'a formula’s old link',
		'<math><mrow xlink:href="javascript:trap()" xlink:show="replace"><mi>a</mi></mrow></math>'
	],
	[
		'a formula with HTML in its text',
		'<math><mi><img src="x:" onerror="trap()"></mi><mn><b onclick="trap()">1</b></mn></math>',
		true
	],
	[
		'a form in a form in a formula',
		'<form><math><mtext></form><form><mglyph><style></math><img src="x:" onerror="trap()">'
	],
	['a form that is left open', '<form><div></form><form onclick="trap()"><input name="a">', true],
	[
		'a drawing’s style that ends in an id',
		'<svg></p><style><a id="</style><img src=x: onerror=trap()>">',
		true
	],
	[
		'a drawing’s title that ends in a title',
		'<svg><title><style><a title="</style></title><img src=x: onerror=trap()>"></svg>',
		true
	],
	[
		'a drawing’s description with a table',
		'<svg><desc><table><thead><svg></desc><img src="x:" onerror="trap()">',
		true
	],
	['a drawing that a paragraph ends', '<svg><p><style><img src="x:" onerror="trap()"></style></p></svg>'],
	['a drawing that a break ends', '<svg></br><style><img src="x:" onerror="trap()"></style>'],
	[
		'a drawing that a coloured font ends',
		'<svg><font color="red"><style><img src="x:" onerror="trap()"></style></font></svg>'
	],
	[
		'a drawing that a plain font does not end',
		'<svg><font><style><img src="x:" onerror="trap()"></style></font></svg>',
		true
	],
	[
		'a drawing with a style that is elements',
		'<svg><style><img src="x:" onerror="trap()"></style></svg>',
		true
	],
	['a drawing with a script that is elements', '<svg><script><b>a</b>trap()</script></svg>'],
	[
		'a drawing with entities in a style',
		'<svg><style>&lt;/style&gt;&lt;img src=x: onerror=trap()&gt;</style></svg>'
	],
	['a drawing with entities in a script', '<svg><script>&#116;rap()</script></svg>', true],
	[
		'a drawing with a prefix',
		'<svg xmlns:x="http://www.w3.org/1999/xhtml"><x:script>trap()</x:script></svg>'
	],
	['a drawing in a formula', '<math><svg><style><img src="x:" onerror="trap()"></style></svg></math>', true],
	[
		'a formula in a drawing',
		'<svg><math><mtext><style><img src="x:" onerror="trap()"></style></mtext></math></svg>',
		true
	],
	['a formula that a picture ends', '<math><mrow><img src="x:" onerror="trap()">', true],
	['a drawing that a picture ends', '<svg><g><img src="x:" onerror="trap()">', true],
	['a drawing’s section of characters', '<svg><![CDATA[><img src="x:" onerror="trap()">]]></svg>'],
	[
		'a drawing’s section after HTML',
		'<svg><foreignObject><![CDATA[><img src="x:" onerror="trap()">]]></foreignObject></svg>',
		true
	],
	['a section of characters', '<![CDATA[<img src="x:" onerror="trap()">]]>'],
	['an instruction', '<?xml version="1.0"?><?a <img src="x:" onerror="trap()">?>'],
	['an instruction for style', '<?xml-stylesheet href="javascript:trap()"?><p>a</p>'],
	['a declaration', '<!doctype html [<!ENTITY x "<img src=x: onerror=trap()>">]>&x;'],
	['a declaration that ends early', '<!x"><img src="x:" onerror="trap()">', true],
	['an end that is a comment', '</ x="><img src="x:" onerror="trap()">', true],
	['a comment that ends early', '<!--><img src="x:" onerror="trap()">-->', true],
	['a comment that ends with a dash', '<!---><img src="x:" onerror="trap()">-->', true],
	['a comment that ends oddly', '<!-- --!><img src="x:" onerror="trap()"> -->', true],
	['a comment in a comment', '<!--<!-- --><img src="x:" onerror="trap()">-->', true],
	['a comment of an old browser', '<!--[if gte IE 4]><img src="x:" onerror="trap()"><![endif]-->'],
	['a comment that is shown to others', '<![if !IE]><img src="x:" onerror="trap()"><![endif]>', true],
	['a comment in a script', '<script><!--<script></script>--><img src="x:" onerror="trap()"></script>'],
	[
		'a noscript beside a late picture',
		'<noscript><img src="x:" onerror="trap()"><a href="javascript:trap()">a</a></noscript>'
	],
	[
		'a noscript in a noscript',
		'<noscript><noscript><img src="x:" onerror="trap()"></noscript></noscript><img src="x:" onerror="trap()">',
		true
	],
	[
		'a noscript with a picture that breaks out',
		`<noscript><img alt="</noscript><img src=x: onerror=trap()>" src="a.png"></noscript>`,
		true
	],
	['a template that holds an image', '<template><img src="x:" onerror="trap()"></template>'],
	['a template in a template', '<template><template><img src="x:" onerror="trap()"></template></template>'],
	[
		'a template in a drawing',
		'<svg><template><style><img src="x:" onerror="trap()"></style></template></svg>',
		true
	],
	[
		'a declared shadow tree',
		'<div><template shadowrootmode="open"><img src="x:" onerror="trap()"></template></div>',
		true
	],
	[
		'a closed shadow tree',
		'<div><template shadowrootmode="closed"><b onclick="trap()">a</b><img src="x:" onerror="trap()"></template></div>',
		true
	],
	[
		'a shadow tree of an old kind',
		'<div><template shadowroot="open"><img src="x:" onerror="trap()"></template></div>'
	],
	['plain text without an end', '<plaintext><img src="x:" onerror="trap()">'],
	['a listing', '<listing>\n<img src="x:" onerror="trap()"></listing>', true],
	['a line break that pre eats', '<pre>\n\n<textarea>\n</pre><img src="x:" onerror="trap()"></textarea>'],
	[
		'a table that throws things out',
		'<table><img src="x:" onerror="trap()"><tr><td><a href="javascript:trap()">a</a><svg><td><style><img src="x:" onerror="trap()">',
		true
	],
	[
		'a table in a link in a table',
		'<a href="javascript:trap()"><table><a href="javascript:trap()"><tr><td>x</td></tr></a></table>',
		true
	],
	[
		'a table with a form',
		'<table><form onclick="trap()"><tr><td><input name="a"></td></tr></form></table>',
		true
	],
	[
		'a table with a hidden input',
		'<table><input type="hidden" onclick="trap()"><caption><select><style></caption><img src="x:" onerror="trap()">',
		true
	],
	[
		'a table’s caption with a drawing',
		'<table><caption><svg><desc></caption><style><img src="x:" onerror="trap()"></style>'
	],
	[
		'a table’s columns',
		'<table><colgroup><template><img src="x:" onerror="trap()"></template><col onclick="trap()"></colgroup></table>',
		true
	],
	['a table in a paragraph', '<p><table><tr><td><p onclick="trap()">a</table>', true],
	[
		'a choice that throws things out',
		'<select><option><style><img src="x:" onerror="trap()"></style></select><keygen autofocus onfocus="trap()">',
		true
	],
	['a choice with a script', '<select><script>trap()</script><option>a</select>', true],
	[
		'a choice with a drawing',
		'<select><svg><style><img src="x:" onerror="trap()"></style></svg></select>',
		true
	],
	['a choice with another', '<select><select><img src="x:" onerror="trap()"></select>', true],
	['a button in a button', '<button><button onclick="trap()">a', true],
	['a link in a link', '<a href="#a"><b><a href="javascript:trap()">a</a></b></a>', true],
	['letters that are left open', '<b><i><b><i><p onclick="trap()">a</b></i>b</p>', true],
	['letters across a table', '<b><table><tr><td></b><i onclick="trap()">a</i></table>', true],
	['a heading in a heading', '<h1><h2 onclick="trap()">a</h1>', true],
	['items across lists', '<ul><li><ol></ul><li onclick="trap()">a', true],
	['ruby that is left open', '<ruby><rt><rp onclick="trap()">a<rtc onclick="trap()">b', true],
	['a body in the body', '<body><body onclick="trap()"><p>a</p>', true],
	['a page in the body', '<html onclick="trap()"><head><title>x</title></head><body>a', true],
	['frames instead of a body', '</body><frameset onload="trap()"><frame src="javascript:trap()"></frameset>'],
	['an end of all', '</div></article></main></body></html><img src="x:" onerror="trap()">', true],
	[
		'an image in capitals with a namespace',
		'<IMG xmlns="http://www.w3.org/2000/svg" SRC="x:" ONERROR="trap()">',
		true
	],
	['an element with a colon', '<svg:script>trap()</svg:script><html:img src="x:" onerror="trap()">', true],
	[
		'an element of another case',
		'<svg><foreignobject><IMG src="x:" onerror="trap()"></foreignobject></svg>',
		true
	],
	[
		'a drawing’s use of its own',
		`<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='x:' onerror='trap()'/></svg>#x"></use></svg>`
	],
	[
		'a drawing’s handler',
		'<svg><handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">trap()</handler></svg>'
	],
	['five hundred letters left open', '<b>'.repeat(500) + '<img src="x:" onerror="trap()">', true],
	[
		'six hundred drawings',
		'<svg><desc>'.repeat(300) +
			'<style><img src="x:" onerror="trap()"></style><img src="x:" onerror="trap()">',
		true
	],
	[
		'four hundred formulas',
		'<math><mtext>'.repeat(200) + '<style><!--</style><img src="x:" onerror="trap()">-->',
		true
	],
	['letters before six hundred elements', '<a><b>'.repeat(300) + '<p onclick="trap()">a', true],
	['a script in a script', '<scr<script>ipt>trap()</scr</script>ipt>'],
	['a script that is taken out', '<scr<b></b>ipt>trap()</script><<script>script>trap()</script>'],
	['a script', '<script>trap()</script>', true],
	['a script of a module', '<script type="module">trap()</script>', true],
	['a script in a drawing', '<svg><script>trap()</script></svg>', true],
	[
		'a script in a drawing by its address',
		'<svg><script href="data:text/javascript,trap()"></script></svg>',
		true
	],
	['a script by its address', '<script src="data:text/javascript,trap()"></script>', true],
	['a script with a strange end', '<script>trap()</script\t\n foo="bar">', true],
	['a script for another time', '<script defer src="data:text/javascript,trap()"></script>', true],
	['a script with an old language', '<script language="javascript1.2">trap()</script>', true],
	[
		'a script for an event',
		'<script for="window" event="onload">trap()</script><script>trap()</script>',
		true
	],
	['a script of an unknown type', '<script type="text/x-template"><img src="x:" onerror="trap()"></script>']
].map(([what, html, runs]) => ({ name: what, html, ...(runs === true && { runs }) }) as Payload);

/** Markup that one parser understands in one way, and the next in another. */
export const MUTATIONS: readonly Payload[] = [...held, ...ends, ...twice];
