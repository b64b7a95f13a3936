import type { Feed } from '$lib/model/feed';

/**
 * Whether an automatic sync takes the feed. What has begun goes on, also for a reader who syncs only by hand.
 * @param interval minutes between syncs, or null for only when asked
 * @param now UTC milliseconds
 */
export function isDue(feed: Feed, interval: number | null, now: number): boolean {
	const { lastSync, checkpoint, followed, expired, isPaused, isFromFile, retryAt } = feed;
	if (isPaused || isFromFile || now < retryAt) return false;
	const isUnfinished = checkpoint !== null || (followed !== null && followed.comments.next !== null);
	if (lastSync === null || isUnfinished) return true;
	// A clock that was set back must not stop syncing for years.
	const age = Math.abs(now - lastSync.at);
	return !expired && interval !== null && age >= interval * 60_000;
}
