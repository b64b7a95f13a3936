import type { Feed, SyncOutcome } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import { unexpectedProblem, type Problem } from '$lib/model/problem';
import type { SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { sources } from '$lib/sources/sources';
import { FeedRemovedError } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { findFeed, recordOutcome } from '$lib/store/feeds';
import { storageProblem } from '$lib/store/storage-problem';
import type { SyncProgress } from './progress';
import { startTally, walkArchive, type Tally, type WalkDepth } from './walk-archive';

/** Failures after which going on at the same place would only fail again. */
const FINAL = new Set(['page-loop', 'too-many-pages']);

/**
 * Syncs one feed and keeps how it went on the feed: whatever goes wrong on the way is in the outcome.
 * Throws only when the feed itself cannot be read from the library.
 * @param report hears of the start, of every page, and in any case of the end.
 * @returns null when the feed is not kept (any more).
 */
export async function syncFeed(
	db: Database,
	id: FeedId,
	depth: WalkDepth,
	context: SourceContext,
	report: (progress: SyncProgress) => void
): Promise<SyncOutcome | null> {
	const feed = await findFeed(db, id);
	if (feed === undefined) return null;
	const tally = startTally(feed);
	const tell = () => report({ ...progressOf(feed, tally), isRunning: true, outcome: null });
	tell();
	const outcome = await outcomeOf(db, feed, depth, context, tally, tell);
	report({ ...progressOf(feed, tally), isRunning: false, outcome });
	return outcome;
}

async function outcomeOf(
	db: Database,
	feed: Feed,
	depth: WalkDepth,
	context: SourceContext,
	tally: Tally,
	onPage: () => void
): Promise<SyncOutcome | null> {
	let error: Problem | null = null;
	try {
		await walkArchive(db, feed, sources[feed.kind], depth, context, tally, onPage);
	} catch (failure) {
		if (failure instanceof FeedRemovedError) return null;
		error = problemOf(failure);
	}
	const { added, updated, skipped, skippedReasons } = tally;
	const outcome = { at: context.now(), added, updated, skipped, skippedReasons, error };
	const checkpoint = error !== null && FINAL.has(error.code) ? null : tally.checkpoint;
	try {
		await recordOutcome(db, feed.id, outcome, checkpoint);
		return outcome;
	} catch (failure) {
		return { ...outcome, error: problemOf(failure) };
	}
}

function progressOf(
	feed: Feed,
	{ kept, total, pages, oldest }: Tally
): Omit<SyncProgress, 'isRunning' | 'outcome'> {
	return { feedId: feed.id, title: feed.title, kept, total, pages, oldest };
}

function problemOf(failure: unknown): Problem {
	if (failure instanceof SourceError) return failure.toProblem();
	return storageProblem(failure) ?? unexpectedProblem(failure);
}
