import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingPost } from '$lib/model/post';
import { rss } from '$lib/sources/xml/rss';
import { sourceFor, sources } from '$lib/sources/sources';
import { inEnglish } from './in-english';
import { errorOf, fixture, now, parseRss, url } from './xml-feeds';

/** A feed with these items and nothing else of note. */
const feed = (items: string) => `<rss version="2.0"><channel><title>T</title>${items}</channel></rss>`;
const pageOf = (...items: string[]) => parseRss(feed(items.map((item) => `<item>${item}</item>`).join('')));
const postOf = (item: string): IncomingPost => pageOf(item).posts[0]!;
const guidsOf = (...items: string[]) => pageOf(...items).posts.map(({ post }) => post.guid);

describe('a podcast', () => {
	const page = parseRss(fixture('podcast.rss'));
	const [second, first] = page.posts as [IncomingPost, IncomingPost];

	test('describes itself', () => {
		expect(page.description).toEqual({
			title: 'Reed & Rush',
			homeUrl: 'https://heron.example/pond/',
			description: 'Talks by the water',
			authors: [{ name: 'Ada Heron', url: null, avatar: null }],
			language: 'en-GB',
			icon: 'https://heron.example/square.png',
			favicon: 'https://heron.example/wide.png',
			expired: false,
			categoryParents: {}
		});
		expect([page.skipped, page.total]).toEqual([[], null]);
		expect(page.next).toBe('https://heron.example/feed?page=2');
	});

	test('has its episodes', () => {
		expect(second.post).toMatchObject({
			guid: 'pond-2',
			url: 'https://heron.example/2?a=1&b=2',
			title: 'Episode 2: Eels & otters & voles',
			authors: [{ name: 'Olive Otter', url: null, avatar: null }],
			publishedAt: Date.UTC(2024, 4, 14, 13, 30),
			hasOwnDate: true,
			updatedAt: null,
			categories: ['Fish', 'Fish & Chips', 'Water'],
			categoryKeys: ['fish', 'fish & chips', 'water'],
			tags: [],
			excerpt: 'Short and dry.',
			language: 'en-GB',
			replyUrl: 'https://heron.example/2#respond',
			wordCount: 3,
			firstSeenAt: now,
			withdrawnAt: null
		});
		expect(first.post).toMatchObject({
			guid: 'https://heron.example/1',
			url: 'https://heron.example/1',
			title: 'Episode 1',
			authors: [{ name: 'Rosie Reed', url: null, avatar: null }],
			publishedAt: Date.UTC(2024, 4, 1, 8),
			excerpt: 'First, and short.',
			replyUrl: null
		});
	});

	test('has files and pictures, with what is said of them if it can be', () => {
		expect(second.post.attachments).toEqual([
			{
				url: 'https://heron.example/2.mp3',
				mimeType: 'audio/mpeg',
				title: '',
				bytes: 12345678,
				seconds: 3723
			},
			{ url: 'https://heron.example/2.ogg', mimeType: 'audio/ogg', title: '', bytes: null, seconds: null },
			{ url: 'https://heron.example/2.mp4', mimeType: 'video/mp4', title: 'The film', bytes: 99, seconds: 61 }
		]);
		expect([second.post.image, second.post.thumbnail]).toEqual([
			'https://heron.example/large.jpg',
			'https://heron.example/large.jpg'
		]);
		expect(first.post.attachments).toEqual([
			{ url: 'https://heron.example/1.mp3', mimeType: 'audio/mpeg', title: '', bytes: null, seconds: null }
		]);
		expect(first.post.image).toBe('https://heron.example/one.png');
	});

	test('keeps the HTML of the whole text, and its words', () => {
		expect(second.body.html).toBe('<p>Long and <b>wet</b>.</p><img src="eel.jpg">');
		expect(second.body.text).toBe('Long and wet.');
		expect(second.body.extensions).toEqual({ _itunes: { episode: 2 } });
		expect(first.body.html).toBe('<p>First, and short.</p>');
		expect(first.body.extensions).toBeNull();
	});
});

describe('the text of an item', () => {
	test.each([
		['HTML in a description', '&lt;p&gt;One &amp;amp; two&lt;/p&gt;', '<p>One &amp; two</p>'],
		['HTML in a CDATA section', '<![CDATA[<p>a &lt; b</p>]]>', '<p>a &lt; b</p>'],
		['HTML that nobody escaped', '<p>One<br>two</p>', '<p>One<br>two</p>'],
		['plain text', 'One &amp;amp; two\n\n3 &lt; 4', '<p>One &amp; two</p>\n<p>3 &lt; 4</p>'],
		['entities that XML does not know', 'caf&eacute;&nbsp;&hellip;', '<p>café\u00a0…</p>']
	])('is %s', (_, description, html) => {
		expect(postOf(`<guid>1</guid><description>${description}</description>`).body.html).toBe(html);
	});

	test.each([
		['AT&amp;T', 'AT&T'],
		['AT&amp;amp;T', 'AT&T'],
		['It&amp;#8217;s', 'It’s'],
		['<![CDATA[A <em>b</em> & c]]>', 'A b & c'],
		['1 &lt; 2', '1 < 2'],
		['1 < 2 & <3', '1 < 2 & <3']
	])('has %j as title %j', (written, title) => {
		expect(postOf(`<guid>1</guid><title>${written}</title>`).post.title).toBe(title);
	});
});

describe('a person', () => {
	test.each([
		['<author>a@b.example (Ada Heron)</author>', ['Ada Heron']],
		['<author>Ada Heron &lt;a@b.example&gt;</author>', ['Ada Heron']],
		['<author>a@b.example</author>', ['a@b.example']],
		['<dc:creator>a@b.example (Ada Heron)</dc:creator>', ['Ada Heron']],
		['<dc:creator>Ada</dc:creator><dc:creator>Bea</dc:creator><dc:creator>Ada</dc:creator>', ['Ada', 'Bea']],
		['<dc:creator><![CDATA[ ]]></dc:creator><author>Cleo</author>', ['Cleo']]
	])('in %s is %j', (item, names) => {
		expect(postOf(item + '<title>t</title>').post.authors.map(({ name }) => name)).toEqual(names);
	});

	test('whose name would take minutes to read is left out, and soon', () => {
		const started = performance.now();
		const endless = `<author>${'('.repeat(2_000_000)}</author><title>One</title>`;
		const page = pageOf(endless, '<author>Ada</author><title>Two</title>');
		expect(page.posts.map(({ post }) => [post.title, post.authors.length])).toEqual([
			['One', 0],
			['Two', 1]
		]);
		expect(performance.now() - started).toBeLessThan(10_000);
	});
});

describe('the identity of a post', () => {
	const hash = /^hash:[0-9a-f]{24}$/;

	test('is its guid, else its address', () => {
		expect(guidsOf('<guid>7</guid><link>/7</link>', '<link>/8</link>')).toEqual([
			'7',
			'https://heron.example/8'
		]);
	});

	test('without both is made from title, date and text, and stays the same', () => {
		const items = ['<title>A</title>', '<title>B</title>', '<description>A</description>'];
		const guids = guidsOf(...items);
		expect(new Set(guids).size).toBe(3);
		for (const guid of guids) expect(guid).toMatch(hash);
		expect(guidsOf(...items.toReversed())).toEqual(guids.toReversed());
	});

	test('without both stays when its text is edited, if title or date tell it apart', () => {
		const date = '<pubDate>Wed, 25 Nov 2026 10:00:00 GMT</pubDate>';
		const other = '<title>B</title><description>Other</description>';
		for (const heading of ['<title>A</title>', date, `<title>B</title>${date}`]) {
			const [before] = guidsOf(`${heading}<description>A tpyo</description>`, other);
			const [after] = guidsOf(`${heading}<description>A typo</description>`, other);
			expect(after).toBe(before);
			expect(after).toMatch(hash);
		}
	});

	test('of several posts with one title and date is made from their texts, but repeated posts stay one', () => {
		const [a, b, c] = ['One', 'Two', 'Three'].map(
			(text) => `<title>A</title><description>${text}</description>`
		);
		const guids = guidsOf(a!, b!, c!, '<title>B</title>');
		expect(new Set(guids).size).toBe(4);
		expect(guidsOf(c!, a!, b!)).toEqual([guids[2], guids[0], guids[1]]);
		expect(guidsOf(a!, a!)).toEqual(guidsOf(a!));
	});

	test('is no address that several posts share, nor that of the feed', () => {
		const guids = guidsOf(
			'<title>A</title><link>/all</link>',
			'<title>B</title><link>/all</link>',
			`<title>C</title><link>${url}</link>`
		);
		expect(new Set(guids).size).toBe(3);
		for (const guid of guids) expect(guid).toMatch(hash);
	});

	test('that comes again is skipped, with a reason', () => {
		const page = pageOf(
			'<guid>1</guid><title>A</title>',
			'<guid>1</guid><title>B</title>',
			'<guid>2</guid><title>C</title>'
		);
		expect(page.posts.map(({ post }) => post.title)).toEqual(['A', 'C']);
		expect(inEnglish(page.skipped)).toEqual([
			{ position: 1, reason: 'Item 2 has the same id as an item before it: 1' }
		]);
	});

	test('is no address where the guid is none', () => {
		expect(postOf('<guid isPermaLink="false">https://heron.example/9</guid>').post.url).toBeNull();
		expect(postOf('<guid>pond-9</guid>').post.url).toBeNull();
		expect(postOf('<guid>https://heron.example/9</guid>').post.url).toBe('https://heron.example/9');
	});
});

describe('a revision', () => {
	const revisionOf = (item: string) => postOf(`<guid>1</guid>${item}`).post.revision;

	test('is another when the post is', () => {
		const items = [
			'<title>A</title>',
			'<title>B</title>',
			'<title>A</title><description>x</description>',
			'<title>A</title><category>x</category>',
			'<title>A</title><pubDate>1 May 2024</pubDate>',
			'<title>A</title><enclosure url="/a.mp3"/>',
			'<title>A</title><comments>/a</comments>'
		];
		expect(new Set(items.map(revisionOf)).size).toBe(items.length);
	});

	test('is the same when only comments were counted', () => {
		const counted = (count: number) =>
			revisionOf(`<title>A</title><slash:comments>${count}</slash:comments>`);
		expect(counted(1)).toBe(counted(2));
	});
});

describe('values beyond reason', () => {
	test('are bounded', () => {
		const item = [
			`<guid>${'g'.repeat(100_000)}</guid><title>${'word '.repeat(10_000)}</title>`,
			`<category>${'c'.repeat(10_000)}</category>`,
			Array.from({ length: 1000 }, (_, n) => `<category>c${n}</category>`).join(''),
			Array.from({ length: 1000 }, (_, n) => `<dc:creator>a${n}</dc:creator>`).join(''),
			Array.from({ length: 1000 }, (_, n) => `<enclosure url="/${n}" length="1e99"/>`).join(''),
			'<pubDate>Fri, 7 Jul 9017 11:06:10 +0000</pubDate><link>javascript:alert(1)</link>'
		];
		const { post } = postOf(item.join(''));
		expect(post.guid).toMatch(/^hash:/);
		expect(post.title.length).toBeLessThanOrEqual(1000);
		expect(post.categories).toHaveLength(100);
		expect(post.authors).toHaveLength(50);
		expect(post.attachments).toHaveLength(100);
		expect(post.attachments[0]!.bytes).toBeNull();
		expect([post.publishedAt, post.hasOwnDate, post.url]).toEqual([now, false, null]);
	});
});

describe('a damaged feed', () => {
	const good = '<item><guid>good</guid><title>Good</title></item>';
	const titles = (text: string) => parseRss(text).posts.map(({ post }) => post.title);

	test('that is cut off gives the items that are whole, and says so', () => {
		const text = feed(`${good}<item><guid>2</guid><description><![CDATA[<p>Half`).slice(0, -24);
		const page = parseRss(text);
		expect(page.posts.map(({ post }) => post.title)).toEqual(['Good']);
		expect(inEnglish(page.skipped)).toEqual([
			{ position: 1, reason: 'Item 2 is cut off: the feed ends in the middle of it.' }
		]);
	});

	test('that is cut off between two items says so', () => {
		const { posts, skipped } = parseRss(feed(good).replace('</channel></rss>', ''));
		expect(posts).toHaveLength(1);
		expect(inEnglish(skipped)).toEqual([
			{ position: 1, reason: 'Item 2 and those after it may be missing: the feed ends too early.' }
		]);
	});

	test('that is cut off anywhere gives whole items or an error with words', () => {
		const text = fixture('podcast.rss');
		const whole = parseRss(text).posts.map(({ post, body }) => ({ post, body }));
		for (let length = 0; length < text.length; length += 7) {
			try {
				const { posts, skipped } = parseRss(text.slice(0, length));
				expect(posts).toEqual(whole.slice(0, posts.length));
				if (length < text.lastIndexOf('</rss>')) expect(skipped.length).toBeGreaterThan(0);
			} catch (error) {
				if (!(error instanceof Error) || !('code' in error)) throw error;
				expect(error.code).toMatch(/^(invalid-xml|not-a-feed)$/);
			}
		}
	});

	test.each([
		['a tag that is not closed', '<item><title>A</titel></item>'],
		['no end', '<item><title>A</title>'],
		['nothing in it', '<item> </item>'],
		['a name that JavaScript minds', '<item><constructor>A</constructor><title>A</title></item>']
	])('keeps the others when an item has %s', (_, item) => {
		const page = parseRss(feed(good + item + good.replace('good', 'better')));
		expect(page.posts.map(({ post }) => post.guid)).toEqual(['good', 'better']);
		expect(inEnglish(page.skipped)).toMatchObject([
			{ position: 1, reason: expect.stringMatching(/^Item 2 .+\.$/) as string }
		]);
	});

	test.each([
		['a stray end tag', feed(`</p>${good}`)],
		['a head that is not closed', `<rss version="2.0"><channel><title>T${good}</channel></rss>`],
		['something after its end', `${feed(good)}<script>alert(1)</script>`],
		['a namespace that does not belong', feed(good).replace('<rss', '<rss xmlns="http://purl.org/rss/1.0/"')],
		['items beside its channel', `<rss version="0.91"><channel><title>T</title></channel>${good}</rss>`]
	])('is read in spite of %s', (_, text) => expect(titles(text)).toEqual(['Good']));

	test('in which nothing can be read says what happened and what to do', () => {
		const unread = errorOf(() => parseRss(feed('<item><title>A</titel></item>')));
		expect([unread.code, unread.message]).toEqual([
			'invalid-xml',
			'No post in the feed of heron.example can be read. Item 1 could not be read: its XML is damaged.'
		]);
		const cut = errorOf(() => parseRss('<rss version="2.0"><channel><title>T</title><item><title>Half'));
		expect(cut.code).toBe('invalid-xml');
		expect(cut.message).toContain('cut off');
		for (const { advice } of [unread, cut]) expect(advice).toContain('Posts that were kept stay kept.');
	});

	test.each([
		['<!DOCTYPE html><html><body>Hello', 'not-a-feed', 'web page'],
		['', 'not-a-feed', 'empty'],
		['{"items":[]}', 'not-a-feed', 'neither XML nor HTML'],
		['<?xml version="1.0"?><opml/>', 'not-a-feed', 'XML document'],
		['<rss version="2.0"></rss>', 'not-a-feed', 'neither a title nor posts'],
		['<feed xmlns="http://www.w3.org/2005/Atom"/>', 'unsupported-format', 'an Atom feed']
	])('that is none: %j', (text, code, words) => {
		const error = errorOf(() => parseRss(text));
		expect(error.code).toBe(code);
		expect(error.message).toContain(words);
		expect(error.advice).not.toBe('');
	});

	test('without posts yet is a feed', () => expect(parseRss(feed('')).posts).toEqual([]));
});

describe('a hostile feed', () => {
	test('has its entities not expanded and not fetched', () => {
		const doctype =
			'<!DOCTYPE rss [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;"><!-- don\'t -->' +
			'<!ENTITY c SYSTEM "file:///etc/passwd"><!ENTITY % d SYSTEM "https://evil.example/"> %d;]>';
		const page = parseRss(
			`<?xml version="1.0"?>${doctype}${feed('<item><title>&b;&c;&#65;</title></item>')}`
		);
		expect(page.posts[0]!.post.title).toBe('&b;&c;A');
	});

	const item = '<item><guid>good</guid><title>Good</title></item>';
	const MB = 1_000_000;
	test.each([
		['empty elements', '<x/>'.repeat(4 * MB)],
		['an item of empty elements', `<item>${'<x/>'.repeat(4 * MB)}</item>`],
		['deep nesting', `<item>${'<a>'.repeat(6 * MB)}</item>`],
		['signs that begin nothing', `<item><title>${'<'.repeat(20 * MB)}'</title></item>`],
		['signs around the items', `${'<'.repeat(20 * MB)}'`],
		['items that begin', '<item>'.repeat(3 * MB)],
		['comments that begin', '<item><!-- '.repeat(2 * MB)],
		['sections that begin', '<item><![CDATA['.repeat(MB)],
		['instructions that begin', '<item><?a '.repeat(2 * MB)],
		['attributes', `<item ${'a="1" '.repeat(3 * MB)}></item>`],
		['letters', 'x'.repeat(20 * MB)]
	])(
		'of 20 MB of %s is over soon',
		(_, junk) => {
			const started = performance.now();
			try {
				for (const { post } of parseRss(feed(item + junk)).posts) expect(post.title).toBe('Good');
			} catch (error) {
				expect(error).toMatchObject({ code: 'invalid-xml' });
			}
			expect(performance.now() - started).toBeLessThan(20_000);
		},
		60_000
	);

	test('never throws anything but a SourceError, whatever it is made of', () => {
		const piece = fc.constantFrom(
			...[
				'<item>',
				'</item>',
				'<item/>',
				'<title>',
				'</title>',
				'<link>',
				'</link>',
				'<guid a="',
				'">',
				"'",
				'<'
			],
			...[
				'</channel>',
				'<channel>',
				'</rss>',
				'<![CDATA[',
				']]>',
				'<!--',
				'-->',
				'<?x',
				'?>',
				'&amp;',
				'&b;',
				'>'
			],
			...[
				'<author>a@b.c (D',
				')</author>',
				'<content:encoded>',
				'</content:encoded>',
				'<media:group>',
				'text',
				' '
			],
			...[
				'<enclosure url="x"/>',
				'<__proto__>',
				'<a:b xmlns:a="http://www.w3.org/2005/Atom">',
				'\0',
				'\ud800'
			]
		);
		const markup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(fc.oneof(markup, fc.string({ unit: 'binary' })), fc.boolean(), (text, isFramed) => {
				try {
					const page = parseRss(isFramed ? feed(text) : text);
					const positions = page.skipped.map(({ position }) => position);
					expect(positions).toEqual([...positions].sort((one, other) => one - other));
					for (const { post } of page.posts) expect(Number.isInteger(post.publishedAt)).toBe(true);
				} catch (error) {
					expect(error).toMatchObject({ name: 'SourceError' });
				}
			}),
			{ numRuns: 3000 }
		);
	}, 60_000);
});

test('5,500 posts in one file are read in a few seconds', () => {
	const item = (n: number) =>
		`<item><title>Post ${n}</title><guid>${n}</guid><description>&lt;p&gt;${'Reed and water. '.repeat(100)}&lt;/p&gt;` +
		'</description><pubDate>Fri, 07 Jul 2017 11:06:10 +0000</pubDate></item>';
	const text = feed(Array.from({ length: 5500 }, (_, n) => item(n)).join('\n'));
	const started = performance.now();
	expect(parseRss(text).posts).toHaveLength(5500);
	expect(performance.now() - started).toBeLessThan(15_000);
}, 30_000);

test('RSS is recognised by its outermost element, whatever comes before and whatever it is called', () => {
	const text = `\ufeff<?xml version="1.0"?>\n<!-- ${'long '.repeat(4000)}--><RSS version="2.0"></RSS>`;
	expect(rss.recognises({ url, text, mimeType: 'text/html' })).toBe(true);
	expect(sourceFor({ url, text, mimeType: 'text/html' })).toBe(sources.rss);
	expect(rss.recognises({ url, text: '<html><rss>', mimeType: 'application/rss+xml' })).toBe(false);
});
