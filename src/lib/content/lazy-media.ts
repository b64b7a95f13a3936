import { safeImage, safeMedia, safeSrcset, type ContentBase } from './safe-url';

/** Where scripts that load late keep the real addresses, the likeliest first. */
const LATE_SRC = [
	'data-src',
	'data-lazy-src',
	'data-lazy',
	'data-original',
	'data-orig-src',
	'data-litespeed-src',
	'nitro-lazy-src',
	'data-cfsrc',
	'data-pagespeed-lazy-src',
	'data-ezsrc',
	'data-echo',
	'data-actualsrc',
	'data-delayed-url'
];
/** Often the page that a picture leads to: only where the picture has no address of its own. */
const PERHAPS_SRC = 'data-url';
const LATE_SRCSET = ['data-srcset', 'data-lazy-srcset', 'data-original-set'];
const LATE_SIZES = ['data-sizes', 'data-lazy-sizes'];

/** As much of an element as is asked here. */
type LateElement = Pick<Element, 'localName' | 'getAttribute' | 'setAttribute'> & {
	parentElement: Pick<Element, 'localName'> | null;
};

/** Puts the real address of a picture, sound or film that a script was to load late where a browser looks for it. */
export function promoteLateSources(element: LateElement, base: ContentBase): void {
	const safe = element.localName === 'img' ? safeImage : safeMedia;
	const own = element.getAttribute('src') ?? '';
	const names = own === '' || own.startsWith('data:') ? [...LATE_SRC, PERHAPS_SRC] : LATE_SRC;
	// `data-lazy="true"` is no address.
	const src = firstOf(element, names, (value) => /[/.]/.test(value) && safe(value, base) !== null);
	const srcset = firstOf(element, LATE_SRCSET, (value) => safeSrcset(value, base) !== null);
	const sizes = firstOf(element, LATE_SIZES, (value) => value !== 'auto');
	// Within `picture` a source has no `src`.
	if (src !== null && !isOfPicture(element)) element.setAttribute('src', src);
	if (srcset !== null) element.setAttribute('srcset', srcset);
	if (sizes !== null) element.setAttribute('sizes', sizes);
}

function isOfPicture(element: LateElement): boolean {
	return element.localName === 'source' && element.parentElement?.localName === 'picture';
}

/** Whether a picture waits for a script to give it its real address. */
export function isLate(element: Element): boolean {
	return [...LATE_SRC, ...LATE_SRCSET].some((name) => element.hasAttribute(name));
}

function firstOf(
	element: LateElement,
	names: readonly string[],
	isGood: (value: string) => boolean
): string | null {
	const values = names.map((name) => element.getAttribute(name)).filter((value) => value !== null);
	return values.find(isGood) ?? null;
}
