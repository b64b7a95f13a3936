import { httpUrl, withoutFragment } from '$lib/sources/http-url';
import { webAddress } from '$lib/model/web-address';

/** Chromium's, Firefox's and Internet Explorer's: the number is the length of the address. */
const SAVED_FROM = /<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->/i;
/** Comments after it are nobody's but the page's. */
const LOOKED_AT = 16 * 1024;

/**
 * The address that a saved page has on the web: as its site writes it, else as the browser that saved it knew it; null when
 * neither says one.
 * @param saved as the file around it says, or null
 */
export function addressOf(document: Document, html: string, saved: string | null): string | null {
	const from = webAddress(SAVED_FROM.exec(html.slice(0, LOOKED_AT))?.[1] ?? '') ?? saved;
	const named = [
		document.querySelector('link[rel~="canonical"]')?.getAttribute('href'),
		document.querySelector('meta[property="og:url"]')?.getAttribute('content')
	];
	for (const address of named) {
		const url = from === null ? webAddress(address ?? '') : httpUrl(address, from);
		if (url !== null && isPlausible(url, from)) return withoutFragment(url);
	}
	return from === null ? null : withoutFragment(from);
}

/** Some sites name their front page on every page. */
function isPlausible(url: string, from: string | null): boolean {
	const isFront = new URL(url).pathname === '/' && new URL(url).search === '';
	return !isFront || from === null || new URL(from).pathname === '/';
}

/** What the addresses in a page are relative to; null when it has none. */
export function baseOf(document: Document, url: string | null): string | null {
	const href = document.querySelector('base[href]')?.getAttribute('href') ?? '';
	return url === null ? webAddress(href) : (httpUrl(href, url) ?? url);
}

/** The blog's own page: as the page names it within its site, else the top of the site. */
export function homeOf(document: Document, url: string): string {
	const named = [...document.querySelectorAll('a[rel~="home"], link[rel~="home"], .site-title a')];
	const homes = named.map((link) => httpUrl(link.getAttribute('href'), url));
	const origin = `${new URL(url).origin}/`;
	const home = homes.find((address) => address?.startsWith(origin) === true && url.startsWith(address));
	return withoutFragment(home ?? origin);
}
