import { hostName, isLoopback } from '$lib/sources/http-url';
import { SourceError } from '$lib/sources/source-error';

/** Why a request failed without any answer that may be read. */
export type NetworkFailure = 'offline' | 'insecure-address' | 'blocked-by-cors' | 'unreachable';

/** What is known about the surroundings of a failed request. */
export interface NetworkState {
	isOnline: () => boolean;
	/** Whether this app was loaded over https, so that browsers keep it from fetching http. */
	isSecurePage: boolean;
	/** Whether the server answers at all, though to requests of which nothing can be read. */
	answers: () => Promise<boolean>;
}

/**
 * Finds out why `fetch` failed. Browsers do not say, so that no page can explore a network; but a request in mode
 * `no-cors` succeeds just where the site answers and only forbids reading.
 */
export async function networkFailureAt(url: string, state: NetworkState): Promise<NetworkFailure> {
	const isLocal = isLoopback(url);
	if (!isLocal && !state.isOnline()) return 'offline';
	if (!isLocal && state.isSecurePage && url.startsWith('http:')) return 'insecure-address';
	if (await state.answers()) return 'blocked-by-cors';
	return state.isOnline() ? 'unreachable' : 'offline';
}

export function networkError(failure: NetworkFailure, url: string): SourceError {
	const host = hostName(url);
	switch (failure) {
		case 'offline':
			return new SourceError(
				failure,
				'You are offline.',
				'Everything that is kept can be read. Try again when you are connected.'
			);
		case 'insecure-address':
			return new SourceError(
				failure,
				`The address of ${host} begins with http:, which browsers do not let a secure page fetch.`,
				'Try the same address with https: in front.'
			);
		case 'blocked-by-cors':
			return new SourceError(
				failure,
				`This site does not let other sites read its feed (CORS): ${host} answers, but the browser may not show us what.`,
				'Ask its author to send the header "Access-Control-Allow-Origin: *" with the feed, try another address of the site, or have it fetched through a relay of yours that you name in the settings.'
			);
		case 'unreachable':
			return new SourceError(
				failure,
				`${host} cannot be reached.`,
				'Check the address for slips, and your connection. The site may also be down: then try again later.'
			);
	}
}
