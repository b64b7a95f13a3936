import type { Feed } from '$lib/model/feed';
import type { Source, SourceContext } from '$lib/sources/source';
import { sourceFor, sources } from '$lib/sources/sources';
import { changeKind } from '$lib/store/feeds';
import type { SyncRun } from './run';

/** Whether nothing of a feed has ever been read: it was kept by its address alone, and its kind is a guess. */
export function isUnread({ postCount, followed, checkpoint, lastSync }: Feed): boolean {
	return postCount === 0 && followed === null && checkpoint === null && lastSync?.error != null;
}

/**
 * The source of a feed, and what it fetches with. What answers for a feed that was never read tells its kind, and is not fetched twice.
 * @returns null for pages that came in files: they are on no site to be asked
 * @throws SourceError of fetching
 */
export async function sourceOf({
	db,
	feed,
	context
}: SyncRun): Promise<{ source: Source; context: SourceContext } | null> {
	if (feed.kind === 'page') return null;
	const source = sources[feed.kind];
	if (!isUnread(feed) || source.following !== undefined) return { source, context };
	const page = await context.fetchText(feed.url);
	let answer: typeof page | null = page;
	const fetchText: SourceContext['fetchText'] = (url) => {
		const first = url === feed.url ? answer : null;
		answer = null;
		return first === null ? context.fetchText(url) : Promise.resolve(first);
	};
	const found = sourceFor(page);
	// A WordPress is read by the address of its API, which this is not.
	const isOther = found !== null && found.kind !== feed.kind && found.following === undefined;
	if (isOther) await changeKind(db, feed.id, found.kind);
	return { source: isOther ? found : source, context: { ...context, fetchText } };
}
