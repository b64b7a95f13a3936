import type { SyncOutcome } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';

/** What a sync is at: the archive, what has changed since the last one, which posts are still there, or comments. */
export type SyncPhase = 'archive' | 'changes' | 'comparing' | 'comments';

/** What a running or just ended sync tells the screen. */
export interface SyncProgress {
	feedId: FeedId;
	title: string;
	phase: SyncPhase;
	/** Posts kept of this feed so far. */
	kept: number;
	/** Posts of the whole archive when the site says so, else null. */
	total: number | null;
	/** Comments fetched in this run. */
	comments: number;
	/** Pages fetched in this run. */
	pages: number;
	/** UTC milliseconds of the oldest post seen in this run, or null. */
	oldest: number | null;
	/** Milliseconds until the archive is here, as far as that can be told, or null. */
	timeLeft: number | null;
	/** UTC milliseconds until which it waits, because the site asked for patience or did not answer; null while it works. */
	waitingUntil: number | null;
	isRunning: boolean;
	/** How it ended; null while it runs, or when the feed was removed meanwhile. */
	outcome: SyncOutcome | null;
}
