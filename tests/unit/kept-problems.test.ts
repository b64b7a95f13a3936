import { describe, expect, test } from 'vitest';
import { say } from '$lib/messages/problem-words';
import { newFeed, NOTHING_SYNCED, type SyncOutcome } from '$lib/model/feed';
import { feedIdOf } from '$lib/model/ids';
import { networkError } from '$lib/sources/fetch/network-error';
import { readFeed } from '$lib/store/backup/read-feed';
import { outcomeIn, usableOutcome } from '$lib/store/sound/outcome';

const url = 'https://bees.example/feed';
const error = networkError('unreachable', url).toProblem();
const { code, message, advice } = error;
const note = say('wordpress_no_tags_note');
const outcome: SyncOutcome = {
	...NOTHING_SYNCED,
	at: 1,
	notes: [note.text],
	error,
	said: { notes: [note.sentences], skippedReasons: [] }
};
const identity = {
	id: feedIdOf(url),
	kind: 'rss' as const,
	url,
	isRelayed: false,
	isFromFile: false,
	addedAt: 1
};
const description = {
	title: 'Bees',
	homeUrl: null,
	description: '',
	authors: [],
	language: null,
	icon: null,
	favicon: null,
	expired: false,
	categoryParents: {}
};
const feed = newFeed(identity, description);

/** How a backup of a feed gives back how its last sync went. */
const restored = (lastSync: unknown) => readFeed({ ...feed, lastSync }).lastSync;

const [sentence] = error.said!.message;
const long = { key: 'a', inputs: { host: 'x'.repeat(100_000) } };
const DAMAGES: [name: string, said: unknown][] = [
	['no object', 'fetch_unreachable'],
	['a list', []],
	['a half of it', { message: [sentence] }],
	['more than belongs there', { ...error.said, more: true }],
	['a sentence without a name', { message: [{ inputs: {} }], advice: [] }],
	['an input that is neither text nor number', { message: [{ key: 'a', inputs: { host: {} } }], advice: [] }],
	['an input that is no number', { message: [{ key: 'a', inputs: { count: NaN } }], advice: [] }],
	['half of a character', { message: [{ key: 'a', inputs: { host: '\ud83d' } }], advice: [] }],
	['a gap', { message: new Array(1), advice: [] }],
	['an endless input', { message: [long], advice: [] }],
	['endless sentences', { message: new Array(100_000).fill(sentence), advice: [] }]
];

describe('the sentences that a problem is made of', () => {
	test('are kept, and come back from a backup', () => {
		expect(usableOutcome(outcome)).toEqual(outcome);
		expect(outcomeIn(outcome)).toEqual(outcome);
		expect(restored(outcome)).toEqual(outcome);
	});

	test.each(DAMAGES)('are left out where they are damaged (%s), and the English words stay', (_, said) => {
		const damaged = { ...outcome, error: { ...error, said } };
		const usable = { ...outcome, error: { code, message, advice } };
		expect(usableOutcome(damaged)).toEqual(usable);
		expect(outcomeIn(damaged)).toEqual(usable);
		expect(restored(damaged)).toEqual(usable);
	});

	test('of notes are left out where they are damaged', () => {
		const { said: _, ...usable } = outcome;
		const said = { notes: [[{ key: 'a', inputs: { host: {} } }]], skippedReasons: [] };
		for (const damage of [
			{ ...outcome, said },
			{ ...outcome, said: [] }
		]) {
			expect(usableOutcome(damage)).toEqual(usable);
			expect(outcomeIn(damage)).toEqual(usable);
			expect(restored(damage)).toEqual(usable);
		}
	});
});

test('a problem that lacks its words is none that could be shown', () => {
	const damaged = { ...outcome, error: { code, said: error.said } };
	expect(usableOutcome(damaged).error).toBeNull();
	expect(outcomeIn(damaged)).toBeNull();
});
