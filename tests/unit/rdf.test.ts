import { expect, test } from 'vitest';
import { rdf } from '$lib/sources/xml/rdf';
import { sourceFor, sources } from '$lib/sources/sources';
import { errorOf, fixture, parseRdf, url } from './xml-feeds';

const page = parseRdf(fixture('marsh.rdf'), 'https://marsh.example/index.rdf');

test('RSS 1.0 describes itself', () => {
	expect(page.description).toEqual({
		title: 'Das Moor & der Reiher',
		homeUrl: 'https://marsh.example/',
		description: 'Nasse Füße',
		authors: [{ name: 'Rosie Reed', url: null, avatar: null }],
		language: 'de-AT',
		icon: 'https://marsh.example/reed.png',
		favicon: 'https://marsh.example/reed.png',
		expired: false,
		categoryParents: {}
	});
	expect([page.skipped, page.next, page.total]).toEqual([[], null, null]);
});

test('RSS 1.0 has its items, by what they are about', () => {
	expect(page.posts.map(({ post }) => post)).toMatchObject([
		{
			guid: 'https://marsh.example/2',
			url: 'https://marsh.example/zwei',
			title: 'Der zweite',
			authors: [{ name: 'Otto Otter', url: null, avatar: null }],
			publishedAt: Date.UTC(2004, 5, 12, 9),
			categories: ['Moor', 'Regen'],
			excerpt: 'Kurz',
			language: 'de-AT'
		},
		{
			guid: 'https://marsh.example/1',
			url: 'https://marsh.example/eins',
			title: 'Der erste',
			authors: [{ name: 'Rosie Reed', url: null, avatar: null }],
			publishedAt: Date.UTC(2004, 4, 1),
			categories: [],
			excerpt: 'Nur das & nichts.'
		}
	]);
	expect(page.posts.map(({ body }) => body.html)).toEqual(['<p>Lang</p>', '<p>Nur<br>das &amp; nichts.</p>']);
});

test('an item that the list of contents forgets is there all the same', () => {
	const text = fixture('marsh.rdf').replace(/<rdf:li [^>]*marsh.example\/1"\/>/, '');
	expect(parseRdf(text).posts).toHaveLength(2);
});

test.each([
	['0.90', 'xmlns="http://my.netscape.com/rdf/simple/0.9/"', ''],
	['with a prefix', 'xmlns:rss="http://purl.org/rss/1.0/"', 'rss:']
])('RSS %s is read', (_, namespace, p) => {
	const text =
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ${namespace}><${p}channel><${p}title>T</${p}title>` +
		`</${p}channel><${p}item><${p}title>A</${p}title><${p}link>/a</${p}link></${p}item></rdf:RDF>`;
	const { description, posts } = parseRdf(text);
	expect([description.title, posts[0]!.post.title, posts[0]!.post.url]).toEqual([
		'T',
		'A',
		'https://heron.example/a'
	]);
});

test('RDF of another kind is no feed', () => {
	const text = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><foaf:Person/></rdf:RDF>';
	expect(errorOf(() => parseRdf(text)).code).toBe('not-a-feed');
});

test('RSS 1.0 is recognised by its outermost element', () => {
	const answer = { url, text: fixture('marsh.rdf'), mimeType: 'text/xml' };
	expect(rdf.recognises(answer)).toBe(true);
	expect(sourceFor(answer)).toBe(sources.rdf);
});
