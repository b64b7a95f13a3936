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
const SOMETHING_TO_SEE = 'img, video, audio, math, hr, table';

/** A post's own names get this prefix, so that none can pass for a name of the app. */
export function idOf(name: string): string {
	return name.startsWith('post-') ? name : `post-${name}`;
}

/** Fits a sanitised post into the page: headings, tables, frames and links. Running it twice changes nothing more. */
export function shapePost(post: DocumentFragment, base: ContentBase): void {
	renameElements(post);
	dropEmptyMedia(post);
	shiftHeadings(post);
	for (const card of post.querySelectorAll('p.embed')) liftOut(card);
	wrapTables(post);
	for (const pre of post.querySelectorAll('pre')) pre.setAttribute('tabindex', '0');
	for (const link of post.querySelectorAll('a[href]')) aim(link, post, base);
	post.normalize();
}

function renameElements(post: DocumentFragment): void {
	for (const [from, to] of Object.entries(RENAMED)) {
		for (const element of post.querySelectorAll(from)) rename(element, to);
	}
}

function rename(element: Element, to: string): void {
	const renamed = element.ownerDocument.createElement(to);
	for (const { name, value } of element.attributes) renamed.setAttribute(name, value);
	renamed.append(...element.childNodes);
	element.replaceWith(renamed);
}

function dropEmptyMedia(post: DocumentFragment): void {
	for (const source of post.querySelectorAll('source:not([src], [srcset])')) source.remove();
	for (const media of post.querySelectorAll('video:not([src]), audio:not([src])')) {
		if (media.querySelector('source') === null) media.remove();
	}
	for (const picture of post.querySelectorAll('picture')) {
		if (picture.querySelector('img') === null) picture.replaceWith(...picture.childNodes);
	}
}

/** The page's title is its h1, so the largest heading of a post becomes h2 and the others follow. */
function shiftHeadings(post: DocumentFragment): void {
	const headings = [...post.querySelectorAll('h1, h2, h3, h4, h5, h6')];
	const levels = headings.map((heading) => Number(heading.localName.slice(1)));
	const shift = 2 - Math.min(...levels);
	if (shift === 0) return;
	headings.forEach((heading, index) => {
		rename(heading, `h${Math.min((levels[index] ?? 2) + shift, 6)}`);
	});
}

function wrapTables(post: DocumentFragment): void {
	for (const table of post.querySelectorAll('table')) {
		if (table.parentElement?.closest('table')) continue;
		liftOut(table);
		const parent = table.parentElement;
		const wrapper = parent?.matches('div.table-scroll') === true ? parent : wrap(table);
		wrapper.setAttribute('tabindex', '0');
		wrapper.setAttribute('role', 'region');
		wrapper.setAttribute('aria-label', 'Table');
	}
}

function wrap(table: Element): Element {
	const wrapper = table.ownerDocument.createElement('div');
	wrapper.className = 'table-scroll';
	table.replaceWith(wrapper);
	wrapper.append(table);
	return wrapper;
}

/** Splits the paragraphs, links and headings around a block, so that it stands between their halves. */
function liftOut(block: Element): void {
	for (
		let around = block.parentElement?.closest(TOO_TIGHT) ?? null;
		around !== null;
		around = block.parentElement?.closest(TOO_TIGHT) ?? null
	) {
		const range = around.ownerDocument.createRange();
		range.setStartAfter(block);
		range.setEndAfter(around);
		const rest = range.extractContents().firstElementChild;
		around.after(block);
		// The halves would share one name.
		rest?.removeAttribute('id');
		if (rest !== null && isWorthShowing(rest)) block.after(rest);
		if (!isWorthShowing(around)) around.remove();
	}
}

function isWorthShowing(element: Element): boolean {
	return element.textContent.trim() !== '' || element.querySelector(SOMETHING_TO_SEE) !== null;
}

/** Links to a part of this post stay in it; all others open outside, and tell the other site nothing of this one. */
function aim(link: Element, post: DocumentFragment, base: ContentBase): void {
	const href = link.getAttribute('href') ?? '';
	const page = base.postUrl === null ? null : safeLink(base.postUrl, base);
	const name = fragmentOf(href);
	if (name !== '' && (href.startsWith('#') || (page !== null && samePage(href, page)))) {
		const id = idOf(name);
		if (post.getElementById(id) !== null) {
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
