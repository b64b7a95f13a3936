import { hostName } from '$lib/sources/http-url';
import { isPrivate } from '$lib/model/private-host';
import type { FeedLinks } from './find-links';

/** Hosts that a page may have us ask besides its own: a blog's feed often lies with a service, seldom with two. */
const MOST_OTHER_HOSTS = 3;

/**
 * Those of a page's links that are worth following: whoever wrote it must not make a reader's browser ask devices at home, or
 * ask half the web.
 * @param pageUrl absolute address of the page
 */
export function allowedLinks({ feeds, apis }: FeedLinks, pageUrl: string): FeedLinks {
	const isAtHome = isPrivate(pageUrl);
	const own = hostName(pageUrl);
	const others = new Set<string>();
	const isAllowed = (url: string) => {
		const host = hostName(url);
		if (host === own) return true;
		if (isPrivate(url) && !isAtHome) return false;
		if (others.size < MOST_OTHER_HOSTS) others.add(host);
		return others.has(host);
	};
	return { apis: apis.filter(isAllowed), feeds: feeds.filter(isAllowed) };
}
