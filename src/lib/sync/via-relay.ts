import { throughRelay, withoutRelay } from '$lib/sources/relay';
import type { SourceContext } from '$lib/sources/source';

/** Fetches through the relay that the reader has named, or fails in words when there is none (''). */
export function viaRelay(fetchText: SourceContext['fetchText'], relay: string): SourceContext['fetchText'] {
	return relay === '' ? () => Promise.reject(withoutRelay()) : throughRelay(fetchText, relay);
}
