/**
 * A picture of the library as it was seen last, which the service worker puts into the page, so that there is something to
 * read before the app has started.
 */
export interface LastView {
	/** Attributes of the page's root that the reader's settings have set, by name. */
	root: Record<string, string>;
	/** Addresses of the style sheets that it needs, in their order. */
	styles: string[];
	/** Made from the page itself, so what is text in it is text here. */
	html: string;
}

/** Where it is kept, beside the app. */
export const LAST_VIEW = 'last-view';

/** Of the element that the picture is in, until the app shows the same by itself. */
export const LAST_VIEW_CLASS = 'last-view';

/**
 * The app's page with the picture in it. It stands in a closed shadow tree: neither styles nor scripts, neither labels nor
 * links of the app meet it, and nobody who listens to the page or uses keys finds it.
 */
export function withLastView(page: string, { root, styles, html }: LastView): string {
	const attributes = Object.entries(root).map(([name, value]) => ` ${name}="${escaped(value)}"`);
	const links = styles.map((href) => `<link rel="stylesheet" href="${escaped(href)}" />`).join('');
	const picture =
		`<div class="${LAST_VIEW_CLASS}" aria-hidden="true" inert>` +
		`<template shadowrootmode="closed">${links}${html}</template></div>`;
	return page
		.replace('<html lang="en">', () => `<html lang="en"${attributes.join('')}>`)
		.replace('</head>', () => `${links}</head>`)
		.replace('<body>', () => `<body>${picture}`);
}

function escaped(value: string): string {
	return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
