import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOf } from '$lib/sources/files/file-formats';
import type { FileFormat } from '$lib/sources/files/file-format';
import { bookmarks } from '$lib/sources/files/readers/bookmarks';
import { csvRows } from '$lib/sources/files/readers/csv';
import { googleReader } from '$lib/sources/files/readers/google-reader';
import { linkTable } from '$lib/sources/files/readers/link-table';
import { miniflux } from '$lib/sources/files/readers/miniflux';
import { omnivore, withPages } from '$lib/sources/files/readers/omnivore';
import { wallabag } from '$lib/sources/files/readers/wallabag';
import { englishOf } from '$lib/model/problem';
import { SourceError } from '$lib/sources/source-error';
import { openFile as openRealFile } from '$lib/transfer/imports/open-file';
import { expectUntouchedPrototypes } from './hostile-posts';
import { openFile, partsOf, postsOf, skippedOf, startOf } from './file-parts';

const asFile = (value: unknown) => openFile(typeof value === 'string' ? value : JSON.stringify(value));
/** The posts of a file, by the format that it is recognised as. */
async function read(format: FileFormat, value: unknown) {
	const file = asFile(value);
	expect(formatOf(startOf(file.text))).toBe(format);
	return postsOf(format, file);
}
const iso = (time: number) => new Date(time).toISOString();

describe('Articles that another reader kept', () => {
	test('of FreshRSS go to the feeds that they are of, starred and read as they were', async () => {
		const posts = await read(googleReader, {
			id: 'user/-/state/com.google/starred',
			title: 'Starred articles',
			author: 'ada',
			items: [
				{
					id: 'tag:google.com,2005:reader/item/0005a1',
					guid: 'heron-1',
					crawlTimeMsec: '1700000000000',
					published: 1136194200,
					title: 'Eels &amp; herons',
					canonical: [{ href: 'https://harbour.example/heron' }],
					alternate: [{ href: 'https://harbour.example/other' }],
					categories: [
						'user/-/state/com.google/starred',
						'user/-/state/com.google/read',
						'user/-/label/To keep',
						'Birds'
					],
					origin: {
						streamId: 'feed/7',
						feedUrl: 'https://harbour.example/feed',
						htmlUrl: 'https://harbour.example/',
						title: 'Harbour Notes'
					},
					summary: { content: '<p>It stood there.</p>' },
					author: 'Ada Byrne',
					enclosure: [{ href: 'https://harbour.example/a.mp3', type: 'audio/mpeg' }]
				},
				{
					id: 'b',
					title: 'B',
					published: 1136194200,
					alternate: [{ href: 'https://b.example/1' }],
					origin: { streamId: 'feed/https://b.example/rss', title: 'B' },
					content: { content: '<p>Long</p>' },
					summary: { content: 'short' },
					categories: []
				},
				{ id: 'c', title: 'C', summary: { content: 'x' } }
			]
		});
		expect(posts[0]).toMatchObject({
			title: 'Eels & herons',
			guid: 'heron-1',
			url: 'https://harbour.example/heron',
			authors: [{ name: 'Ada Byrne' }],
			categories: ['Birds'],
			tags: ['To keep'],
			html: '<p>It stood there.</p>',
			attachments: [{ url: 'https://harbour.example/a.mp3', mimeType: 'audio/mpeg' }],
			feed: {
				url: 'https://harbour.example/feed',
				kind: 'rss',
				description: { title: 'Harbour Notes', homeUrl: 'https://harbour.example/' }
			},
			isStarred: true,
			isRead: true
		});
		expect(iso(posts[0]!.publishedAt)).toBe('2006-01-02T09:30:00.000Z');
		expect(posts[1]).toMatchObject({
			html: '<p>Long</p>',
			guid: 'https://b.example/1',
			feed: { url: 'https://b.example/rss' },
			isStarred: false
		});
		expect(posts[2]!.feed.url).toBe('file:starred-articles');
	});

	test('are not what a JSON Feed about them is', () => {
		const words = '"user/-/state/com.google/starred" and "streamId":';
		const feed = {
			version: 'https://jsonfeed.org/version/1.1',
			title: 'T',
			items: [{ id: '1', content_text: words }]
		};
		expect(formatOf(startOf(JSON.stringify(feed), 'feed.json'))?.kind).toBe('feed');
	});

	test('of Miniflux, in an object or as a list', async () => {
		const entry = {
			id: 888,
			user_id: 1,
			feed_id: 42,
			status: 'read',
			hash: '22a3',
			title: 'The Heron',
			url: 'https://harbour.example/heron',
			published_at: '2006-01-02T09:30:00Z',
			content: '<p>It stood there.</p>',
			author: 'Ada Byrne',
			starred: true,
			tags: ['Birds'],
			enclosures: [{ url: 'https://harbour.example/a.mp3', mime_type: 'audio/mpeg', size: 12 }],
			feed: {
				id: 42,
				title: 'Harbour Notes',
				site_url: 'https://harbour.example/',
				feed_url: 'https://harbour.example/feed#x'
			}
		};
		for (const file of [{ total: 1, entries: [entry] }, [entry]]) {
			const [post] = await read(miniflux, file);
			expect(post).toMatchObject({
				title: 'The Heron',
				categories: ['Birds'],
				isStarred: true,
				isRead: true,
				attachments: [{ bytes: 12 }],
				feed: { url: 'https://harbour.example/feed', description: { title: 'Harbour Notes' } }
			});
		}
	});

	test('of wallabag are one list', async () => {
		const posts = await read(wallabag, [
			{
				...{ is_archived: 1, is_starred: 0, tags: ['birds', { label: 'eels' }], id: 1, title: 'The Heron' },
				...{
					url: 'https://harbour.example/heron',
					content: '<p>It stood there.</p>',
					created_at: '2020-01-01T00:00:00+00:00'
				},
				...{
					published_at: '2006-01-02T09:30:00+00:00',
					published_by: ['Ada Byrne'],
					preview_picture: 'https://harbour.example/a.jpg',
					language: 'en'
				}
			},
			{ is_archived: 0, is_starred: 1, title: 'B', url: 'https://b.example/', content: '', tags: [] }
		]);
		expect(posts[0]).toMatchObject({
			...{
				tags: ['birds', 'eels'],
				authors: [{ name: 'Ada Byrne' }],
				image: 'https://harbour.example/a.jpg'
			},
			...{ isRead: true, isStarred: false, language: 'en', feed: { url: 'file:wallabag' } }
		});
		expect(iso(posts[0]!.publishedAt)).toBe('2006-01-02T09:30:00.000Z');
		expect(posts[1]).toMatchObject({ html: '<p><a href="https://b.example/">B</a></p>', isStarred: true });
	});

	test('that are damaged are left out with a reason, and the others read', async () => {
		const file = asFile({
			items: [
				null,
				3,
				{},
				{ title: 'A', origin: { streamId: 1 } },
				{ title: 'A' },
				{ title: 'A' },
				{ title: 'Z', published: 1e300, categories: [{}] }
			]
		});
		expect(await skippedOf(googleReader, file)).toEqual([
			"Item 1 is null instead of an object with a post's content.",
			"Item 2 is a number instead of an object with a post's content.",
			'Item 3 is empty.',
			expect.stringMatching(/^Item 5 has the same id/),
			expect.stringMatching(/^Item 6 has the same id/)
		]);
		expect((await postsOf(googleReader, file)).map(({ title, hasOwnDate }) => [title, hasOwnDate])).toEqual([
			['A', false],
			['Z', false]
		]);
	});

	test('a file that is cut off, or holds no list, is refused in words', async () => {
		await expect(partsOf(miniflux, asFile('{"entries":[{"feed_id":1'))).rejects.toThrow(SourceError);
		await expect(partsOf(miniflux, asFile({ feed_id: 1, hash: '' }))).rejects.toThrow(
			'“file” has no list of articles in it.'
		);
	});

	test('whatever a list holds, it is read or left out', async () => {
		const formats = [googleReader, miniflux, wallabag, omnivore];
		const names = [
			'title',
			'url',
			'content',
			'categories',
			'origin',
			'feed',
			'tags',
			'labels',
			'summary',
			'published',
			'enclosure',
			'canonical',
			'__proto__',
			'constructor'
		];
		const item = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 }));
		await fc.assert(
			fc.asyncProperty(fc.array(item, { maxLength: 5 }), async (items) => {
				for (const format of formats) {
					const file = asFile(items);
					expect((await postsOf(format, file)).length + (await skippedOf(format, file)).length).toBe(
						items.length
					);
				}
			})
		);
		expectUntouchedPrototypes();
	});
});

describe('Links that another reader kept', () => {
	test('of Pocket in CSV are posts that lead to them', async () => {
		const posts = await read(
			linkTable,
			'title,url,time_added,tags,status\r\n"Eels, ""and"" herons",https://harbour.example/heron,1136194200,birds|eels,archive\r\nhttps://b.example/,https://b.example/,1136194200,,unread\r\n'
		);
		expect(posts[0]).toMatchObject({
			...{ title: 'Eels, "and" herons', url: 'https://harbour.example/heron', externalUrl: null },
			...{
				tags: ['birds', 'eels'],
				isRead: true,
				feed: { url: 'file:pocket', description: { title: 'Pocket' } }
			},
			html: '<p><a href="https://harbour.example/heron">Eels, &quot;and&quot; herons</a></p>'
		});
		expect(iso(posts[0]!.publishedAt)).toBe('2006-01-02T09:30:00.000Z');
		expect(posts[1]).toMatchObject({ title: '', text: 'https://b.example/', isRead: false, tags: [] });
	});

	test('of Pocket in HTML', async () => {
		const posts = await read(
			bookmarks,
			`<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
			<li><a href="https://harbour.example/heron" time_added="1136194200" tags="birds,eels">The Heron</a></li></ul>
			<h1>Read Archive</h1><ul><li><a href="https://b.example/" time_added="1136194200" tags="">B</a></li></ul></body></html>`
		);
		expect(posts).toMatchObject([
			{
				title: 'The Heron',
				tags: ['birds', 'eels'],
				categories: [],
				isRead: false,
				feed: { url: 'file:pocket' }
			},
			{ title: 'B', tags: [], isRead: true }
		]);
	});

	test('of Instapaper, with what was selected in them', async () => {
		const posts = await read(
			linkTable,
			'URL,Title,Selection,Folder,Timestamp,Tags\nhttps://harbour.example/heron,The Heron,"It stood\nthere.",Birds,1136194200,"[""eels""]"\nhttps://b.example/,B,,Archive,1136194200,[]\n'
		);
		expect(posts[0]).toMatchObject({
			tags: ['Birds', 'eels'],
			text: 'The Heron\nIt stood\nthere.',
			isRead: false,
			feed: { url: 'file:instapaper' }
		});
		expect(posts[1]).toMatchObject({ tags: [], isRead: true });
	});

	test('not of a feed or a page about Instapaper', () => {
		const item = '<item><title>Instapaper is back</title><link>https://b.example/</link></item>';
		const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${item}</channel></rss>`;
		expect(formatOf(startOf(rss, 'feed.xml'))?.kind).toBe('feed');
		const page =
			'<!doctype html><html><head><title>Instapaper, a review</title></head><body><p>It is.</p></body></html>';
		expect(formatOf(startOf(page, 'review.html'))).not.toBe(bookmarks);
	});

	test('of Instapaper in HTML, in folders, with what was read and liked', async () => {
		const posts = await read(
			bookmarks,
			`<!DOCTYPE html><html><head><meta charset="utf-8"><title>Instapaper: Export</title></head><body><h1>Unread</h1><ol>
			<li><a href="https://harbour.example/heron">The Heron</a></ol><h1>Archive</h1><ol><li><a href="https://b.example/">B</a>
			</ol><h1>Liked</h1><ol><li><a href="https://c.example/">C</a></ol><h1>Birds</h1><ol><li><a href="https://d.example/">D</a></ol></body></html>`
		);
		expect(
			posts.map(({ title, categories, isRead, isStarred }) => [title, categories, isRead, isStarred])
		).toEqual([
			['The Heron', [], false, false],
			['B', [], true, false],
			['C', [], false, true],
			['D', ['Birds'], false, false]
		]);
		expect(posts[0]?.feed.url).toBe('file:instapaper');
	});

	test('of Omnivore, with their pages where those are beside the list', async () => {
		const item = {
			id: '1',
			slug: 'heron',
			title: 'Heron',
			url: 'https://harbour.example/heron',
			savedAt: '2024-01-02'
		};
		const list = await withPages(
			JSON.stringify([item, { ...item, url: 'https://b.example/', slug: 'b' }, 7]),
			(kind, slug) =>
				Promise.resolve(slug !== 'heron' ? null : kind === 'page' ? '<p>It stood there.</p>' : '> It stood\n')
		);
		const posts = await read(omnivore, list);
		expect(posts.map(({ html }) => html)).toEqual([
			'<p>It stood there.</p>\n<blockquote><p>It stood</p></blockquote>',
			'<p><a href="https://b.example/">Heron</a></p>'
		]);
	});

	test('of Omnivore', async () => {
		const [post] = await read(omnivore, [
			{
				...{
					id: '1',
					slug: 'the-heron',
					title: 'The Heron',
					description: 'Of eels',
					author: 'Ada Byrne',
					url: 'https://harbour.example/heron'
				},
				...{
					state: 'Archived',
					thumbnail: 'https://harbour.example/a.jpg',
					labels: ['birds', { name: 'eels' }],
					savedAt: '2006-01-02T09:30:00.000Z'
				}
			}
		]);
		expect(post).toMatchObject({
			excerpt: 'Of eels',
			authors: [{ name: 'Ada Byrne' }],
			tags: ['birds', 'eels'],
			isRead: true,
			feed: { url: 'file:omnivore' }
		});
	});

	test('of a browser, in folders', async () => {
		const posts = await read(
			bookmarks,
			`<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8"><TITLE>Bookmarks</TITLE><H1>Bookmarks Menu</H1>
<DL><p>
<DT><A HREF="https://harbour.example/heron" ADD_DATE="1136194200" TAGS="eels,tide">The Heron &amp; the eel</A><DD>Seen in winter
<DT><H3 ADD_DATE="1">Birds</H3><DL><p><DT><A HREF="https://b.example/" ADD_DATE="1136194200">B</A><DT><A HREF="javascript:alert(1)">C</A>
<DT><H3>Of the shore</H3><DL><p><DT><A HREF="https://e.example/">E</A></DL><p></DL><p>
<DT><A HREF="https://d.example/">D</A></DL>`
		);
		expect(posts).toMatchObject([
			{
				title: 'The Heron & the eel',
				tags: ['eels', 'tide'],
				categories: [],
				text: 'The Heron & the eel\nSeen in winter',
				feed: { url: 'file:bookmarks' }
			},
			{ title: 'B', categories: ['Birds'] },
			{ title: 'E', categories: ['Birds', 'Of the shore'] },
			{ title: 'D', categories: [], hasOwnDate: false }
		]);
	});

	test('rows that are no links are left out with a reason', async () => {
		const file = asFile(
			'title,url,time_added,tags,status\nA,javascript:1,1,,unread\nB\n"C,https://c.example/,1,,unread\nD,https://d.example/,x,,unread'
		);
		expect(await skippedOf(linkTable, file)).toEqual([
			'Item 1 has no address on the web.',
			'Item 2 has no address on the web.',
			'Item 3 is cut off: a quotation mark in it has no end.'
		]);
		expect(await postsOf(linkTable, file)).toMatchObject([{ title: 'D', hasOwnDate: false }]);
	});

	test('a million boxes in boxes are no list', async () => {
		await expect(
			partsOf(bookmarks, asFile(`<!DOCTYPE NETSCAPE-Bookmark-file-1>${'<dl>'.repeat(1e6)}`))
		).rejects.toThrow(SourceError);
	});
});

test('any table that is written as CSV is read again', () => {
	const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é') });
	const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
	fc.assert(
		fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
			const text = rows
				.map((row) => row.map((words) => `"${words.replaceAll('"', '""')}"`).join(','))
				.join(end);
			expect([...csvRows(text)]).toEqual(rows.filter((row) => row.some((words) => words !== '')));
		})
	);
});

describe('Letters', () => {
	/** In an encoding that text encoders do not write: the letter that each of its bytes stands for is looked up. */
	function encoded(text: string, label: string): Uint8Array {
		const decoder = new TextDecoder(label);
		const bytes = new Map<string, number[]>();
		for (let first = 0; first < 256; first += 1) {
			bytes.set(decoder.decode(Uint8Array.of(first)), [first]);
			for (let second = 0x40; first > 0x7f && second < 256; second += 1) {
				const letter = decoder.decode(Uint8Array.of(first, second));
				if (Array.from(letter).length === 1) bytes.set(letter, [first, second]);
			}
		}
		return Uint8Array.from(Array.from(text).flatMap((letter) => bytes.get(letter) ?? []));
	}

	const bookmarksIn = (label: string, title: string) =>
		`<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=${label}">\n<DL><DT><A HREF="https://a.example/">${title}</A></DL>`;
	const table = (title: string) =>
		`title,url,time_added,tags,status\n${title},https://a.example/,1,,unread\n`;
	const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

	/** The titles in a file as the app opens it, and what it says of it. */
	async function opened(bytes: Uint8Array, name: string, type = '') {
		const content = new File([Uint8Array.from(bytes)], name, { type });
		const file = await openRealFile(content, { signal: new AbortController().signal, report: () => {} });
		const parts = [];
		for await (const part of formatOf(file)!.read(file, { withUnpublished: false, now: 0 })) parts.push(part);
		return {
			titles: parts.flatMap((part) => (part.is === 'posts' ? part.posts.map(({ post }) => post.title) : [])),
			notes: parts.flatMap((part) => (part.is === 'note' ? [englishOf(part.note)] : []))
		};
	}

	test.each([
		['windows-1251', 'Цапля'],
		['koi8-r', 'Цапля'],
		['euc-kr', '왜가리'],
		['shift_jis', '青鷺']
	])('of bookmarks in %s, as they say, are read', async (label, title) => {
		const bytes = encoded(bookmarksIn(label, title), label);
		expect(await opened(bytes, 'bookmarks.html')).toEqual({ titles: [title], notes: [] });
	});

	test('of lists in UTF-16 with a mark are read', async () => {
		const files: [string, string][] = [
			['links.csv', table('Цапля')],
			['bookmarks.html', bookmarksIn('utf-8', 'Цапля')],
			['page.txt', 'Цапля\n\nТекст.']
		];
		for (const [name, text] of files) {
			expect(await opened(utf16(text), name), name).toEqual({ titles: ['Цапля'], notes: [] });
		}
	});

	test.each([
		['links.csv', table('Ö')],
		['bookmarks.html', bookmarksIn('utf-8', 'Ö')],
		[
			'wallabag.json',
			'[{"is_archived":0,"is_starred":0,"title":"Ö","url":"https://a.example/","mimetype":"text/html"}]'
		]
	])('of a list that cannot be read are told of: %s', async (name, text) => {
		const { titles, notes } = await opened(encoded(text, 'windows-1252'), name);
		expect(titles).toEqual(['\ufffd']);
		expect(notes).toEqual([expect.stringContaining('1 letter of this file could not be read')]);
	});

	test('of a text in no encoding that it names are guessed, and told of', async () => {
		const text = 'Die Möwe\n\nÖfter saß sie da, groß und müßig, über den Dächern.';
		const { titles, notes } = await opened(encoded(text, 'windows-1252'), 'moewe.txt', 'text/plain');
		expect(titles).toEqual(['Die Möwe']);
		expect(notes).toEqual([expect.stringContaining('was read as Windows-1252')]);
	});

	test('of a page in UTF-8 with one slip are all read but that one, which is told of', async () => {
		const page = new TextEncoder().encode(
			'<meta charset="utf-8"><title>Möwe und Dächer</title><p>Über Öl und ?'
		);
		page[page.length - 1] = 0xfc;
		const { titles, notes } = await opened(page, 'page.html', 'text/html');
		expect(titles).toEqual(['Möwe und Dächer']);
		expect(notes).toEqual([expect.stringContaining('1 letter of this file could not be read')]);
	});
});
