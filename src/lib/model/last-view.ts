/**
 * A picture of the library as it was seen last, which the service worker puts into the page, so that there is something to
 * read before the app has started.
 */
export interface LastView {
	/** Attributes of the page's root that the reader's settings have set, by name. */
	root: Record<string, string>;
	/** All style sheets that it needs, one after the other; every address in them is absolute. */
	css: string;
	/** SHA-256 of `css` in Base64: by that the policy of the page lets it in. */
	cssHash: string;
	/** Made from the page itself, so what is text in it is text here. */
	html: string;
}

/** Where it is kept, beside the app. */
export const LAST_VIEW = 'last-view';

/** Of the element that the picture is in, and of the cover of a first visit, until the app shows the same by itself. */
export const LAST_VIEW_CLASS = 'last-view';

/** What covers the page of a first visit while the app comes over the network. */
const COVER = /<div class="last-view cover"[^]*?<\/div>\s*/;

/** The app's page as it is kept: once the app is kept, too, there is nothing to cover. */
export function withoutCover(page: string): string {
	return page.replace(COVER, '');
}

/** What the app itself is loaded with. */
const APP_LINKS = /<link [^>]*rel="(?:modulepreload|stylesheet)"[^>]*>\s*/g;

/**
 * The app's page with the picture in it, in two parts: all that the picture needs, and then the app. The picture stands in a closed
 * shadow tree: neither styles nor scripts, neither labels nor links of the app meet it, and nobody who listens to the page or uses keys finds it.
 */
export function withLastView(
	page: string,
	{ root, css, cssHash, html }: LastView
): [picture: string, app: string] {
	const attributes = Object.entries(root).map(([name, value]) => ` ${name}="${escaped(value)}"`);
	const style = `<style>${css}</style>`;
	const picture =
		`<body><div class="${LAST_VIEW_CLASS}" aria-hidden="true" inert>` +
		`<template shadowrootmode="closed">${style}${html}</template></div>`;
	const [head = '', body = ''] = page.split('<body>');
	const links = head.match(APP_LINKS) ?? [];
	const begun = head
		.replace(APP_LINKS, '')
		.replace('<html lang="en">', () => `<html lang="en"${attributes.join('')}>`)
		.replace("style-src 'self'", (source) => `${source} 'sha256-${cssHash}'`)
		.replace('</head>', () => `${style}</head>`);
	return [begun + picture, links.join('') + body];
}

function escaped(value: string): string {
	return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
