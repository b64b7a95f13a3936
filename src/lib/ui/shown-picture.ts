import { isPrivate } from '$lib/model/private-host';

/**
 * The address of a picture that a feed names for a post, as far as it is shown: a blog of the web has nothing to ask of devices
 * at home.
 */
export function shownPicture(address: string | null, feedUrl: string): string | null {
	if (address === null || !URL.canParse(address)) return null;
	return isPrivate(address) && !isPrivate(feedUrl) ? null : address;
}
