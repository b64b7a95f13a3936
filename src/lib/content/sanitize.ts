import DOMPurify, { type UponSanitizeAttributeHookEvent } from 'dompurify';
import { FRAME_ATTRIBUTE } from './embed-card';
import { classesOf, STYLE_CLASS, styledDirection } from './inline-style';
import { promoteLateSources } from './lazy-media';
import { isFrame } from './players';
import { idOf, shapePost } from './post-shape';
import { makeReadable, replaceElement } from './replacements';
import { safeImage, safeLink, safeMedia, safeSrcset, type ContentBase } from './safe-url';
import { isTracker } from './trackers';

/** What a post may be made of. Everything else goes; its text stays unless it is in GONE_WITH_TEXT. */
const ELEMENTS: readonly string[] = [
	...words(
		'a abbr acronym b bdi bdo big br cite code data del dfn em i ins kbd mark q s samp small span strike'
	),
	...words('strong sub sup time tt u var wbr ruby rb rp rt rtc'),
	...words(
		'address article aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5'
	),
	...words('h6 header hr li main nav ol p pre section summary ul'),
	...words('table caption col colgroup tbody td tfoot th thead tr'),
	...words('img picture audio video source'),
	...words(
		'math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt'
	),
	...words('mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics')
];

/** Beside DOMPurify's own list (script, style, svg, …): what these hold was never meant to be read. */
const GONE_WITH_TEXT: readonly string[] = words('annotation button datalist option select textarea');

const EVERYWHERE: readonly string[] = words('class dir id lang title');

/** `math` stands for every element of MathML. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
	a: ['aria-label', FRAME_ATTRIBUTE, 'href'],
	audio: words('loop muted src'),
	col: words('span'),
	colgroup: words('span'),
	data: words('value'),
	del: words('datetime'),
	details: words('open'),
	img: words('alt height sizes src srcset width'),
	ins: words('datetime'),
	li: words('value'),
	ol: words('reversed start type'),
	source: words('height media sizes src srcset type width'),
	td: words('colspan headers rowspan'),
	th: words('abbr colspan headers rowspan scope'),
	time: words('datetime'),
	video: words('height loop muted playsinline poster src width'),
	math: [
		...words(
			'accent accentunder alttext columnalign columnspan depth display displaystyle fence form height'
		),
		...words(
			'largeop linethickness lspace mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel'
		),
		...words('separator stretchy symmetric voffset width')
	]
};

/** Gives an attribute's value as it may be shown, or null when it may not. Those not named here are kept as they are. */
type Cleaner = (value: string, element: Element, base: ContentBase) => string | null;

const CLEANERS: Readonly<Record<string, Cleaner>> = {
	// Links within the post get their new address when all its names are known.
	href: (value, _, base) => (value.startsWith('#') ? value : safeLink(value, base)),
	src: (value, element, base) => (element.localName === 'img' ? safeImage : safeMedia)(value, base),
	poster: (value, _, base) => safeMedia(value, base),
	srcset: (value, _, base) => safeSrcset(value, base),
	sizes: (value) => (value === 'auto' || value.length > 500 ? null : value),
	alt: plainValue,
	abbr: plainValue,
	alttext: plainValue,
	'aria-label': plainValue,
	class: safeClasses,
	[FRAME_ATTRIBUTE]: (value) => (isFrame(value) ? value : null),
	dir: (value) => matching(value.toLowerCase(), /^(ltr|rtl|auto)$/),
	id: (value) => (value === '' ? null : idOf(value)),
	headers: (value) => value.split(/\s+/).map(idOf).join(' '),
	title: plainValue,
	lang: (value) => matching(value, /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i),
	width: safeLength,
	height: safeLength,
	depth: safeLength,
	lspace: safeLength,
	rspace: safeLength,
	voffset: safeLength,
	minsize: safeLength,
	maxsize: safeLength,
	linethickness: safeLength,
	scriptlevel: (value) => matching(value, /^[+-]?\d$/)
};

/** Classes are the app's to style, so a post keeps only those that it knows. */
const CLASSES = /^(embed|table-scroll|(language|lang)-[\w+#.-]{1,30})$/;

/** Elements that scripts of blogs load late. */
const LOADED_LATE: ReadonlySet<string> = new Set(words('img source video audio'));

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/**
 * Makes the HTML of a post safe to append to the page, and fits it to be read there: see ARCHITECTURE.md, "Content and
 * safety". Nothing is fetched and nothing runs while it works; what it gives back belongs to a document without a window,
 * so pictures are asked for only once it is appended. Throws where the browser cannot sanitise.
 */
export function sanitize(html: string, base: ContentBase): DocumentFragment {
	// DOMPurify hands back what it was given when it cannot work.
	if (!DOMPurify.isSupported) throw new Error('This browser cannot make posts safe to show.');
	const beforeAttributes = (element: Element) => prepareAttributes(element, base);
	const uponElement = (node: Node) => replaceElement(node, base);
	const uponAttribute = (element: Element, attribute: UponSanitizeAttributeHookEvent) =>
		judgeAttribute(element, attribute, base);
	// Hooks belong to the whole of DOMPurify, so they are lent to it for this call only.
	DOMPurify.addHook('beforeSanitizeElements', makeReadable);
	DOMPurify.addHook('uponSanitizeElement', uponElement);
	DOMPurify.addHook('beforeSanitizeAttributes', beforeAttributes);
	DOMPurify.addHook('uponSanitizeAttribute', uponAttribute);
	DOMPurify.addHook('afterSanitizeAttributes', completeAttributes);
	try {
		// A `frameset` that comes first would take the place of the whole post.
		const post = DOMPurify.sanitize(`<br>${html}`, {
			ALLOWED_TAGS: [...ELEMENTS],
			ALLOWED_ATTR: [...new Set([...EVERYWHERE, ...Object.values(ATTRIBUTES).flat()])],
			ADD_URI_SAFE_ATTR: ['abbr', 'alttext', 'aria-label', 'headers'],
			ADD_FORBID_CONTENTS: [...GONE_WITH_TEXT],
			ALLOW_ARIA_ATTR: false,
			ALLOW_DATA_ATTR: false,
			RETURN_DOM_FRAGMENT: true
		});
		post.firstChild?.remove();
		shapePost(post, base);
		return post;
	} finally {
		DOMPurify.removeHook('beforeSanitizeElements', makeReadable);
		DOMPurify.removeHook('uponSanitizeElement', uponElement);
		DOMPurify.removeHook('beforeSanitizeAttributes', beforeAttributes);
		DOMPurify.removeHook('uponSanitizeAttribute', uponAttribute);
		DOMPurify.removeHook('afterSanitizeAttributes', completeAttributes);
	}
}

/** Before any attribute is judged: moves what is worth keeping to where it is allowed. */
function prepareAttributes(element: Element, base: ContentBase): void {
	// A form is on its way out, and may have given its own names to what is asked here.
	if (!(element instanceof HTMLElement) || element instanceof HTMLFormElement) return;
	const { localName } = element;
	if (LOADED_LATE.has(localName)) promoteLateSources(element, base);
	if (localName === 'img' && isTracker((name) => element.getAttribute(name))) {
		element.remove();
		return;
	}
	const name = element.getAttribute('name');
	if (localName === 'a' && name !== null && !element.hasAttribute('id')) element.setAttribute('id', name);
	const classes = classesOf(element);
	if (classes.length > 0) {
		element.setAttribute('class', [element.getAttribute('class') ?? '', ...classes].join(' '));
	}
	const direction = styledDirection(element);
	if (direction !== null && !element.hasAttribute('dir')) element.setAttribute('dir', direction);
}

function judgeAttribute(
	element: Element,
	attribute: UponSanitizeAttributeHookEvent,
	base: ContentBase
): void {
	const name = attribute.attrName;
	const kind = element.namespaceURI === MATHML ? 'math' : element.localName;
	const isKnown = EVERYWHERE.includes(name) || (own(ATTRIBUTES, kind)?.includes(name) ?? false);
	const cleaner = own(CLEANERS, name);
	const value =
		isKnown && cleaner !== undefined ? cleaner(attribute.attrValue, element, base) : attribute.attrValue;
	if (!isKnown || value === null) attribute.keepAttr = false;
	else attribute.attrValue = value;
}

/** After the attributes were judged: adds those that every such element must have. */
function completeAttributes(element: Element): void {
	if (!(element instanceof HTMLElement)) return;
	if (element.localName === 'img') {
		if (!element.hasAttribute('src') && !element.hasAttribute('srcset')) {
			// Nothing is left to see, but its words may be worth reading.
			element.replaceWith(element.getAttribute('alt') ?? '');
			return;
		}
		if (!element.hasAttribute('alt')) element.setAttribute('alt', '');
		element.setAttribute('loading', 'lazy');
		element.setAttribute('decoding', 'async');
		element.setAttribute('referrerpolicy', 'no-referrer');
	}
	if (element.localName === 'video' || element.localName === 'audio') {
		element.setAttribute('controls', '');
		element.setAttribute('preload', 'none');
	}
}

function safeClasses(value: string): string | null {
	const known = new Set(value.split(/\s+/).filter((name) => CLASSES.test(name) || STYLE_CLASS.test(name)));
	return known.size === 0 ? null : [...known].join(' ');
}

/** DOMPurify drops words that could end a comment or an element, were they not in an attribute. */
function plainValue(value: string): string {
	return value
		.replace(/--!?>/g, '→')
		.replaceAll(']>', '] >')
		.replace(/<\/(?=[a-z])/gi, '< /');
}

/** Whole pixels for pictures. In formulas lengths of a few letters, as longer ones could reach over the app around. */
function safeLength(value: string, element: Element): string | null {
	if (element.namespaceURI === MATHML)
		return matching(value, /^[+-]?(\d?(\.\d{1,6})?(em|ex)|\d{0,2}(\.\d{1,6})?(px|pt|%)?)$/);
	return matching(value.replace(/px$/i, ''), /^[1-9]\d{0,4}$/);
}

function matching(value: string, pattern: RegExp): string | null {
	return pattern.test(value) ? value : null;
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
	return Object.hasOwn(record, key) ? record[key] : undefined;
}

function words(list: string): string[] {
	return list.split(' ');
}
