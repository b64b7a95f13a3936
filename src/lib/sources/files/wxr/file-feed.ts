import { visibleLine } from '$lib/model/visible-text';
import type { FileFeed } from '$lib/sources/files/file-format';
import type { Permalinks, Survey } from './survey';

/** Where a site has its API, by how it writes its addresses. */
const API: Readonly<Record<Permalinks, string>> = {
	pretty: 'wp-json/',
	index: 'index.php/wp-json/',
	plain: 'index.php?rest_route=/'
};

/**
 * The feed that an export is of: that of the blog's API, so that it is one with a blog that is synced, or will be. An export
 * that names no blog is a feed by its file's name.
 */
export function fileFeedOf(
	{ head, permalinks }: Pick<Survey, 'head' | 'permalinks'>,
	name: string
): FileFeed {
	const title = head.description.title || visibleLine(name) || 'WordPress';
	const url =
		head.homeUrl === null ? `file:${visibleLine(name) || 'WordPress'}` : apiOf(head.homeUrl, permalinks);
	return { url, kind: 'wordpress', description: { ...head.description, title } };
}

function apiOf(homeUrl: string, permalinks: Permalinks): string {
	const home = new URL(homeUrl);
	home.search = '';
	home.hash = '';
	if (!home.pathname.endsWith('/')) home.pathname += '/';
	return new URL(API[permalinks], home).href;
}
