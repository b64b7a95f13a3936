import { describe, expect, test } from 'vitest';
import { findFeedLinks } from '$lib/sources/discovery/find-links';

const page = 'https://a.example/blog/';
const linksOf = (text: string, headers?: Record<string, string>) =>
	findFeedLinks({ text, url: page, ...(headers && { headers: new Headers(headers) }) });

const link = (href: string, type = 'application/feed+json', title = '') =>
	`<link rel="alternate" type="${type}" title="${title}" href="${href}">`;

describe('the feeds that a page names', () => {
	test('are resolved, by its base if it has one', () => {
		expect(linksOf(link('feed.json')).feeds).toEqual(['https://a.example/blog/feed.json']);
		expect(linksOf(`${link('feed.json')}<base href="/b/"><base href="/c/">`).feeds).toEqual([
			'https://a.example/b/feed.json'
		]);
	});

	test('are all kinds, JSON Feeds first', () => {
		const links = [
			link('/rss.xml', 'application/rss+xml'),
			link('/atom.xml', 'application/atom+xml'),
			link('/index.rdf', 'application/rdf+xml'),
			link('/plain.xml', 'text/xml'),
			link('/feed.json')
		];
		expect(linksOf(links.join('')).feeds.map((url) => new URL(url).pathname)).toEqual([
			'/feed.json',
			'/rss.xml',
			'/atom.xml',
			'/index.rdf',
			'/plain.xml'
		]);
	});

	test.each([
		[
			'<LINK REL="me ALTERNATE" TYPE="Application/JSON; charset=utf-8" HREF=/a.json>',
			['https://a.example/a.json']
		],
		[link('/a.json?b=1&amp;c=2'), ['https://a.example/a.json?b=1&c=2']],
		[link('/a.json') + link('/a.json#b'), ['https://a.example/a.json']],
		[link('http://a.example/a.json'), ['https://a.example/a.json']],
		[link('http://b.example/a.json'), ['http://b.example/a.json']],
		['<link rel="stylesheet" type="application/json" href="/a.json">', []],
		['<link rel="alternate" type="text/html" href="/a.json">', []],
		['<link rel="alternate" type="application/feed+json">', []],
		[link('javascript:alert(1)'), []],
		[link('/oembed?url=b', 'application/json+oembed'), []],
		[`<script>'${link('/a.json')}'</script><!-- ${link('/b.json')} -->`, []]
	])('%s', (html, addresses) => expect(linksOf(html).feeds).toEqual(addresses));

	test.each([
		link('/comments/feed/', 'application/rss+xml', 'Notes » Kommentar-Feed'),
		link('/?feed=comments-rss2', 'application/rss+xml'),
		link('/2019/05/a/feed/', 'application/rss+xml', 'Notes » A Comments Feed'),
		link('/feeds/5/comments/default', 'application/atom+xml')
	])('are not those of comments: %s', (html) => expect(linksOf(html).feeds).toEqual([]));

	test('may be of a blog whose name is about comments', () => {
		const html = link('/feed/', 'application/rss+xml', 'No Comments » Feed');
		expect(linksOf(html).feeds).toEqual(['https://a.example/feed/']);
	});

	test('are looked for in the beginning only, however deep the rest', () => {
		const start = performance.now();
		const html = `${link('/a.json')}${'<div>'.repeat(200_000)}${link('/b.json')}`;
		expect(linksOf(html).feeds).toEqual(['https://a.example/a.json']);
		expect(linksOf(' '.repeat(600_000) + link('/b.json')).feeds).toEqual([]);
		expect(performance.now() - start).toBeLessThan(1000);
	});
});

describe('the API that a page names', () => {
	const root = 'https://a.example/blog/wp-json/';

	test.each([
		[`<link rel="https://api.w.org/" href="${root}" />`, root],
		['<link rel="https://api.w.org/" href="https://a.example/api/">', 'https://a.example/api/'],
		['<link rel="https://api.w.org/" href="/?rest_route=/">', 'https://a.example/?rest_route=/'],
		['<link rel="https://api.w.org/" href="http://a.example/wp-json/">', 'https://a.example/wp-json/'],
		[link(`${root}wp/v2/posts/5`, 'application/json'), root],
		[link(`${root}oembed/1.0/embed?url=b`, 'application/json+oembed'), root],
		[link('/?rest_route=%2Fwp%2Fv2%2Fposts%2F5', 'application/json'), 'https://a.example/?rest_route=/']
	])('%s', (html, api) => expect(linksOf(html)).toEqual({ feeds: [], apis: [api] }));

	test('is the one that it names as such before any that an address gives away', () => {
		const html = `${link('/wp-json/wp/v2/posts/5', 'application/json')}<link rel="https://api.w.org/" href="/api/">`;
		expect(linksOf(html).apis).toEqual(['https://a.example/api/', 'https://a.example/wp-json/']);
	});

	test('may be named in the header of the answer alone, as feeds may', () => {
		const header = [
			`<${root}>; rel="https://api.w.org/"`,
			`<${root}wp/v2/pages/7>; rel="alternate"; title="JSON"; type="application/json"`,
			'</posts.json>; rel=alternate; type="application/feed+json"',
			'<https://a.example/?p=7>; rel=shortlink'
		].join(', ');
		expect(linksOf('', { Link: header })).toEqual({ feeds: ['https://a.example/posts.json'], apis: [root] });
	});

	test('is none where the header is nonsense', () => {
		for (const Link of [
			'',
			'<',
			'<>',
			'; rel="https://api.w.org/"',
			'<http://[>; rel="https://api.w.org/"'
		]) {
			expect(linksOf('', { Link })).toEqual({ feeds: [], apis: [] });
		}
	});
});
