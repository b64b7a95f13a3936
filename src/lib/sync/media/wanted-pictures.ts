import { picturesIn, withoutFragment } from '$lib/content/picture-list';
import type { Post } from '$lib/model/post';
import { isPrivate } from '$lib/model/private-host';

/**
 * Addresses of what a post shows: its picture in lists, the one at its top, those of its text. As the page does, a blog of the web
 * is given nothing from a private host, and what would not be sent to a secure page is asked for over https.
 * @param html of the post, as the feed gave it
 * @param isSecure whether the app is on https
 */
export function wantedPictures(post: Post, html: string, feedUrl: string, isSecure: boolean): string[] {
	const { thumbnail, bannerImage, image, url } = post;
	const top = bannerImage ?? image;
	const hasTop = top !== null && URL.canParse(top) && !html.includes(fileName(top));
	const named = [thumbnail, hasTop ? top : null].filter((address) => address !== null);
	const shown = named.filter((address) => isOfWeb(address) && (!isPrivate(address) || isPrivate(feedUrl)));
	const all = [...shown.map(withoutFragment), ...picturesIn(html, { postUrl: url, feedUrl })];
	return [...new Set(all.map((address) => (isSecure ? address.replace(/^http:/, 'https:') : address)))];
}

/** Whether there may be any: a look into the text of each post would take long. */
export function mayHavePictures({ thumbnail, bannerImage, image }: Post): boolean {
	return thumbnail !== null || bannerImage !== null || image !== null;
}

function isOfWeb(address: string): boolean {
	return /^https?:/i.test(address) && URL.canParse(address);
}

/** Many blogs put the picture of a post into its text, too. */
function fileName(address: string): string {
	return new URL(address).pathname.split('/').at(-1) || address;
}
