import { version } from '$app/environment';
import { resolve } from '$app/paths';
import { LAST_VIEW, type LastView } from '$lib/model/last-view';

/** Characters; a screen of rows has some fifty thousand. */
const LARGEST = 400_000;
/** Addresses of fonts and pictures of ours, not those that are data themselves. */
const ADDRESSES = /url\(["']?(?!data:)([^)"']+)["']?\)/g;
/** What is there for a moment only, or comes from elsewhere. */
const PASSING = 'footer, [role="alert"], [aria-live], script, iframe, video, audio';

/** Keeps a picture of `view` for the next start of the app; null to keep none, as when nothing is in the library any more. */
export async function keepLastView(view: HTMLElement | null): Promise<void> {
	try {
		await keep(view);
	} catch (error) {
		passOver(error);
	}
}

/** Without room, or without a network on a first visit, the next start shows what it did, or nothing: that is no news to the reader. */
function passOver(error: unknown): void {
	if (!(error instanceof DOMException || error instanceof TypeError)) reportError(error);
}

async function keep(view: HTMLElement | null): Promise<void> {
	// Without a service worker nobody would show it.
	if (!('serviceWorker' in navigator) || navigator.serviceWorker.controller === null) return;
	const home = resolve('/');
	const cache = await caches.open(`backlist-app:${home.slice(0, -1)}:${version}`);
	const html = view === null ? '' : pictureOf(view);
	if (html === '' || html.length > LARGEST) {
		await cache.delete(home + LAST_VIEW);
		return;
	}
	const css = await styleSheets();
	const kept: LastView = { root: rootAttributes(), css, cssHash: await hashOf(css), html };
	await cache.put(home + LAST_VIEW, Response.json(kept));
}

function pictureOf(view: HTMLElement): string {
	const copy = view.cloneNode(true) as HTMLElement;
	for (const element of copy.querySelectorAll(PASSING)) element.remove();
	for (const element of copy.querySelectorAll('[id]')) element.removeAttribute('id');
	for (const image of copy.querySelectorAll('img')) {
		for (const name of ['src', 'srcset', 'alt']) image.removeAttribute(name);
		image.style.visibility = 'hidden';
	}
	return copy.outerHTML;
}

function rootAttributes(): Record<string, string> {
	const { attributes } = document.documentElement;
	const kept = [...attributes].filter(({ name }) => name === 'style' || name.startsWith('data-'));
	return Object.fromEntries(kept.map(({ name, value }) => [name, value]));
}

async function styleSheets(): Promise<string> {
	const addresses = [...document.styleSheets].flatMap(({ href }) => (href === null ? [] : [href]));
	return (await Promise.all(addresses.map(styleSheet))).join('\n');
}

/** A style sheet as it would be anywhere else: with absolute addresses. */
async function styleSheet(href: string): Promise<string> {
	const css = await (await fetch(href)).text();
	return css.replace(ADDRESSES, (_, address: string) => `url(${new URL(address, href).pathname})`);
}

async function hashOf(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
