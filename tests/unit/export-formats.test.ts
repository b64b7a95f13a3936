import { strFromU8, unzipSync } from 'fflate';
import { parseJsonFeed, parseRssFeed } from 'feedsmith';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonFeed as read } from '$lib/sources/json-feed/json-feed';
import { FileNames, safeName } from '$lib/transfer/exports/file-names';
import { PAYLOADS } from '../hostile/payloads/index';
import { hasUnzip, namesInZip } from './debian';
import { exported, FEED_URL, libraryOf, NOW, withHtml } from './exported';

const item = (id: string, more: object = {}) => ({
	id,
	url: `https://heron.example/${id}`,
	title: `Post ${id}`,
	content_html: `<p>Text of ${id}</p>`,
	date_published: '2024-01-06T07:00:00Z',
	...more
});
const heron = libraryOf({
	title: 'Heron & Pond',
	home_page_url: 'https://heron.example/',
	description: 'A wet place',
	language: 'en',
	feed_url: 'https://heron.example/feed.json',
	hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
	items: [
		item('1', { authors: [{ name: 'Ida' }], tags: ['Birds', 'Ice'], date_modified: '2024-01-07T00:00:00Z' }),
		item('2', {
			content_html: 'a ]]> b <script>trap()</script> \u0001',
			attachments: [{ url: 'https://heron.example/2.mp3', mime_type: 'audio/mpeg', size_in_bytes: 9 }]
		})
	]
});
const otter = libraryOf({ title: 'Otter', items: [item('1')] }, 'https://otter.example/feed.json');

const filesIn = (zip: Uint8Array) =>
	Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]));
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

describe('JSON Feed', () => {
	test('is read by feedsmith', async () => {
		const { text } = await exported('json-feed', heron);
		const feed = parseJsonFeed(text) as { title?: string; items?: { id?: string }[] };
		expect(feed.title).toBe('Heron & Pond');
		expect(feed.items?.map(({ id }) => id)).toEqual(['1', '2']);
	});

	test('of several feeds keeps posts of the same name apart, and says where each is from', async () => {
		const { text } = await exported('json-feed', [heron, otter], { title: 'All posts' });
		const { title, items } = JSON.parse(text) as { title: string; items: Record<string, unknown>[] };
		expect(title).toBe('All posts');
		expect(new Set(items.map(({ id }) => id)).size).toBe(3);
		expect(items[2]).toMatchObject({
			_backlist: { id: '1', title: 'Otter', url: 'https://otter.example/feed.json' }
		});
	});

	test.each([
		['that was written for it', 'What the ice does to birds.', 'What the ice does to birds.'],
		['that a site has cut out of its text', 'Text of […]', undefined],
		['that says nothing', '', undefined]
	])('has the excerpt of a post %s', async (_, excerpt, summary) => {
		const { feed, posts, skipped } = libraryOf({ title: 'Heron', items: [item('1')] });
		const [first] = posts;
		const changed = [{ ...first!, post: { ...first!.post, excerpt } }];
		const { text } = await exported('json-feed', { feed, posts: changed, skipped });
		const { items } = JSON.parse(text) as { items: { summary?: string }[] };
		expect(items[0]?.summary).toBe(summary);
	});

	test('keeps what an earlier export said of the origin of a post', async () => {
		const origin = { id: 'a', url: 'https://older.example/feed.json' };
		const copy = libraryOf({ title: 'Copy', items: [item('1', { _backlist: origin })] });
		const { items } = JSON.parse((await exported('json-feed', [copy, otter])).text) as {
			items: Record<string, unknown>[];
		};
		expect(items[0]).toMatchObject({ _backlist: { id: '1', title: 'Copy', _backlist: origin } });
	});

	test('without posts is one, too', async () => {
		const { text } = await exported('json-feed', libraryOf({ title: 'Empty', items: [] }));
		expect(JSON.parse(text)).toMatchObject({ title: 'Empty', items: [] });
	});
});

describe('JSON Feed in pages', () => {
	const many = libraryOf({ title: 'Many', items: Array.from({ length: 250 }, (_, i) => item(String(i))) });

	/** Follows the pages from the first, as a reader does that finds them beneath `place`. */
	function follow(files: Record<string, string>, place: string): string[] {
		const ids: string[] = [];
		for (let url: string | null = `${place}feed.json`; url !== null;) {
			const text = files[url.slice(place.length)]!;
			const page = read({ url, text, mimeType: '' }, { id: many.feed.id }, NOW);
			ids.push(...page.posts.map(({ post }) => post.guid));
			url = page.next;
		}
		return ids;
	}

	test('is followed from page to page wherever it lies, without its address', async () => {
		const { bytes } = await exported('json-feed-pages', many);
		const files = filesIn(bytes);
		expect(Object.keys(files)).toEqual(['feed.json', 'page-2.json', 'page-3.json']);
		expect(follow(files, 'https://anywhere.example/some/folder/')).toEqual(
			many.posts.map(({ post }) => post.guid)
		);
	});

	test.each([
		'https://new.example/archive',
		'https://new.example/archive/',
		'https://new.example/archive/feed.json'
	])('has absolute addresses where its own is known: %s', async (address) => {
		const { bytes } = await exported('json-feed-pages', many, { address });
		const files = filesIn(bytes);
		expect(JSON.parse(files['feed.json']!)).toMatchObject({
			feed_url: 'https://new.example/archive/feed.json',
			next_url: 'https://new.example/archive/page-2.json'
		});
		expect(follow(files, 'https://new.example/archive/')).toHaveLength(250);
	});

	test('leaves out hubs that know another address, and keeps them where it has none', async () => {
		const there = filesIn(
			(await exported('json-feed-pages', heron, { address: 'https://new.example/' })).bytes
		);
		expect(there['feed.json']).not.toContain('hubs');
		const anywhere = filesIn((await exported('json-feed-pages', heron)).bytes);
		expect(JSON.parse(anywhere['feed.json']!)).toMatchObject({ hubs: [{ type: 'WebSub' }] });
	});

	test('shows a kept picture instead of the other sources of it', async () => {
		const html =
			'<video><source src=v.mp4></video><picture><source srcset="b.avif"><source srcset="c.webp"> <img src="a.png">' +
			'</picture>';
		const findPicture = async (address: string) => (address.endsWith('/a.png') ? new Blob([png]) : null);
		const change = { address: 'https://new.example/', findPicture };
		const files = filesIn((await exported('json-feed-pages', withHtml(html), change)).bytes);
		const [written] = (JSON.parse(files['feed.json']!) as { items: { content_html: string }[] }).items;
		expect(written!.content_html).toBe(
			'<video><source src=v.mp4></video><picture> <img src="https://new.example/pictures/a.png"></picture>'
		);
	});

	test('knows a picture as AVIF, and counts one that it does not know', async () => {
		const avif = new TextEncoder().encode('\0\0\0\x1cftypavif\0\0\0\0');
		const findPicture = async (address: string) => new Blob([address.endsWith('/a') ? avif : 'unknown']);
		const library = withHtml('<img src="a"><img src="b">');
		const { bytes, leftOut } = await exported('json-feed-pages', library, { findPicture });
		expect(Object.keys(filesIn(bytes))).toContain('pictures/a.avif');
		expect(leftOut).toEqual({ posts: 0, pictures: 1 });
	});

	test('shows kept pictures from where it lies, and leaves all else as it came', async () => {
		const html =
			'<P>x <IMG class=a src="a.png?b&amp;c" srcset="b.png 2x" alt=\'A "b"\'> <img src=gone.png></P>';
		const findPicture = async (address: string) =>
			address === 'https://heron.example/a.png?b&c' || address === 'https://heron.example/b.png'
				? new Blob([png])
				: null;
		const change = { address: 'https://new.example/', findPicture };
		const files = filesIn((await exported('json-feed-pages', withHtml(html), change)).bytes);
		const [written] = (JSON.parse(files['feed.json']!) as { items: { content_html: string }[] }).items;
		expect(written!.content_html).toMatch(
			/^<P>x <IMG src="https:\/\/new\.example\/pictures\/[ab]\.png" class=a alt='A "b"'> <img src=gone\.png><\/P>$/
		);
		expect(Object.keys(files)).toContain('pictures/index.json');
	});
});

describe('RSS', () => {
	test('is read by feedsmith, with everything of a post', async () => {
		const { text } = await exported('rss', heron, { address: 'https://new.example/feed.xml' });
		const feed = parseRssFeed(text);
		expect(feed).toMatchObject({ title: 'Heron & Pond', link: 'https://heron.example/', language: 'en' });
		expect(feed.items).toHaveLength(2);
		expect(feed.items![0]).toMatchObject({
			title: 'Post 1',
			link: 'https://heron.example/1',
			guid: { value: '1', isPermaLink: false },
			categories: [{ name: 'Birds' }, { name: 'Ice' }],
			dc: { creators: ['Ida'] },
			content: { encoded: '<p>Text of 1</p>' }
		});
		expect(new Date(String(feed.items![0]!.pubDate)).toISOString()).toBe('2024-01-06T07:00:00.000Z');
		expect(feed.items![1]).toMatchObject({
			content: { encoded: 'a ]]> b <script>trap()</script>' },
			enclosures: [{ url: 'https://heron.example/2.mp3', length: 9, type: 'audio/mpeg' }]
		});
	});

	test('has an excerpt as HTML, and no title where the post has none', async () => {
		const library = withHtml('<p>1 &lt; 2 &amp; 3</p>', { title: '' });
		const { text } = await exported('rss', library);
		expect(text).toContain('<description>1 &amp;lt; 2 &amp;amp; 3</description>');
		expect(text.split('<item>')[1]).not.toContain('<title>');
	});

	test('of several feeds names the feed of each post', async () => {
		const feed = parseRssFeed((await exported('rss', [heron, otter], { title: 'All posts' })).text);
		expect(feed.title).toBe('All posts');
		expect(new Set(feed.items!.map(({ guid }) => guid?.value)).size).toBe(3);
		expect(feed.items![2]).toMatchObject({
			source: { title: 'Otter', url: 'https://otter.example/feed.json' }
		});
	});

	test('holds any text', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary' }), async (html) => {
				const { text } = await exported('rss', withHtml(`<p>${html}</p>`, { title: `t${html}` }));
				expect(parseRssFeed(text).items).toHaveLength(1);
			}),
			{ numRuns: 100 }
		);
	});
});

describe('CSV', () => {
	/** Reads RFC 4180. */
	function rowsOf(text: string): string[][] {
		expect(text.startsWith('\ufeff')).toBe(true);
		const rows = text.slice(1).match(/(?:"(?:[^"]|"")*"(?:,|\r\n))/g) ?? [];
		expect(rows.join('')).toBe(text.slice(1));
		const table: string[][] = [[]];
		for (const cell of rows) {
			table.at(-1)!.push(
				cell
					.replace(/(,|\r\n)$/, '')
					.slice(1, -1)
					.replaceAll('""', '"')
			);
			if (cell.endsWith('\r\n')) table.push([]);
		}
		return table.slice(0, -1);
	}

	test('has a row for each post, in columns that have names', async () => {
		const [names, first] = rowsOf((await exported('csv', heron)).text);
		const row = Object.fromEntries(names!.map((name, i) => [name, first![i]]));
		expect(row).toMatchObject({
			id: '1',
			title: 'Post 1',
			published: '2024-01-06T07:00:00.000Z',
			categories: 'Birds; Ice',
			authors: 'Ida',
			feed: 'Heron & Pond',
			read: ''
		});
	});

	test.each(['=1+1', '+1', '-1', '@x', ' =1', '\u200b=1', '＝1', '\t=1'])(
		'takes no cell for a formula: %j',
		async (title) => {
			const library = withHtml('x');
			library.posts[0]!.post.title = title;
			const [, row] = rowsOf((await exported('csv', library)).text);
			expect(row![1]).toBe(`'${title}`);
		}
	);

	test('holds quotes, commas and lines', async () => {
		const library = withHtml('x');
		library.posts[0]!.post.title = 'a "b", c\r\nd';
		const [, row] = rowsOf((await exported('csv', library)).text);
		expect(row![1]).toBe('a "b", c\r\nd');
	});
});

describe('Markdown', () => {
	const textOf = async (html: string, more: object = {}) =>
		Object.values(filesIn((await exported('markdown', withHtml(html, more))).bytes))[0]!;
	const bodyOf = async (html: string) => (await textOf(html)).split('# One\n\n')[1]!.trim();

	test('has what is known of a post above its text', async () => {
		const files = filesIn((await exported('markdown', heron)).bytes);
		expect(Object.keys(files)).toEqual(['2024-01-06 Post 1.md', '2024-01-06 Post 2.md']);
		expect(files['2024-01-06 Post 1.md']).toBe(
			[
				'---',
				'title: "Post 1"',
				'date: 2024-01-06T07:00:00.000Z',
				'updated: 2024-01-07T00:00:00.000Z',
				'url: "https://heron.example/1"',
				'authors: ["Ida"]',
				'categories: ["Birds","Ice"]',
				'language: "en"',
				'feed: "Heron & Pond"',
				`feed_url: "${FEED_URL}"`,
				'id: "1"',
				'---',
				'',
				'# Post 1',
				'',
				'Text of 1',
				''
			].join('\n')
		);
	});

	test('has a folder for each of several feeds', async () => {
		const { bytes } = await exported('markdown', [heron, otter]);
		expect(Object.keys(filesIn(bytes))).toContain('Otter/2024-01-06 Post 1.md');
	});

	test.each([
		['lines of code', '<pre>a<br>b <b>c</b></pre>', '```\na\nb c\n```'],
		[
			'the title of a link',
			'<p><a href="/a" title="a&quot;\n\n&lt;b> \\ &amp;amp;">x</a></p>',
			'[x](https://heron.example/a "a\\" \\<b> \\\\ \\&amp;")'
		],
		['small letters', '<p>H<sub>2 &lt;i&gt; *x*</sub>O</p>', 'H<sub>2 \\<i\\> \\*x\\*</sub>O'],
		['code', '<pre><code>a *b*\n```\n</code></pre>', '````\na *b*\n```\n````'],
		[
			'a table',
			'<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td>2</td></tr></table>',
			'| a | b\\|c |\n| --- | --- |\n| 1 | 2 |'
		],
		[
			'a footnote',
			'<p>x<a href="#f">1</a></p><ol><li id="f">y</li></ol>',
			'x[1](#to-1)\n\n1.  <a id="to-1"></a>y'
		],
		['a picture', '<img src="/a.png" alt="A">', '![A](https://heron.example/a.png)'],
		[
			'text that looks like HTML',
			'<p>&lt;script&gt;trap()&lt;/script&gt; &amp;amp;</p>',
			'\\<script\\>trap()\\</script\\> \\&amp;'
		]
	])('has %s', async (_, html, expected) => {
		const body = await bodyOf(html);
		expect(body.replaceAll('\\>', '>')).toBe(expected.replaceAll('\\>', '>'));
	});

	test('has a table of several lines as HTML that is safe', async () => {
		const body = await bodyOf(
			'<table onclick="trap()"><tr><td><ul><li>a</li></ul><script>trap()</script></td></tr></table>'
		);
		expect(body).toBe('<table><tbody><tr><td><ul><li>a</li></ul></td></tr></tbody></table>');
	});

	test('of hostile posts has nothing that runs where Markdown is shown', async () => {
		for (const { name, html } of PAYLOADS) {
			const body = await bodyOf(html);
			const outsideCode = body.replace(/^(`{3,})[^]*?^\1$/gm, '').replace(/(`+)[^]*?\1/g, '');
			expect(outsideCode.replace(/\\</g, ''), name).not.toMatch(
				/<(?!\/?(?:a id|sub|sup|u|mark|kbd|small|a>|table|tbody|thead|tr|td|th|caption|p|ul|ol|li|div|br|a href="(?:https?|mailto):|img src="https?:|strong|em|code|pre|span|blockquote|h[2-6]|b|i|s|q|cite|dl|dt|dd|hr|del|ins|samp|var|abbr|dfn)\b)/i
			);
			expect(outsideCode, name).not.toMatch(/\]\(\s*<?\s*(?:javascript|data|vbscript):/i);
		}
	}, 60_000);

	test('keeps titles that hold anything in front matter of one line each', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (title) => {
				const library = withHtml('x');
				library.posts[0]!.post.title = title;
				const [text] = Object.values(filesIn((await exported('markdown', library)).bytes));
				const [, line] = text!.split('\n');
				expect(JSON.parse(line!.slice('title: '.length))).toBe(title);
			}),
			{ numRuns: 100 }
		);
	});
});

describe('names of files', () => {
	test('keep letters of any script', () => {
		expect(safeName('Où est le café ? 日本語 🦦')).toBe('Où est le café 日本語 🦦');
	});

	test.each([
		'../../etc/passwd',
		'a/b\\c',
		'..',
		'.',
		'',
		' . ',
		'CON',
		'nul.txt',
		'COM1',
		'lpt¹',
		'a\u202egpj.exe',
		'x'.repeat(500),
		'\ud800'
	])('are safe: %j', (wanted) => expectSafe(safeName(wanted)));

	test('are safe whatever a post is called, and none is given twice', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), (titles) => {
				const names = new FileNames();
				const given = titles.map((title) => names.unique(title, '.md'));
				for (const name of given) expectSafe(name);
				expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(given.length);
			})
		);
	});

	test('are soon found for many posts that are called the same', () => {
		const names = new FileNames();
		const given = Array.from({ length: 20_000 }, () => names.unique('Untitled', '.md'));
		expect(given.at(-1)).toBe('Untitled 20000.md');
		expect(new Set(given).size).toBe(given.length);
	});

	function expectSafe(name: string): void {
		expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]/u);
		expect(name).not.toMatch(/^\.|^\s|[\s.]$/);
		expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
		expect(name.isWellFormed()).toBe(true);
		expect(name.length).toBeGreaterThan(0);
		expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(110);
	}
});

test.skipIf(!hasUnzip)('archives are sound to unzip, with names of any script', async () => {
	const library = withHtml('x', { title: 'Café 日本語', date_published: '2020-01-01T00:00:00Z' });
	expect(namesInZip((await exported('markdown', library)).bytes)).toEqual(['2020-01-01 Café 日本語.md']);
	expect(namesInZip((await exported('json-feed-pages', library)).bytes)).toEqual(['feed.json']);
});
