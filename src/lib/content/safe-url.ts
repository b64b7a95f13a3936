import { isPrivate } from '$lib/model/private-host';
import { dropTracking } from './tracking-parameters';

/** Where a post comes from: its relative addresses are meant against `postUrl`, or else against `feedUrl`. */
export interface ContentBase {
	postUrl: string | null;
	feedUrl: string;
}

const LINK_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const WEB_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:']);

/** Pictures of dots, which no browser runs anything of. SVG is left out: it is a document. */
const RASTER_DATA = /^data:image\/(?:png|jpe?g|gif|webp|avif)(?:;[\w=-]+)*;base64,[\w+/=%\s-]+$/i;
const LONGEST_DATA_URL = 512 * 1024;

const MOST_CANDIDATES = 50;
const DESCRIPTOR = /^\d+(?:\.\d+)?[wx]$/;

/** An absolute http, https, mailto or tel address to follow, without what only counts readers; or null. */
export function safeLink(raw: string, base: ContentBase): string | null {
	return resolve(raw, base, LINK_SCHEMES, dropTracking);
}

/**
 * An absolute http or https address to load sound or film from, or null. A blog of the web has nothing to ask of devices at
 * home.
 */
export function safeMedia(raw: string, base: ContentBase): string | null {
	const address = resolve(raw, base, WEB_SCHEMES);
	return address !== null && isPrivate(address) && !isPrivate(base.feedUrl) ? null : address;
}

/** As safeMedia, or a raster picture in a data URL of less than 512 KiB (counted as it is written). */
export function safeImage(raw: string, base: ContentBase): string | null {
	const text = raw.trim();
	if (!/^data:/i.test(text)) return safeMedia(text, base);
	if (text.length >= LONGEST_DATA_URL || !RASTER_DATA.test(text)) return null;
	return 'data:' + text.slice('data:'.length);
}

/**
 * A `srcset` of which every address is a safeMedia one; candidates that are not are left out. Null when none is left.
 * Reads as https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute does: an address may hold
 * commas, only one at its end parts it from the next.
 */
export function safeSrcset(raw: string, base: ContentBase): string | null {
	const kept: string[] = [];
	const candidate = /[\s,]*(\S+)([^,]*)/y;
	for (let found = candidate.exec(raw); found !== null; found = candidate.exec(raw)) {
		const address = (found[1] ?? '').replace(/,+$/, '');
		const endedByComma = address !== found[1];
		if (endedByComma) candidate.lastIndex -= (found[2] ?? '').length;
		const descriptor = endedByComma ? '' : (found[2] ?? '').trim();
		const url = safeMedia(address, base);
		if (url === null || (descriptor !== '' && !DESCRIPTOR.test(descriptor))) continue;
		kept.push(`${url.replace(/,$/, '%2C')} ${descriptor}`.trimEnd());
		if (kept.length === MOST_CANDIDATES) break;
	}
	return kept.length === 0 ? null : kept.join(', ');
}

/** The name that an address points to within its page (`#fn1` is `fn1`), decoded; empty when it names none. */
export function fragmentOf(address: string): string {
	const hash = address.indexOf('#');
	if (hash === -1) return '';
	const name = address.slice(hash + 1);
	try {
		return decodeURIComponent(name);
	} catch {
		// A stray % is written as it is, and meant so.
		return name;
	}
}

/** Whether both are addresses of one page, whatever part of it they point to, over http or https. */
export function samePage(one: string, other: string): boolean {
	return pageOf(one) === pageOf(other);
}

function pageOf(address: string): string {
	return address
		.replace(/#.*$/s, '')
		.replace(/^https?:\/\//i, '')
		.replace(/\/$/, '');
}

function resolve(
	raw: string,
	base: ContentBase,
	schemes: ReadonlySet<string>,
	tidy?: (url: URL) => void
): string | null {
	// An empty address means the page itself: as a picture it is a mistake, as a link it leads nowhere.
	if (raw.trim() === '') return null;
	const url = parse(raw, webPage(base));
	if (url === null || !schemes.has(url.protocol)) return null;
	// "https://bank.example@elsewhere.example" is only ever there to deceive.
	url.username = '';
	url.password = '';
	tidy?.(url);
	return url.href;
}

function webPage(base: ContentBase): string | undefined {
	const feed = parse(base.feedUrl);
	const post = base.postUrl === null ? null : parse(base.postUrl, feed?.href);
	// Of a blog that was built on its author's device and says so.
	const isMisled = post !== null && feed !== null && isPrivate(post.href) && !isPrivate(feed.href);
	const pages = isMisled ? [feed] : [post, feed];
	return pages.find((url) => url !== null && WEB_SCHEMES.has(url.protocol))?.href;
}

/** Null for what no browser takes for an address: posts are full of such. */
function parse(address: string, against?: string): URL | null {
	try {
		return new URL(address, against);
	} catch {
		return null;
	}
}
