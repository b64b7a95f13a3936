import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Post } from '$lib/model/post';
import { webAddress } from '$lib/model/web-address';
import { exported, FEED_URL, libraryOf, type Library } from './exported';

/*
 * A JSON Feed that is read and written again says the same. What may change is only how it is said:
 *
 * - an address is absolute, and written as browsers write it;
 * - a moment is in UTC;
 * - an `id` is a text;
 * - the one `author` of version 1.0 is a list, and the version 1.1;
 * - a member that is null is left out, as is `next_url`, since the pages have become one;
 * - an item without any content has an empty one, one without an id gets one, a feed without a title the name of its host.
 */

type Json = Record<string, unknown>;

const ADDRESSES = new Set('url external_url image banner_image avatar home_page_url icon favicon'.split(' '));
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;

/** What an object says, by members that the specification names, however it says it. */
function meaningOf(object: Json, base: string): Json {
	const { author, ...rest } = object;
	const isOne =
		typeof author === 'object' && author !== null && !Array.isArray(author) && rest.authors == null;
	const authors = Object.keys(author ?? {}).length > 0 ? { authors: [author] } : {};
	const members = isOne ? { ...rest, ...authors } : object;
	const said = Object.entries(members).filter(([, value]) => value !== null);
	return Object.fromEntries(said.map(([name, value]) => [name, valueOf(name, value, base)]));
}

function valueOf(name: string, value: unknown, base: string): unknown {
	if (ADDRESSES.has(name) && typeof value === 'string') return webAddress(value, base) ?? value;
	if (name.startsWith('date_') && typeof value === 'string' && RFC_3339.test(value)) return momentOf(value);
	if ((name !== 'authors' && name !== 'attachments') || !Array.isArray(value)) return value;
	return value.map((entry: unknown) => {
		const isObject = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
		return isObject ? meaningOf(entry as Json, base) : entry;
	});
}

function momentOf(text: string): string {
	const time = Date.parse(text);
	return Number.isNaN(time) ? text : new Date(time).toISOString();
}

function itemMeaning(item: Json): Json {
	const { content_html, ...meaning } = meaningOf(item, FEED_URL);
	const html = content_html === '' ? {} : { content_html };
	return { ...meaning, ...('content_html' in item ? html : {}) };
}

/** What a feed says but its items. */
function feedMeaning(feed: Json): Json {
	const { items: _items, version: _version, next_url: _next, ...rest } = feed;
	return meaningOf(rest, FEED_URL);
}

async function throughBacklist(text: string): Promise<{ before: Json; after: Json; skipped: number[] }> {
	const library = libraryOf(text);
	const { text: written } = await exported('json-feed', library);
	return { before: JSON.parse(text) as Json, after: JSON.parse(written) as Json, skipped: library.skipped };
}

const words = fc.string({ unit: 'grapheme', maxLength: 30 });
const address = fc.oneof(
	fc.webUrl({ withQueryParameters: true, withFragments: true }),
	fc.constantFrom(
		'/relative',
		'a b.png',
		'//heron.example/x',
		'HTTP://Heron.Example',
		'mailto:ida@heron.example'
	)
);
const date = fc.oneof(
	fc
		.date({ min: new Date('1990-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
		.map((one) => one.toISOString()),
	fc.constantFrom('2020-02-03T04:05:06+09:00', '2020-02-03T04:05:06-03:30', '2020-02-03T04:05Z')
);
const name = fc.stringMatching(/^_[a-z]{1,8}$/);
const withExtensions = (members: fc.Arbitrary<Json>) =>
	fc
		.tuple(members, fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 2, noNullPrototype: true }))
		.map(([own, more]): Json => ({ ...more, ...own }));
const optional = (members: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[] = []) =>
	withExtensions(fc.record(members, { requiredKeys, noNullPrototype: true }));

const author = optional({ name: words, url: address, avatar: address });
const attachment = optional(
	{
		url: address,
		mime_type: fc.constantFrom('audio/mpeg', 'video/mp4'),
		title: words,
		size_in_bytes: fc.nat(),
		duration_in_seconds: fc.nat()
	},
	['url', 'mime_type']
);
const language = fc.constantFrom('en', 'de-CH', 'pt-BR', 'nonsense of a tag');
const item = optional(
	{
		id: fc.oneof(fc.stringMatching(/^[!-~]{1,12}$/), fc.nat()),
		url: address,
		external_url: address,
		title: words,
		content_html: fc.oneof(
			words,
			fc.constant('<p>Text <img src="a.png"></p>'),
			fc.string({ unit: 'binary', maxLength: 20 })
		),
		content_text: fc.oneof(words, fc.constant('One\n\ntwo https://heron.example')),
		summary: words,
		image: address,
		banner_image: address,
		date_published: date,
		date_modified: date,
		authors: fc.array(author, { maxLength: 3 }),
		tags: fc.array(words, { maxLength: 4 }),
		language,
		attachments: fc.array(attachment, { maxLength: 2 })
	},
	['id']
);
const feed = optional(
	{
		title: fc.stringMatching(/^[A-Za-z&; ]{0,20}[a-z]$/),
		home_page_url: address,
		feed_url: fc.webUrl(),
		description: words,
		user_comment: words,
		icon: address,
		favicon: address,
		authors: fc.array(author, { maxLength: 2 }),
		language,
		expired: fc.boolean(),
		hubs: fc.array(optional({ type: words, url: fc.webUrl() }), { maxLength: 2 }),
		items: fc.uniqueArray(item, { maxLength: 5, selector: ({ id }) => String(id) })
	},
	['title', 'items']
).map((members): Json => ({ ...members, version: 'https://jsonfeed.org/version/1.1' }));

test('any JSON Feed says the same after it was kept and exported, extensions at every level included', async () => {
	await fc.assert(
		fc.asyncProperty(feed, async (source) => {
			const { before, after, skipped } = await throughBacklist(JSON.stringify(source));
			expect(skipped).toEqual([]);
			expect(after.version).toBe('https://jsonfeed.org/version/1.1');
			expect(feedMeaning(after)).toEqual(feedMeaning(before));
			const items = (of: Json) => (of.items as Json[]).map(itemMeaning);
			expect(items(after)).toEqual(items(before).map((one) => ({ ...one, id: String(one.id) })));
		}),
		{ numRuns: 300 }
	);
});

test('what an export says is exported again to the letter', async () => {
	await fc.assert(
		fc.asyncProperty(feed, async (source) => {
			const once = await exported('json-feed', libraryOf(source));
			const twice = await exported('json-feed', libraryOf(once.text));
			expect(JSON.parse(twice.text)).toEqual(JSON.parse(once.text));
		}),
		{ numRuns: 100 }
	);
});

test('what is nested too deeply to be stored is left out, and changes nothing else', async () => {
	const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
	const text = `{"title":"T","_deep":${deep},"_kept":1,"items":[{"id":"1","content_html":"x","_deep":${deep},"_kept":2}]}`;
	const { text: written } = await exported('json-feed', libraryOf(text));
	expect(JSON.parse(written)).toMatchObject({ _kept: 1, items: [{ id: '1', _kept: 2 }] });
	expect(written).not.toContain('_deep');
});

test('a feed that says too much of itself is kept without that, and only that', async () => {
	const _long = 'x'.repeat(100_000);
	const source = { title: 'T', _long, _short: 1, items: [{ id: '1', content_html: 'x' }] };
	const library = libraryOf(source);
	expect(library.feed.extensions).toEqual({ _short: 1 });
	expect(library.posts).toHaveLength(1);
});

const folder =
	process.env.BACKLIST_REAL_FEEDS ?? fileURLToPath(new URL('../../../shared/feeds', import.meta.url));
const files = existsSync(folder)
	? readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'INDEX.json')
	: [];
if (files.length === 0) {
	const missing = `No real feeds in ${folder}. Set BACKLIST_REAL_FEEDS to a folder of JSON Feeds.`;
	console.warn(`${missing} Skipped.`);
	test.skip(missing, () => undefined);
}

test.each(files)('%s says the same after it was kept and exported', async (file) => {
	const text = readFileSync(join(folder, file), 'utf8');
	const { before, after, skipped } = await throughBacklist(text);
	expect(feedMeaning(after)).toMatchObject(feedMeaning(before));
	const kept = (before.items as Json[]).filter((_, position) => !skipped.includes(position));
	const written = after.items as Json[];
	expect(written).toHaveLength(kept.length);
	kept.forEach((one, i) => {
		const { id, ...meaning } = itemMeaning(one);
		const { id: name, ...rest } = itemMeaning(written[i]!);
		expect(rest).toEqual(meaning);
		if (typeof id === 'number' || (typeof id === 'string' && id !== '')) expect(name).toBe(`${id}`);
	});
});

/** A post as RSS or a file of another kind has it, of which JSON has never said anything. */
function ofOtherSource(change: Partial<Post>): Library {
	const item = { id: '1', content_html: '<p>One</p>', attachments: [{ url: 'https://h.example/a' }] };
	const version = 'https://jsonfeed.org/version/1.1';
	const library = libraryOf({ version, title: 'Heron', language: 'en', items: [item] });
	const posts = library.posts.map(({ post, body, mark }) => ({
		post: { ...post, ...change },
		body: { ...body, extensions: null },
		mark
	}));
	return { ...library, feed: { ...library.feed, kind: 'rss' }, posts };
}

async function itemsOf(library: Library): Promise<Json[]> {
	const { text } = await exported('json-feed', library);
	return (JSON.parse(text) as { items: Json[] }).items;
}

test('A file of which nobody says what it is has a type, as the specification wants', async () => {
	const [item] = await itemsOf(ofOtherSource({}));
	expect(item!.attachments).toEqual([{ url: 'https://h.example/a', mime_type: 'application/octet-stream' }]);
});

test('A file that its own JSON Feed gave no type has none again', async () => {
	const attachments = [{ url: 'https://h.example/a' }];
	const items = [{ id: '1', content_html: '<p>One</p>', attachments }];
	const library = libraryOf({ version: 'https://jsonfeed.org/version/1.1', title: 'Heron', items });
	expect((await itemsOf(library))[0]!.attachments).toEqual(attachments);
});

test('A post in no known language stays so in a feed in one', async () => {
	const { text } = await exported('json-feed', ofOtherSource({ language: null }));
	expect(libraryOf(text).posts.map(({ post }) => post.language)).toEqual([null]);
	const { text: again } = await exported('json-feed', libraryOf(text));
	expect(again).toBe(text);
});
