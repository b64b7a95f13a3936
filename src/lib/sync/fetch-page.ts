import { mediaType } from '$lib/sources/fetch/decode-text';
import type { FetchTextOptions } from '$lib/sources/fetch/fetch-text';
import { decodePage, isPageType } from '$lib/sources/files/page/linked-page';
import { hostName } from '$lib/sources/http-url';
import { SourceError } from '$lib/sources/source-error';

const MEBIBYTE = 1024 * 1024;
/** What needs no leave of the server; some answer with data for programs where any type will do. */
const ACCEPT = 'text/html,application/xhtml+xml,*/*;q=0.1';

/** How the pages of links are fetched: with less patience than feeds, since there are many of them, and nothing that is no page. */
export const AS_PAGES: Partial<FetchTextOptions> = {
	fetch: async (url, init) => {
		const response = await fetch(url, { ...init, headers: { Accept: ACCEPT } });
		const type = mediaType(response.headers.get('Content-Type') ?? '');
		// Before any more of it comes than its head: films have addresses, too.
		if (response.ok && !isPageType(type)) {
			await response.body?.cancel();
			throw noPage(url, type);
		}
		return response;
	},
	decode: decodePage,
	maxBytes: 8 * MEBIBYTE,
	timeout: 20_000,
	longest: 60_000
};

/** Reports name the kind of what went wrong, and never these words. */
function noPage(url: string, type: string): SourceError {
	return new SourceError('unsupported-format', `${hostName(url)} answers with ${type}.`, '');
}
