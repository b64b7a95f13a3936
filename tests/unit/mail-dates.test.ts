import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf } from '$lib/sources/feed-date';

const now = Date.UTC(2026, 10, 23);

describe('a date of RSS', () => {
	test.each([
		['Sat, 07 Sep 2002 09:42:31 GMT', '2002-09-07T09:42:31.000Z'],
		['Sat, 07 Sep 2002 09:42:31 EST', '2002-09-07T14:42:31.000Z'],
		['Sat, 07 Sep 2002 09:42:31 EDT', '2002-09-07T13:42:31.000Z'],
		['Sat, 07 Sep 2002 09:42 pdt', '2002-09-07T16:42:00.000Z'],
		['Sat, 07 Sep 2002 09:42:31 JST', '2002-09-07T00:42:31.000Z'],
		['Sat, 07 Sep 2002 09:42:31 UT', '2002-09-07T09:42:31.000Z'],
		['Sat, 07 Sep 2002 09:42:31 XYZ', '2002-09-07T09:42:31.000Z'],
		['Sat, 07 Sep 2002 09:42:31 +0200', '2002-09-07T07:42:31.000Z'],
		['Sat, 07 Sep 2002 09:42:31 +02:00', '2002-09-07T07:42:31.000Z'],
		['Sat, 07 Sep 2002 09:42:31 GMT+0200', '2002-09-07T07:42:31.000Z'],
		['Sat, 07 Sep 2002 09:42:31 -0500 (EST)', '2002-09-07T14:42:31.000Z'],
		['Sat, 07 Sep 2002 09:42:31.250 GMT', '2002-09-07T09:42:31.250Z'],
		['Sat, 7 Sep 02 9:42:31 GMT', '2002-09-07T09:42:31.000Z'],
		['Tue, 07 Sep 99 09:42 GMT', '1999-09-07T09:42:00.000Z'],
		['Saturday, 07-Sep-02 09:42:31 GMT', '2002-09-07T09:42:31.000Z'],
		['Sat, 07 Sept. 2002 09:42:31 GMT', '2002-09-07T09:42:31.000Z'],
		['07 September 2002', '2002-09-07T00:00:00.000Z'],
		['7th September 2002 at 9:42 pm', '2002-09-07T21:42:00.000Z'],
		['September 7, 2002 12:05 AM EST', '2002-09-07T05:05:00.000Z'],
		['Sat Sep  7 09:42:31 2002', '2002-09-07T09:42:31.000Z'],
		['Sat Sep 07 09:42:31 +0000 2002', '2002-09-07T09:42:31.000Z'],
		['2002-09-07 09:42:31 EST', '2002-09-07T14:42:31.000Z'],
		['2002/09/07 09:42', '2002-09-07T09:42:00.000Z'],
		['20020907T094231Z', '2002-09-07T09:42:31.000Z'],
		['2002-09', '2002-09-01T00:00:00.000Z'],
		['2002', '2002-01-01T00:00:00.000Z']
	])('%s is %s', (written, iso) => expect(new Date(dateOf(written, now)!).toISOString()).toBe(iso));

	test.each([
		'Sat, 31 Feb 2002 09:42:31 GMT',
		'Sat, 07 Sep 2002 25:42:31 GMT',
		'Sat, 07 Sep 2002 09:42:31 +9900',
		'Sat, 07 Brr 2002 09:42:31 GMT',
		'Sat, 07 Sep 2102 09:42:31 GMT',
		'Sat, 07 Sep',
		'09:42',
		'7 days ago'
	])('%j is none', (written) => expect(dateOf(written, now)).toBeNull());

	test('is the same in each of its ways to be written', () => {
		const second = fc.integer({ min: 0, max: Math.floor(now / 1000) }).map((seconds) => seconds * 1000);
		fc.assert(
			fc.property(second, fc.integer({ min: -12, max: 14 }), (time, zone) => {
				const local = new Date(time + zone * 3_600_000);
				const [day, date, month, year, clock] = local.toUTCString().replace(',', '').split(' ');
				const offset = `${zone < 0 ? '-' : '+'}${String(Math.abs(zone)).padStart(2, '0')}00`;
				expect(dateOf(`${day}, ${date} ${month} ${year} ${clock} ${offset}`, now)).toBe(time);
				expect(dateOf(`${date} ${month} ${year!.slice(2)} ${clock} ${offset}`, now)).toBe(time);
				expect(dateOf(`${day} ${month} ${date} ${clock} ${offset} ${year}`, now)).toBe(time);
				expect(dateOf(`${month} ${date}, ${year} ${clock} ${offset}`, now)).toBe(time);
				expect(dateOf(local.toISOString().replace('Z', offset), now)).toBe(time);
			})
		);
	});
});
