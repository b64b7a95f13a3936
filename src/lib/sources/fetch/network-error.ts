import { say } from '$lib/messages/problem-words';
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
			return new SourceError(failure, say('fetch_offline'), say('fetch_offline_advice'));
		case 'insecure-address':
			return new SourceError(failure, say('fetch_insecure', { host }), say('fetch_insecure_advice'));
		case 'blocked-by-cors':
			return new SourceError(failure, say('fetch_blocked', { host }), say('fetch_blocked_advice'));
		case 'unreachable':
			return new SourceError(failure, say('fetch_unreachable', { host }), say('fetch_unreachable_advice'));
	}
}
