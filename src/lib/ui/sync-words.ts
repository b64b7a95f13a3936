import { m } from '$lib/messages/messages';
import type { SyncProgress } from '$lib/state/syncing.svelte';
import { formatCount, formatMoment, formatMonth, formatPosts } from './format';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What the status says when nothing runs and nothing has ended. */
export interface Idle {
	/** Posts kept of all feeds. */
	kept: number;
	isReadyOffline: boolean;
}

/**
 * The status in full, for the eye: the sync that runs, or else how the last one ended, or else what is kept.
 * @param now UTC milliseconds
 */
export function statusWords(
	running: SyncProgress | undefined,
	latest: SyncProgress | null,
	{ kept, isReadyOffline }: Idle,
	now: number
): string {
	if (running !== undefined) return progressWords(running, now);
	const words = latest === null ? m.shell_kept({ count: kept }) : endWords(latest);
	const hasFailed = (latest?.outcome?.error ?? null) !== null;
	return isReadyOffline && !hasFailed ? `${words} ${m.shell_ready_offline()}` : words;
}

/**
 * What a sync that runs is at, in words. They never say "kept": that is how a reader knows that it has ended.
 * @param now UTC milliseconds
 */
export function progressWords(progress: SyncProgress, now: number): string {
	const { title, waitingUntil } = progress;
	if (waitingUntil === null) return phaseWords(progress);
	const moment = formatMoment(waitingUntil, now);
	if (progress.kept === 0) return m.shell_sync_waits({ title, moment });
	return `${phaseWords(progress)} ${m.shell_sync_patience({ moment })}`;
}

/**
 * The same for the ear, and shorter: a screen reader says it now and then while the reader does something else.
 * @param now UTC milliseconds
 */
export function announcedWords(
	running: SyncProgress | undefined,
	latest: SyncProgress | null,
	now: number
): string {
	if (running !== undefined) return announcedProgress(running, now);
	if (latest === null) return '';
	const { title, kept, outcome } = latest;
	if (outcome?.error) return m.shell_said_failed({ title });
	if (outcome?.stopped === 'paused') return m.shell_said_paused({ title });
	if (outcome?.stopped === 'cancelled') return m.shell_said_cancelled({ title });
	return m.shell_said_synced({ title, count: kept });
}

/** "about 2 minutes left". `milliseconds` is a guess, and told as one. */
export function timeLeftWords(milliseconds: number): string {
	if (milliseconds < 45_000) return m.shell_less_than_minute_left();
	if (milliseconds < 90 * MINUTE) return m.shell_minutes_left({ count: Math.round(milliseconds / MINUTE) });
	return m.shell_hours_left({ count: Math.round(milliseconds / HOUR) });
}

function endWords({ title, kept: count, outcome }: SyncProgress): string {
	if (outcome?.error) return m.shell_sync_failed({ title, count });
	if (outcome?.stopped === 'paused') return m.shell_sync_paused({ title, count });
	if (outcome?.stopped === 'cancelled') return m.shell_sync_cancelled({ title, count });
	return m.shell_sync_done({ title, count });
}

function phaseWords(progress: SyncProgress): string {
	const { title, phase, kept, comments } = progress;
	switch (phase) {
		case 'archive':
			return kept === 0 ? m.shell_sync_fetching({ title }) : archiveWords(progress);
		case 'changes':
			return m.shell_sync_changes({ title });
		case 'comparing':
			return m.shell_sync_comparing({ title });
		case 'comments':
			return comments === 0
				? m.shell_sync_comments({ title })
				: m.shell_sync_comments_so_far({ title, count: formatCount(comments) });
	}
}

function archiveWords({ title, kept, total, oldest, timeLeft }: SyncProgress): string {
	// More are kept than the site has now where it has taken some down.
	const isWhole = total === null || total < kept;
	const amount = isWhole ? formatPosts(kept) : m.shell_posts_of({ kept: formatCount(kept), total });
	const month = oldest === null ? null : formatMonth(oldest);
	const left = timeLeft === null ? null : timeLeftWords(timeLeft);
	if (month !== null && left !== null) return m.shell_sync_archive_back_left({ title, amount, month, left });
	if (month !== null) return m.shell_sync_archive_back({ title, amount, month });
	return left === null
		? m.shell_sync_archive({ title, amount })
		: m.shell_sync_archive_left({ title, amount, left });
}

function announcedProgress(progress: SyncProgress, now: number): string {
	const { title, phase, kept, comments, timeLeft, waitingUntil } = progress;
	if (waitingUntil !== null) return m.shell_said_waits({ title, moment: formatMoment(waitingUntil, now) });
	if (phase === 'comments' && comments > 0) return m.shell_said_comments({ title, count: comments });
	if (phase !== 'archive' || kept === 0) return m.shell_said_syncing({ title });
	return timeLeft === null
		? m.shell_said_posts({ title, count: kept })
		: m.shell_said_posts_left({ title, count: kept, left: timeLeftWords(timeLeft) });
}
