/** The usual name of the API's folder. */
const API_FOLDER = /^(.*?\/wp-json)(?:\/|$)/;

/**
 * The root of the API that an address is in, as of `https://site/wp-json/wp/v2/posts/12`; null for any other address, and
 * where a site has given the API a folder of another name.
 */
export function apiRootOf(address: string): string | null {
	if (!URL.canParse(address)) return null;
	const { origin, pathname, searchParams } = new URL(address);
	if (searchParams.get('rest_route')?.startsWith('/') === true) return `${origin}${pathname}?rest_route=/`;
	const folder = API_FOLDER.exec(pathname)?.[1];
	return folder === undefined ? null : `${origin}${folder}/`;
}
