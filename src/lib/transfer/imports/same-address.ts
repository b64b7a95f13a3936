import type { Feed } from '$lib/model/feed';
import { feedAddressOf } from '$lib/sources/wordpress/feed-address';

/** The same for addresses that differ in what sites rarely tell apart: the scheme, a `www.`, and a slash at the end. */
export function sameAddress(url: string): string {
	return url
		.replace(/^https?:\/\/(?:www\.)?/i, '')
		.replace(/#.*$/s, '')
		.replace(/\/$/, '');
}

/** What a list may call a feed that is kept, as {@link sameAddress} has it: of a WordPress, the feed that other readers know, too. */
export function spellingsOf({ kind, url }: Pick<Feed, 'kind' | 'url'>): string[] {
	return kind === 'wordpress' ? [sameAddress(url), sameAddress(feedAddressOf(url))] : [sameAddress(url)];
}
