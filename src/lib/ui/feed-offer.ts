import type { FeedPreview } from '$lib/state/syncing.svelte';
import { formatCount, formatPosts } from './format';

/** How much of its blog a feed gives: "Whole archive, 2,431 posts", "Latest 10 posts". */
export function offerOf({ offer: { isWhole, count, hasMore } }: Pick<FeedPreview, 'offer'>): string {
	if (count === 0 && !hasMore) return 'No posts yet';
	if (hasMore) return `Latest ${formatPosts(count)}, and its archive goes on`;
	if (isWhole) return `Whole archive, ${formatPosts(count)}`;
	return count === 1 ? 'Latest post' : `Latest ${formatPosts(count)}`;
}

/** What tells each of several feeds from the others: its title where they differ, or else its address where two have one format. */
export function differencesOf(found: readonly FeedPreview[]): (string | null)[] {
	const titles = new Set(found.map(({ description }) => description.title));
	if (titles.size === found.length) return found.map(({ description }) => description.title);
	const kinds = new Set(found.map(({ kind }) => kind));
	return found.map(({ url }) => (kinds.size === found.length ? null : url));
}

/** "1 feed found", "3 feeds found". */
export function foundText(count: number): string {
	return `${formatCount(count)} ${count === 1 ? 'feed' : 'feeds'} found`;
}
