import type { SyncProgress } from '$lib/state/syncing.svelte';
import { formatComments, formatCount, formatMoment, formatMonth, formatPosts } from './format';

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
	const ready = isReadyOffline ? ' Ready to read offline.' : '';
	return latest === null ? keptWords(kept) + ready : endWords(latest, ready);
}

/**
 * What a sync that runs is at, in words. They never say "kept": that is how a reader knows that it has ended.
 * @param now UTC milliseconds
 */
export function progressWords(progress: SyncProgress, now: number): string {
	const { title, waitingUntil } = progress;
	const doing = phaseWords(progress);
	if (waitingUntil === null) return doing;
	const patience = `The site does not answer just now or asks for patience: going on at ${formatMoment(waitingUntil, now)}.`;
	return progress.kept === 0 ? `${title}: ${patience}` : `${doing} ${patience}`;
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
	if (outcome?.error) return `Syncing ${title} has failed.`;
	if (outcome?.stopped) return `Syncing ${title} was ${outcome.stopped}.`;
	return `${title} is synced: ${formatPosts(kept)}.`;
}

/** "about 2 minutes left". `milliseconds` is a guess, and told as one. */
export function timeLeftWords(milliseconds: number): string {
	if (milliseconds < 45_000) return 'less than a minute left';
	if (milliseconds < 90 * MINUTE) return aboutWords(Math.round(milliseconds / MINUTE), 'minute');
	return aboutWords(Math.round(milliseconds / HOUR), 'hour');
}

const keptWords = (count: number) => `${formatPosts(count)} kept.`;

function endWords({ title, kept, outcome }: SyncProgress, ready: string): string {
	if (outcome?.error) return `${title} could not be synced completely. ${keptWords(kept)}`;
	if (outcome?.stopped === 'paused') return `${title} is paused: ${keptWords(kept)}${ready}`;
	if (outcome?.stopped === 'cancelled') return `Syncing ${title} was cancelled: ${keptWords(kept)}${ready}`;
	return `${title}: ${keptWords(kept)}${ready}`;
}

function phaseWords(progress: SyncProgress): string {
	const { title, phase, kept, comments } = progress;
	switch (phase) {
		case 'archive':
			return kept === 0 ? `Fetching ${title}…` : `${title}: ${archiveWords(progress)}`;
		case 'changes':
			return `${title}: Looking for what is new…`;
		case 'comparing':
			return `${title}: Checking what is still there…`;
		case 'comments':
			return comments === 0
				? `${title}: Fetching comments…`
				: `${title}: Fetching comments: ${formatCount(comments)} so far.`;
	}
}

function archiveWords({ kept, total, oldest, timeLeft }: SyncProgress): string {
	// More are kept than the site has now where it has taken some down.
	const isWhole = total === null || total < kept;
	const parts = [isWhole ? formatPosts(kept) : `${formatCount(kept)} of ${formatPosts(total)}`];
	if (oldest !== null) parts.push(`back to ${formatMonth(oldest)}`);
	if (timeLeft !== null) parts.push(timeLeftWords(timeLeft));
	return `${parts.join(', ')}. You can start reading now.`;
}

function announcedProgress(progress: SyncProgress, now: number): string {
	const { title, phase, kept, comments, timeLeft, waitingUntil } = progress;
	if (waitingUntil !== null) return `${title} waits for the site until ${formatMoment(waitingUntil, now)}.`;
	if (phase === 'comments' && comments > 0) return `${title}: ${formatComments(comments)} so far.`;
	if (phase !== 'archive' || kept === 0) return `Syncing ${title}.`;
	return `${title}: ${formatPosts(kept)} so far${timeLeft === null ? '' : `, ${timeLeftWords(timeLeft)}`}.`;
}

function aboutWords(amount: number, unit: string): string {
	return `about ${formatCount(amount)} ${amount === 1 ? unit : `${unit}s`} left`;
}
