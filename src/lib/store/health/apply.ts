import { feedIdOf, type FeedId } from '$lib/model/ids';
import { nextSequence } from '$lib/store/commit';
import type { Database, MarkRecord, PostRecord } from '$lib/store/database';
import { latestMark } from '$lib/store/marks';
import { fromTheStart, isStandIn } from '$lib/store/sound/feed';
import type { Changes } from './changes';
import { rebuiltFeed } from './rebuilt';

/**
 * Stores what mends a part of the library, within a transaction over all of {@link CHECKED}.
 * @param now UTC milliseconds
 */
export async function apply(db: Database, changes: Changes, now: number): Promise<void> {
	for (const [table, keys] of changes.removals) await db.table<unknown, unknown>(table).bulkDelete(keys);
	for (const [table, records] of changes.puts) {
		if (table === 'posts') await putPosts(db, records as PostRecord[]);
		else if (table === 'marks') await putMarks(db, records as MarkRecord[]);
		else await db.table<unknown>(table).bulkPut(records);
	}
	await putMissingFeeds(db, changes.missingFeeds, now);
	for (const id of changes.refetched) await fetchAllAgain(db, id);
}

/** Written by a commit of its own, so that the search takes them in. */
async function putPosts(db: Database, posts: PostRecord[]): Promise<void> {
	const sequence = await nextSequence(db);
	await db.posts.bulkPut(posts.map((post) => ({ ...post, sequence })));
}

async function putMarks(db: Database, marks: MarkRecord[]): Promise<void> {
	const first = (await latestMark(db)) + 1;
	await db.marks.bulkPut(marks.map((mark, i) => ({ ...mark, sequence: first + i })));
	await db.counters.put({ key: 'marks', value: first + marks.length - 1 });
}

async function putMissingFeeds(
	db: Database,
	missing: ReadonlyMap<FeedId, string | null>,
	now: number
): Promise<void> {
	if (missing.size === 0) return;
	// Feeds that come with the site are remembered by address.
	const offered = (await db.offered.toCollection().primaryKeys()) as unknown[];
	for (const [id, postUrl] of missing) {
		if ((await db.feeds.where(':id').equals(id).count()) > 0) continue;
		const url = offered.find((url) => typeof url === 'string' && feedIdOf(url) === id) as string | undefined;
		await db.feeds.put(rebuiltFeed(id, postUrl, url ?? null, now));
	}
}

/**
 * Lets the next sync of a feed go through its whole archive and fetch all comments, so that it brings what was lost. Within a
 * transaction over feeds.
 */
export async function fetchAllAgain(db: Database, id: FeedId): Promise<void> {
	const feed = await db.feeds.get(id);
	if (feed === undefined || feed.isFromFile || isStandIn(feed)) return;
	const { followed } = feed;
	await db.feeds.put({
		...feed,
		checkpoint: fromTheStart(feed.url),
		followed: followed && { ...followed, comments: { next: null, since: null } },
		retryAt: 0,
		failures: 0
	});
}
