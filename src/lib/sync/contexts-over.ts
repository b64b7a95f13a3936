import { createFetchText, type FetchTextOptions } from '$lib/sources/fetch/fetch-text';
import type { SourceContext } from '$lib/sources/source';
import { HostPatience } from './host-patience';
import type { RequestQueue } from './request-queue';

/**
 * What sources of one worker fetch with: by turns over all tabs, and with the patience that hosts ask for.
 * @param more what is not as for feeds
 */
export function contextsOver(
	queue: RequestQueue,
	isOnline: () => boolean,
	more: Partial<FetchTextOptions> = {}
): (signal?: AbortSignal) => SourceContext {
	const patience = new HostPatience(Date.now);
	return (signal) => {
		const fetchText = createFetchText({
			fetch: (input, init) => fetch(input, init),
			isOnline,
			...(signal && { signal }),
			...more
		});
		const queued: SourceContext['fetchText'] = (url) => queue.run(url, signal, () => fetchText(url));
		return { fetchText: patience.patient(queued), now: Date.now };
	};
}
