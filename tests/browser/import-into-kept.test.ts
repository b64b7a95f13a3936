import { beforeEach, expect, test } from 'vitest';
import type { FeedId } from '$lib/model/ids';
import { englishOf } from '$lib/model/problem';
import type { SourceContext } from '$lib/sources/source';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed, listFeeds } from '$lib/store/feeds';
import { ImportService } from '$lib/transfer/imports/import-service';
import { feedRecord, freshDatabase, incoming } from './library';
import { contextOf, emptySite, NOW, postOf } from '../unit/wordpress-in-memory';

const CHOICES = { withUnpublished: false };
const PAGE = 'https://blog.example/2020/heron/';
let db: Database;
let service: ImportService;
let site: SourceContext['fetchText'];

beforeEach(() => {
	db = freshDatabase();
	site = (url) => Promise.reject(new Error(`Nothing at ${url}`));
	service = new ImportService(db, () => ({ now: Date.now, fetchText: (url) => site(url) }));
});

async function keep(...files: File[]) {
	const result = await service.keep(files, CHOICES);
	if (!result.ok) throw new Error(result.problem.message);
	return result.value;
}

/** A star of Miniflux, which does not tell what the feed calls the post. */
const starred = (feedUrl: string, url: string) =>
	new File(
		[
			JSON.stringify({
				total: 1,
				entries: [
					{
						id: 1,
						feed_id: 7,
						hash: 'x',
						status: 'read',
						starred: true,
						title: 'Heron',
						url,
						published_at: '2020-01-02T00:00:00Z',
						content: '<p>As the reader had it.</p>',
						feed: { feed_url: feedUrl, site_url: 'https://blog.example/', title: 'Blog' }
					}
				]
			})
		],
		'stars.json'
	);

const savedPage = () =>
	new File(
		[
			`<!doctype html><html><head><title>Heron</title><link rel="canonical" href="${PAGE}"></head>` +
				`<body><article><h1>Heron</h1><p>${'It stood in the shallows, and waited. '.repeat(20)}</p></article></body></html>`
		],
		'heron.html',
		{ type: 'text/html' }
	);

const wxr = () =>
	new File(
		[
			`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Blog</title><link>https://blog.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://blog.example</wp:base_blog_url>` +
				`<item><title>Heron</title><link>${PAGE}</link><guid>https://blog.example/?p=12</guid><content:encoded><![CDATA[Of the export.]]></content:encoded><wp:post_id>12</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>` +
				`<item><title>Egret</title><link>https://blog.example/2020/egret/</link><guid>https://blog.example/?p=13</guid><content:encoded><![CDATA[Of the export.]]></content:encoded><wp:post_id>13</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>` +
				`</channel></rss>`
		],
		'blog.xml'
	);

/** A blog that is synced, with the post about the heron. */
async function follow(url: string, kind: 'wordpress' | 'rss', guid: string): Promise<FeedId> {
	const feed = feedRecord(url, { kind, title: 'Blog', homeUrl: 'https://blog.example/' });
	await addFeed(db, feed);
	const post = incoming(feed.id, guid, { url: PAGE, title: 'Heron' }, '<p>Of the site.</p>');
	await commitPosts(db, feed.id, { description: {}, posts: [post] });
	return feed.id;
}

const titles = async () => (await db.posts.toArray()).map(({ title }) => title).sort();

test('a star goes to the post of the same page, in the blog that is kept by its API', async () => {
	const id = await follow('https://blog.example/wp-json/', 'wordpress', '12');
	const report = await keep(starred('http://www.blog.example/feed/', PAGE));
	expect(report.files[0]?.feeds).toMatchObject([{ id, isNew: false, added: 0, updated: 0 }]);
	expect(await listFeeds(db)).toHaveLength(1);
	const [post, ...others] = await db.posts.toArray();
	expect(others).toEqual([]);
	expect(await db.marks.get(post!.id)).toMatchObject({ starredAt: expect.any(Number) as number });
	expect((await db.marks.get(post!.id))?.starredAt).toBeGreaterThan(0);
	expect((await db.bodies.get(post!.id))?.html).toBe('<p>Of the site.</p>');
});

test('a star goes to the post of the same page where the feed has a name of its own for it', async () => {
	await follow('https://blog.example/feed/', 'rss', 'https://blog.example/?p=12');
	await keep(starred('https://blog.example/feed/', PAGE));
	const [post, ...others] = await db.posts.toArray();
	expect(others).toEqual([]);
	expect((await db.marks.get(post!.id))?.starredAt).toBeGreaterThan(0);
});

test.each([
	['its usual feed', 'https://blog.example/feed/rss2/'],
	['a feed elsewhere', 'https://feeds.example/blog']
])('an export of WordPress adds what is not there to the blog that is kept by %s', async (_, url) => {
	await follow(url, 'rss', 'https://blog.example/?p=12');
	const found = await service.preview([wxr()], CHOICES);
	expect(found).toMatchObject({ ok: true, value: { files: [{ feeds: [{ isKept: true, posts: 2 }] }] } });
	await keep(wxr());
	expect(await listFeeds(db)).toHaveLength(1);
	expect(await titles()).toEqual(['Egret', 'Heron']);
	await keep(wxr());
	expect(await titles()).toEqual(['Egret', 'Heron']);
});

test('a saved page goes to the blog that is kept, or that an export has brought', async () => {
	await keep(wxr());
	await keep(savedPage());
	expect(await listFeeds(db)).toHaveLength(1);
	expect(await titles()).toEqual(['Egret', 'Heron']);
});

test('an older export leaves the newer text as it is, and says so; a newer one replaces it', async () => {
	const id = 'https://blog.example/12';
	const exported = (year: number, text: string) => {
		const [published, modified] = ['2010-01-01T00:00:00Z', `${year}-01-01T00:00:00Z`];
		const item = {
			id,
			title: 'Heron',
			content_text: text,
			date_published: published,
			date_modified: modified
		};
		const version = 'https://jsonfeed.org/version/1.1';
		return new File([JSON.stringify({ version, title: 'Blog', items: [item] })], 'blog.json');
	};
	const text = async () => (await db.bodies.toArray()).map((body) => body.text);
	await keep(exported(2024, 'Of 2024'));
	const report = await keep(exported(2019, 'Of 2019'));
	expect(await text()).toEqual(['Of 2024']);
	expect(report.files[0]?.feeds).toMatchObject([{ added: 0, updated: 0 }]);
	expect(report.files[0]?.notes.map(englishOf)).toEqual([
		'1 post is newer here than in this file, and stays as it is.'
	]);
	await keep(exported(2025, 'Of 2025'));
	expect(await text()).toEqual(['Of 2025']);
});

test('a feed of comments is not the blog', async () => {
	await follow('https://blog.example/comments/feed/', 'rss', 'https://blog.example/?p=12');
	await keep(wxr());
	expect(await listFeeds(db)).toHaveLength(2);
});

test('a file that says which feed it is, another one of the blog, stays that', async () => {
	await follow('https://blog.example/podcast.xml', 'rss', 'episode-1');
	const comments = `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Comments</title><link>https://blog.example/</link><atom:link rel="self" href="https://blog.example/comments/feed/"/><item><guid>c1</guid><title>By Jon</title><link>https://blog.example/2020/egret/#c1</link></item></channel></rss>`;
	await keep(new File([comments], 'comments.xml'));
	expect(await listFeeds(db)).toHaveLength(2);
});

test('posts that name one page are several', async () => {
	const id = await follow('https://blog.example/feed/', 'rss', 'a');
	await commitPosts(db, id, { description: {}, posts: [incoming(id, 'b', { url: PAGE })] });
	await keep(starred('https://blog.example/feed/', PAGE));
	expect(await titles()).toEqual(['Heron', 'Heron', 'b']);
});

test('a list follows the feed that stars were kept of, and makes no second one of the blog’s API', async () => {
	const url = 'https://harbour.example/feed/';
	const rss =
		'<rss version="2.0"><channel><title>Harbour</title><link>https://harbour.example/</link>' +
		'<generator>https://wordpress.org/?v=6.9</generator>' +
		'<item><title>Heron</title><guid>https://harbour.example/?p=12</guid></item></channel></rss>';
	const blog = contextOf({ ...emptySite(), posts: [postOf(12, NOW)] });
	site = (address) =>
		address === url ? Promise.resolve({ url, text: rss, mimeType: '' }) : blog.fetchText(address);
	await keep(starred(url, 'https://harbour.example/heron/'));
	const [before] = await listFeeds(db);
	await service.subscribe([{ url, title: 'Harbour', folder: [] }]);
	expect(await listFeeds(db)).toHaveLength(1);
	expect(await findFeed(db, before!.id)).toMatchObject({ isFromFile: false, url });
});
