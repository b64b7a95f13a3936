import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAddress } from '$lib/sources/discovery/address';
import { SourceError } from '$lib/sources/source-error';

describe('what a person pastes', () => {
	test.each([
		['https://example.org/feed.json', 'https://example.org/feed.json'],
		['  example.org  ', 'https://example.org/'],
		['Example.ORG/Feed', 'https://example.org/Feed'],
		['example.org:8080/feed', 'https://example.org:8080/feed'],
		['//example.org/feed', 'https://example.org/feed'],
		['<https://example.org/feed>,', 'https://example.org/feed'],
		['“https://example.org/feed”.', 'https://example.org/feed'],
		['https://example.org/a_(b)', 'https://example.org/a_(b)'],
		['(https://example.org/a)', 'https://example.org/a'],
		['Read this: https://example.org/a. It is good!', 'https://example.org/a'],
		['My blog\nhttps://example.org/', 'https://example.org/'],
		['feed:example.org/feed', 'https://example.org/feed'],
		['feed://example.org/feed', 'https://example.org/feed'],
		['feed:https://example.org/feed', 'https://example.org/feed'],
		['feed:http://example.org/feed', 'http://example.org/feed'],
		['FEED://https://example.org/feed', 'https://example.org/feed'],
		['web+feed:https://example.org/feed', 'https://example.org/feed'],
		['web+feed://example.org/feed', 'https://example.org/feed'],
		['web+feed:https%3A%2F%2Fexample.org%2Ffeed%3Fa%3D1', 'https://example.org/feed?a=1'],
		['rss://example.org/feed', 'https://example.org/feed'],
		['podcast://example.org/show.rss', 'https://example.org/show.rss'],
		['view-source:https://example.org/', 'https://example.org/'],
		['https://https://example.org/feed', 'https://example.org/feed'],
		['[My blog](https://example.org/a_(b))', 'https://example.org/a_(b)'],
		['[My blog](<https://example.org/> "A title")', 'https://example.org/'],
		[
			'<link rel="alternate" type="application/rss+xml" href="https://example.org/?feed=rss2&amp;a=1">',
			'https://example.org/?feed=rss2&a=1'
		],
		['https://example.org/?u=https://other.example/', 'https://example.org/?u=https://other.example/'],
		['localhost:5173/feed.json', 'http://localhost:5173/feed.json'],
		['localhost', 'http://localhost/'],
		['127.0.0.1:8000', 'http://127.0.0.1:8000/'],
		['[::1]:8000/feed', 'http://[::1]:8000/feed'],
		['http://server/feed', 'http://server/feed'],
		['https://example.org/feed#top', 'https://example.org/feed'],
		['https://example.org/\u200bfeed', 'https://example.org/feed'],
		['bücher.example', 'https://xn--bcher-kva.example/'],
		['https://example.org/ü?q=a', 'https://example.org/%C3%BC?q=a']
	])('%j is %s', (typed, address) => expect(parseAddress(typed)).toBe(address));

	test.each([
		'',
		'   ',
		'blog',
		'my favourite blog',
		'javascript:alert(1)',
		'mailto:ann@example.org',
		'ftp://example.org/',
		'data:text/plain,a',
		'file:///etc/passwd',
		'feed:',
		'https://',
		'3.14',
		'...',
		'<>',
		'ann@example.org',
		'https://ann:secret@example.org/',
		'[a](javascript:alert(1))',
		'<a href="data:text/plain,a">',
		'a'.repeat(10_000)
	])('%j is no address', (typed) => {
		expect(() => parseAddress(typed)).toThrow(expect.objectContaining({ code: 'invalid-address' }));
	});

	test('anything gives an http address or is refused', () => {
		const piece = fc.constantFrom(
			'http',
			's',
			':',
			'//',
			'/',
			'.',
			'a',
			'feed:',
			'@',
			'[',
			']',
			'%',
			' ',
			'1',
			'web+'
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.webUrl(),
					fc.array(piece).map((pieces) => pieces.join(''))
				),
				(typed) => {
					try {
						expect(parseAddress(typed)).toMatch(/^https?:\/\/[^/]/);
					} catch (error) {
						if (!(error instanceof SourceError)) throw error;
						expect(error.code).toBe('invalid-address');
					}
				}
			),
			{ numRuns: 1000 }
		);
	});
});

describe('an address in a file of settings', () => {
	const base = 'https://reader.example/app/config.json';

	test.each([
		['feed.json', 'https://reader.example/app/feed.json'],
		['/feed.json', 'https://reader.example/feed.json'],
		['../feed.json', 'https://reader.example/feed.json'],
		['https://example.org/feed', 'https://example.org/feed']
	])('%s is %s', (written, address) => expect(parseAddress(written, base)).toBe(address));

	test('is never of another scheme', () => {
		expect(() => parseAddress('javascript:1', base)).toThrow(SourceError);
	});
});
