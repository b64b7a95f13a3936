import { codeOfTable } from './code-tables';
import { embedCard } from './embed-card';
import { inertElement } from './inert-element';
import { isLate } from './lazy-media';
import type { ContentBase } from './safe-url';
import { isTracker } from './trackers';

/** Blocks that may not be shown and stand apart from each other all the same. */
const BLOCKS: Readonly<Record<string, string>> = {
	dialog: 'div',
	fieldset: 'div',
	hgroup: 'div',
	label: 'div',
	legend: 'div',
	search: 'div',
	dir: 'ul',
	menu: 'ul'
};

/** Players as elements that scripts know, and where the film of each is, by its number. */
const FILM_ELEMENTS: Readonly<Record<string, string>> = {
	'amp-youtube': 'https://www.youtube.com/embed/',
	'lite-youtube': 'https://www.youtube.com/embed/',
	'youtube-video': 'https://www.youtube.com/embed/',
	'amp-vimeo': 'https://player.vimeo.com/video/',
	'lite-vimeo': 'https://player.vimeo.com/video/',
	'amp-dailymotion': 'https://www.dailymotion.com/embed/video/'
};

/** What a permalink beside a heading is made of. */
const PERMALINK = /^(?:[\s#¶§⚓∞\p{Cf}\p{M}]|🔗)*$/u;

/**
 * Mends what DOMPurify would take for an attack, before it looks: it drops elements with an `is`, and those in which escaped
 * markup stands beside a comment, together with what they say.
 */
export function makeReadable(node: Node): void {
	// A form may have given its own names to what is asked here.
	if (!(node instanceof Element) || node instanceof HTMLFormElement) return;
	for (const child of [...node.childNodes]) {
		if (child.nodeType === Node.COMMENT_NODE || child.nodeType === Node.CDATA_SECTION_NODE) child.remove();
	}
	// What DOMPurify goes through stays where it is.
	if (node.localName === 'body') node.removeAttribute('is');
	if (node.hasAttribute('is') && node.namespaceURI === 'http://www.w3.org/1999/xhtml') {
		replaceWith(node, renewed(node, node.localName));
	}
}

/**
 * Puts what may be shown in the place of elements that may not. It always goes *after* the element: the walk goes forwards,
 * so whatever is put there is sanitised in its turn, and before it would not be.
 */
export function replaceElement(node: Node, base: ContentBase): void {
	if (!(node instanceof HTMLElement)) return;
	if (node instanceof HTMLFormElement) {
		replaceForm(node);
		return;
	}
	const { localName } = node;
	const block = Object.hasOwn(BLOCKS, localName) ? BLOCKS[localName] : undefined;
	if (block !== undefined) replaceWith(node, renewed(node, fitting(node, block)));
	else if (localName.includes('-')) replaceCustomElement(node, base);
	else REPLACERS.get(localName)?.(node, base);
}

type Replacer = (element: HTMLElement, base: ContentBase) => void;

const REPLACERS: ReadonlyMap<string, Replacer> = new Map<string, Replacer>([
	['a', dropPermalink],
	['embed', replaceFrame],
	['iframe', replaceFrame],
	['img', replaceImage],
	['input', replaceCheckbox],
	['noscript', replaceNoscript],
	['span', replaceSpan],
	['table', replaceCodeTable]
]);

/** An element of another name with what is in this one. */
function renewed(element: Element, name: string): HTMLElement {
	// Asked of the element itself, a form may answer with a field of that name.
	const content = Reflect.get(Node.prototype, 'childNodes', element) as NodeList;
	const fresh = inertElement(name);
	for (const { name: attribute, value } of [...element.attributes]) {
		// Trusted Types refuse scripts as attributes; and a parser takes names that `setAttribute` does not.
		if (attribute !== 'is' && /^(?!on)[a-z][\w-]*$/.test(attribute)) fresh.setAttribute(attribute, value);
	}
	for (const child of [...content]) fresh.append(child);
	return fresh;
}

const BETWEEN_CELLS: ReadonlySet<string> = new Set('table thead tbody tfoot tr colgroup'.split(' '));

/** Between the cells of a table a parser leaves a form, and would take nothing else. */
function replaceForm(form: HTMLFormElement): void {
	const around: unknown = Reflect.get(Node.prototype, 'parentNode', form);
	if (around instanceof Element && BETWEEN_CELLS.has(around.localName)) return;
	replaceWith(form, renewed(form, 'div'));
}

/** In a paragraph no block can stand. */
function fitting(element: Element, name: string): string {
	return name === 'div' && element.closest('p') !== null ? 'span' : name;
}

function replaceWith(element: Element, ...instead: (Node | string)[]): void {
	// Not `element.after(…)`: a form may have a field of that name.
	Element.prototype.after.call(element, ...instead);
	Element.prototype.remove.call(element);
}

function replaceCustomElement(element: HTMLElement, base: ContentBase): void {
	const name = element.localName;
	if (name === 'amp-img') {
		replaceWith(element, renewed(element, 'img'));
		return;
	}
	const start = Object.hasOwn(FILM_ELEMENTS, name) ? FILM_ELEMENTS[name] : undefined;
	const film = element.getAttribute('data-videoid') ?? element.getAttribute('videoid');
	const card =
		start !== undefined && film !== null ? embedCard(element, start + encodeURIComponent(film), base) : null;
	replaceWith(element, card ?? renewed(element, fitting(element, 'div')));
}

function replaceFrame(frame: Element, base: ContentBase): void {
	if (isTracker((name) => frame.getAttribute(name))) return;
	const addresses = ['src', 'data-src', 'data-lazy-src', 'data-lazy'].map((name) => frame.getAttribute(name));
	for (const address of addresses) {
		const card = address === null ? null : embedCard(frame, address, base);
		if (card === null) continue;
		frame.after(card);
		return;
	}
}

/** Where scripts load the pictures, the real ones are often only in a `noscript` beside an empty one. */
function replaceNoscript(noscript: Element): void {
	const next = noscript.nextElementSibling;
	if (next !== null && isLate(next)) return;
	noscript.after(...noscript.querySelectorAll('img'));
}

function replaceImage(image: Element): void {
	dropFallback(image);
	replaceEmoji(image);
}

/** A picture that gets its real address here would be shown a second time by the `noscript` after it. */
function dropFallback(image: Element): void {
	if (!isLate(image)) return;
	const next = (image.closest('picture') ?? image).nextElementSibling;
	if (next?.localName === 'noscript') next.remove();
}

/** WordPress sends emoji as pictures from its own host: text needs no request, and no connection. */
function replaceEmoji(image: Element): void {
	const alt = image.getAttribute('alt') ?? '';
	if (!/(^|\s)(emoji|wp-smiley)(\s|$)/.test(image.getAttribute('class') ?? '') || alt === '') return;
	replaceWith(image, alt);
}

/** What is done in a list of tasks is part of what it says. */
function replaceCheckbox(input: Element): void {
	if (input.getAttribute('type')?.toLowerCase() !== 'checkbox') return;
	replaceWith(input, input.hasAttribute('checked') ? '☑ ' : '☐ ');
}

function replaceSpan(span: Element): void {
	if (span.classList.contains('katex-html')) dropFormulaTwin(span);
	else if (span.classList.contains('exturl')) replaceEncodedLink(span);
}

/** KaTeX writes each formula twice: as MathML, and as spans that mean nothing without its style sheet. */
function dropFormulaTwin(span: Element): void {
	const twin = span.previousElementSibling;
	if (twin?.localName === 'math' || twin?.querySelector('math')) span.remove();
}

/** A theme of Hexo writes links to other sites in a way that only its script can read: in Base64. */
function replaceEncodedLink(span: Element): void {
	const address = decoded(span.getAttribute('data-url') ?? '');
	if (address === null) return;
	const link = renewed(span, 'a');
	link.setAttribute('href', address);
	replaceWith(span, link);
}

function decoded(base64: string): string | null {
	try {
		return atob(base64);
	} catch (error) {
		if (error instanceof DOMException) return null;
		throw error;
	}
}

/** Beside a heading, a sign that leads to the heading itself would be read as part of it. */
function dropPermalink(link: Element): void {
	if (link.closest('h1, h2, h3, h4, h5, h6') === null) return;
	if (link.getAttribute('href')?.includes('#') !== true || link.querySelector('img') !== null) return;
	if (!PERMALINK.test(link.textContent)) return;
	const name = link.getAttribute('id') ?? link.getAttribute('name');
	if (name === null) {
		link.remove();
		return;
	}
	// Other links may lead to it.
	const place = inertElement('a');
	place.id = name;
	replaceWith(link, place);
}

function replaceCodeTable(table: HTMLElement): void {
	const code = codeOfTable(table);
	if (code !== null) replaceWith(table, code);
}
