import { isObject, type JsonObject } from '$lib/sources/json-values';
import type { SourceContext, SourceFeed, SourcePage } from '$lib/sources/source';
import { categoryParents, loadNames } from './names';
import { NEWEST_FIRST } from './place';
import { PostReader } from './reader';
import { changeOf, formatSince } from './since';
import { fetchIndex, siteOf } from './site';
import { walkList } from './walk';

/**
 * All posts of a blog, newest first. From the feed's own address the first page also has the description, the number of posts and
 * the moment from which changes can be followed.
 * @param from the feed's own address, or the `next` of an earlier page
 * @throws SourceError
 */
export async function* archivePages(
	feed: SourceFeed,
	from: string,
	context: SourceContext
): AsyncGenerator<SourcePage> {
	const site = siteOf(feed, context);
	const isStart = from === feed.url;
	const index = isStart ? await fetchIndex(site) : null;
	const reader = new PostReader(site, index?.clockOffset ?? null);
	await loadNames(reader.names);
	const list = { root: site.root, route: 'wp/v2/posts', order: NEWEST_FIRST, params: reader.params() };
	let isFirst = isStart;
	for await (const { items, total, next } of walkList(list, isStart ? null : from, context)) {
		const { posts, skipped, notes } = await reader.read(items);
		const parents = { categoryParents: categoryParents(reader.names) };
		yield {
			// A tree that is not whole would take its place from the one that is kept.
			description: { ...index?.description, ...((isStart || reader.names.categories.isWhole) && parents) },
			posts,
			skipped,
			next,
			total: isFirst ? total : null,
			...(isFirst && { since: sinceOf(items.filter(isObject), context.now()) }),
			...(notes.length > 0 && { notes })
		};
		isFirst = false;
	}
}

/** Of the newest posts, by the site's clock; also when the reader's is fast. */
function sinceOf(items: JsonObject[], now: number): string {
	const changes = items.flatMap(changeOf);
	const newest = changes.reduce((latest, change) => Math.max(latest, change.changedAt), 0);
	return formatSince(Math.min(newest, now));
}
