import { inParts } from '$lib/model/in-parts';
import { isObject } from '$lib/sources/json-values';
import type { ListedPost, SourceContext, SourceFeed, SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { restCodeOf } from './answer';
import { utcText } from './dates';
import { categoryParents, loadTree } from './names';
import { AS_EDITED, LATEST_EDIT_FIRST, NEWEST_FIRST, type Order } from './place';
import { PostReader } from './reader';
import type { RouteParams } from './routes';
import { changeOf, formatSince, LATE_CHANGE, LATE_POST, parseSince, type Change } from './since';
import { siteOf, type Site } from './site';
import { LARGEST_PAGE, walkList } from './walk';

/** Enough to know what has changed. */
const FIELDS = 'id,date,modified,modified_gmt';
const NOTHING_NEW: SourcePage = { description: {}, posts: [], skipped: [], next: null, total: null };
const DAY = 24 * 60 * 60_000;

/**
 * Posts that are new or edited since a moment. What has changed is asked for without any content first, so that a look at a
 * site on which nothing has costs two small requests.
 * @param differing gives those of the listed posts that are not kept just so
 * @throws SourceError
 */
export async function* changedPages(
	feed: SourceFeed,
	since: string,
	context: SourceContext,
	differing: (posts: ListedPost[]) => Promise<ListedPost[]>
): AsyncGenerator<SourcePage> {
	const site = siteOf(feed, context);
	const moment = parseSince(since);
	const reader = new PostReader(site, null);
	const given = new Set<string>();
	let [reached, told] = [moment, moment];
	for await (const { changes, isInOrder } of changesSince(site, moment)) {
		const listed = changes.map(({ id, changedAt }) => ({ guid: String(id), updatedAt: changedAt }));
		const fresh = (await differing(listed)).filter(
			({ guid, updatedAt }) => !given.has(`${guid} ${updatedAt}`)
		);
		for (const { guid, updatedAt } of fresh) given.add(`${guid} ${updatedAt}`);
		// A date far ahead is a slip, behind which all later changes would be missed.
		const dates = changes.map(({ changedAt }) => changedAt).filter((at) => at < context.now() + DAY);
		if (isInOrder) reached = Math.max(reached, ...dates);
		if (fresh.length === 0) continue;
		await loadTree(reader.names);
		const { posts, skipped, notes } = await reader.fetchById(fresh.map(({ guid }) => Number(guid)));
		const { isWhole } = reader.names.categories;
		told = reached;
		yield {
			description: isWhole ? { categoryParents: categoryParents(reader.names) } : {},
			posts,
			skipped,
			next: null,
			total: null,
			since: formatSince(reached),
			...(notes.length > 0 && { notes })
		};
	}
	// Otherwise what was kept all along would be listed at every look.
	if (reached > told) yield { ...NOTHING_NEW, since: formatSince(reached) };
}

interface Changes {
	changes: Change[];
	/** Whether all earlier changes have been given. */
	isInOrder: boolean;
}

/** First posts that were scheduled, since publishing them is no change to WordPress; then all others as they were changed. */
async function* changesSince(site: Site, moment: number): AsyncGenerator<Changes> {
	const published = await collect(listed(site, NEWEST_FIRST, { after: utcText(moment - LATE_POST) }));
	const scheduled = published.filter(({ changedAt }) => changedAt < moment);
	for (const changes of inParts(scheduled, LARGEST_PAGE)) yield { changes, isInOrder: false };
	for await (const changes of editedSince(site, moment - LATE_CHANGE)) yield { changes, isInOrder: true };
}

/** Whole seconds of the API's answer are compared with `bound`, in UTC milliseconds. */
async function* editedSince(site: Site, bound: number): AsyncGenerator<Change[]> {
	let isFirst = true;
	try {
		for await (const changes of listed(site, AS_EDITED, { modified_after: utcText(bound) })) {
			if (isFirst && changes.some(({ changedAt }) => changedAt < bound - DAY)) break;
			isFirst = false;
			yield changes;
		}
	} catch (error) {
		const isUnknown = error instanceof SourceError && restCodeOf(error) === 'rest_invalid_param';
		if (!isFirst || !isUnknown) throw error;
	}
	// WordPress before 5.7 knows no `modified_after` and lists the oldest changes.
	if (isFirst) yield* inParts(await latestEdits(site, bound), LARGEST_PAGE);
}

/** As they were changed. */
async function latestEdits(site: Site, bound: number): Promise<Change[]> {
	const edits: Change[] = [];
	for await (const changes of listed(site, LATEST_EDIT_FIRST, {})) {
		const later = changes.filter(({ changedAt }) => changedAt > bound);
		edits.push(...later);
		if (later.length < changes.length) break;
	}
	return edits.sort((a, b) => a.changedAt - b.changedAt);
}

async function* listed(site: Site, order: Order, params: RouteParams): AsyncGenerator<Change[]> {
	const list = { root: site.root, route: 'wp/v2/posts', order, params: { _fields: FIELDS, ...params } };
	for await (const { items } of walkList(list, null, site)) yield items.filter(isObject).flatMap(changeOf);
}

async function collect<T>(pages: AsyncGenerator<T[]>): Promise<T[]> {
	const all: T[] = [];
	for await (const page of pages) all.push(...page);
	return all;
}
