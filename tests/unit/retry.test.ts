import { describe, expect, test } from 'vitest';
import type { FetchedText } from '$lib/sources/source';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';
import { backOff } from '$lib/sync/back-off';
import { withRetries } from '$lib/sync/retry';

const page: FetchedText = { url: 'https://blog.example/feed', text: '{}', mimeType: '' };
const errorOf = (code: SourceErrorCode, retryAfter: number | null = null) =>
	new SourceError(code, code, '', { retryAfter });

/** Fails with `errors`, one after the other, and then gives the page. */
async function fetchAfter(errors: SourceError[], random = 0.5) {
	const waits: number[] = [];
	const told: number[] = [];
	let asked = 0;
	const fetchText = withRetries(
		() => {
			const error = errors[asked];
			asked += 1;
			return error === undefined ? Promise.resolve(page) : Promise.reject(error);
		},
		{
			random: () => random,
			wait: (milliseconds) => {
				waits.push(milliseconds);
				return Promise.resolve();
			},
			onWait: (milliseconds) => told.push(milliseconds)
		}
	);
	const result = await fetchText(page.url).catch((error: unknown) => (error as SourceError).code);
	return { result, waits, told, asked };
}

describe('a request that fails', () => {
	test('is tried again after a moment, longer each time', async () => {
		const busy = errorOf('rate-limited');
		expect(await fetchAfter([busy, busy, busy])).toEqual({
			result: page,
			waits: [1000, 2000, 4000],
			told: [1000, 0, 2000, 0, 4000, 0],
			asked: 4
		});
	});

	test('is not tried at the same moment by everybody', async () => {
		const [early, late] = await Promise.all(
			[0, 0.999].map((random) => fetchAfter([errorOf('timeout')], random))
		);
		expect(early!.waits[0]).toBe(500);
		expect(late!.waits[0]).toBeCloseTo(1499);
	});

	test('waits as long as the site asks, unless that is too long for this sync', async () => {
		expect((await fetchAfter([errorOf('rate-limited', 30_000)])).waits).toEqual([30_000]);
		expect(await fetchAfter([errorOf('rate-limited', 3_600_000)])).toMatchObject({
			result: 'rate-limited',
			waits: []
		});
	});

	test.each<[SourceErrorCode, number]>([
		['not-found', 1],
		['refused', 1],
		['offline', 1],
		['blocked-by-cors', 2],
		['server-error', 2],
		['timeout', 2],
		['unreachable', 3],
		['rate-limited', 4]
	])('with %s is tried %i times at most', async (code, tries) => {
		const errors = Array.from({ length: 10 }, () => errorOf(code));
		expect(await fetchAfter(errors)).toMatchObject({ result: code, asked: tries });
	});

	test('by a fault of ours fails at once', async () => {
		const fetchText = withRetries(() => Promise.reject(new TypeError('x')), {
			random: () => 0,
			wait: () => Promise.reject(new Error('waited')),
			onWait: () => {}
		});
		await expect(fetchText('https://blog.example/')).rejects.toThrow('x');
	});
});

describe('a feed that fails again and again', () => {
	test('is left alone for twice as long each time, up to a day', () => {
		const minutes = Array.from({ length: 12 }, (_, i) => backOff(i + 1, null, 1) / 60_000);
		expect(minutes).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440, 1440, 1440]);
	});

	test('is left alone for as long as the site asks', () => {
		expect(backOff(1, 7_200_000, 0)).toBe(7_200_000);
		expect(backOff(1, 1000, 0)).toBe(7.5 * 60_000);
	});
});
