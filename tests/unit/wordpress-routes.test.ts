import { describe, expect, test } from 'vitest';
import { SourceError } from '$lib/sources/source-error';
import { wordpress } from '$lib/sources/wordpress/wordpress';
import { apiRootOf } from '$lib/sources/wordpress/api-root';
import { apiClosed, indexUrl, restUrl } from '$lib/sources/wordpress/routes';
import { emptySite, refusal } from './wordpress-in-memory';

describe('an address of the API', () => {
	test.each([
		['https://site.example/wp-json/', 'https://site.example/wp-json/wp/v2/posts?per_page=5&exclude=1,2'],
		[
			'https://site.example/blog/wp-json',
			'https://site.example/blog/wp-json/wp/v2/posts?per_page=5&exclude=1,2'
		],
		[
			'https://site.example/?rest_route=/',
			'https://site.example/?rest_route=/wp/v2/posts&per_page=5&exclude=1,2'
		],
		[
			'https://site.example/index.php?rest_route=%2F&lang=de#top',
			'https://site.example/index.php?rest_route=/wp/v2/posts&lang=de&per_page=5&exclude=1,2'
		]
	])('below %s', (root, url) => {
		expect(restUrl(root, 'wp/v2/posts', { per_page: 5, exclude: '1,2', before: null, after: '' })).toBe(url);
	});

	test('keeps what is given to it', () => {
		const value = 'a&b=c #+%é:/,';
		const url = new URL(restUrl('https://site.example/wp-json/', 'x', { value }));
		expect(url.searchParams.get('value')).toBe(value);
	});

	test('of the index wants little of it', () => {
		expect(indexUrl('https://site.example/wp-json/')).toBe(
			'https://site.example/wp-json/?_fields=name,description,url,home,site_icon_url,namespaces,gmt_offset,timezone_string'
		);
		expect(indexUrl('https://site.example/?rest_route=/')).toMatch(/\?rest_route=\/&_fields=name,/);
	});

	test.each([
		['https://site.example/wp-json/wp/v2/posts/12', 'https://site.example/wp-json/'],
		['https://site.example/wp-json', 'https://site.example/wp-json/'],
		['https://site.example/a/b/wp-json/?_fields=name', 'https://site.example/a/b/wp-json/'],
		['http://site.example:8080/index.php/wp-json/wp/v2/', 'http://site.example:8080/index.php/wp-json/'],
		['https://site.example/?rest_route=/wp/v2/posts&per_page=5', 'https://site.example/?rest_route=/'],
		[
			'https://site.example/blog/index.php?rest_route=%2F',
			'https://site.example/blog/index.php?rest_route=/'
		],
		['https://site.example/wp-jsonp/', null],
		['https://site.example/?rest_route=posts', null],
		['https://site.example/feed/', null],
		['no address', null]
	])('%s is in the API at %s', (address, root) => {
		expect(apiRootOf(address)).toBe(root);
	});
});

describe('a closed API', () => {
	const api = 'https://site.example/wp-json/wp/v2/posts';
	const page = 'https://site.example/api/wp/v2/posts';
	const plain = (status: number) => new SourceError('refused', 'No.', 'None.', { status, answer: '<html>' });

	test.each([
		['what WordPress refuses', refusal(401, 'rest_forbidden'), page],
		['what WordPress forbids', refusal(403, 'rest_cannot_access'), page],
		['a route that a plugin has taken away', refusal(404, 'rest_no_route'), page]
	])('is told by %s', (_, error, url) => {
		const closed = apiClosed(error, url);
		expect(closed).toMatchObject({ code: 'api-closed', details: error.details });
		expect(closed!.message).toContain('site.example is a WordPress site that has closed its API');
		expect(closed!.advice).toMatch(/RSS.*feed file.*author/);
	});

	test.each([
		['a page that is forbidden', plain(403), page],
		['what a firewall forbids', plain(403), api],
		['a post that is not there', refusal(404, 'rest_post_invalid_id'), api],
		[
			'an address that is not there',
			new SourceError('not-found', '', '', { status: 404, answer: '{}' }),
			api
		],
		['a fault of the site', refusal(500, 'internal_server_error'), api],
		['a question that is wrong', refusal(400, 'rest_invalid_param'), api],
		['no connection', new SourceError('offline', '', ''), api]
	])('is not told by %s', (_, error, url) => {
		expect(apiClosed(error, url)).toBeNull();
	});

	test('that the site itself names is told by any refusal of the site, but not by one of a relay', () => {
		expect(apiClosed(plain(403), api, true)?.code).toBe('api-closed');
		const ofRelay = (error: SourceError) =>
			new SourceError(error.code, '', '', { ...error.details, relay: 'relay.example' });
		expect(apiClosed(ofRelay(plain(403)), api, true)).toBeNull();
		expect(apiClosed(ofRelay(refusal(401, 'rest_forbidden')), api)?.code).toBe('api-closed');
	});
});

test('WordPress is recognised by the index of its API', () => {
	const recognises = (text: string) =>
		wordpress.recognises({ url: 'https://site.example/', text, mimeType: '' });
	expect(recognises(JSON.stringify(emptySite().index))).toBe(true);
	for (const text of [
		'{"namespaces":["oembed/1.0"]}',
		'{"title":"T","items":[]}',
		'[]',
		'null',
		'<html>',
		''
	]) {
		expect(recognises(text)).toBe(false);
	}
});
