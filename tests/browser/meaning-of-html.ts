import { samePage, type ContentBase } from '../../src/lib/content/safe-url';

/** What HTML says to a reader: each kind of thing as a list of lines, in the order of the text. */
export type Meaning = Record<string, string[]>;

const HEADINGS = 'h1, h2, h3, h4, h5, h6';
/** Elements that show something though they hold no words. */
const SHOWN = 'br, hr, img, audio, video, math, table';
/** What only says where to stand, or has lines of its own here. */
const NOT_COUNTED = `div, span, ${HEADINGS}`;
/** Where scripts that load late keep the addresses of pictures. */
const LATE = ['data-src', 'data-lazy-src', 'data-original', 'data-orig-src', 'src'];
const LATE_SETS = ['data-srcset', 'data-lazy-srcset', 'srcset'];
const NOTES = ['title', 'lang', 'dir', 'datetime'];
/** What an address tells its site of where the reader came from. */
const TELLTALE = /^(utm_\w+|mtm_\w+|\w*clid|mc_[ce]id|igshid|_hs\w+|ref_src|si|hsCtaTracking)$/i;

/** Of an inert tree, before or after it was made safe: both are read by the same rules. Never throws. */
export function meaningOf(root: Element | DocumentFragment, base: ContentBase): Meaning {
	const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
	const frames = all('iframe, embed, .embed a').map((frame) => siteOf(addressOf(frame, base, 'src', 'href')));
	// Of a frame or the card in its place the rest is no part of the text.
	for (const frame of all('iframe, embed, .embed')) frame.remove();
	return {
		frames,
		words: [wordsOf(root.textContent)],
		elements: countsOf(all('*')),
		pictures: all('img').map((image) => `${picturesOf(image, base)}, "${wordsOf(attribute(image, 'alt'))}"`),
		'other pictures': all('picture source').map((source) => picturesOf(source, base)),
		links: all('a[href]').flatMap((link) => linkOf(link, root, base)),
		code: all('pre, code, kbd, samp').map((code) => code.textContent),
		headings: headingsOf(all(HEADINGS)),
		lists: all('ol, ul, dl').map(
			(list) => `${describe(list, 'start', 'type', 'reversed')}: ${list.children.length}`
		),
		items: all('li[value]').map((item) => describe(item, 'value')),
		tables: all('table').map((table) => shapeOf(table as HTMLTableElement)),
		media: all('audio, video').map((media) => mediaOf(media, base)),
		formulas: all('math').map(
			(formula) => `${describe(formula, 'display', 'alttext')} ${wordsOf(formula.textContent)}`
		),
		notes: all(NOTES.map((name) => `[${name}]`).join()).map((element) => describe(element, ...NOTES))
	};
}

function wordsOf(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

function attribute(element: Element, ...names: string[]): string {
	return names.map((name) => element.getAttribute(name)).find((value) => value !== null) ?? '';
}

function describe(element: Element, ...names: string[]): string {
	const known = names.filter((name) => element.hasAttribute(name));
	return [element.localName, ...known.map((name) => `${name}=${wordsOf(attribute(element, name))}`)].join(
		' '
	);
}

/** Of all that hold words or something else to see. */
function countsOf(elements: Element[]): string[] {
	const counts = new Map<string, number>();
	for (const element of elements) {
		const isSeen = element.matches(SHOWN) || element.querySelector(SHOWN) !== null;
		if (element.matches(NOT_COUNTED) || (!isSeen && wordsOf(element.textContent) === '')) continue;
		counts.set(element.localName, (counts.get(element.localName) ?? 0) + 1);
	}
	return [...counts].map(([name, count]) => `${count} ${name}`).sort();
}

/** Absolute and of a kind that can be followed or shown, without what tells of the reader; or empty. */
function addressOf(element: Element, base: ContentBase, ...names: string[]): string {
	return absolute(attribute(element, ...names), base);
}

function absolute(raw: string, base: ContentBase): string {
	const against = base.postUrl ?? base.feedUrl;
	if (['', '#'].includes(raw.trim()) || !URL.canParse(raw.trim(), against)) return '';
	const url = new URL(raw.trim(), against);
	if (!/^(https?|mailto|tel|data):$/.test(url.protocol)) return '';
	for (const name of [...url.searchParams.keys()]) if (TELLTALE.test(name)) url.searchParams.delete(name);
	return url.href;
}

function picturesOf(image: Element, base: ContentBase): string {
	const candidates = attribute(image, ...LATE_SETS).matchAll(/[\s,]*(\S*[^\s,])(\s+[\d.]+[wx])?\s*(,|$)/g);
	const addresses = [attribute(image, ...LATE), ...[...candidates].map((candidate) => candidate[1] ?? '')];
	return [...new Set(addresses.map((address) => absolute(address, base)))].join(' ');
}

function linkOf(link: Element, root: ParentNode, base: ContentBase): string[] {
	const address = addressOf(link, base, 'href');
	if (address === '') return [];
	const page = absolute(base.postUrl ?? base.feedUrl, base);
	const target = samePage(address, page) ? targetOf(attribute(link, 'href'), root) : null;
	const where = target === null ? address : `here, to "${wordsOf(target.textContent).slice(0, 40)}"`;
	return [`${where}, "${wordsOf(link.textContent)}"`];
}

function targetOf(href: string, root: ParentNode): Element | null {
	const name = CSS.escape(decodeURIComponent(href.replace(/^[^#]*#?/, '')));
	return name === '' ? null : root.querySelector(`[id="${name}"], a[name="${name}"]`);
}

/** The last two names of a host, by which a player and its page are told to belong together. */
function siteOf(address: string): string {
	return URL.canParse(address)
		? new URL(address).hostname.split('.').slice(-2).join('.').replace('-nocookie', '')
		: '';
}

/** By how far each is below the highest, as h6 is the last there is. */
function headingsOf(headings: Element[]): string[] {
	const levels = headings.map((heading) => Number(heading.localName.slice(1)));
	const highest = Math.min(...levels);
	return headings.map(
		(heading, at) => `${Math.min(levels[at]! - highest, 4)} ${wordsOf(heading.textContent)}`
	);
}

function shapeOf(table: HTMLTableElement): string {
	const rows = [...table.rows].map((row) =>
		[...row.cells].map((cell) => `${cell.localName} ${cell.colSpan}x${cell.rowSpan}`).join(' ')
	);
	return [wordsOf(table.caption?.textContent ?? ''), ...rows].join(' / ');
}

function mediaOf(media: Element, base: ContentBase): string {
	const sources = [media, ...media.querySelectorAll('source, track')];
	const names = sources.map((source) => `${source.localName} ${addressOf(source, base, 'src')}`);
	return [...names, `poster ${addressOf(media, base, 'poster')}`].join(', ');
}
