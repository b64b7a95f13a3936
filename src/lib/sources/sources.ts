import type { FetchedKind } from '$lib/model/feed';
import { atom } from './xml/atom';
import { jsonFeed } from './json-feed/json-feed';
import { rdf } from './xml/rdf';
import { rss } from './xml/rss';
import type { FetchedText, Source } from './source';
import { wordpress } from './wordpress/wordpress';

/** Every kind of feed that can be read. A new one is a file beside this one and a line here. */
export const sources: Readonly<Record<FetchedKind, Source>> = {
	wordpress,
	'json-feed': jsonFeed,
	atom,
	rss,
	rdf
};

/** The source that can read `page`, or null. */
export function sourceFor(page: FetchedText): Source | null {
	return Object.values(sources).find((source) => source.recognises(page)) ?? null;
}
