import type { SourceKind } from '$lib/model/feed';
import { jsonFeed } from './json-feed';
import type { FetchedText, Source } from './source';

/** Every kind of feed that can be read. A new one is a file beside this one and a line here. */
export const sources: Readonly<Record<SourceKind, Source>> = {
	'json-feed': jsonFeed
};

/** The source that can read `page`, or null. */
export function sourceFor(page: FetchedText): Source | null {
	return Object.values(sources).find((source) => source.recognises(page)) ?? null;
}
