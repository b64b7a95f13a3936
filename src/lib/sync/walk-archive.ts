import type { Checkpoint, Feed } from '$lib/model/feed';
import type { IncomingPost } from '$lib/model/post';
import type { Source, SourceContext, SourcePage } from '$lib/sources/source';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';
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
/** What a checkpoint's address answers when the archive is paged in another way than it was. */
const GONE: ReadonlySet<SourceErrorCode> = new Set([
	'not-found',
	'refused',
	'not-a-feed',
	'invalid-json',
	'unsupported-format'
]);

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
	const stopsAtKnown = depth === 'news' && (unfinished !== null || isComplete);
	const walkFrom = async (
		address: string,
		isEnough: (changed: boolean) => boolean
	): Promise<string | null> => {
		for await (const page of source.pages(feed, address, context)) {
			const changed = await storePage(db, feed, page, tally, onPage);
			if (isEnough(changed) && page.next !== null) return page.next;
		}
		return null;
	};

	const known = await walkFrom(feed.url, (changed) => stopsAtKnown && !changed);
	if (known === null) return;
	// The newest pages are known from here on: what remains is the older, unfinished walk.
	await commitPosts(db, feed.id, { description: {}, posts: [], checkpoint: unfinished });
	tally.checkpoint = unfinished;
	if (unfinished === null) return;
	const pagesBefore = tally.pages;
	try {
		await walkFrom(unfinished.next, () => false);
	} catch (error) {
		const isGone = error instanceof SourceError && GONE.has(error.code) && tally.pages === pagesBefore;
		if (!isGone) throw error;
		// The site has changed its paging: its pages as they are now lead to the rest.
		await walkFrom(known, () => false);
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
