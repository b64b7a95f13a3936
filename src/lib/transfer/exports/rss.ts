import { cdata, escapeXml } from '$lib/content/xhtml/xml-text';
import type { WholePost } from '$lib/store/whole-posts';
import { NOTHING_LEFT_OUT, type Export, type WriteExport } from './export-format';
import { nameAmongAll } from './json-feed';

const NAMESPACES =
	'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" ' +
	'xmlns:dc="http://purl.org/dc/elements/1.1/"';

/**
 * RSS 2.0, with the whole text of each post in `content:encoded`, as its feed gave it.
 * @see https://www.rssboard.org/rss-specification
 */
export const rss: WriteExport = async (what, output) => {
	await output.write(
		`<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" ${NAMESPACES}>\n<channel>\n`
	);
	await output.write(lines(channelOf(what)));
	for await (const saved of what.posts) {
		await output.write(`<item>\n${lines(itemOf(saved, what))}</item>\n`);
	}
	await output.write('</channel>\n</rss>\n');
	return NOTHING_LEFT_OUT;
};

function channelOf({ title, only, address, at }: Export): string[] {
	const home = only?.homeUrl ?? address ?? (/^https?:/.test(only?.url ?? '') ? only?.url : null);
	return [
		element('title', only?.title ?? title),
		element('link', home ?? 'https://backlist.invalid/'),
		`<description>${escapeXml(only?.description ?? '')}</description>`,
		element('language', only?.language),
		element('lastBuildDate', new Date(at).toUTCString()),
		address === null ? '' : `<atom:link rel="self" type="application/rss+xml" href="${escapeXml(address)}"/>`
	];
}

function itemOf({ post, body }: WholePost, { only, feeds }: Export): string[] {
	const feed = feeds.get(post.feedId);
	const guid = only === null ? nameAmongAll(post, feed?.url) : post.guid;
	const isFromAnother = only === null && feed !== undefined;
	return [
		element('title', post.title),
		element('link', post.url ?? post.externalUrl),
		`<guid isPermaLink="false">${escapeXml(guid)}</guid>`,
		post.hasOwnDate ? element('pubDate', new Date(post.publishedAt).toUTCString()) : '',
		post.updatedAt === null ? '' : element('atom:updated', new Date(post.updatedAt).toISOString()),
		...post.authors.map(({ name }) => element('dc:creator', name)),
		...[...post.categories, ...post.tags].map((name) => element('category', name)),
		// HTML, and so escaped as such too.
		element('description', escapeXml(post.excerpt)),
		`<content:encoded>${cdata(body.html)}</content:encoded>`,
		...post.attachments.map(
			({ url, mimeType, bytes }) =>
				`<enclosure url="${escapeXml(url)}" length="${bytes ?? 0}" type="${escapeXml(mimeType || 'application/octet-stream')}"/>`
		),
		isFromAnother ? `<source url="${escapeXml(feed.url)}">${escapeXml(feed.title)}</source>` : ''
	];
}

/** '' for what is not there. */
function element(name: string, text: string | null | undefined): string {
	return text == null || text === '' ? '' : `<${name}>${escapeXml(text)}</${name}>`;
}

function lines(elements: string[]): string {
	return elements
		.filter((one) => one !== '')
		.map((one) => `${one}\n`)
		.join('');
}
