import { describe, expect, test } from 'vitest';
import { englishOf } from '$lib/model/problem';
import { MOST_ITEMS } from '$lib/sources/bounds';
import { feedFile } from '$lib/sources/files/feed-file';
import type { FileFormat } from '$lib/sources/files/file-format';
import { formatOf } from '$lib/sources/files/file-formats';
import { opml } from '$lib/sources/files/opml/opml';
import { isAddress, isTime } from '$lib/store/sound/values';
import { expectHarmless, expectUntouchedPrototypes } from './hostile-posts';
import { opened, partsOf, readAll } from './opened-file';

/* Files that people bring may be damaged, or made to harm: each is told in words, or gives what can be read and says what is missing. */

interface Sample {
	format: FileFormat;
	/** The whole file, with `count` posts or feeds; `inner` stands in the last of them, where a text does, as it is given. */
	file: (count: number, inner?: string, title?: string) => string;
	/** Whether `<` can begin something in it. */
	isXml: boolean;
}

const times = (count: number, make: (i: number) => string, between = '') =>
	Array.from({ length: count }, (_, i) => make(i)).join(between);
const day = (i: number) => `2026-01-0${(i % 9) + 1}T00:00:00Z`;
const last = (i: number, count: number, inner: string) => (i === count - 1 ? inner : '');
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

const samples: Record<string, Sample> = {
	'a JSON Feed': {
		format: feedFile,
		isXml: false,
		file: (count, inner = '', title = 'T') =>
			`{"version":"https://jsonfeed.org/version/1.1","title":"${inJson(title)}","items":[${times(
				count,
				(i) =>
					`{"id":"${i}","date_published":"${day(i)}","content_text":"Text ${inJson(last(i, count, inner))}"}`,
				','
			)}]}`
	},
	'RSS in JSON': {
		format: feedFile,
		isXml: false,
		file: (count, inner = '', title = 'T') =>
			`{"rss":{"version":"2.0","channel":{"title":"${inJson(title)}","item":[${times(
				count,
				(i) => `{"guid":"${i}","title":"P","description":"Text ${inJson(last(i, count, inner))}"}`,
				','
			)}]}}}`
	},
	RSS: {
		format: feedFile,
		isXml: true,
		file: (count, inner = '', title = 'T') =>
			`<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title>${times(
				count,
				(i) => `<item><guid>${i}</guid><description>Text ${last(i, count, inner)}</description></item>`
			)}</channel></rss>`
	},
	Atom: {
		format: feedFile,
		isXml: true,
		file: (count, inner = '', title = 'T') =>
			`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>${title}</title>${times(
				count,
				(i) =>
					`<entry><id>${i}</id><updated>${day(i)}</updated><summary>Text ${last(i, count, inner)}</summary></entry>`
			)}</feed>`
	},
	RDF: {
		format: feedFile,
		isXml: true,
		file: (count, inner = '', title = 'T') =>
			`<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>${title}</title></channel>${times(
				count,
				(i) =>
					`<item rdf:about="https://a.example/${i}"><title>P${i}</title><description>Text ${last(i, count, inner)}</description></item>`
			)}</rdf:RDF>`
	},
	OPML: {
		format: opml,
		isXml: true,
		file: (count, inner = '', title = 'T') =>
			`<?xml version="1.0"?><opml version="2.0"><head><title>${title}</title></head><body>${times(
				count,
				(i) => `<outline text="F${i}" xmlUrl="https://a.example/${i}">${last(i, count, inner)}</outline>`
			)}</body></opml>`
	}
};
const all = Object.entries(samples);
const inXml = all.filter(([, { isXml }]) => isXml);

/** What came of a file: how much was read, and everything that it says is missing. */
async function outcomeOf(format: FileFormat, content: string | Uint8Array, name = 'file') {
	const { parts, error } = await readAll(format, opened(name, content));
	const posts = partsOf(parts, 'posts').flatMap((part) => part.posts);
	const lists = partsOf(parts, 'subscriptions');
	const skipped = [...partsOf(parts, 'posts'), ...lists].flatMap((part) => part.skipped);
	const notes = partsOf(parts, 'note').map(({ note }) => englishOf(note));
	for (const post of posts) expectHarmless(post);
	for (const { feed } of partsOf(parts, 'posts')) expect(isAddress(feed.url)).toBe(true);
	expectUntouchedPrototypes();
	return {
		posts,
		subscriptions: lists.flatMap((part) => part.subscriptions),
		count: posts.length + lists.flatMap((part) => part.subscriptions).length,
		said: [...skipped.map(({ reason }) => englishOf(reason)), ...notes, ...(error ? [error.message] : [])],
		skipped: skipped.length,
		error
	};
}

describe.each(all)('%s', (_, { format, file }) => {
	test('that is whole is read and says nothing', async () => {
		expect(await outcomeOf(format, file(4))).toMatchObject({ count: 4, said: [], error: null });
	});

	test('that ends too early anywhere gives what came before, and says so', async () => {
		const whole = file(4);
		for (let length = 0; length < whole.length; length += 3) {
			const { count, said } = await outcomeOf(format, whole.slice(0, length));
			expect(count).toBeLessThanOrEqual(4);
			expect(said, whole.slice(0, length)).not.toEqual([]);
		}
	});

	test.each([
		['little-endian', false],
		['big-endian', true]
	])('in UTF-16, %s and without a mark, is read', async (_name, isBig) => {
		const little = Buffer.from(file(2, 'Füße'), 'utf16le');
		expect(await outcomeOf(format, isBig ? little.swap16() : little)).toMatchObject({ count: 2, said: [] });
	});

	test('in an encoding that it does not name comes in, and says that letters are lost', async () => {
		const cyrillic = Buffer.from(file(2, '', '@@@@'), 'latin1');
		for (let at = cyrillic.indexOf('@'); at !== -1; at = cyrillic.indexOf('@')) cyrillic[at] = 0xcf;
		const { count, said } = await outcomeOf(format, cyrillic);
		expect(count).toBe(2);
		expect(said).toEqual([expect.stringContaining('4 letters of this file could not be read')]);
	});

	test('with a name that deceives has one that does not', async () => {
		const title = `../../etc/passwd \u202egnp.exe \u0007${'x'.repeat(10_000)}`;
		const { parts } = await readAll(
			format,
			opened(`..\\..\\\u202e${title}`, file(1, '', title.replace('\u0007', '')))
		);
		for (const { feed } of partsOf(parts, 'posts')) {
			for (const text of [feed.url, feed.description.title]) {
				expect(text).not.toMatch(/[\u202a-\u202e]|\p{Cc}/u);
				expect(text.length).toBeLessThanOrEqual(1010);
			}
			expect(isAddress(feed.url)).toBe(true);
		}
	});

	test('of up to a million brackets is refused, or read without them', async () => {
		for (const bracket of [
			'[',
			'{"a":',
			'(',
			'<a>',
			'<outline>',
			'<item>',
			'<![CDATA[',
			'<!--',
			'&amp',
			'"'
		]) {
			// As many again would show nothing new, and take minutes of a slow machine.
			const many = bracket === '[' || bracket === '<a>' ? 1e6 : 1e5;
			const { count } = await outcomeOf(format, file(2, bracket.repeat(many)));
			expect(count).toBeLessThanOrEqual(MOST_ITEMS);
		}
	}, 60_000);
});

describe.each(inXml)('%s', (_, { format, file }) => {
	test('that declares a billion laughs expands none of them', async () => {
		const entities = times(10, (i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
		const doctype = `<!DOCTYPE x [<!ENTITY l0 "lol">${entities}]>`;
		const { posts, count } = await outcomeOf(format, file(2, '&l10;').replace('?>', `?>${doctype}`));
		expect(count).toBe(2);
		for (const { body } of posts) expect(body.html.length).toBeLessThan(100);
	});

	test('that asks for a file of the device gets none', async () => {
		const doctype = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>';
		const { posts } = await outcomeOf(format, file(1, '&f;').replace('?>', `?>${doctype}`));
		for (const { body } of posts) expect(body.html).not.toContain('root:');
	});
});

describe('nested a million deep', () => {
	test.each([
		['JSON', `{"version":"jsonfeed","items":${'['.repeat(1e6)}`],
		['closed JSON', `{"version":"jsonfeed","items":${'['.repeat(1e6)}${']'.repeat(1e6)}}`],
		['RSS in JSON', `{"rss":{"channel":{"item":${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}}}}`]
	])('%s is refused in words', async (_, text) => {
		const { error, count } = await outcomeOf(feedFile, text);
		expect(count).toBe(0);
		expect(error?.message).not.toBe('');
	});

	test('folders are kept five deep', async () => {
		const nested = (count: number) =>
			`<opml><body>${'<outline text="f">'.repeat(count)}<outline xmlUrl="https://a.example/"/>`;
		const { subscriptions } = await outcomeOf(opml, nested(50_000));
		expect(subscriptions).toMatchObject([{ folder: ['f', 'f', 'f', 'f', 'f'] }]);
		const { error, said } = await outcomeOf(opml, nested(1e6));
		expect(error?.code).toBe('not-a-feed');
		expect(said[0]).toContain('The list goes on');
	});
});

describe('what is no feed at all', () => {
	const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48]);
	const exe = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0xff, 0xff]);
	const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256);
	const bad: [string, string | Uint8Array][] = [
		['a picture', png],
		['a program', exe],
		['noise', noise],
		['nothing', ''],
		['white space', ' \n\t'],
		['zeros', new Uint8Array(4096)],
		['a number', '42'],
		['null', 'null'],
		['a web page', '<!doctype html><html><body><p>Hello</p></body></html>'],
		['a document in XML', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>']
	];

	test.each(bad)('%s is known by no format, but for a page', (what, content) => {
		const kind = what === 'a web page' ? 'page' : undefined;
		expect(formatOf(opened('feed.json', content))?.kind).toBe(kind);
	});

	test.each(bad)('%s is told in words by each', async (_, content) => {
		for (const format of [feedFile, opml]) {
			const { error, count } = await outcomeOf(format, content, 'feed.json');
			expect(count).toBe(0);
			expect(error?.code).toMatch(/^(?:not-a-feed|invalid-json)$/);
			expect(error?.advice).not.toBe('');
		}
	});
});

test.each([
	...[
		'+275760-09-13T00:00:00Z',
		'-000001-01-01',
		'0000-00-00',
		'9999-99-99T99:99:99Z',
		'tomorrow',
		'',
		'1e308'
	],
	...['Mon, 99 Foo 99999 99:99:99 +9999', '253402300800000', 'NaN', '\u202e2026-01-01']
])('a post of %j has a time that can be shown', async (date) => {
	const dated: [FileFormat, string][] = [
		[
			feedFile,
			`{"version":"jsonfeed","items":[{"id":"1","content_text":"T","date_published":${JSON.stringify(date)}}]}`
		],
		[
			feedFile,
			`<rss><channel><title>T</title><item><title>P</title><pubDate>${date}</pubDate></item></channel></rss>`
		],
		[
			feedFile,
			`<feed><title>T</title><entry><id>1</id><title>P</title><updated>${date}</updated></entry></feed>`
		]
	];
	for (const [format, text] of dated) {
		const { posts } = await outcomeOf(format, text);
		expect(posts).toHaveLength(1);
		expect(isTime(posts[0]?.post.publishedAt)).toBe(true);
	}
});
