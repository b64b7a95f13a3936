import { say } from '$lib/messages/problem-words';
import { hostName } from '$lib/sources/http-url';
import { isObject, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { SourceError } from '$lib/sources/source-error';

/** Query of a request to WordPress; what is null or '' is left out. */
export type RouteParams = Readonly<Record<string, string | number | null>>;

/** What is wanted of the index: without a choice it lists every route that there is, in hundreds of kilobytes. */
const INDEX_FIELDS = 'name,description,url,home,site_icon_url,namespaces,gmt_offset,timezone_string';

/**
 * Address of one route of an API.
 * @param root the API's own address: `https://site/wp-json/`, or `https://site/?rest_route=/` where permalinks are plain
 * @param route such as `wp/v2/posts`; '' is the index
 * @see https://developer.wordpress.org/rest-api/key-concepts/#routes-endpoints
 */
export function restUrl(root: string, route: string, params: RouteParams = {}): string {
	const url = new URL(root);
	url.hash = '';
	const plainRoot = url.searchParams.get('rest_route');
	if (plainRoot === null) url.pathname = withSlash(url.pathname) + route;
	const own: [string, string | number | null][] =
		plainRoot === null ? [] : [['rest_route', withSlash(plainRoot) + route]];
	const others = [...url.searchParams].filter(
		([name]) => name !== 'rest_route' && !Object.hasOwn(params, name)
	);
	const query = [...own, ...others, ...Object.entries(params)]
		.filter(([, value]) => value !== null && value !== '')
		.map(([name, value]) => `${encodeURIComponent(name)}=${readable(String(value))}`);
	url.search = query.join('&');
	return url.href;
}

/** Address of what an API says of its site. */
export function indexUrl(root: string): string {
	return restUrl(root, '', { _fields: INDEX_FIELDS });
}

/**
 * What a failure means that comes of a site's having closed its API to visitors; null for every other failure.
 * @param url what was asked for
 * @param isNamed whether the site itself names this API: then a refusal counts that is not in WordPress's own words. Elsewhere
 * it may be a firewall's, and pass.
 */
export function apiClosed(error: SourceError, url: string, isNamed = false): SourceError | null {
	const { status, answer, relay } = error.details;
	const isRefused = status === 401 || status === 403;
	const code = restErrorCode(answer ?? '');
	// A relay refuses for reasons of its own.
	const saysSo = code !== null || (isNamed && relay === undefined);
	if (!(isRefused && saysSo) && !(status === 404 && code === 'rest_no_route')) return null;
	return new SourceError(
		'api-closed',
		say('wordpress_closed', { host: hostName(url) }),
		say('wordpress_closed_advice'),
		error.details
	);
}

/** The code by which WordPress's API tells what went wrong, such as `rest_forbidden`; null of any other answer. */
export function restErrorCode(answer: string): string | null {
	const error = parsedObject(answer);
	if (error === null) return null;
	const code = textOf(memberOf(error, 'code'));
	return code !== '' && isObject(memberOf(error, 'data')) ? code : null;
}

/** Failed answers are of every kind, so one that is no JSON says nothing. */
function parsedObject(text: string): JsonObject | null {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : null;
	} catch (error) {
		if (error instanceof Error) return null;
		throw error;
	}
}

function withSlash(path: string): string {
	return path.endsWith('/') ? path : `${path}/`;
}

/** Lists, times and routes stay legible. */
function readable(value: string): string {
	return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
}
