import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentIdOf, feedIdOf, postIdOf } from '$lib/model/ids';
import { formatOf } from '$lib/sources/files/file-formats';
import { SourceError } from '$lib/sources/source-error';
import { inEnglish } from './in-english';
import { cdata, exportOf, HEAD, itemOf, now, partsOf, readExport, TAIL, wxrFile } from './wxr-files';

const comment = (id: number, parent: number, approved: string, type: string, text: string) => `
	<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>${cdata('Olga &amp; Min')}</wp:comment_author>
	<wp:comment_author_url>https://olga.example/</wp:comment_author_url>
	<wp:comment_date>${cdata('2024-05-02 12:00:00')}</wp:comment_date>
	<wp:comment_date_gmt>${cdata('2024-05-02 10:00:00')}</wp:comment_date_gmt>
	<wp:comment_content>${cdata(text)}</wp:comment_content>
	<wp:comment_approved>${cdata(approved)}</wp:comment_approved><wp:comment_type>${cdata(type)}</wp:comment_type>
	<wp:comment_parent>${parent}</wp:comment_parent></wp:comment>`;
const meta = (key: string, value: string) =>
	`<wp:postmeta><wp:meta_key>${cdata(key)}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>`;
const postsOf = async (...items: Parameters<typeof exportOf>) => (await readExport(exportOf(...items))).posts;

describe('an export', () => {
	test('is known by its beginning, and a feed of WordPress is none', () => {
		expect(formatOf(wxrFile(exportOf({})))?.kind).toBe('wordpress-export');
		const feed = `<rss version="2.0"><channel><title>T</title><item><description>
			${cdata('xmlns:wp="http://wordpress.org/export/1.2/"')}</description></item></channel></rss>`;
		expect(formatOf(wxrFile(feed))?.kind).not.toBe('wordpress-export');
	});

	test('says what its blog is, and is one feed with the API of that blog', async () => {
		const { feed } = await readExport(exportOf({}));
		expect(feed).toEqual({
			url: 'https://harbour.example/wp-json/',
			kind: 'wordpress',
			description: {
				title: 'Harbour & Notes',
				homeUrl: 'https://harbour.example/',
				description: 'By the water',
				language: 'en-GB',
				categoryParents: { 'sail & steam': 'ships' }
			}
		});
	});

	test.each([
		['https://harbour.example/?p=7', 'https://harbour.example/index.php?rest_route=/'],
		['https://harbour.example/index.php/2024/a/', 'https://harbour.example/index.php/wp-json/']
	])('of a site that writes its addresses like %s, too', async (link, url) => {
		// A draft has such an address on any site.
		const draft = { id: 2, status: 'draft', link: 'https://harbour.example/?p=2' };
		expect((await readExport(exportOf(draft, { link }))).feed.url).toBe(url);
	});

	test('that names no blog is a feed by the name of its file', async () => {
		const { feed } = await readExport(`<rss xmlns:wp="http://wordpress.org/export/1.0/"><channel>
			${itemOf({})}</channel></rss>`);
		expect(feed).toMatchObject({ url: 'file:harbour.WordPress.xml', description: { homeUrl: null } });
	});

	test('without a post has none', async () => {
		const { posts, notes } = await readExport(HEAD + TAIL);
		expect([posts, notes]).toEqual([[], []]);
	});
});

describe('a post', () => {
	test('is the one that the API would give', async () => {
		const [incoming] = await postsOf(
			{
				title: 'Fog &amp; tides, <em>soon</em>',
				content: 'One\n\nTwo',
				more:
					`<wp:post_modified_gmt>${cdata('2024-05-03 09:00:00')}</wp:post_modified_gmt>
				<category domain="category" nicename="sail">${cdata('Sail &amp; Steam')}</category>
				<category domain="post_tag" nicename="r-b">${cdata('R&amp;B')}</category>
				<category domain="post_format" nicename="aside">${cdata('Aside')}</category>` +
					meta('_thumbnail_id', '8') +
					meta(
						'enclosure',
						'https://harbour.example/tide.mp3\n123\naudio/mpeg\na:1:{s:8:"duration";s:5:"01:30";}'
					)
			},
			{
				id: 8,
				type: 'attachment',
				status: 'inherit',
				more: `<wp:attachment_url>${cdata('https://harbour.example/quay.jpg')}</wp:attachment_url>`
			}
		);
		const feedId = feedIdOf('https://harbour.example/wp-json/');
		expect(incoming!.post).toMatchObject({
			id: postIdOf(feedId, '7'),
			feedId,
			guid: '7',
			url: 'https://harbour.example/2024/05/post-7/',
			title: 'Fog & tides, soon',
			authors: [{ name: 'Ida Holm', url: null, avatar: null }],
			publishedAt: Date.UTC(2024, 4, 1, 8, 30),
			hasOwnDate: true,
			updatedAt: Date.UTC(2024, 4, 3, 9),
			categories: ['Sail & Steam'],
			categoryKeys: ['sail & steam'],
			tags: ['R&B'],
			excerpt: 'One Two',
			image: 'https://harbour.example/quay.jpg',
			thumbnail: 'https://harbour.example/quay.jpg',
			replyUrl: 'https://harbour.example/2024/05/post-7/#respond',
			attachments: [
				{
					url: 'https://harbour.example/tide.mp3',
					mimeType: 'audio/mpeg',
					title: '',
					bytes: 123,
					seconds: 90
				}
			],
			wordCount: 2,
			firstSeenAt: now
		});
		expect(incoming!.body).toMatchObject({ html: '<p>One</p>\n<p>Two</p>', text: 'One\nTwo' });
	});

	test('has the same revision at every import, and another when its author has changed it', async () => {
		const revisionOf = async (content: string, at: number) =>
			(await readExport(exportOf({ content }), { now: at })).posts[0]!.post.revision;
		expect(await revisionOf('a', now)).toBe(await revisionOf('a', now + 1e9));
		expect(await revisionOf('a', now)).not.toBe(await revisionOf('b', now));
	});

	test('may be a page; what WordPress keeps for itself is none, and what plugins do is told of', async () => {
		const kinds = ['page', 'nav_menu_item', 'wp_block', 'product', 'product', 'feedback'];
		const { posts, notes } = await readExport(exportOf(...kinds.map((type, id) => ({ id: id + 1, type }))));
		expect(posts.map(({ post }) => post.guid)).toEqual(['page:1']);
		expect(notes).toEqual([
			'3 entries of other kinds (product, feedback) were left out: only posts and pages are read.'
		]);
	});

	test('without a date in UTC has that on the clock of its site, and without any that can be, none', async () => {
		const dates = ['0000-00-00 00:00:00', '9999-12-31 23:59:59', 'yesterday'];
		const noDate = (xml: string) => xml.replace(/<pubDate>.*<\/pubDate>/g, '');
		const { posts } = await readExport(noDate(exportOf(...dates.map((date, id) => ({ id: id + 1, date })))));
		for (const { post } of posts) expect(post).toMatchObject({ publishedAt: now, hasOwnDate: false });
		const local = itemOf({}).replace(
			/(post_date_gmt>)<!\[CDATA\[.*?\]\]>/,
			'$1<![CDATA[0000-00-00 00:00:00]]>'
		);
		const [incoming] = (await readExport(HEAD + local + TAIL)).posts;
		expect(incoming!.post).toMatchObject({ publishedAt: Date.UTC(2024, 4, 1, 8, 30), hasOwnDate: true });
	});

	test('of WXR 1.0 is read, too', async () => {
		const item = `<item><title>Old &amp; plain</title><link>https://harbour.example/old/</link>
			<dc:creator>Ida Holm</dc:creator><category>${cdata('Ships')}</category>
			<category domain="category" nicename="ships">${cdata('Ships')}</category>
			<category domain="tag">${cdata('fog')}</category><category domain="tag" nicename="fog">${cdata('fog')}</category>
			<content:encoded>${cdata('Text')}</content:encoded><wp:post_id>3</wp:post_id>
			<wp:post_date>2009-01-02 03:04:05</wp:post_date><wp:status>publish</wp:status></item>`;
		const head = `<rss xmlns:wp="http://wordpress.org/export/1.0/"><channel><link>https://harbour.example</link>
			<wp:category><wp:category_nicename>ships</wp:category_nicename><wp:category_parent></wp:category_parent>
			<wp:cat_name>${cdata('Ships')}</wp:cat_name></wp:category><wp:category><wp:category_nicename>sail
			</wp:category_nicename><wp:category_parent>Ships</wp:category_parent><wp:cat_name>${cdata('Sail')}</wp:cat_name>
			</wp:category>`;
		const { feed, posts } = await readExport(head + item + TAIL);
		expect(feed.description.categoryParents).toEqual({ sail: 'ships' });
		expect(posts[0]!.post).toMatchObject({
			title: 'Old & plain',
			authors: [{ name: 'Ida Holm' }],
			categories: ['Ships'],
			tags: ['fog'],
			publishedAt: Date.UTC(2009, 0, 2, 3, 4, 5)
		});
	});
});

describe('what is not published', () => {
	const items = [
		{ id: 1 },
		{ id: 2, status: 'draft' },
		{ id: 3, status: 'pending' },
		{ id: 4, status: 'private' },
		{ id: 5, status: 'future', date: '2090-01-01 00:00:00' },
		{ id: 6, password: 'open' },
		{ id: 7, status: 'trash' },
		{ id: 8, status: 'auto-draft' }
	];

	test('is counted, and left out', async () => {
		const { posts, unpublished, skipped } = await readExport(exportOf(...items));
		expect([posts.map(({ post }) => post.guid), unpublished, skipped]).toEqual([['1'], 5, []]);
	});

	test('comes where it is asked for, but for what was thrown away', async () => {
		const { posts, unpublished } = await readExport(exportOf(...items), { withUnpublished: true });
		expect([posts.map(({ post }) => post.guid), unpublished]).toEqual([['1', '2', '3', '4', '5', '6'], 0]);
	});
});

test('comments come as the API gives them: approved, threaded, and no links from elsewhere', async () => {
	const more =
		comment(11, 0, '1', '', 'First\n\nsecond <script>x</script>') +
		comment(12, 11, '1', 'comment', 'An answer') +
		comment(13, 0, '0', 'comment', 'WAITING') +
		comment(14, 0, 'spam', '', 'SPAM') +
		comment(15, 0, 'trash', '', 'TRASH') +
		comment(16, 0, '1', 'pingback', 'PING') +
		comment(17, 0, '1', 'trackback', 'TRACK');
	const { comments, feed } = await readExport(exportOf({ more }));
	const feedId = feedIdOf(feed.url);
	expect(comments.map(({ html }) => html)).toEqual([
		'<p>First</p>\n<p>second <script>x</script></p>',
		'<p>An answer</p>'
	]);
	expect(comments[1]).toMatchObject({
		id: commentIdOf(feedId, '12'),
		postId: postIdOf(feedId, '7'),
		parentId: commentIdOf(feedId, '11'),
		authorName: 'Olga & Min',
		authorUrl: 'https://olga.example/',
		publishedAt: Date.UTC(2024, 4, 2, 10),
		url: 'https://harbour.example/2024/05/post-7/#comment-12'
	});
	const hidden = await readExport(exportOf({ more, status: 'draft' }));
	expect(hidden.comments).toEqual([]);
});

test('a block that many posts share stands in each of them, wherever the export has it', async () => {
	const named = '<!-- wp:paragraph -->\n<p>Text</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:block {"ref":9} /-->';
	const { posts } = await readExport(
		exportOf(
			{ id: 1, content: named },
			{ id: 9, type: 'wp_block', content: '<p>Write to us.</p>' },
			{ id: 2, content: named }
		)
	);
	expect(posts.map(({ body }) => body.text)).toEqual(['Text\nWrite to us.', 'Text\nWrite to us.']);
});

describe('a file that is damaged', () => {
	const whole = exportOf({ id: 1 }, { id: 2 }, { id: 3 });

	test('or cut off gives the posts before, and says so', async () => {
		const { posts, notes } = await readExport(whole.slice(0, whole.lastIndexOf('<content:encoded>') + 30));
		expect(posts.map(({ post }) => post.guid)).toEqual(['1', '2']);
		expect(notes).toHaveLength(1);
		expect(notes[0]).toMatch(/^The export ends too early: what came after its item 2 is missing\./);
	});

	test('by another program, which has written it in another encoding than it says, comes in, and says so', async () => {
		const { posts, notes } = await readExport(exportOf({ id: 1, title: 'Caf\ufffd' }, { id: 2 }));
		expect(posts.map(({ post }) => post.guid)).toEqual(['1', '2']);
		expect(notes).toEqual([expect.stringMatching(/^1 letter of this file could not be read/)]);
	});

	test('before its first post is an error, with what to do about it', async () => {
		for (const xml of [HEAD, HEAD.slice(0, 150), whole.slice(0, HEAD.length + 300)]) {
			const error: unknown = await partsOf(wxrFile(xml)).catch((thrown: unknown) => thrown);
			expect(error).toBeInstanceOf(SourceError);
			expect((error as SourceError).code).toBe('invalid-xml');
			expect((error as SourceError).advice).toContain('once more');
		}
	});

	test('in one item gives the others', async () => {
		const broken = itemOf({ id: 2 }).replace('</item>', '');
		const { posts, skipped } = await readExport(HEAD + itemOf({ id: 1 }) + broken + itemOf({ id: 3 }) + TAIL);
		expect(posts.map(({ post }) => post.guid)).toEqual(['1', '3']);
		expect(inEnglish(skipped)).toEqual([
			{ position: 1, reason: 'Item 2 has no end: another item begins in the middle of it.' }
		]);
	});

	test('or has a post twice gives it once; one without a number goes by its name in feeds', async () => {
		const nameless = itemOf({ id: 5 }).replace(/<wp:post_id>5<\/wp:post_id>/, '');
		const { posts, skipped } = await readExport(HEAD + itemOf({}) + itemOf({}) + nameless + TAIL);
		expect(posts.map(({ post }) => post.guid)).toEqual(['7', 'https://harbour.example/?p=5']);
		expect(skipped).toHaveLength(1);
	});
});

describe('a bomb', () => {
	test('of entities stays what it says', async () => {
		const lol = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
		const xml = exportOf({}).replace('<rss', `${lol}<rss`).replace('Harbour &amp; Notes', '&b;&b;');
		expect((await readExport(xml)).feed.description.title).toBe('&b;&b;');
	});

	test('of elements is no post, and stops no other', { timeout: 30_000 }, async () => {
		const many = '<wp:x></wp:x>'.repeat(600_000);
		const { posts, skipped } = await readExport(exportOf({ id: 1, more: many }, { id: 2 }));
		expect(posts.map(({ post }) => post.guid)).toEqual(['2']);
		expect(inEnglish(skipped)[0]!.reason).toContain('too many elements');
	});

	test('of text is no post, and stops no other', { timeout: 30_000 }, async () => {
		const { posts, skipped } = await readExport(exportOf({ id: 1, content: 'word '.repeat(4e6) }, { id: 2 }));
		expect(posts.map(({ post }) => post.guid)).toEqual(['2']);
		expect(inEnglish(skipped)[0]!.reason).toBe('Item 1 is no post: it is longer than 16 million characters.');
	});
});

test('hostile names and addresses are harmless', async () => {
	const hostile = '\u202e<img src=x onerror=alert(1)>'.repeat(500);
	const { posts } = await readExport(
		exportOf({
			title: hostile,
			link: 'javascript:alert(1)',
			more: `<category domain="category" nicename="x">${cdata('__proto__')}</category>
				<category domain="category" nicename="x">${cdata(hostile)}</category>
				${meta('_thumbnail_id', '1e9')}${meta('enclosure', 'javascript:alert(1)')}${meta('__proto__', 'x')}`
		})
	);
	const [incoming] = posts;
	expect(incoming!.post).toMatchObject({
		url: null,
		title: '',
		categories: ['__proto__'],
		image: null,
		attachments: [],
		replyUrl: null
	});
});

test('a file gives the same parts however its stream is cut', async () => {
	const more = comment(11, 0, '1', '', 'A comment');
	const xml = exportOf(
		{ id: 1, content: 'Ends with </item>, </channel>, ]]> and <![CDATA[ too \u{1f600}' },
		{ id: 2, more },
		{ id: 3, status: 'draft' },
		{ id: 4, title: 'no end' }
	).replace(/<\/item>(?=\s*<\/channel>)/, '');
	const wanted = await partsOf(wxrFile(xml));
	expect(wanted[0]).toMatchObject({ is: 'posts', posts: [{}, {}], skipped: [{ position: 3 }] });
	const cuts = fc.uniqueArray(fc.integer({ min: 1, max: xml.length - 1 }), { maxLength: 60 });
	await fc.assert(
		fc.asyncProperty(cuts, async (at) => {
			expect(await partsOf(wxrFile(xml, at))).toEqual(wanted);
		}),
		{ numRuns: 60 }
	);
	const everywhere = Array.from({ length: xml.length }, (_, at) => at);
	expect(await partsOf(wxrFile(xml, everywhere))).toEqual(wanted);
});

test('posts come in parts', async () => {
	const xml = exportOf(...Array.from({ length: 250 }, (_, at) => ({ id: at + 1 })));
	const sizes = (await partsOf(wxrFile(xml))).map((part) => (part.is === 'posts' ? part.posts.length : part));
	expect(sizes).toEqual([100, 100, 50]);
});
