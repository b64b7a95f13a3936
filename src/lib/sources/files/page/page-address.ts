import { webAddress } from '$lib/model/web-address';
import { httpUrl, withoutFragment } from '$lib/sources/http-url';

/** Where a saved page was. */
export interface PageAddress {
	/** Its own on the web, absolute; null when neither the page nor the browser says one. */
	url: string | null;
	/** What the addresses in it are relative to; null when that is unknown. */
	base: string | null;
}

/** Chromium's, Firefox's and Internet Explorer's: the number is the length of the address. */
const SAVED_FROM = /<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->/i;
/** Comments after it are nobody's but the page's. */
const LOOKED_AT = 16 * 1024;
/** Before the address that a page had which the Wayback Machine shows. */
const ARCHIVE = /^https?:\/\/web\.archive\.org\/web\/\d{4,14}[a-z_]{0,4}\/(?=https?:\/\/)/i;

/**
 * Where a saved page was: as its site writes it, else as the browser that saved it knew it.
 * @param saved as the file around it says, or null
 */
export function addressOf(document: Document, html: string, saved: string | null): PageAddress {
	const from = webAddress(SAVED_FROM.exec(html.slice(0, LOOKED_AT))?.[1] ?? '') ?? saved;
	const own = ownAddress(document, from) ?? from;
	const place = from ?? own;
	const href = document.querySelector('base[href]')?.getAttribute('href') ?? '';
	return {
		url: own === null ? null : withoutFragment(withoutArchive(own)),
		base: place === null ? webAddress(href) : (httpUrl(href, place) ?? place)
	};
}

/** The blog's own page: as the page names it within its site, else the top of the site. */
export function homeOf(document: Document, url: string): string {
	const named = [...document.querySelectorAll('a[rel~="home"], link[rel~="home"], .site-title a')];
	const homes = named.map((link) => webAddress(withoutArchive(link.getAttribute('href') ?? ''), url));
	const origin = `${new URL(url).origin}/`;
	const home = homes.find((address) => address?.startsWith(origin) === true && url.startsWith(address));
	return withoutFragment(home ?? origin);
}

function ownAddress(document: Document, from: string | null): string | null {
	const named = [
		document.querySelector('link[rel~="canonical"]')?.getAttribute('href'),
		document.querySelector('meta[property="og:url"]')?.getAttribute('content')
	];
	const addresses = named.map((address) => webAddress(address ?? '', from ?? undefined));
	return addresses.find((url) => url !== null && isPlausible(url, from)) ?? null;
}

/** Some sites name their front page on every page. */
function isPlausible(url: string, from: string | null): boolean {
	return !isFront(url) || from === null || isFront(withoutArchive(from));
}

function isFront(url: string): boolean {
	const { pathname, search } = new URL(withoutArchive(url));
	return pathname === '/' && search === '';
}

/** Of a page that is gone, and was saved from the archive: the post is known by the address that it had. */
function withoutArchive(address: string): string {
	const own = address.replace(ARCHIVE, '');
	return own === address ? address : (webAddress(own) ?? address);
}
