import { SourceError } from '$lib/sources/source-error';
import type { FollowedSource, ListedPost, Source } from '$lib/sources/source';
import { ahead } from './ahead';
import { compareWithSite, differingFromKept } from './compare-with-site';
import { followComments } from './follow-comments';
import type { SyncRun } from './run';
import { storePage, storePlace } from './store-page';
import { checkpointAfter, GONE } from './walk-archive';

/** The posts kept are compared with those on the site once in so many milliseconds: a day. */
const COMPARE_EVERY = 24 * 60 * 60_000;

/**
 * Keeps in step with a site that can be asked what has changed: first its changes, then the rest of its archive, newest
 * first, then now and then which posts are still there, and last its comments.
 * @throws SourceError or a storage error; everything before it is stored and in the run's tally.
 */
export async function followSite(run: SyncRun, source: Source, following: FollowedSource): Promise<void> {
	const { feed, tally } = run;
	if (feed.followed !== null) await takeChanges(run, following, feed.followed.since);
	if (feed.followed === null || feed.checkpoint !== null) await walkToEnd(run, source);
	if (isComparisonDue(run)) await compareWithSite(run, following);
	if (run.settings.comments === 'with-archive') await followComments(run, following);
	tally.phase = 'changes';
}

async function takeChanges(run: SyncRun, following: FollowedSource, since: string): Promise<void> {
	const { tally } = run;
	tally.phase = 'changes';
	run.tell();
	const differing = (posts: ListedPost[]) => differingFromKept(run, posts);
	for await (const page of following.changes(run.feed, since, run.context, differing)) {
		const { checkpoint, followed } = tally;
		if (followed === null) return;
		await storePage(run, page, {
			checkpoint,
			followed: { ...followed, since: page.since ?? followed.since }
		});
	}
}

/** Through the archive from where the walk before ended, or from its beginning when that place has gone. */
async function walkToEnd(run: SyncRun, source: Source): Promise<void> {
	const { tally, feed } = run;
	tally.phase = 'archive';
	const from = tally.checkpoint?.next ?? feed.url;
	const pagesBefore = tally.pages;
	try {
		await walkFrom(run, source, from);
	} catch (error) {
		const isGone = error instanceof SourceError && GONE.has(error.code) && tally.pages === pagesBefore;
		if (!isGone || from === feed.url) throw error;
		await walkFrom(run, source, feed.url);
	}
	if (tally.followed === null) return;
	// All of them have just been seen, if they are as many as the site says.
	const comparedAt = tally.total === null || tally.kept >= tally.total ? run.context.now() : 0;
	await storePlace(run, { checkpoint: null, followed: { ...tally.followed, comparedAt } });
}

async function walkFrom(run: SyncRun, source: Source, address: string): Promise<void> {
	const { tally } = run;
	for await (const page of ahead(source.pages(run.feed, address, run.context))) {
		// What changes while the walk goes on is asked for afterwards, from the moment at which it began.
		const followed = tally.followed ?? {
			since: page.since ?? new Date(tally.startedAt).toISOString(),
			comparedAt: 0,
			comments: { next: null, since: null }
		};
		await storePage(run, page, { checkpoint: checkpointAfter(run, page), followed });
	}
}

function isComparisonDue({ depth, tally, feed, context }: SyncRun): boolean {
	if (tally.followed === null) return false;
	const { comparedAt } = tally.followed;
	const isFresh = feed.followed === null && comparedAt > 0;
	return (depth === 'whole' && !isFresh) || Math.abs(context.now() - comparedAt) > COMPARE_EVERY;
}
