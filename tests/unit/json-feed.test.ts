import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feedIdOf, postIdOf } from '$lib/model/ids';
import type { Post } from '$lib/model/post';
import { jsonFeed, parseJsonFeed } from '$lib/sources/json-feed/json-feed';
import type { SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { inEnglish } from './in-english';

const url = 'https://heron.example/feed.json';
const id = feedIdOf(url);
const now = Date.UTC(2026, 10, 23);

const fixture = (name: string) => readFileSync(new URL(`../fixtures/feeds/${name}`, import.meta.url), 'utf8');
const parseText = (text: string) => parseJsonFeed({ url, text, mimeType: '' }, { id }, now);
const parse = (feed: unknown): SourcePage => parseText(JSON.stringify(feed));
const recognises = (feed: unknown) => jsonFeed.recognises({ url, text: JSON.stringify(feed), mimeType: '' });

/** The page of a feed with these items and nothing else of note. */
const pageOf = (...items: unknown[]) =>
	parse({ version: 'https://jsonfeed.org/version/1.1', title: 'T', items });
const postOf = (item: object): Post => pageOf({ id: '1', ...item }).posts[0]!.post;
const bodyOf = (item: object) => pageOf({ id: '1', ...item }).posts[0]!.body;

describe('a JSON Feed 1.1', () => {
	const page = parseText(fixture('version-1.1.json'));

	test('describes itself', () => {
		const { extensions, ...description } = page.description;
		expect(extensions).toMatchObject({ authors: [{ name: 'Ida Reed' }, {}] });
		expect(description).toEqual({
			title: 'The Heron & the Pond',
			homeUrl: 'https://heron.example/',
			description: 'Notes from a wet place – mostly birds',
			authors: [
				{ name: 'Ida Reed', url: 'mailto:ida@heron.example', avatar: 'https://heron.example/ida.jpg' },
				{ name: 'otter.example', url: 'https://www.otter.example/about', avatar: null }
			],
			language: 'en-GB',
			icon: 'https://heron.example/icon.png',
			favicon: 'https://heron.example/favicon.ico',
			expired: true,
			categoryParents: {}
		});
		expect(page.next).toBe('https://heron.example/feed-2.json');
		expect(page.total).toBeNull();
		expect(page.skipped).toEqual([]);
	});

	test('gives everything of a post', () => {
		const { post, body } = page.posts[0]!;
		expect(post).toEqual({
			id: postIdOf(id, '17'),
			feedId: id,
			guid: '17',
			url: 'https://heron.example/2024/first-ice',
			externalUrl: 'https://ice.example/report?year=2024',
			title: "First ice 'n' snow",
			authors: [{ name: 'Tom Sedge', url: null, avatar: null }],
			publishedAt: Date.UTC(2024, 0, 6, 7),
			hasOwnDate: true,
			updatedAt: Date.UTC(2024, 0, 7, 9, 30),
			categories: ['Winter', 'Ice & snow', '2024'],
			categoryKeys: ['winter', 'ice & snow', '2024'],
			tags: [],
			excerpt: 'Ice, at last.',
			language: 'en-IE',
			image: 'https://heron.example/ice.jpg',
			thumbnail: 'https://heron.example/ice.jpg',
			bannerImage: 'https://heron.example/wide.jpg',
			wordCount: 4,
			attachments: [
				{
					url: 'https://heron.example/ice.mp3',
					mimeType: 'audio/mpeg',
					title: 'Ice, singing',
					bytes: 48213,
					seconds: 63.5
				},
				{ url: 'https://heron.example/ice.ogg', mimeType: '', title: '', bytes: null, seconds: null }
			],
			firstSeenAt: now,
			withdrawnAt: null,
			revision: expect.stringMatching(/^[0-9a-f]{24}$/) as string
		});
		expect(body).toEqual({
			id: post.id,
			feedId: id,
			html: '<p>The pond <b>froze</b> today.</p><script>alert(1)</script>',
			text: 'The pond froze today.',
			extensions: expect.objectContaining({
				_heron: { about: 'https://heron.example/spec', depth: [1, 2] }
			}) as unknown
		});
	});

	test('gives text as paragraphs when there is no HTML', () => {
		const { post, body } = page.posts[1]!;
		expect(body.html).toBe(
			'<p>One line<br>and another.</p>\n<p>See <a href="https://heron.example/pond">https://heron.example/pond</a>.</p>'
		);
		expect(body.extensions).toMatchObject({
			content_text: expect.stringContaining('and another.') as string
		});
		expect(post).toMatchObject({
			title: '',
			excerpt: 'One line and another. See https://heron.example/pond.',
			publishedAt: Date.UTC(2024, 0, 2),
			hasOwnDate: true,
			language: 'en-GB'
		});
		expect(post.authors.map(({ name }) => name)).toEqual(['Ida Reed', 'otter.example']);
	});

	test('gives the summary when there is no content, and the time of first sight when there is no date', () => {
		const { post, body } = page.posts[2]!;
		expect(body.html).toBe('<p>Only &lt;i&gt; and &lt;b&gt; remain.</p>');
		expect(post).toMatchObject({ url: null, publishedAt: now, hasOwnDate: false, updatedAt: null });
	});
});

test('a JSON Feed 1.0 names authors one by one', () => {
	const page = parseText(fixture('version-1.0.json'));
	expect(page.description.title).toBe('heron.example');
	expect(page.posts.map(({ post }) => post.authors.map(({ name }) => name))).toEqual([
		['Marsh & Daughter'],
		['Guest'],
		['Wren'],
		['Finch']
	]);
	expect(page.posts[1]!.post.categories).toEqual(['workflow', 'travel']);
});

describe('an item without id', () => {
	const page = parseText(fixture('without-ids.json'));
	const guids = page.posts.map(({ post }) => post.guid);

	test('is known by its address, if that is its own', () => {
		expect(guids[0]).toBe('https://links.example/one');
		expect(guids.slice(1).every((guid) => guid.startsWith('hash:'))).toBe(true);
	});

	test('is kept beside the others', () => {
		expect(new Set(guids).size).toBe(7);
		expect(inEnglish(page.skipped)).toEqual([
			{ position: 7, reason: 'Item 8 has the same id as an item before it: https://links.example/one' }
		]);
	});

	test('and address stays the same when its text is edited, if title or date tell it apart', () => {
		const guidsWith = (...items: object[]) =>
			parse({ version: 'https://jsonfeed.org/version/1.1', items }).posts.map(({ post }) => post.guid);
		const other = { title: 'B', content_text: 'Other' };
		for (const heading of [{ title: 'A' }, { date_published: '2026-11-25T10:00:00Z' }]) {
			const before = guidsWith({ ...heading, content_text: 'A tpyo' }, other);
			expect(guidsWith(other, { ...heading, content_text: 'A typo' }).reverse()).toEqual(before);
		}
		expect(new Set(guidsWith({ content_text: 'One' }, { content_text: 'Two' }, other)).size).toBe(3);
		expect(new Set(guidsWith(other, { ...other, content_text: 'Another' })).size).toBe(2);
	});

	test('is the same the next time, in any place', () => {
		const feed = JSON.parse(fixture('without-ids.json')) as { items: unknown[] };
		const turned = parse({ ...feed, items: feed.items.slice(0, 7).reverse() });
		expect(turned.posts.map(({ post }) => post.guid).reverse()).toEqual(guids);
	});
});

describe('what counts as a JSON Feed', () => {
	test.each([
		'https://jsonfeed.org/version/1',
		'https://jsonfeed.org/version/1.0',
		'http://jsonfeed.org/version/1.1/',
		'HTTPS://JSONFEED.ORG/VERSION/1.1',
		'https://www.jsonfeed.org/version/1.1',
		'JSON Feed 1.1'
	])('the version %s', (version) => {
		expect(recognises({ version, items: [] })).toBe(true);
		expect(parse({ version, items: [] }).posts).toEqual([]);
	});

	test.each([{}, { version: 1.1 }, { version: 'https://example.org/' }])(
		'a title and items, with %j',
		(rest) => {
			expect(recognises({ title: 'T', items: [], ...rest })).toBe(true);
		}
	);

	test.each([
		null,
		1,
		'a',
		[],
		{},
		{ items: [] },
		{ title: 'T' },
		{ title: 'T', items: {} },
		{ version: '1', items: [] }
	])('not %j', (feed) => {
		expect(recognises(feed)).toBe(false);
		expect(() => parse(feed)).toThrow(expect.objectContaining({ code: 'not-a-feed' }));
	});

	test('nor a feed that was cut off, which says where', () => {
		const text = fixture('cut-off.json');
		expect(jsonFeed.recognises({ url, text, mimeType: '' })).toBe(false);
		expect(() => parseText(text)).toThrow(/ends too early, at line 5, column 52/);
	});
});

describe('a title', () => {
	test.each([
		['Fish &amp; chips', 'Fish & chips'],
		['AT&T, R&D and &copy without its end', 'AT&T, R&D and &copy without its end'],
		['&amp;lt; is decoded once', '&lt; is decoded once'],
		['Bechno Kid&#39;s &#8220;Hideout&#8221;', "Bechno Kid's “Hideout”"],
		['Die Rückkehr von <i> und <b>', 'Die Rückkehr von <i> und <b>'],
		['Use the &lt;em&gt; tag', 'Use the <em> tag'],
		['<strong>Very <em>new</em></strong>', 'Very new'],
		['a < b > c', 'a < b > c'],
		['  One\n\ttwo ', 'One two'],
		['evil\u202egpj.exe &#x202e;\u0007', 'evilgpj.exe'],
		['half \ud83d', 'half \ufffd'],
		['שלום\u200f!', 'שלום\u200f!'],
		['\u200b\u2060 ', ''],
		[2024, '2024'],
		[null, ''],
		[['a'], '']
	])('%j is shown as %j', (title, shown) => expect(postOf({ title }).title).toBe(shown));
});

describe('an address', () => {
	test.each([
		['https://a.example/b', 'https://a.example/b'],
		[' /b ', 'https://heron.example/b'],
		['//a.example/b', 'https://a.example/b'],
		['b?c=d', 'https://heron.example/b?c=d'],
		['', null],
		['javascript:alert(1)', null],
		['data:text/html,a', null],
		['mailto:ida@heron.example', null],
		['http://', null],
		[7, null]
	])('%j is %s', (written, address) => {
		const post = postOf({
			url: written,
			external_url: written,
			image: written,
			banner_image: written,
			attachments: [{ url: written }]
		});
		expect(post.url).toBe(address);
		expect([post.externalUrl, post.image, post.bannerImage]).toEqual([address, address, address]);
		expect(post.attachments[0]?.url ?? null).toBe(address);
	});
});

describe('content', () => {
	test('is kept as it came', () => {
		const html = '<p onclick="x()">\u202e\ud800<script>1</script>';
		expect(bodyOf({ content_html: html }).html).toBe(html);
	});

	test('may be a number, and nothing else but text', () => {
		expect(bodyOf({ content_text: 42 }).html).toBe('<p>42</p>');
		expect(bodyOf({ content_html: ['<p>'], content_text: { a: 1 } }).html).toBe('');
	});

	test('of a summary in HTML is its words', () => {
		const summary = '<p>One</p><p>two &amp; three</p>';
		expect(bodyOf({ summary }).html).toBe('<p>One<br>two &amp; three</p>');
		expect(postOf({ summary, content_html: 'x' }).excerpt).toBe('One two & three');
	});
});

describe('extensions', () => {
	test('are all members that the specification does not name', () => {
		expect(bodyOf({ _a: [null], text: 'b', constructor: 1 }).extensions).toEqual({
			_a: [null],
			text: 'b',
			constructor: 1
		});
	});

	test('change nothing but themselves', () => {
		const page = parseText(
			'{"title":"T","items":[{"id":"1","__proto__":{"title":"evil"},"a":{"__proto__":{"b":1}}}]}'
		);
		const { post, body } = page.posts[0]!;
		expect(post.title).toBe('');
		expect(Object.getPrototypeOf(body.extensions)).toBe(Object.prototype);
		expect(Object.keys(body.extensions!)).toEqual(['a']);
		expect(({} as { b?: number }).b).toBeUndefined();
	});

	test('nested too deeply to be stored are left out, the post is not', () => {
		const text = `{"title":"T","items":[{"id":"1","_b":1,"_deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`;
		const page = parseText(text);
		expect(page.skipped).toEqual([]);
		expect(page.posts[0]!.body.extensions).toEqual({ _b: 1 });
	});
});

describe('the revision', () => {
	test('does not depend on the order of members or the time', () => {
		const { revision } = postOf({ title: 'A', _b: { c: 1, d: 2 } });
		expect(postOf({ _b: { d: 2, c: 1 }, title: 'A' }).revision).toBe(revision);
		const text = JSON.stringify({ title: 'T', items: [{ id: '1', title: 'A', _b: { c: 1, d: 2 } }] });
		expect(parseJsonFeed({ url, text, mimeType: '' }, { id }, now + 1).posts[0]!.post.revision).toBe(
			revision
		);
	});

	test('changes with anything that the feed gives, also what a post inherits', () => {
		const revisions = [
			{ title: 'A' },
			{ title: 'B' },
			{ title: 'A', _b: 1 },
			{ title: 'A', _b: '1' },
			{ title: 'A', _b: [1] },
			{ title: 'A', tags: [] }
		].map((item) => postOf(item).revision);
		const inherited = parse({ title: 'T', authors: [{ name: 'Ida' }], items: [{ id: '1', title: 'A' }] });
		expect(new Set([...revisions, inherited.posts[0]!.post.revision]).size).toBe(7);
	});
});

describe('an item that cannot be read', () => {
	test('is counted with the reason, and stops no other', () => {
		const page = pageOf(null, { id: 'a' }, 7, [], { id: 'a', title: 'again' }, { id: 'b' });
		expect(page.posts.map(({ post }) => post.guid)).toEqual(['a', 'b']);
		expect(inEnglish(page.skipped)).toEqual([
			{ position: 0, reason: "Item 1 is null instead of an object with a post's content." },
			{ position: 2, reason: "Item 3 is a number instead of an object with a post's content." },
			{ position: 3, reason: "Item 4 is a list instead of an object with a post's content." },
			{ position: 4, reason: 'Item 5 has the same id as an item before it: a' }
		]);
	});
});

describe('any JSON', () => {
	const member = fc.constantFrom(
		'id',
		'url',
		'title',
		'content_html',
		'content_text',
		'summary',
		'tags',
		'authors',
		'author',
		'date_published',
		'date_modified',
		'attachments',
		'language',
		'image',
		'name',
		'__proto__',
		'constructor'
	);
	const value = fc.oneof(
		fc.jsonValue(),
		fc.string({ unit: 'binary' }),
		fc.constantFrom('', '0', '2024-01-01', 'https://a.example/', '<b>a</b>', 'en')
	);
	const object = fc.dictionary(member, fc.oneof(value, fc.array(fc.dictionary(member, value))));
	const feed = fc.oneof(
		fc.jsonValue(),
		fc.record({
			title: value,
			version: value,
			authors: value,
			language: value,
			items: fc.oneof(value, fc.array(fc.oneof(object, value)))
		})
	);

	test('is read or refused, and every post can be stored', () => {
		fc.assert(
			fc.property(feed, (feed) => {
				let page: SourcePage;
				try {
					page = parse(feed);
				} catch (error) {
					if (!(error instanceof SourceError)) throw error;
					return;
				}
				const { items } = feed as { items: unknown[] };
				expect(page.posts.length + page.skipped.length).toBe(items.length);
				expect(new Set(page.posts.map(({ post }) => post.id)).size).toBe(page.posts.length);
				for (const { post, body } of page.posts) {
					expect(post.guid).not.toBe('');
					expect(post.id).toMatch(/^[0-9a-f]{24}$/);
					expect(body.id).toBe(post.id);
					expect(Number.isFinite(post.publishedAt)).toBe(true);
					expect(post.categoryKeys).toHaveLength(post.categories.length);
					expect(() => structuredClone({ post, body })).not.toThrow();
				}
			}),
			{ numRuns: 1000 }
		);
	});

	test('gives the same posts every time', () => {
		fc.assert(
			fc.property(fc.array(object), (items) => {
				expect(pageOf(...items)).toEqual(pageOf(...items));
			})
		);
	});
});
