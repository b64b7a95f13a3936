import type { Feed, Problem, SyncOutcome } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
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
 * Syncs one feed and keeps how it went on the feed. Never throws for what a site or the storage does wrong.
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
	report(progressOf(feed, tally, null));
	let error: Problem | null = null;
	try {
		await walkArchive(db, feed, sources[feed.kind], depth, context, tally, () => {
			report(progressOf(feed, tally, null));
		});
	} catch (failure) {
		if (failure instanceof FeedRemovedError) return null;
		error = problemOf(failure, tally);
	}
	const { added, updated, skipped, skippedReasons } = tally;
	const outcome = { at: context.now(), added, updated, skipped, skippedReasons, error };
	const checkpoint = error !== null && FINAL.has(error.code) ? null : tally.checkpoint;
	await recordOutcome(db, id, outcome, checkpoint);
	report(progressOf(feed, tally, outcome));
	return outcome;
}

function progressOf(feed: Feed, tally: Tally, outcome: SyncOutcome | null): SyncProgress {
	const { kept, total, pages, oldest } = tally;
	return { feedId: feed.id, title: feed.title, kept, total, pages, oldest, outcome };
}

/** @throws what is neither the site's nor the storage's fault: that is a fault of ours. */
function problemOf(failure: unknown, tally: Tally): Problem {
	if (failure instanceof SourceError) return failure.toProblem();
	const problem = storageProblem(failure);
	if (problem !== null) return problem;
	throw new Error(`Sync failed on page ${tally.pages + 1}`, { cause: failure });
}
