import { safeImage, safeSrcset, type ContentBase } from './safe-url';

/** Where scripts that load late keep the real addresses, the likeliest first. */
const LATE_SRC = [
	'data-src',
	'data-lazy-src',
	'data-original',
	'data-orig-src',
	'data-actualsrc',
	'data-url'
];
const LATE_SRCSET = ['data-srcset', 'data-lazy-srcset', 'data-original-set'];
const LATE_SIZES = ['data-sizes', 'data-lazy-sizes'];

/** Pictures that only count readers, by address. */
const COUNTERS: readonly RegExp[] = [
	/^https?:\/\/(pixel|stats)\.(wp|wordpress)\.com\//,
	/^https?:\/\/feeds\.wordpress\.com\/1\.0\//,
	/^https?:\/\/feeds\.feedburner\.com\/~(r|ff|a)\//,
	/^https?:\/\/medium\.com\/_\/stat\?/,
	/^https?:\/\/(www\.)?google-analytics\.com\//,
	/^https?:\/\/(www\.)?facebook\.com\/tr\b/,
	/^https?:\/\/rss-pixel\./
];

/** The start of every GIF of one by one dots. */
const ONE_DOT_GIF = /^data:image\/gif;base64,R0lGODlhAQABA/i;

/** Puts the real address of a picture that a script was to load late where a browser looks for it. */
export function promoteLateSources(element: Element, base: ContentBase): void {
	const src = firstOf(element, LATE_SRC, (value) => safeImage(value, base) !== null);
	const srcset = firstOf(element, LATE_SRCSET, (value) => safeSrcset(value, base) !== null);
	const sizes = firstOf(element, LATE_SIZES, (value) => value !== 'auto');
	if (src !== null && element.localName === 'img') element.setAttribute('src', src);
	if (srcset !== null) element.setAttribute('srcset', srcset);
	if (sizes !== null) element.setAttribute('sizes', sizes);
}

/** Whether a picture waits for a script to give it its real address. */
export function isLate(element: Element): boolean {
	return [...LATE_SRC, ...LATE_SRCSET].some((name) => element.hasAttribute(name));
}

/** Whether nobody could see this picture or frame: it is there to count readers. */
export function isTracker(element: Element): boolean {
	if (['width', 'height'].some((side) => /^\s*[01](px)?\s*$/.test(element.getAttribute(side) ?? '')))
		return true;
	const style = element.getAttribute('style') ?? '';
	// `width: 1px; min-width: 100%` is how frames are made to fit a phone.
	if (
		!/min-(width|height)/i.test(style) &&
		/(^|;)\s*(max-)?(width|height)\s*:\s*[01](px)?\s*(!important\s*)?(;|$)/i.test(style)
	)
		return true;
	const src = element.getAttribute('src')?.trim() ?? '';
	if (ONE_DOT_GIF.test(src) && !element.hasAttribute('srcset')) return true;
	return COUNTERS.some((counter) => counter.test(src.replace(/^\/\//, 'https://')));
}

function firstOf(
	element: Element,
	names: readonly string[],
	isGood: (value: string) => boolean
): string | null {
	const values = names.map((name) => element.getAttribute(name)).filter((value) => value !== null);
	return values.find(isGood) ?? null;
}
