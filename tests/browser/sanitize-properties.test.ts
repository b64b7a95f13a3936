import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sanitize } from '../../src/lib/content/sanitize';
import { PAYLOADS } from '../hostile/payloads/index';
import { violationsIn } from './sanitize-violations';

const base = { postUrl: 'https://blog.example/2019/a-post/', feedUrl: 'https://blog.example/feed.json' };
const words = (list: string) => list.split(' ');

const TEXT_ELEMENTS = words(
	'p div span b i em strong a ul ol li blockquote h1 h2 h3 h6 pre code q sub dl dt dd hr br'
);
const OTHER_ELEMENTS = words(
	'table caption thead tbody tr td th colgroup col img picture source video audio track details summary figure figcaption ' +
		'ruby rt rp center strike tt article main nav header footer section address mark time'
);
const MATH = words(
	'math mi mn mo mtext mrow mfrac msqrt semantics annotation annotation-xml mglyph malignmark maction'
);
const FORBIDDEN = words(
	'script style link meta base title iframe frameset object embed form input button select option optgroup textarea template ' +
		'slot noscript noembed noframes xmp plaintext listing svg g desc foreignObject use image animate set marquee x-y body html ' +
		'head keygen dialog portal font nobr map area param applet'
);
const VOID = new Set(words('hr br img source track col link meta base embed input area keygen param image'));

const ATTRIBUTES = [
	...words(
		'href src srcset data-src data-srcset poster id class style title alt width height lang dir name align headers'
	),
	...words(
		'onerror onclick target rel srcdoc sizes type kind start value datetime open display encoding xlink:href is slot'
	),
	...words(
		'colspan data-frame role aria-label tabindex action formaction xmlns usemap controls autoplay loop muted'
	)
];
const VALUES = [
	...[
		'',
		'a',
		'app',
		'#a',
		'#post-a',
		'a.png',
		'../b?c=d&e',
		'https://a.example/',
		'//a.example/x',
		'http://a.example/1.png 2x'
	],
	...[
		'javascript:0',
		' JaVa\tscript:0',
		'data:image/png;base64,AAAA',
		'data:text/html,a',
		'mailto:a@b.example',
		'tel:1'
	],
	...[
		'https://www.youtube.com/embed/dQw4w9WgXcQ',
		'https://a.example/</style><img src=x:>',
		'"><img src=x:>',
		'-->',
		']]>'
	],
	...[
		'text/html',
		'text-align:center',
		'width:1px;height:1px',
		'align-right embed language-js',
		'embed',
		'table-scroll',
		'center'
	],
	...[
		'1',
		'0',
		'100%',
		'9999px',
		'rtl',
		'de',
		'__proto__',
		'\u202e',
		'\0',
		'&lt;b&gt;',
		'&amp;lt;b&amp;gt;',
		'https://blog.example/2019/a-post/#a'
	]
];
const TEXTS = [
	'a',
	' ',
	'\n',
	'Words & more',
	'<',
	'&lt;b&gt;',
	'&amp;lt;',
	'--',
	']]>',
	'\u00a0',
	'سلام',
	'\ud83d'
];

const attributes = fc
	.array(fc.tuple(fc.constantFrom(...ATTRIBUTES), fc.constantFrom(...VALUES)), { maxLength: 3 })
	.map((pairs) => pairs.map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`).join(''));

/** @param texts what stands between the elements */
function treeOf(
	names: readonly string[],
	withAttributes: fc.Arbitrary<string>,
	texts: readonly string[] = TEXTS
): fc.Arbitrary<string> {
	return fc
		.letrec<{ node: string; element: string; nodes: string[] }>((tie) => ({
			node: fc.oneof(
				{ depthSize: 'small', withCrossShrink: true },
				fc.constantFrom(...texts),
				tie('element')
			),
			nodes: fc.array(tie('node'), { maxLength: 4 }),
			element: fc
				.tuple(fc.constantFrom(...names), withAttributes, tie('nodes'))
				.map(([name, attributes, inner]) =>
					VOID.has(name) ? `<${name}${attributes}>` : `<${name}${attributes}>${inner.join('')}</${name}>`
				)
		}))
		.nodes.map((nodes) => nodes.join(''));
}

const everyName = [...TEXT_ELEMENTS, ...TEXT_ELEMENTS, ...OTHER_ELEMENTS, ...MATH, ...FORBIDDEN];
const tree = treeOf(everyName, attributes);

/** Parts of markup in any order, closed or not. */
const soup = fc
	.array(
		fc.oneof(
			fc.constantFrom(...everyName).map((name) => `<${name}>`),
			fc.constantFrom(...everyName).map((name) => `</${name}>`),
			fc.tuple(fc.constantFrom(...everyName), attributes).map(([name, more]) => `<${name}${more}>`),
			fc.constantFrom(
				...TEXTS,
				'<!--',
				'-->',
				'<![CDATA[',
				']]>',
				'<?',
				'<!',
				'</',
				'<a title="',
				'">',
				"'",
				'/>',
				'\0'
			)
		),
		{ maxLength: 24 }
	)
	.map((parts) => parts.join(''));

/** A known trick inside of something else. */
const disguised = fc
	.tuple(
		soup,
		fc.constantFrom(...PAYLOADS.filter(({ html }) => html.length < 400).map(({ html }) => html)),
		soup
	)
	.map((parts) => parts.join(''));

const anything = fc.oneof(tree, soup, disguised);
const runs = { numRuns: 500 };

/** What is shown of `html`: an element that was never on a page, in a document of its own. */
function shown(html: string): HTMLElement {
	const host = document.implementation.createHTMLDocument('').createElement('div');
	host.append(sanitize(html, base));
	return host;
}

/** Its HTML. A parser drops the line break that a `pre` begins with, so one more is written there. */
function written(post: HTMLElement): string {
	const copy = post.cloneNode(true) as HTMLElement;
	for (const pre of copy.querySelectorAll('pre')) {
		if (pre.firstChild instanceof Text && pre.firstChild.data.startsWith('\n')) pre.prepend('\n');
	}
	return copy.innerHTML;
}

function parsed(html: string): HTMLElement {
	const host = document.implementation.createHTMLDocument('').createElement('div');
	host.innerHTML = html;
	return host;
}

/** Spaces between blocks are nobody's words. */
function wordsOf(post: HTMLElement): string {
	return post.textContent.replace(/\s+/g, '');
}

test('a post written out and parsed again is as harmless, and says the same', () => {
	fc.assert(
		fc.property(anything, (html) => {
			const once = shown(html);
			const again = parsed(written(once));
			expect(violationsIn(again)).toEqual([]);
			expect(wordsOf(again)).toBe(wordsOf(once));
		}),
		runs
	);
});

test('a post of paragraphs, lists, headings and letters, written out and parsed again, is the same', () => {
	const wellFormed = treeOf(
		TEXT_ELEMENTS,
		attributes,
		TEXTS.filter((text) => text !== '<')
	);
	fc.assert(
		fc.property(wellFormed, (html) => {
			const once = shown(html);
			const again = parsed(written(once));
			if (!again.isEqualNode(once)) expect(again.innerHTML).toBe(once.innerHTML);
			expect(again.isEqualNode(once)).toBe(true);
		}),
		runs
	);
});

test('sanitising twice changes nothing more than parsing does', () => {
	fc.assert(
		fc.property(anything, (html) => {
			const once = written(shown(html));
			const [twice, again] = [shown(once), parsed(once)];
			if (!twice.isEqualNode(again)) expect(twice.innerHTML).toBe(again.innerHTML);
			expect(twice.isEqualNode(again)).toBe(true);
		}),
		runs
	);
});

test('only what is allowed is left: elements, attributes, names and addresses', () => {
	fc.assert(
		fc.property(anything, (html) => {
			expect(violationsIn(shown(html))).toEqual([]);
		}),
		runs
	);
});

test('the words of a post without anything forbidden are untouched', () => {
	const harmless = treeOf(
		TEXT_ELEMENTS.filter((name) => name !== 'a'),
		fc.constant('')
	);
	fc.assert(
		fc.property(harmless, (html) => {
			const wanted = new DOMParser().parseFromString(html, 'text/html').body.textContent;
			expect(wordsOf(shown(html))).toBe(wanted.replace(/\s+/g, ''));
		}),
		runs
	);
});
