/** Folders tried for one site: its path's first three, and the top. */
const MOST_FOLDERS = 4;
/** Addresses guessed for one site's feed. */
const MOST_FEEDS = 16;

/** What stands below a site, never above one: the year of a post, lists of posts, feeds, WordPress's own files. */
const BELOW_SITE =
	/^(?:(?:19|20)\d\d|archives?|author|categor(?:y|ies)|tags?|topics?|comments?|pages?|feeds?|rss2?|atom|wp-[a-z-]+(?:\.php)?|.+\.(?:php|xml|json|html?|atom|rss|txt))$/i;

/** JSON first: it is asked for in every folder before anything else is. */
const JSON_NAMES = ['feed.json', 'feed/json'];
const XML_NAMES = ['feed/', 'feed.xml', 'rss.xml', 'atom.xml', 'index.xml', 'rss', 'feed.atom', 'feed'];

/** The folders of an address that may be a site of their own, absolute, the deepest first, the top of the host last. */
export function siteFolders(url: string): string[] {
	const { origin, pathname } = new URL(url);
	const names = pathname.split('/').filter((name) => name !== '');
	const end = names.findIndex((name) => BELOW_SITE.test(name));
	const folders = (end === -1 ? names : names.slice(0, end)).slice(0, MOST_FOLDERS - 1);
	return Array.from({ length: folders.length + 1 }, (_, above) =>
		[origin, ...folders.slice(0, folders.length - above), ''].join('/')
	);
}

/**
 * Where the API of a WordPress may be that `url` is a page of: by its name in every folder, then by its parameter, which
 * few need. The deepest folder first.
 */
export function apiPlaces(url: string): { byName: string[]; byParameter: string[] } {
	const folders = siteFolders(url);
	return {
		byName: folders.map((folder) => `${folder}wp-json/`),
		byParameter: folders.map((folder) => `${folder}?rest_route=/`)
	};
}

/** Where a site of which `url` is a page often has its feed, the likeliest first. */
export function feedPlaces(url: string): string[] {
	const folders = siteFolders(url);
	const json = folders.flatMap((folder) => JSON_NAMES.map((name) => folder + name));
	const xml = XML_NAMES.flatMap((name) => folders.map((folder) => folder + name));
	return [...json, ...xml].slice(0, MOST_FEEDS);
}

/** The same address with or without `www.`, or null for a host that has no such twin. */
export function twinOf(url: string): string | null {
	const twin = new URL(url);
	const { hostname } = twin;
	if (!/[a-z]$/i.test(hostname) || hostname.split('.').length < 2) return null;
	twin.hostname = hostname.startsWith('www.') ? hostname.slice(4) : `www.${hostname}`;
	return twin.href;
}
