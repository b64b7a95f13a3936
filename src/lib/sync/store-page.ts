import type { Checkpoint, Followed } from '$lib/model/feed';
import type { IncomingPost } from '$lib/model/post';
import type { SourcePage } from '$lib/sources/source';
import { commitPosts } from '$lib/store/commit';
import type { SyncRun } from './run';
import { SyncStopped } from './stopped';
import { countPage } from './tally';

/** Posts in one transaction: small enough that the list fills while a huge page is being stored. */
const POSTS_PER_COMMIT = 100;

/** Where the sync goes on once a page is stored. */
export interface After {
	checkpoint: Checkpoint | null;
	followed?: Followed;
}

/**
 * Stores a page in parts; the last of them carries `after`.
 * @returns whether the page brought anything new or edited.
 * @throws SyncStopped when the reader has paused the feed in another tab.
 */
export async function storePage(run: SyncRun, page: SourcePage, after: After): Promise<boolean> {
	const { db, feed, tally } = run;
	const changesBefore = tally.added + tally.updated;
	countPage(tally, page);
	// Later pages may say less of the feed than its front page does.
	const description = tally.pages === 1 ? page.description : {};
	for (const [posts, isLast] of partsOf(page.posts)) {
		run.signal.throwIfAborted();
		const next = isLast ? after : { checkpoint: tally.checkpoint };
		const result = await commitPosts(db, feed.id, { description, posts, ...next });
		tally.added += result.added;
		tally.updated += result.updated;
		tally.kept = result.postCount;
		tally.checkpoint = next.checkpoint;
		tally.followed = next.followed ?? tally.followed;
		tally.oldest = oldestOf(posts, tally.oldest);
		run.tell();
		if (result.isPaused) throw new SyncStopped('paused');
	}
	return tally.added + tally.updated > changesBefore;
}

/** Stores only where the sync goes on. */
export async function storePlace(run: SyncRun, after: After): Promise<void> {
	const result = await commitPosts(run.db, run.feed.id, { description: {}, posts: [], ...after });
	run.tally.checkpoint = after.checkpoint;
	run.tally.followed = after.followed ?? run.tally.followed;
	if (result.isPaused) throw new SyncStopped('paused');
}

function oldestOf(posts: IncomingPost[], before: number | null): number | null {
	return posts.reduce<number | null>(
		(oldest, { post }) => Math.min(oldest ?? Infinity, post.publishedAt),
		before
	);
}

/** At least one part, even of a page without posts: its checkpoint counts too. */
function* partsOf(posts: IncomingPost[]): Generator<[part: IncomingPost[], isLast: boolean]> {
	for (let start = 0; start === 0 || start < posts.length; start += POSTS_PER_COMMIT) {
		yield [posts.slice(start, start + POSTS_PER_COMMIT), start + POSTS_PER_COMMIT >= posts.length];
	}
}
