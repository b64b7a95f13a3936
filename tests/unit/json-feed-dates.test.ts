import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf } from '$lib/sources/feed-date';

const now = Date.UTC(2026, 10, 23);

describe('a date', () => {
	test.each([
		['2018-01-06T08:00:00Z', '2018-01-06T08:00:00.000Z'],
		['2018-01-06t08:00:00.5z', '2018-01-06T08:00:00.500Z'],
		['2018-01-06T08:00:00.123456789Z', '2018-01-06T08:00:00.123Z'],
		['2018-01-06T08:00:00,25Z', '2018-01-06T08:00:00.250Z'],
		['2018-01-06T08:00:00+02:00', '2018-01-06T06:00:00.000Z'],
		['2018-01-06T08:00:00-0330', '2018-01-06T11:30:00.000Z'],
		['2018-01-06T08:00:00+02', '2018-01-06T06:00:00.000Z'],
		['2018-01-06 08:00:00 +0200', '2018-01-06T06:00:00.000Z'],
		['2018-01-06 08:00:00 UTC', '2018-01-06T08:00:00.000Z'],
		['2025-05-05T15:14:43&#43;08:00', '2025-05-05T07:14:43.000Z'],
		['2018-01-06T08:00', '2018-01-06T08:00:00.000Z'],
		['2018-01-06', '2018-01-06T00:00:00.000Z'],
		[' 2018-1-6T8:5:3 ', '2018-01-06T08:05:03.000Z'],
		['1900-01-01', '1900-01-01T00:00:00.000Z'],
		['1969-07-20T20:17:40Z', '1969-07-20T20:17:40.000Z'],
		['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
		['2018-01-06T24:00:00Z', '2018-01-07T00:00:00.000Z'],
		['2020-02-29', '2020-02-29T00:00:00.000Z'],
		['Mon, 21 Jul 2025 17:33:23 GMT', '2025-07-21T17:33:23.000Z'],
		['21 July 2025 17:33 -0700', '2025-07-22T00:33:00.000Z'],
		['2026-11-24T23:00:00Z', '2026-11-24T23:00:00.000Z']
	])('%s is %s', (written, iso) => expect(new Date(dateOf(written, now)!).toISOString()).toBe(iso));

	test.each([
		'',
		'yesterday',
		'1036-01-09T329:11:00+01:00',
		'28036-28-09T358:2828:00+01:00',
		'5026-05-09T23:55:00+01:00',
		'2026-11-26T00:00:00Z',
		'1899-12-31',
		'0001-01-01T00:00:00Z',
		'2019-02-29',
		'2018-00-10',
		'2018-01-00',
		'2018-13-01',
		'2018-01-06T25:00:00Z',
		'2018-01-06T24:01:00Z',
		'2018-01-06T08:60:00Z',
		'2018-01-06T08:00:00+99:00',
		'32 Jul 2025',
		'21 Foo 2025',
		'2018-01-06T08:00:00Z'.padEnd(500),
		20180106,
		null,
		{},
		[]
	])('%j is none', (written) => expect(dateOf(written, now)).toBeNull());

	test('is read the same as by the engine, for every date that both accept', () => {
		const date = fc.date({ min: new Date('1900-01-01'), max: new Date(now), noInvalidDate: true });
		fc.assert(
			fc.property(date, (date) => {
				expect(dateOf(date.toISOString(), now)).toBe(date.getTime());
			})
		);
		fc.assert(
			fc.property(date, (date) => {
				expect(dateOf(date.toUTCString(), now)).toBe(Math.floor(date.getTime() / 1000) * 1000);
			})
		);
	});

	test('is a moment in bounds or none, whatever is written', () => {
		const piece = fc.constantFrom(
			'20',
			'18',
			'-',
			'0',
			'1',
			'9',
			'T',
			':',
			'+',
			'Z',
			' ',
			'.',
			'&#43;',
			'Jan'
		);
		fc.assert(
			fc.property(
				fc.array(piece).map((pieces) => pieces.join('')),
				(written) => {
					const time = dateOf(written, now);
					if (time === null) return;
					expect(Number.isInteger(time)).toBe(true);
					expect(time).toBeLessThanOrEqual(now + 2 * 86_400_000);
				}
			)
		);
	});
});
