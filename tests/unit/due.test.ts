import { describe, expect, test } from 'vitest';
import { newFeed, NOTHING_SYNCED, type Feed } from '$lib/model/feed';
import { feedIdOf } from '$lib/model/ids';
import { STANDARD_SYNC } from '$lib/model/sync-settings';
import { isDue } from '$lib/sync/due';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const now = 1000 * DAY;
const url = 'https://blog.example/feed';

function feed(more: Partial<Feed>): Feed {
	const made = newFeed(
		{ id: feedIdOf(url), kind: 'rss', url, isRelayed: false, isFromFile: false, addedAt: 0 },
		{
			title: 'Blog',
			homeUrl: null,
			description: '',
			authors: [],
			language: null,
			icon: null,
			favicon: null,
			expired: false,
			categoryParents: {}
		}
	);
	return { ...made, lastSync: { ...NOTHING_SYNCED, at: now - 10 * MINUTE }, ...more };
}

const syncedAgo = (ago: number) => ({ lastSync: { ...NOTHING_SYNCED, at: now - ago } });
const offline = {
	lastSync: {
		...NOTHING_SYNCED,
		at: now - MINUTE,
		error: { code: 'offline', message: 'No network.', advice: 'Wait.' }
	}
};
const followed = (next: string | null) => ({
	followed: { since: '', comparedAt: now, comments: { next, since: '1' } }
});
const checkpoint = { next: url, pages: 1, total: null };

describe('a feed is due', () => {
	test.each<[string, Partial<Feed>, boolean]>([
		['that was never synced', { lastSync: null }, true],
		['that was synced a moment ago', {}, false],
		['after half an hour', syncedAgo(30 * MINUTE), true],
		['whose archive goes on', { checkpoint }, true],
		['whose archive goes on, but is paused', { checkpoint, isPaused: true }, false],
		['that came in a file', { lastSync: null, isFromFile: true }, false],
		['that has ended', { ...syncedAgo(DAY), expired: true }, false],
		['that has failed and waits', { ...syncedAgo(DAY), retryAt: now + MINUTE }, false],
		['that has failed and waited', { ...syncedAgo(DAY), retryAt: now }, true],
		['that waits since a clock was years ahead', { ...syncedAgo(DAY), retryAt: now + 900 * DAY }, true],
		['that was synced by a clock years ahead', syncedAgo(-900 * DAY), true],
		['that was added without a network', offline, true],
		['that was read before, and had no network last', { ...offline, postCount: 3 }, false],
		['whose comments go on', followed('https://blog.example/comments'), true],
		['whose comments have ended', followed(null), false]
	])('%s: %j is %s', (_, more, expected) => {
		expect(isDue(feed(more), STANDARD_SYNC, now)).toBe(expected);
	});

	test('only while it is unfinished, for a reader who syncs by hand', () => {
		const byHand = { ...STANDARD_SYNC, interval: null };
		expect(isDue(feed(syncedAgo(DAY)), byHand, now)).toBe(false);
		expect(isDue(feed({ checkpoint }), byHand, now)).toBe(true);
	});

	test('for its comments only when the reader wants them with the archive', () => {
		const later = { ...STANDARD_SYNC, comments: 'when-opened' as const };
		expect(isDue(feed(followed('https://blog.example/comments')), later, now)).toBe(false);
	});
});
