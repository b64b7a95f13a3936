import type { FeedId } from '$lib/model/ids';
import { viewOf, type LibraryView } from '$lib/model/view';
import type { Destination } from '$lib/state/suggestions.svelte';

/** All posts of a feed, a category or an author. */
export function viewOfDestination(destination: Exclude<Destination, { kind: 'post' }>): LibraryView {
	const everything = viewOf(new URLSearchParams());
	switch (destination.kind) {
		case 'feed':
			return { ...everything, feed: destination.feed as FeedId };
		case 'category':
			return { ...everything, categories: [destination.name] };
		case 'author':
			return { ...everything, author: destination.name };
	}
}
