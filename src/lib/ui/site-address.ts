import { withoutTracking } from '$lib/content/tracking-parameters';
import type { Post } from '$lib/model/post';

/** Where a post is read on its site, without what only counts readers; null when the feed names no page. */
export function siteAddress({ url, externalUrl }: Pick<Post, 'url' | 'externalUrl'>): string | null {
	const address = url ?? externalUrl;
	return address === null ? null : withoutTracking(address);
}
