import type { HighlightId } from '$lib/model/ids';

const PREFIX = '#highlight-';

/** The part of a post's address that leads to one of its highlights. */
export function highlightHash(id: HighlightId): string {
	return PREFIX + id;
}

/** The highlight that the hash of an address leads to; null for none. */
export function highlightIn(hash: string): HighlightId | null {
	return hash.startsWith(PREFIX) ? (hash.slice(PREFIX.length) as HighlightId) : null;
}
