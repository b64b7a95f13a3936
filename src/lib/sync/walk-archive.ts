import type { Checkpoint, Feed } from '$lib/model/feed';
import type { IncomingPost } from '$lib/model/post';
import type { Source, SourceContext, SourcePage } from '$lib/sources/source';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';

/** How far a walk goes: until a page brings nothing new, or to the archive's end, which also finds old edits. */
export type WalkDepth = 'news' | 'whole';

/** What a walk has done so far; it is filled in as the walk goes on, so it is right even when the walk fails. */
export interface Tally {
	pages: number;
	added: number;
	updated: number;
	skipped: number;
	skippedReasons: string[];
	kept: number;
	total: number | null;
	oldest: number | null;
	checkpoint: Checkpoint | null;
}

/** Posts in one transaction: small enough that the list fills while a huge page is being stored. */
const POSTS_PER_COMMIT = 100;
const REASONS_KEPT = 5;

export function startTally(feed: Feed): Tally {
	return {
		pages: 0,
		added: 0,
		updated: 0,
		skipped: 0,
		skippedReasons: [],
		kept: feed.postCount,
		total: null,
		oldest: null,
		checkpoint: feed.checkpoint
	};
}

/**
 * Fetches and stores page after page, newest first. The checkpoint stored with each page is the next one's address,
 * so a walk that is cut off anywhere goes on there: first the newest pages again, until one brings nothing new,
 * then the rest from the checkpoint.
 * @throws SourceError or a storage error; everything before it is stored and in `tally`.
 */
export async function walkArchive(
	db: Database,
	feed: Feed,
	source: Source,
	depth: WalkDepth,
	context: SourceContext,
	tally: Tally,
	onPage: () => void
): Promise<void> {
	const unfinished = feed.checkpoint;
	const isComplete = unfinished === null && feed.postCount > 0;
	const stopsAtKnown = unfinished !== null || (isComplete && depth === 'news');

	for await (const page of source.pages(feed, feed.url, context)) {
		const changed = await storePage(db, feed, page, tally, onPage);
		if (stopsAtKnown && !changed && page.next !== null) {
			// From here on the newest pages are known: what remains is the older, unfinished walk.
			await commitPosts(db, feed.id, { description: {}, posts: [], checkpoint: unfinished });
			tally.checkpoint = unfinished;
			break;
		}
	}
	if (unfinished === null || tally.checkpoint === null) return;
	for await (const page of source.pages(feed, unfinished.next, context)) {
		await storePage(db, feed, page, tally, onPage);
	}
}

/** @returns whether the page brought anything new or edited. */
async function storePage(
	db: Database,
	feed: Feed,
	page: SourcePage,
	tally: Tally,
	onPage: () => void
): Promise<boolean> {
	const changesBefore = tally.added + tally.updated;
	tally.pages += 1;
	tally.total = page.total ?? tally.total;
	tally.skipped += page.skipped.length;
	tally.skippedReasons.push(
		...page.skipped.map(({ reason }) => reason).slice(0, REASONS_KEPT - tally.skippedReasons.length)
	);
	const after = page.next === null ? null : { next: page.next, pages: tally.pages };
	// Later pages may say less of the feed than its front page does.
	const description = tally.pages === 1 ? page.description : {};
	for (const [posts, isLast] of partsOf(page.posts)) {
		const checkpoint = isLast ? after : tally.checkpoint;
		const result = await commitPosts(db, feed.id, { description, posts, checkpoint });
		tally.added += result.added;
		tally.updated += result.updated;
		tally.kept = result.postCount;
		tally.checkpoint = checkpoint;
		tally.oldest = posts.reduce(
			(oldest, { post }) => Math.min(oldest, post.publishedAt),
			tally.oldest ?? Infinity
		);
		onPage();
	}
	return tally.added + tally.updated > changesBefore;
}

/** At least one part, even of a page without posts: its checkpoint counts too. */
function* partsOf(posts: IncomingPost[]): Generator<[part: IncomingPost[], isLast: boolean]> {
	for (let start = 0; start === 0 || start < posts.length; start += POSTS_PER_COMMIT) {
		yield [posts.slice(start, start + POSTS_PER_COMMIT), start + POSTS_PER_COMMIT >= posts.length];
	}
}
