import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingPost } from '$lib/model/post';
import { atom } from '$lib/sources/xml/atom';
import { sourceFor, sources } from '$lib/sources/sources';
import { inEnglish } from './in-english';
import { errorOf, fixture, now, parseAtom, url } from './xml-feeds';

const feed = (entries: string) =>
	`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entries}</feed>`;
const postOf = (entry: string): IncomingPost =>
	parseAtom(feed(`<entry><id>1</id>${entry}</entry>`)).posts[0]!;

describe('a journal', () => {
	const page = parseAtom(fixture('journal.atom'), 'https://otter.example/feed.atom');
	const [third, second, first] = page.posts as [IncomingPost, IncomingPost, IncomingPost];

	test('describes itself', () => {
		expect(page.description).toEqual({
			title: 'Otter’s Journal',
			homeUrl: 'https://otter.example/journal/',
			description: 'Wet & cold',
			authors: [{ name: 'Olive Otter', url: 'https://otter.example/about', avatar: null }],
			language: 'de',
			icon: 'https://otter.example/journal/icon.png',
			favicon: 'https://otter.example/journal/icon.png',
			expired: false,
			categoryParents: {}
		});
		expect(page.next).toBe('https://otter.example/journal/archive-3.atom');
		expect(page.skipped).toEqual([]);
	});

	test('has its entries, with addresses relative to where they say', () => {
		expect(third.post).toMatchObject({
			guid: 'urn:otter:3',
			url: 'https://otter.example/journal/2024/three.html',
			externalUrl: 'https://elsewhere.example/',
			title: 'On otters & 1 < 2',
			authors: [{ name: 'Olive Otter', url: 'https://otter.example/about', avatar: null }],
			publishedAt: Date.UTC(2024, 4, 13, 8, 30),
			updatedAt: Date.UTC(2024, 4, 14, 6, 30, 0, 250),
			categories: ['Fish', 'water'],
			excerpt: 'Where a <b> tag &amp; a stream meet.',
			language: 'en',
			image: null,
			thumbnail: 'https://otter.example/journal/2024/pic.png',
			replyUrl: 'https://otter.example/journal/2024/three.html#replies',
			attachments: [
				{
					url: 'https://otter.example/journal/2024/three.ogg',
					mimeType: 'audio/ogg',
					title: 'Sound',
					bytes: 77,
					seconds: null
				}
			]
		});
		expect(second.post).toMatchObject({
			title: 'How to write &lt; and <b>',
			authors: [{ name: 'Rosie Reed', url: null, avatar: null }],
			publishedAt: Date.UTC(2024, 4, 2),
			updatedAt: Date.UTC(2024, 4, 2),
			hasOwnDate: true,
			language: 'de',
			excerpt: 'Only a summary'
		});
	});

	test('has its texts as HTML', () => {
		expect(third.body.html).toBe('<p>One<br/>two<a id="x"></a> &amp; three</p><img src="pic.png"/>');
		expect(second.body.html).toBe('<p>Only a summary</p>');
		expect(first.body.html).toBe(
			'<p>What is seen.</p>\n<p><a href="https://otter.example/more">https://otter.example/more</a></p>'
		);
		expect(first.post.image).toBe('https://otter.example/film.jpg');
	});
});

describe('the content of an entry', () => {
	test.each([
		['<content type="html">&lt;p&gt;a &amp;amp; b&lt;/p&gt;</content>', '<p>a &amp; b</p>'],
		['<content type="html"><![CDATA[<p>a &amp; b</p>]]></content>', '<p>a &amp; b</p>'],
		['<content type="text">1 &lt; 2 &lt;b&gt;</content>', '<p>1 &lt; 2 &lt;b&gt;</p>'],
		['<content>&lt;p&gt;never said&lt;/p&gt;</content>', '<p>never said</p>'],
		['<content type="image/png">iVBORw0KGgo=</content><summary>A picture</summary>', '<p>A picture</p>'],
		[
			'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a<iframe src="b"/>c</div></content>',
			'a<iframe src="b"></iframe>c'
		],
		[
			'<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>a</x:p></x:div></content>',
			'<p>a</p>'
		]
	])('of %s is %s', (entry, html) => expect(postOf(entry).body.html).toBe(html));

	test('elsewhere is a file', () => {
		const { post } = postOf('<content type="video/mp4" src="/film.mp4"/>');
		expect(post.attachments).toMatchObject([
			{ url: 'https://heron.example/film.mp4', mimeType: 'video/mp4' }
		]);
	});
});

test('entries with a prefix, and those of Atom 0.3, are entries', () => {
	const prefixed =
		'<ns0:feed xmlns:ns0="http://www.w3.org/2005/Atom"><ns0:title>T</ns0:title><ns0:entry><ns0:id>1</ns0:id>' +
		'<ns0:content type="html">&lt;p&gt;a&lt;/p&gt;</ns0:content></ns0:entry></ns0:feed>';
	expect(parseAtom(prefixed).posts[0]!.body.html).toBe('<p>a</p>');
	const old =
		'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><entry><id>1</id>' +
		'<issued>2004-01-02T03:04:05Z</issued><modified>2004-02-02T03:04:05Z</modified></entry></feed>';
	expect(parseAtom(old).posts[0]!.post).toMatchObject({
		publishedAt: Date.UTC(2004, 0, 2, 3, 4, 5),
		updatedAt: Date.UTC(2004, 1, 2, 3, 4, 5)
	});
});

test('an entry without anything is skipped, and without a date is of today', () => {
	const page = parseAtom(feed('<entry></entry><entry><title>A</title></entry>'));
	expect(inEnglish(page.skipped)).toEqual([{ position: 0, reason: 'Item 1 is empty.' }]);
	expect(page.posts[0]!.post).toMatchObject({ publishedAt: now, hasOwnDate: false, updatedAt: null });
});

test('an author of the feed it was taken from is the author', () => {
	const { post } = postOf('<title>A</title><source><author><name>Rosie</name></author></source>');
	expect(post.authors.map(({ name }) => name)).toEqual(['Rosie']);
});

test('a web page is no Atom feed', () => {
	const error = errorOf(() => parseAtom('<html><body>feed'));
	expect([error.code, error.message]).toEqual([
		'not-a-feed',
		'The answer of heron.example is a web page, not an Atom feed as expected.'
	]);
});

test('Atom is recognised by its outermost element', () => {
	const page = { url, text: feed(''), mimeType: 'application/xml' };
	expect(atom.recognises(page)).toBe(true);
	expect(sourceFor(page)).toBe(sources.atom);
});

test('nothing but a SourceError is thrown, whatever an entry is made of', () => {
	const piece = fc.constantFrom(
		...[
			'<entry>',
			'</entry>',
			'<title type="xhtml">',
			'</title>',
			'<div>',
			'</div>',
			'<x:div>',
			'<content type="xhtml">'
		],
		...[
			'<content type="html">',
			'</content>',
			'<link href="',
			'"/>',
			'<category term="a"/>',
			'<author>',
			'</author>'
		],
		...[
			'<name>',
			'</name>',
			'<![CDATA[',
			']]>',
			'<!--',
			'-->',
			'<',
			'>',
			'&amp;',
			'&b;',
			' xml:base="',
			'text',
			'</feed>'
		]
	);
	const markup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
	fc.assert(
		fc.property(markup, (text) => {
			try {
				for (const { post } of parseAtom(feed(text)).posts) expect(post.guid).not.toBe('');
			} catch (error) {
				expect(error).toMatchObject({ name: 'SourceError' });
			}
		}),
		{ numRuns: 3000 }
	);
}, 60_000);
