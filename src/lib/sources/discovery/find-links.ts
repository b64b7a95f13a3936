import { Parser } from 'htmlparser2';
import { httpUrl, withoutFragment } from '$lib/sources/http-url';
import type { FetchedText } from '$lib/sources/source';
import { apiRootOf } from '$lib/sources/wordpress/api-root';

/** What a page names, absolute, each address once, in its order. */
export interface FeedLinks {
	/** JSON Feeds first, then feeds in XML. */
	feeds: string[];
	/** Roots of a WordPress's API. */
	apis: string[];
}

/** A link as it is written. */
interface Link {
	rel: string;
	type: string;
	title: string;
	href: string;
}

/** Links are in the head: this much of a page is looked at, in UTF-16 units. */
const LOOKED_AT = 512 * 1024;
/** No head is nested deeper; and deep nesting would cost the parser too much time. */
const DEEPEST = 256;

const JSON_TYPES = new Set(['application/feed+json', 'application/json']);
const XML_TYPES = new Set([
	'application/rss+xml',
	'application/atom+xml',
	'application/rdf+xml',
	'application/xml',
	'text/xml'
]);
const API = 'https://api.w.org/';
/** What sites say about what people write under their posts, or about one post alone. */
const NO_FEED = /\/comments\/feed\b|feed=comments-|\/comments\/default\b|\/oembed\b/i;
const COMMENTS = /\bcomments? (?:feed|rss|atom)\b/i;

/**
 * The feeds and the API that a page names in its head, or in the header `Link` where that can be read.
 * @see https://html.spec.whatwg.org/multipage/links.html#rel-alternate
 * @see https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/
 */
export function findFeedLinks({
	text,
	url,
	headers
}: Pick<FetchedText, 'text' | 'url' | 'headers'>): FeedLinks {
	const { links, base } = linksOf(text, url);
	const all = [...linksOfHeader(headers?.get('Link') ?? '', url), ...resolved(links, base)].map((link) => ({
		...link,
		href: secured(link.href, url)
	}));
	return {
		feeds: unique([...feedsOf(all, JSON_TYPES), ...feedsOf(all, XML_TYPES)]),
		apis: unique(
			[...all.filter(isApi), ...all.filter(isWithinApi)].map(({ href }) => apiRootOf(href) ?? href)
		)
	};
}

function linksOf(text: string, url: string): { links: Link[]; base: string } {
	const links: Link[] = [];
	const bases: string[] = [];
	let depth = 0;
	const parser = new Parser({
		onopentag(name, { rel = '', type = '', title = '', href = '' }) {
			depth += 1;
			if (name === 'link') links.push({ rel, type, title, href });
			const base = name === 'base' ? httpUrl(href, url) : null;
			if (base !== null) bases.push(base);
			if (depth > DEEPEST) parser.pause();
		},
		onclosetag() {
			depth -= 1;
		}
	});
	parser.write(text.slice(0, LOOKED_AT));
	// Only the first base with an address counts.
	return { links, base: bases[0] ?? url };
}

/** @see https://www.rfc-editor.org/rfc/rfc8288#section-3 */
function linksOfHeader(header: string, url: string): Link[] {
	const written = [...header.slice(0, LOOKED_AT).matchAll(/<([^<>]*)>([^<]*)/g)];
	const links = written.map(([, href = '', parameters = '']) => ({
		href,
		rel: parameterOf(parameters, 'rel'),
		type: parameterOf(parameters, 'type'),
		title: parameterOf(parameters, 'title')
	}));
	return resolved(links, url);
}

function parameterOf(parameters: string, name: string): string {
	const [, value = ''] = new RegExp(`;\\s*${name}\\s*=\\s*("[^"]*"|[^\\s;,"]+)`, 'i').exec(parameters) ?? [];
	return value.replaceAll('"', '');
}

function resolved(links: Link[], base: string): Link[] {
	return links.flatMap((link) => {
		const href = httpUrl(link.href, base);
		return href === null ? [] : [{ ...link, href: withoutFragment(href) }];
	});
}

/** A site that moved to https often still writes http, which a page on https may not fetch. */
function secured(address: string, page: string): string {
	const isOwn = page.startsWith('https:') && new URL(address).host === new URL(page).host;
	return isOwn ? address.replace(/^http:/, 'https:') : address;
}

function feedsOf(links: Link[], types: Set<string>): string[] {
	return links
		.filter((link) => relationsOf(link).includes('alternate') && types.has(mediaTypeOf(link)))
		.filter(({ title, href }) => !NO_FEED.test(href) && !COMMENTS.test(title) && apiRootOf(href) === null)
		.map(({ href }) => href);
}

function isApi(link: Link): boolean {
	return relationsOf(link).includes(API);
}

/** WordPress also names itself in its API: the same page as JSON, or what embeds it elsewhere. */
function isWithinApi(link: Link): boolean {
	return relationsOf(link).includes('alternate') && apiRootOf(link.href) !== null;
}

function relationsOf({ rel }: Link): string[] {
	return rel.toLowerCase().split(/\s+/);
}

function mediaTypeOf({ type }: Link): string {
	return (type.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function unique(addresses: string[]): string[] {
	return [...new Set(addresses)];
}
