import { apiRootOf } from './api-root';

/** The feed that a WordPress has for readers that know nothing of its API. @param root of the API, absolute */
export function feedAddressOf(root: string): string {
	const url = new URL(apiRootOf(root) ?? root);
	if (url.searchParams.has('rest_route')) return `${url.origin}${url.pathname}?feed=rss2`;
	return `${url.origin}${url.pathname.replace(/wp-json\/?$/, '')}feed/`;
}
