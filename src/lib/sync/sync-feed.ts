import { say } from '$lib/messages/problem-words';
import type { Feed, SyncOutcome } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import { newProblem, unexpectedProblem, type Problem } from '$lib/model/problem';
import type { SyncSettings } from '$lib/model/sync-settings';
import { hostName } from '$lib/sources/http-url';
import type { SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { FeedRemovedError } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { findFeed } from '$lib/store/feeds';
import { STORAGE_FULL, storageProblem } from '$lib/store/storage-problem';
import { recordSync } from '$lib/store/sync-log';
import { backOff } from './back-off';
import { followSite } from './follow-site';
import type { SyncProgress } from './progress';
import { withRetries } from './retry';
import type { SyncDepth, SyncRun } from './run';
import { sourceOf } from './source-of';
import { SyncStopped } from './stopped';
import { countAnswer, progressOf, startTally, wordsOf } from './tally';
import { viaRelay } from './via-relay';
import { walkArchive } from './walk-archive';

/** What a sync needs of the world. */
export interface SyncWorld {
	db: Database;
	settings: SyncSettings;
	context: SourceContext;
	/** Its abort ends the sync, with its reason. */
	signal: AbortSignal;
	/** From 0 up to 1. */
	random: () => number;
	/** Resolves after so many milliseconds, or throws the reason of `signal`. */
	wait: (milliseconds: number) => Promise<void>;
	/** Hears of the start, of every page, and in any case of the end. */
	report: (progress: SyncProgress) => void;
}

/** Failures after which going on at the same place would only fail again. */
const FINAL = new Set(['page-loop', 'too-many-pages']);
/** Failures of this device alone. */
const NOT_THE_SITE = new Set(['offline', STORAGE_FULL]);
/** After the reader has cancelled a sync, an automatic one leaves the feed alone for so many milliseconds. */
const LEFT_ALONE = 60 * 60_000;

/**
 * Syncs one feed and keeps how it went, on the feed and in its log: whatever goes wrong on the way is in the outcome.
 * Throws only when the feed itself cannot be read from the library.
 * @returns null when the feed is not kept or followed (any more), is paused, or came in a file.
 */
export async function syncFeed(id: FeedId, depth: SyncDepth, world: SyncWorld): Promise<SyncOutcome | null> {
	const feed = await findFeed(world.db, id);
	if (feed === undefined || feed.isFromFile || feed.isPaused || !feed.isFollowed) return null;
	const run = startRun(feed, depth, world);
	run.tell();
	const outcome = await outcomeOf(run, world);
	world.report({ ...progressOf(feed, run.tally, world.context.now()), isRunning: false, outcome });
	return outcome;
}

function startRun(feed: Feed, depth: SyncDepth, world: SyncWorld): SyncRun {
	const { db, settings, context, signal, report } = world;
	const tally = startTally(feed, context.now());
	const tell = () => {
		// What a sync leaves behind may tell of itself after the end.
		if (signal.aborted) return;
		report({ ...progressOf(feed, tally, context.now()), isRunning: true, outcome: null });
	};
	const onWait = (milliseconds: number) => {
		tally.waitingUntil = milliseconds === 0 ? null : context.now() + milliseconds;
		tell();
	};
	const counted: SourceContext['fetchText'] = async (url) => {
		const answer = await context.fetchText(url);
		countAnswer(tally, answer);
		return answer;
	};
	const patient = withRetries(counted, { ...world, onWait });
	const fetchText = feed.isRelayed ? viaRelay(patient, settings.relay) : patient;
	return { db, feed, depth, settings, signal, tally, tell, context: { ...context, fetchText } };
}

async function outcomeOf(run: SyncRun, { random }: SyncWorld): Promise<SyncOutcome | null> {
	const { db, feed, tally, context } = run;
	const failure = await failureOf(run);
	if (failure instanceof FeedRemovedError) return null;
	const { added, updated, withdrawn, comments, skipped, requests, bytes } = tally;
	const stopped = failure instanceof SyncStopped ? failure.how : null;
	const error = failure === null || stopped !== null ? null : problemOf(failure, feed);
	const counts = { added, updated, withdrawn, comments, skipped, requests, bytes, ...wordsOf(tally) };
	const outcome: SyncOutcome = { at: context.now(), ...counts, stopped, error };
	const checkpoint = error !== null && FINAL.has(error.code) ? null : tally.checkpoint;
	try {
		await recordSync(db, feed.id, { outcome, checkpoint, ...nextTry(feed, failure, outcome, random()) });
		return outcome;
	} catch (failure) {
		return { ...outcome, error: problemOf(failure, feed) };
	}
}

/** What ended the sync before its end, or null. */
async function failureOf(run: SyncRun): Promise<unknown> {
	try {
		const found = await sourceOf(run);
		if (found === null) return null;
		const { source, context } = found;
		const own = { ...run, context };
		if (source.following === undefined) await walkArchive(own, source);
		else await followSite(own, source, source.following);
		return null;
	} catch (failure) {
		return failure;
	}
}

/** When an automatic sync may try again. */
function nextTry(
	feed: Feed,
	failure: unknown,
	{ at, error, stopped }: SyncOutcome,
	random: number
): { retryAt: number; failures: number } {
	if (stopped === 'cancelled') return { retryAt: at + LEFT_ALONE, failures: feed.failures };
	if (error === null) return { retryAt: 0, failures: 0 };
	if (NOT_THE_SITE.has(error.code)) return { retryAt: 0, failures: feed.failures };
	const failures = feed.failures + 1;
	const retryAfter = failure instanceof SourceError ? (failure.details.retryAfter ?? null) : null;
	return { retryAt: at + backOff(failures, retryAfter, random), failures };
}

function problemOf(failure: unknown, feed: Feed): Problem {
	if (!(failure instanceof SourceError)) return storageProblem(failure) ?? unexpectedProblem(failure);
	const wasReadable = failure.code === 'blocked-by-cors' && feed.postCount > 0;
	return wasReadable ? notAsBefore(feed) : failure.toProblem();
}

/** Servers that are overloaded often forget to allow reading, so that a browser takes their failures for a refusal. */
function notAsBefore({ url }: Feed): Problem {
	const message = say('fetch_blocked_now', { host: hostName(url) });
	return newProblem('blocked-by-cors', message, say('fetch_blocked_now_advice'));
}
