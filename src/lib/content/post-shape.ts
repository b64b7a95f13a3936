import { inertElement } from './inert-element';
import { fragmentOf, samePage, safeLink, type ContentBase } from './safe-url';

/** Elements that mean something to the page around the post, and what they become inside of it. */
const RENAMED: Readonly<Record<string, string>> = {
	article: 'div',
	main: 'div',
	nav: 'div',
	header: 'div',
	footer: 'div',
	center: 'div',
	strike: 's',
	tt: 'code',
	acronym: 'abbr'
};

/** What a card or a table cannot stand in once the post is written as HTML. */
const TOO_TIGHT = 'p, a, h1, h2, h3, h4, h5, h6, summary, pre';
const SOMETHING_TO_SEE = 'img, video, audio, math, hr, table, p.embed';

/** A post's own names get this prefix, so that none can pass for a name of the app. */
export function idOf(name: string): string {
	return name.startsWith('post-') ? name : `post-${name}`;
}

/** Fits a sanitised post into the page: headings, tables, frames and links. Running it twice changes nothing more. */
export function shapePost(post: DocumentFragment, base: ContentBase): void {
	renameElements(post);
	for (const inner of post.querySelectorAll('a a')) unwrapAround(inner);
	dropEmptyMedia(post);
	shiftHeadings(post);
	standApart([...post.querySelectorAll('p.embed')]);
	wrapTables(post);
	for (const pre of post.querySelectorAll('pre')) pre.setAttribute('tabindex', '0');
	aimLinks(post, base);
	for (const caption of post.querySelectorAll('figcaption')) if (!isWorthShowing(caption)) caption.remove();
	post.normalize();
}

function renameElements(post: DocumentFragment): void {
	for (const [from, to] of Object.entries(RENAMED)) {
		for (const element of post.querySelectorAll(from)) rename(element, to);
	}
}

function rename(element: Element, to: string): void {
	const renamed = inertElement(to);
	for (const { name, value } of element.attributes) renamed.setAttribute(name, value);
	moveContent(element, renamed);
	element.replaceWith(renamed);
}

/** One by one: as arguments of one call they may be too many. */
function moveContent(from: Element, to: Element): void {
	for (const child of [...from.childNodes]) to.append(child);
}

function unwrap(element: Element): void {
	for (const child of [...element.childNodes]) element.before(child);
	element.remove();
}

/** Where a link has come into another, only the inner one stays: a press can lead to one place. */
function unwrapAround(link: Element): void {
	const around = link.parentElement?.closest('a') ?? null;
	if (around !== null) unwrap(around);
}

function dropEmptyMedia(post: DocumentFragment): void {
	for (const source of post.querySelectorAll('source:not([src], [srcset])')) source.remove();
	for (const media of post.querySelectorAll('video:not([src]), audio:not([src])')) {
		if (media.querySelector('source') === null) media.remove();
	}
	for (const picture of post.querySelectorAll('picture')) {
		if (picture.querySelector('img') === null) unwrap(picture);
	}
}

/** The page's title is its h1, so the largest heading of a post becomes h2 and the others follow. */
function shiftHeadings(post: DocumentFragment): void {
	const headings = [...post.querySelectorAll('h1, h2, h3, h4, h5, h6')];
	const levels = headings.map((heading) => Number(heading.localName.slice(1)));
	const shift = 2 - levels.reduce((top, level) => Math.min(top, level), 7);
	if (shift === 0 || headings.length === 0) return;
	headings.forEach((heading, index) => {
		rename(heading, `h${Math.min((levels[index] ?? 2) + shift, 6)}`);
	});
}

function wrapTables(post: DocumentFragment): void {
	const tables = [...post.querySelectorAll('table')].filter(
		(table) => !table.parentElement?.closest('table')
	);
	standApart(tables);
	for (const table of tables) {
		const parent = table.parentElement;
		const wrapper = parent?.matches('div.table-scroll') === true ? parent : wrap(table);
		wrapper.setAttribute('tabindex', '0');
		wrapper.setAttribute('role', 'region');
		wrapper.setAttribute('aria-label', 'Table');
	}
}

function wrap(table: Element): Element {
	const wrapper = inertElement('div');
	wrapper.className = 'table-scroll';
	table.replaceWith(wrapper);
	wrapper.append(table);
	return wrapper;
}

/**
 * Splits the paragraphs, links and headings around blocks, so that each stands between their halves. From the last to the first: then
 * each split moves only what is between two of them.
 */
function standApart(blocks: readonly Element[]): void {
	const halves = new Set<Element>();
	for (const block of blocks.toReversed()) {
		for (let around = tightAround(block); around !== null; around = tightAround(block)) {
			liftOut(block, around);
			halves.add(around);
		}
	}
	for (const half of halves) if (!isWorthShowing(half)) half.remove();
}

function tightAround(block: Element): Element | null {
	return block.parentElement?.closest(TOO_TIGHT) ?? null;
}

function liftOut(block: Element, around: Element): void {
	const rest = splitAfter(block, around);
	around.after(block);
	if (isWorthShowing(rest)) block.after(rest);
}

/**
 * Takes all that follows `node` out of `around`, with copies of the elements that both halves are in. Without a Range: each that lives
 * costs time at every change of the document.
 */
function splitAfter(node: Element, around: Element): Element {
	let rest: Element | null = null;
	for (let last = node; last !== around; last = last.parentElement ?? around) {
		const half = (last.parentElement ?? around).cloneNode(false) as Element;
		// The halves would share one name.
		half.removeAttribute('id');
		if (rest !== null) half.append(rest);
		while (last.nextSibling !== null) half.append(last.nextSibling);
		rest = half;
	}
	return rest ?? around;
}

function isWorthShowing(element: Element): boolean {
	return /\S/.test(element.textContent) || element.querySelector(SOMETHING_TO_SEE) !== null;
}

function aimLinks(post: DocumentFragment, base: ContentBase): void {
	const page = base.postUrl === null ? null : safeLink(base.postUrl, base);
	// To look each up in the post takes time with its square.
	const names = new Set([...post.querySelectorAll('[id]')].map(({ id }) => id));
	for (const link of post.querySelectorAll('a[href]')) aim(link, { names, page, base });
	// Of a picture that only counted readers, say.
	for (const link of post.querySelectorAll('a[href]:empty')) if (link.id === '') link.remove();
}

/** What links may be aimed at. */
interface Targets {
	/** Ids within the post. */
	names: ReadonlySet<string>;
	/** The post's own page. */
	page: string | null;
	base: ContentBase;
}

/** Links to a part of this post stay in it; all others open outside, and tell the other site nothing of this one. */
function aim(link: Element, { names, page, base }: Targets): void {
	const href = link.getAttribute('href') ?? '';
	const name = fragmentOf(href);
	if (name !== '' && (href.startsWith('#') || (page !== null && samePage(href, page)))) {
		const id = idOf(name);
		if (names.has(id)) {
			link.setAttribute('href', `#${encodeURIComponent(id)}`);
			return;
		}
	}
	const outside = href.startsWith('#') ? outsideOf(href, base) : href;
	if (outside === null) {
		link.removeAttribute('href');
		return;
	}
	link.setAttribute('href', outside);
	if (!/^https?:/.test(outside)) return;
	link.setAttribute('target', '_blank');
	link.setAttribute('rel', 'noopener noreferrer');
}

/** The part is not in the post (comments, say): it may be on the site. A bare `#` was a button of some script. */
function outsideOf(hash: string, base: ContentBase): string | null {
	return base.postUrl === null || hash === '#' ? null : safeLink(hash, base);
}
