import type { SyncOutcome } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';

/** What a running or just ended sync tells the screen. */
export interface SyncProgress {
	feedId: FeedId;
	title: string;
	/** Posts kept of this feed so far. */
	kept: number;
	/** Posts of the whole archive when the site says so, else null. */
	total: number | null;
	/** Pages fetched in this run. */
	pages: number;
	/** UTC milliseconds of the oldest post seen in this run, or null. */
	oldest: number | null;
	isRunning: boolean;
	/** How it ended; null while it runs, or when the feed was removed meanwhile. */
	outcome: SyncOutcome | null;
}
