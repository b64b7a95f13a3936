import type { Checkpoint, Feed, Followed, SyncOutcome } from '$lib/model/feed';
import { eachOnce, englishOf, sentencesOf, type Words } from '$lib/model/problem';
import type { FetchedText, SourcePage } from '$lib/sources/source';
import type { SyncPhase, SyncProgress } from './progress';
import { timeLeft } from './time-left';

/** What a sync has done so far; it is filled in as it goes on, so it is right even when it fails. */
export interface Tally {
	phase: SyncPhase;
	/** UTC milliseconds. */
	startedAt: number;
	keptAtStart: number;
	pages: number;
	added: number;
	updated: number;
	withdrawn: number;
	comments: number;
	skipped: number;
	skippedReasons: Words[];
	notes: Words[];
	requests: number;
	bytes: number;
	kept: number;
	total: number | null;
	/** UTC milliseconds, or null. */
	oldest: number | null;
	checkpoint: Checkpoint | null;
	followed: Followed | null;
	/** Whether the posts were compared with those on the site. */
	hasCompared: boolean;
	/** UTC milliseconds, or null while it works. */
	waitingUntil: number | null;
}

const REASONS_KEPT = 5;

/** @param now UTC milliseconds */
export function startTally(feed: Feed, now: number): Tally {
	return {
		phase: 'archive',
		startedAt: now,
		keptAtStart: feed.postCount,
		pages: 0,
		added: 0,
		updated: 0,
		withdrawn: 0,
		comments: 0,
		skipped: 0,
		skippedReasons: [],
		notes: [],
		requests: 0,
		bytes: 0,
		kept: feed.postCount,
		total: feed.checkpoint?.total ?? null,
		oldest: null,
		checkpoint: feed.checkpoint,
		followed: feed.followed,
		hasCompared: false,
		waitingUntil: null
	};
}

/** Counts what a page says of itself; its posts are counted as they are stored. */
export function countPage(tally: Tally, page: SourcePage): void {
	tally.pages += 1;
	tally.total = page.total ?? tally.total;
	tally.skipped += page.skipped.length;
	const room = REASONS_KEPT - tally.skippedReasons.length;
	tally.skippedReasons.push(...page.skipped.map(({ reason }) => reason).slice(0, room));
	note(tally, ...(page.notes ?? []));
}

export function countAnswer(tally: Tally, { bytes = 0 }: FetchedText): void {
	tally.requests += 1;
	tally.bytes += bytes;
}

/** Keeps a note once, however often a site gives cause for it. */
export function note(tally: Tally, ...notes: Words[]): void {
	tally.notes = eachOnce([...tally.notes, ...notes]);
}

/** What of it is kept in words. */
export function wordsOf({
	notes,
	skippedReasons
}: Pick<Tally, 'notes' | 'skippedReasons'>): Pick<SyncOutcome, 'notes' | 'skippedReasons' | 'said'> {
	const said = { notes: notes.map(sentencesOf), skippedReasons: skippedReasons.map(sentencesOf) };
	const isKnown = [...said.notes, ...said.skippedReasons].some((sentences) => sentences.length > 0);
	return {
		notes: notes.map(englishOf),
		skippedReasons: skippedReasons.map(englishOf),
		...(isKnown && { said })
	};
}

/** @param now UTC milliseconds */
export function progressOf(
	feed: Feed,
	tally: Tally,
	now: number
): Omit<SyncProgress, 'isRunning' | 'outcome'> {
	const { phase, kept, total, comments, pages, oldest, waitingUntil } = tally;
	const ofFeed = { feedId: feed.id, title: feed.title };
	return {
		...ofFeed,
		phase,
		kept,
		total,
		comments,
		pages,
		oldest,
		waitingUntil,
		timeLeft: timeLeft(tally, now)
	};
}
