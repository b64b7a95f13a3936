import { Parser } from 'htmlparser2';
import { httpUrl, withoutFragment } from './http-url';
import type { FetchedText } from './source';

/** The feeds that a page names, absolute, each once, in its order. */
export interface FeedLinks {
	json: string[];
	/** RSS and Atom. */
	xml: string[];
}

/** Links are in the head: this much of a page is looked at, in UTF-16 units. */
const LOOKED_AT = 512 * 1024;
/** No head is nested deeper; and deep nesting would cost the parser too much time. */
const DEEPEST = 256;

const JSON_TYPES = new Set(['application/feed+json', 'application/json']);
const XML_TYPES = new Set(['application/rss+xml', 'application/atom+xml', 'application/rdf+xml']);
/** WordPress names its API the same way: JSON, but no feed. */
const NO_FEED = /\/wp-json(\/|$)|rest_route=|\/oembed\b|application\/json\+oembed/i;

/** @see https://html.spec.whatwg.org/multipage/links.html#rel-alternate */
export function findFeedLinks({ text, url }: Pick<FetchedText, 'text' | 'url'>): FeedLinks {
	const links: Record<string, string>[] = [];
	let base: string | null = null;
	let depth = 0;
	const parser = new Parser({
		onopentag(name, attributes) {
			depth += 1;
			if (name === 'link') links.push(attributes);
			// Only the first base with an address counts.
			if (name === 'base') base ??= httpUrl(attributes.href, url);
			if (depth > DEEPEST) parser.pause();
		},
		onclosetag() {
			depth -= 1;
		}
	});
	parser.write(text.slice(0, LOOKED_AT));
	const of = (types: Set<string>) =>
		addressesOf(
			links.filter((link) => isFeed(link, types)),
			base ?? url
		);
	return { json: of(JSON_TYPES), xml: of(XML_TYPES) };
}

function isFeed({ rel = '', type = '' }: Record<string, string>, types: Set<string>): boolean {
	const relations = rel.toLowerCase().split(/\s+/);
	return relations.includes('alternate') && types.has((type.split(';', 1)[0] ?? '').trim().toLowerCase());
}

function addressesOf(links: Record<string, string>[], base: string): string[] {
	const addresses = links
		.map((link) => httpUrl(link.href, base))
		.filter((address) => address !== null)
		.filter((address) => !NO_FEED.test(address))
		.map(withoutFragment);
	return [...new Set(addresses)];
}
