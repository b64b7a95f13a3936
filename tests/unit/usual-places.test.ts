import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiPlaces, feedPlaces, siteFolders, twinOf } from '$lib/sources/discovery/usual-places';

describe('the folders that may be a site', () => {
	test.each([
		['https://a.example', ['/']],
		['https://a.example/a-post/', ['/a-post/', '/']],
		['https://a.example/a-post', ['/a-post/', '/']],
		['https://a.example/blog/2019/05/post-500/', ['/blog/', '/']],
		['https://a.example/2019/05/post-500/', ['/']],
		['https://a.example/blog/category/news/page/2/', ['/blog/', '/']],
		['https://a.example/blog/feed/', ['/blog/', '/']],
		['https://a.example/blog/comments/feed/', ['/blog/', '/']],
		['https://a.example/blog/index.php/2019/a', ['/blog/', '/']],
		['https://a.example/blog/wp-admin/edit.php', ['/blog/', '/']],
		['https://a.example/blog/post.html?a=1#b', ['/blog/', '/']],
		['https://a.example/~ann/blog//post', ['/~ann/blog/post/', '/~ann/blog/', '/~ann/', '/']],
		['https://a.example/a/b/c/d/e', ['/a/b/c/', '/a/b/', '/a/', '/']]
	])('of %s are %j', (url, folders) =>
		expect(siteFolders(url)).toEqual(folders.map((folder) => `https://a.example${folder}`))
	);
});

test('a WordPress’s API is looked for by its name in every folder, then by its parameter', () => {
	expect(apiPlaces('http://a.example:81/blog/2019/05/post/')).toEqual({
		byName: ['http://a.example:81/blog/wp-json/', 'http://a.example:81/wp-json/'],
		byParameter: ['http://a.example:81/blog/?rest_route=/', 'http://a.example:81/?rest_route=/']
	});
});

test('feeds are looked for beside the page, under it and at the top, JSON before anything else', () => {
	expect(feedPlaces('https://a.example/ida').slice(0, 8)).toEqual([
		'https://a.example/ida/feed.json',
		'https://a.example/ida/feed/json',
		'https://a.example/feed.json',
		'https://a.example/feed/json',
		'https://a.example/ida/feed/',
		'https://a.example/feed/',
		'https://a.example/ida/feed.xml',
		'https://a.example/feed.xml'
	]);
});

test('whatever the address, the guesses are few, different and on its host', () => {
	fc.assert(
		fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
			const { byName, byParameter } = apiPlaces(url);
			const places = [...byName, ...byParameter, ...feedPlaces(url)];
			expect(new Set(places).size).toBe(places.length);
			expect(places.length).toBeLessThanOrEqual(24);
			for (const place of places) {
				expect(new URL(place).origin).toBe(new URL(url).origin);
				expect(new URL(place).href).toBe(place);
			}
		})
	);
});

test.each([
	['https://a.example/blog?a=1', 'https://www.a.example/blog?a=1'],
	['https://www.a.example/', 'https://a.example/'],
	['http://127.0.0.1:8091/', null],
	['http://[::1]/', null],
	['http://localhost/', null]
])('the other way to write the host of %s is %s', (url, twin) => expect(twinOf(url)).toBe(twin));
