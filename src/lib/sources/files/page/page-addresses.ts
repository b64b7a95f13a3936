import { httpUrl } from '$lib/sources/http-url';

const ADDRESSES = ['href', 'src', 'poster', 'data-src', 'data-lazy-src'];
const LISTS = ['srcset', 'data-srcset', 'data-lazy-srcset'];
/** Where browsers put the pictures of a page that they save: beside the file, where nobody finds them again. */
const BESIDE = /^(?:\.\/)?[^/?#]+(?:_files|_fichiers|-Dateien|_archivos|\.files)\//;
const PICTURE = /\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)/i;

/**
 * Makes the addresses in a page absolute, so that its parts can stand elsewhere. A picture that the browser has saved beside
 * the page is shown from where it came, where the page still says that, and is left out else.
 * @param base absolute, or null where it is unknown: then they stay as they are
 */
export function resolveAddresses(document: Document, base: string | null): void {
	for (const picture of document.querySelectorAll('img[src]')) bringBack(picture);
	if (base === null) return;
	for (const name of ADDRESSES) {
		for (const element of document.querySelectorAll(`[${name}]`)) {
			const address = element.getAttribute(name) ?? '';
			// A place in the page itself stays one.
			const url = address.startsWith('#') ? null : httpUrl(address, base);
			if (url !== null) element.setAttribute(name, url);
		}
	}
	for (const name of LISTS) {
		for (const element of document.querySelectorAll(`[${name}]`)) {
			element.setAttribute(name, resolvedList(element.getAttribute(name) ?? '', base));
		}
	}
}

function resolvedList(list: string, base: string): string {
	return list.replace(/(^|,\s+)(\S+)/g, (all, before: string, address: string) => {
		const url = httpUrl(address, base);
		return url === null ? all : before + url;
	});
}

function bringBack(picture: Element): void {
	if (!BESIDE.test(picture.getAttribute('src') ?? '')) return;
	const listed = /^\s*(https?:\/\/\S+)/.exec(picture.getAttribute('srcset') ?? '')?.[1];
	const link = picture.closest('a')?.getAttribute('href') ?? '';
	const late = ['data-src', 'data-lazy-src'].map((name) => picture.getAttribute(name));
	const address = listed ?? late.find((url) => url != null) ?? (PICTURE.test(link) ? link : null);
	if (address === null) picture.remove();
	else picture.setAttribute('src', address);
}
