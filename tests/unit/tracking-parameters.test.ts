import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutTracking } from '../../src/lib/content/tracking-parameters';

describe('an address loses what only counts readers', () => {
	test.each([
		['https://blog.example/a?utm_source=rss&utm_medium=feed', 'https://blog.example/a'],
		['https://blog.example/a?id=3&utm_source=rss&page=2', 'https://blog.example/a?id=3&page=2'],
		['https://blog.example/a?UTM_Source=rss#part', 'https://blog.example/a#part'],
		['https://blog.example/a?fbclid=x&gclid=y&mc_cid=1&mc_eid=2&_hsenc=3', 'https://blog.example/a'],
		['https://news.example/a#xtor=RSS-3208', 'https://news.example/a'],
		['https://youtu.be/dQw4w9WgXcQ?si=abc&t=30', 'https://youtu.be/dQw4w9WgXcQ?t=30'],
		['https://open.spotify.com/track/1?si=2', 'https://open.spotify.com/track/1']
	])('%s', (address, clean) => {
		expect(withoutTracking(address)).toBe(clean);
	});
});

describe('everything else of it is written as it was', () => {
	test.each([
		'https://blog.example/?q=a%20b+c&x=%C3%A9&y',
		'https://blog.example/a?',
		'https://blog.example/utm_source=1',
		'https://blog.example/?ref=2&si=3&source=rss&pk_num=4',
		'https://blog.example/#utm',
		'mailto:ann@blog.example?subject=utm_source=1',
		'https://blog.example/a?redirect=https://b.example/%3Futm_source%3D1',
		'no address at all'
	])('%s', (address) => {
		expect(withoutTracking(address)).toBe(address);
	});

	test('whatever the address', () => {
		fc.assert(
			fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
				const once = withoutTracking(address);
				expect(withoutTracking(once)).toBe(once);
				expect(new URL(once).host).toBe(new URL(address).host);
			})
		);
	});
});
