import { m } from '$lib/messages/messages';
import type { FeedPreview } from '$lib/state/syncing.svelte';

/** How much of its blog a feed gives: "Whole archive, 2,431 posts", "Latest 10 posts". */
export function offerOf({ offer: { isWhole, count, hasMore } }: Pick<FeedPreview, 'offer'>): string {
	if (count === 0 && !hasMore) return m.feeds_offer_none();
	if (hasMore) return m.feeds_offer_more({ count });
	if (isWhole) return m.feeds_offer_whole({ count });
	return count === 1 ? m.feeds_offer_latest_one() : m.feeds_offer_latest({ count });
}

/** What tells each of several feeds from the others: its title where they differ, or else its address where two have one format. */
export function differencesOf(found: readonly FeedPreview[]): (string | null)[] {
	const titles = new Set(found.map(({ description }) => description.title));
	if (titles.size === found.length) return found.map(({ description }) => description.title);
	const kinds = new Set(found.map(({ kind }) => kind));
	return found.map(({ url }) => (kinds.size === found.length ? null : url));
}

/** "1 feed found", "3 feeds found". */
export const foundText = (count: number) => m.feeds_found({ count });
