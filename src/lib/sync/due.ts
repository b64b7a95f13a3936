import type { Feed } from '$lib/model/feed';
import type { SyncSettings } from '$lib/model/sync-settings';
import { STORAGE_FULL } from '$lib/store/storage-problem';
import { LONGEST_BACK_OFF } from './back-off';
import { isUnread } from './source-of';

/**
 * Whether an automatic sync takes the feed. What has begun goes on, also for a reader who syncs only by hand.
 * @param now UTC milliseconds; clocks that were wrong once must not stop syncing for years
 */
export function isDue(feed: Feed, { interval, comments }: SyncSettings, now: number): boolean {
	const { lastSync, checkpoint, followed, expired, isPaused, isFromFile, isFollowed, retryAt } = feed;
	if (isPaused || isFromFile || !isFollowed) return false;
	if (now < retryAt && retryAt - now <= LONGEST_BACK_OFF) return false;
	// It stopped for want of room, whatever it was at; whoever syncs knows whether there may be room again.
	if (lastSync?.error?.code === STORAGE_FULL) return true;
	// It was added while there was no network, and there is one now: whoever syncs has asked.
	if (lastSync?.error?.code === 'offline' && isUnread(feed)) return true;
	const hasMoreComments = comments === 'with-archive' && followed !== null && followed.comments.next !== null;
	if (lastSync === null || checkpoint !== null || hasMoreComments) return true;
	return !expired && interval !== null && Math.abs(now - lastSync.at) >= interval * 60_000;
}
