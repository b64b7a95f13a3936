import { visibleLine } from '$lib/model/visible-text';
import type { FileFeed, ReadOptions } from '$lib/sources/files/file-format';
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
export async function fileFeedOf(
	{ head, permalinks }: Pick<Survey, 'head' | 'permalinks'>,
	name: string,
	isKept: ReadOptions['isKept'] = () => false
): Promise<FileFeed> {
	const title = head.description.title || visibleLine(name) || 'WordPress';
	const [first = `file:${visibleLine(name) || 'WordPress'}`, ...others] =
		head.homeUrl === null ? [] : apisOf(head.homeUrl, permalinks);
	let url = first;
	for (const other of others) if (!(await isKept(url)) && (await isKept(other))) url = other;
	return { url, kind: 'wordpress', description: { ...head.description, title } };
}

/** Where the API may be, the likeliest first: a site may have moved to https, or to or from `www`, since. */
function apisOf(homeUrl: string, permalinks: Permalinks): string[] {
	const home = new URL(homeUrl);
	home.search = '';
	home.hash = '';
	if (!home.pathname.endsWith('/')) home.pathname += '/';
	const folders = new Set([API[permalinks], ...Object.values(API), '?rest_route=/']);
	const bare = home.host.replace(/^www\./, '');
	const hosts = new Set([home.host, bare, `www.${bare}`]);
	const schemes = new Set([home.protocol, 'https:', 'http:']);
	// An address in numbers has no `www`.
	const homes = [...hosts]
		.flatMap((host) => [...schemes].map((scheme) => `${scheme}//${host}${home.pathname}`))
		.filter((address) => URL.canParse(address));
	return [...folders].flatMap((folder) => homes.map((address) => new URL(folder, address).href));
}
