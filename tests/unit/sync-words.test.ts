import { expect, test } from 'vitest';
import type { SyncOutcome } from '$lib/model/feed';
import { feedIdOf } from '$lib/model/ids';
import type { Problem } from '$lib/model/problem';
import { INTERVALS } from '$lib/model/sync-settings';
import type { SyncProgress } from '$lib/sync/progress';
import { intervalWords, outcomeWords, trafficWords } from '$lib/ui/feed-words';
import { formatCount, formatLogTime, formatMoment, formatMonth } from '$lib/ui/format';
import { announcedWords, progressWords, statusWords, timeLeftWords } from '$lib/ui/sync-words';

const now = new Date(2026, 10, 25, 12, 0).getTime();
const MINUTE = 60_000;
const DAY = 86_400_000;

const failure: Problem = { code: 'timeout', message: 'It did not answer.', advice: 'Try later.' };

function progress(more: Partial<SyncProgress> = {}): SyncProgress {
	return {
		feedId: feedIdOf('https://harbour.example/feed'),
		title: 'Harbour Notes',
		phase: 'archive',
		kept: 0,
		total: null,
		comments: 0,
		pages: 0,
		oldest: null,
		timeLeft: null,
		waitingUntil: null,
		isRunning: true,
		outcome: null,
		...more
	};
}

function outcome(more: Partial<SyncOutcome> = {}): SyncOutcome {
	return {
		at: now,
		added: 0,
		updated: 0,
		withdrawn: 0,
		comments: 0,
		skipped: 0,
		skippedReasons: [],
		requests: 0,
		bytes: 0,
		stopped: null,
		notes: [],
		error: null,
		...more
	};
}

const ended = (kept: number, more: Partial<SyncOutcome> = {}) =>
	progress({ kept, isRunning: false, outcome: outcome(more) });
const statusOf = (latest: SyncProgress) => statusWords(undefined, latest, idle, now);
const idle = { kept: 300, isReadyOffline: true };

test('an archive that comes says how much of it is here, how far back, and how long it still takes', () => {
	const may = new Date(2019, 4, 12).getTime();
	const coming = progress({ kept: 1200, total: 2431, oldest: may, timeLeft: 2 * MINUTE });
	expect(progressWords(coming, now)).toBe(
		`Harbour Notes: ${formatCount(1200)} of ${formatCount(2431)} posts, back to ${formatMonth(may)}, ` +
			'about 2 minutes left. You can start reading now.'
	);
	expect(progressWords(progress({ kept: 1 }), now)).toBe('Harbour Notes: 1 post. You can start reading now.');
	expect(progressWords(progress(), now)).toBe('Fetching Harbour Notes…');
});

test('more posts kept than the site has now are not "250 of 249"', () => {
	expect(progressWords(progress({ kept: 250, total: 249 }), now)).toContain(': 250 posts. ');
});

test('each phase of a sync has its words', () => {
	const wordsOf = (more: Partial<SyncProgress>) => progressWords(progress({ kept: 250, ...more }), now);
	expect(wordsOf({ phase: 'changes' })).toContain('Looking for what is new…');
	expect(wordsOf({ phase: 'comparing' })).toContain('Checking what is still there…');
	expect(wordsOf({ phase: 'comments' })).toContain('Fetching comments…');
	expect(wordsOf({ phase: 'comments', comments: 300 })).toContain('Fetching comments: 300 so far');
});

test('a sync that waits says until when', () => {
	const waitingUntil = now + 4 * MINUTE;
	const clock = formatMoment(waitingUntil, now);
	expect(clock).toMatch(/12:04/);
	for (const kept of [0, 250]) {
		expect(progressWords(progress({ kept, waitingUntil }), now)).toContain(
			`The site does not answer just now or asks for patience: going on at ${clock}`
		);
	}
});

test('only a sync that has ended says what is kept', () => {
	const phases = ['archive', 'changes', 'comparing', 'comments'] as const;
	for (const phase of phases) {
		for (const more of [{}, { kept: 250 }, { kept: 250, waitingUntil: now }, { comments: 3 }]) {
			expect(progressWords(progress({ phase, ...more }), now)).not.toContain('kept');
		}
	}
	expect(statusOf(ended(250))).toBe('Harbour Notes: 250 posts kept. Ready to read offline.');
	expect(statusOf(ended(1, { stopped: 'paused' }))).toContain('Harbour Notes is paused: 1 post kept.');
	expect(statusOf(ended(250, { stopped: 'cancelled' }))).toMatch(
		/Harbour Notes was cancelled: 250 posts kept\./
	);
	expect(statusOf(ended(250, { error: failure }))).toMatch(
		/could not be synced completely\. 250 posts kept\./
	);
	expect(statusWords(undefined, null, idle, now)).toBe('300 posts kept. Ready to read offline.');
	expect(statusWords(undefined, null, { kept: 0, isReadyOffline: false }, now)).toBe('0 posts kept.');
});

test('a sync that runs goes before one that has ended', () => {
	expect(statusWords(progress(), ended(250), idle, now)).toBe('Fetching Harbour Notes…');
	expect(announcedWords(progress(), ended(250), now)).toBe('Syncing Harbour Notes.');
});

test('nothing is said aloud before a sync has begun, and its end always is', () => {
	expect(announcedWords(undefined, null, now)).toBe('');
	expect(announcedWords(undefined, ended(250), now)).toBe('Harbour Notes is synced: 250 posts.');
	expect(announcedWords(undefined, ended(250, { stopped: 'paused' }), now)).toContain('paused');
	expect(announcedWords(undefined, ended(250, { error: failure }), now)).toContain('failed');
});

test('the time that is left is told as the guess that it is', () => {
	expect(timeLeftWords(0)).toBe('less than a minute left');
	expect(timeLeftWords(44_000)).toBe('less than a minute left');
	expect(timeLeftWords(50_000)).toBe('about 1 minute left');
	expect(timeLeftWords(89 * MINUTE)).toBe('about 89 minutes left');
	expect(timeLeftWords(91 * MINUTE)).toBe('about 2 hours left');
});

test('the log says what a sync has brought, and how it ended', () => {
	expect(outcomeWords(outcome())).toBe('nothing new');
	const brought = { added: 3, updated: 1, withdrawn: 2, comments: 12, skipped: 4 };
	expect(outcomeWords(outcome(brought))).toBe(
		'3 new, 1 edited, 2 taken down by the site, 12 comments, 4 left out'
	);
	expect(outcomeWords(outcome({ added: 100, stopped: 'paused' }))).toBe('100 new, then paused');
	expect(outcomeWords(outcome({ stopped: 'cancelled' }))).toBe('cancelled');
	expect(outcomeWords(outcome({ error: failure }))).toBe('failed');
	expect(outcomeWords(outcome({ comments: 1, error: failure }))).toBe('1 comment, then failed');
});

test('the log says what a sync has cost, where that was counted', () => {
	expect(trafficWords(outcome())).toBe('');
	expect(trafficWords(outcome({ requests: 1 }))).toBe('1 request');
	expect(trafficWords(outcome({ requests: 4, bytes: 120_000 }))).toMatch(/^4 requests, 120\skB$/);
});

test('a moment is as short as it may be', () => {
	expect(formatMoment(now, now)).not.toMatch(/today/i);
	expect(formatLogTime(now, now)).toMatch(/^Today 12:00/);
	expect(formatLogTime(now - DAY, now)).toMatch(/^Yesterday 12:00/);
	expect(formatMoment(now + DAY, now)).toMatch(/^tomorrow 12:00/);
	expect(formatMoment(now - 20 * DAY, now)).not.toContain('2026');
	expect(formatMoment(now - 400 * DAY, now)).toContain('2025');
	expect(
		formatMoment(new Date(2026, 10, 24, 23, 59).getTime(), new Date(2026, 10, 25, 0, 1).getTime())
	).toMatch(/^yesterday/);
});

test('every interval that can be chosen has words of its own', () => {
	expect(intervalWords(15)).toBe('Every 15 minutes');
	expect(intervalWords(60)).toBe('Every hour');
	expect(intervalWords(360)).toBe('Every 6 hours');
	expect(intervalWords(1440)).toBe('Every day');
	expect(intervalWords(null)).toBe('Only when I ask');
	expect(new Set(INTERVALS.map(intervalWords)).size).toBe(INTERVALS.length);
});
