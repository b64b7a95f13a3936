import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingPost } from '$lib/model/post';
import { englishOf } from '$lib/model/problem';
import type { SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { wordpress } from '$lib/sources/wordpress/wordpress';
import { inEnglish } from './in-english';
import {
	contextOf,
	DAY,
	emptySite,
	feed,
	NOW,
	postOf,
	refusal,
	root,
	routesAsked,
	type WordPress
} from './wordpress-in-memory';

async function firstPage(site: WordPress, from = root): Promise<SourcePage> {
	return (await wordpress.pages(feed, from, contextOf(site)).next()).value as SourcePage;
}

/** The one post of a site, as it is read. */
async function read(more: Record<string, unknown>, site: Partial<WordPress> = {}): Promise<IncomingPost> {
	const page = await firstPage({ ...emptySite(), posts: [postOf(7, NOW - DAY, more)], ...site });
	expect(page.skipped).toEqual([]);
	return page.posts[0]!;
}

const ships: Partial<WordPress> = {
	categories: [
		{ id: 1, name: 'Uncategorized', parent: 0 },
		{ id: 3, name: 'Ships', parent: 0 },
		{ id: 4, name: 'Sail &amp; Steam', parent: 3 }
	],
	tags: [{ id: 9, name: 'fog &amp;amp; mist' }],
	users: [{ id: 2, name: 'Tomás Reyes', url: 'https://reyes.example/', link: '' }],
	media: [
		{ id: 50, media_type: 'image', source_url: '/uploads/pier.png' },
		{ id: 51, media_type: 'file', source_url: '/uploads/pier.pdf' }
	]
};

describe('a post', () => {
	test('is read with all that it has by number', async () => {
		const { post, body } = await read(
			{ author: 2, categories: [4, 1], tags: [9], featured_media: 50, sticky: true, comment_status: 'open' },
			ships
		);
		expect(post).toMatchObject({
			guid: '7',
			url: 'https://harbour.example/7/',
			title: 'Post 7',
			authors: [{ name: 'Tomás Reyes', url: 'https://reyes.example/', avatar: null }],
			publishedAt: NOW - DAY,
			hasOwnDate: true,
			updatedAt: NOW - DAY,
			categories: ['Sail & Steam', 'Uncategorized'],
			categoryKeys: ['sail & steam', 'uncategorized'],
			tags: ['fog &amp; mist'],
			excerpt: 'The text of 7. …',
			image: 'https://harbour.example/uploads/pier.png',
			thumbnail: 'https://harbour.example/uploads/pier.png',
			wordCount: 4,
			isSticky: true,
			replyUrl: 'https://harbour.example/7/#respond'
		});
		expect(body).toMatchObject({ html: '<p>The text of 7.</p>', text: 'The text of 7.', extensions: null });
	});

	test('that is protected has no text, and says so', async () => {
		const { post, body } = await read({
			content: { rendered: '', protected: true },
			excerpt: { rendered: '<p>There is no excerpt because this is a protected post.</p>' }
		});
		expect([post.isProtected, post.excerpt, body.html, body.text]).toEqual([true, '', '', '']);
		expect((await read({})).post).not.toHaveProperty('isProtected');
	});

	test('closed for comments has no place for a reply', async () => {
		expect((await read({ comment_status: 'closed' })).post.replyUrl).toBeNull();
	});

	test.each([
		['Fish &amp; <em>chips</em>', 'Fish & chips'],
		['5 &lt; 6 &#8211; &#8220;always&#8221;', '5 < 6 – “always”'],
		['How to write &amp;amp;', 'How to write &amp;'],
		['  two\n lines ', 'two lines'],
		['', '']
	])('has the title of %j in plain text', async (rendered, title) => {
		expect((await read({ title: { rendered } })).post.title).toBe(title);
	});

	test.each([
		['<p>Low tide. <a class="more-link" href="/x">Weiterlesen</a></p>', 'Low tide.'],
		['<p>Low tide&hellip; <a href="https://harbour.example/7/#more-7">続きを読む</a></p>', 'Low tide…'],
		['<p>Low tide [&hellip;]</p>', 'Low tide…'],
		['<p>Low <a href="https://tides.example/">tide</a>.</p>', 'Low tide.'],
		['<p><a href="https://harbour.example/7/" class="read-more">Read on</a></p>', 'The text of 7.'],
		['', 'The text of 7.']
	])('has the excerpt of %j without what only leads on', async (rendered, excerpt) => {
		expect((await read({ excerpt: { rendered } })).post.excerpt).toBe(excerpt);
	});

	test.each([
		[{ date_gmt: '2024-02-29T10:00:00' }, Date.UTC(2024, 1, 29, 10)],
		[{ date_gmt: '0000-00-00T00:00:00', date: '2024-02-29T10:00:00' }, Date.UTC(2024, 1, 29, 4, 30)],
		[{ date_gmt: null, date: '2024-02-29T10:00:00' }, Date.UTC(2024, 1, 29, 4, 30)],
		[{ date_gmt: '-0001-11-30T00:00:00', date: '-0001-11-30T00:00:00' }, null]
	])('dated %j is of that moment', async (dates, at) => {
		const index = { ...emptySite().index, gmt_offset: '5.5' };
		const { post } = await read(dates, { index });
		expect([post.publishedAt, post.hasOwnDate]).toEqual(at === null ? [NOW, false] : [at, true]);
	});

	test('without a date of UTC needs the clock of the site, also in the middle of a walk', async () => {
		const posts = Array.from({ length: 101 }, (_, i) => postOf(i + 1, NOW - DAY + i * 1000));
		posts[0]!.date_gmt = null;
		const site = { ...emptySite(), posts, index: { ...emptySite().index, gmt_offset: 2 } };
		const { next } = await firstPage(site);
		const page = await firstPage(site, next!);
		expect(page.posts[0]!.post.publishedAt).toBe(NOW - DAY - 2 * 60 * 60 * 1000);
	});

	test('is another when its category is renamed, and the same when nothing is', async () => {
		const before = (await read({ categories: [3] }, ships)).post.revision;
		expect((await read({ categories: [3] }, ships)).post.revision).toBe(before);
		const renamed = { ...ships, categories: [{ id: 3, name: 'Boats', parent: 0 }] };
		expect((await read({ categories: [3] }, renamed)).post.revision).not.toBe(before);
	});

	test('shows the first picture of its text when it has none of its own, or none that is a picture', async () => {
		const content = { rendered: '<p><img src="/a.png"></p>', protected: false };
		for (const featured_media of [0, 51, 999]) {
			const { post } = await read({ content, featured_media }, ships);
			expect([post.image, post.thumbnail]).toEqual([null, 'https://harbour.example/a.png']);
		}
	});

	test('whose picture Jetpack names costs no request for it', async () => {
		const site = { ...emptySite(), ...ships };
		site.posts = [
			postOf(7, NOW, { featured_media: 50, jetpack_featured_media_url: 'https://p.example/1.png' })
		];
		expect((await firstPage(site)).posts[0]!.post.image).toBe('https://p.example/1.png');
		expect(routesAsked(site)).not.toContain('media');
	});

	test('that cannot be read is left out with a reason, and the others stay', async () => {
		const site = emptySite();
		const odd = [null, 'text', [], {}, { id: 0 }, { id: 'x' }] as unknown as WordPress['posts'];
		site.posts = [postOf(8, NOW)];
		const context = contextOf(site);
		const fetchText: typeof context.fetchText = async (url) => {
			const answer = await context.fetchText(url);
			if (!url.includes('/posts')) return answer;
			const text = JSON.stringify([...odd, ...(JSON.parse(answer.text) as unknown[])]);
			return { ...answer, text, headers: new Headers({ 'X-WP-Total': '7' }) };
		};
		const page = (await wordpress.pages(feed, root, { ...context, fetchText }).next()).value as SourcePage;
		expect(page.posts.map(({ post }) => post.guid)).toEqual(['8']);
		expect(page.skipped.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(inEnglish(page.skipped)[0]!.reason).toBe(
			'Post 1 of the answer is not an object with its content.'
		);
	});

	test('of anything at all never stops its page', async () => {
		const member = fc.oneof(
			fc.jsonValue(),
			fc.record({ rendered: fc.jsonValue(), protected: fc.jsonValue() })
		);
		const names = Object.keys(postOf(1, NOW)).filter((name) => name !== 'id');
		const members = fc.dictionary(fc.constantFrom(...names), member, { maxKeys: 8 });
		await fc.assert(
			fc.asyncProperty(members, async (more) => {
				const { posts, skipped } = await firstPage({ ...emptySite(), posts: [postOf(7, NOW, more)] });
				expect([posts.length, skipped.length]).toEqual([1, 0]);
				expect(Number.isFinite(posts[0]!.post.publishedAt)).toBe(true);
			})
		);
	});
});

describe('the first page of a walk', () => {
	test('describes the blog, with the tree of its categories', async () => {
		const { description } = await firstPage({ ...emptySite(), ...ships });
		expect(description).toEqual({
			title: 'Harbour & Notes',
			description: 'What the tide brings',
			homeUrl: 'https://harbour.example/',
			authors: [],
			language: null,
			icon: 'https://harbour.example/icon.png',
			favicon: null,
			expired: false,
			categoryParents: { 'sail & steam': 'ships' }
		});
	});

	test('makes no rings of categories that share a name', async () => {
		const categories = [
			{ id: 1, name: 'Local', parent: 2 },
			{ id: 2, name: 'News', parent: 3 },
			{ id: 3, name: 'local', parent: 4 },
			{ id: 4, name: 'Local', parent: 0 }
		];
		const { description } = await firstPage({ ...emptySite(), categories });
		expect(description.categoryParents).toEqual({ local: 'news' });
	});

	test('of a blog without posts is empty, and changes can be followed from it', async () => {
		const page = await firstPage(emptySite());
		expect(page).toMatchObject({ posts: [], next: null, total: 0, since: '2000-01-01T00:00:00Z' });
	});

	test('fails with words when the API is closed', async () => {
		const site = { ...emptySite(), closed: { '': refusal(401, 'rest_forbidden') } };
		await expect(firstPage(site)).rejects.toMatchObject({ code: 'api-closed' });
	});

	test('fails with words when the posts are closed, or no list', async () => {
		const site = { ...emptySite(), closed: { posts: refusal(403, 'rest_forbidden') } };
		await expect(firstPage(site)).rejects.toMatchObject({ code: 'api-closed' });
		const context = contextOf(emptySite());
		const fetchText: typeof context.fetchText = async (url) =>
			url.includes('/posts') ? { url, text: '{"posts":[]}', mimeType: '' } : context.fetchText(url);
		const pages = wordpress.pages(feed, root, { ...context, fetchText });
		await expect(pages.next()).rejects.toMatchObject({ code: 'not-a-feed' });
	});
});

describe('names', () => {
	const named = { author: 2, categories: [4], tags: [9], featured_media: 50 };
	const closed = (...routes: string[]) =>
		Object.fromEntries(routes.map((route) => [route, refusal(401, 'rest_forbidden')]));

	test('cost as few requests as there are lists of them', async () => {
		const posts = Array.from({ length: 250 }, (_, i) => postOf(i + 1, NOW - i * 1000, named));
		const site = { ...emptySite(), ...ships, posts };
		for await (const page of wordpress.pages(feed, root, contextOf(site))) expect(page.notes).toBeUndefined();
		expect(routesAsked(site).sort()).toEqual(
			['index', 'categories', 'media', 'posts', 'posts', 'posts', 'tags', 'users'].sort()
		);
	});

	test.each([
		[['users'], 'author'],
		[['tags'], 'wp:term'],
		[['categories', 'tags', 'users'], 'author,wp:term']
	])('that the site does not list (%j) come along with the posts', async (routes, embed) => {
		const open = await read(named, ships);
		const site = {
			...emptySite(),
			...ships,
			posts: [postOf(7, NOW - DAY, named)],
			closed: closed(...routes)
		};
		const { posts, notes } = await firstPage(site);
		expect(posts[0]).toEqual(open);
		expect(notes).toBeUndefined();
		expect(site.asked.at(-2)!.searchParams.get('_embed')).toBe(embed);
	});

	test('that the site does not give at all are noted once, and the posts come without', async () => {
		const posts = Array.from({ length: 150 }, (_, i) => postOf(i + 1, NOW - i * 1000, named));
		const site = {
			...emptySite(),
			...ships,
			posts,
			embeds: false,
			closed: closed('users', 'categories', 'tags', 'media')
		};
		const notes: string[][] = [];
		for await (const page of wordpress.pages(feed, root, contextOf(site))) {
			expect(page.posts[0]!.post).toMatchObject({ authors: [], categories: [], tags: [], image: null });
			notes.push((page.notes ?? []).map(englishOf));
		}
		expect(notes).toEqual([
			[
				'The site does not say who wrote its posts.',
				'The site does not name the categories of its posts.',
				'The site does not name the tags of its posts.',
				'The site does not give out the pictures at the top of its posts.'
			],
			[]
		]);
	});

	test.each([
		new SourceError('blocked-by-cors', 'No.', 'None.'),
		refusal(404, 'rest_no_route'),
		refusal(500, 'internal_server_error')
	])('that a firewall or a fault keeps away do not keep the posts away', async (error) => {
		const site = { ...emptySite(), ...ships, posts: [postOf(7, NOW, named)], closed: { users: error } };
		expect((await firstPage(site)).posts[0]!.post.authors[0]!.name).toBe('Tomás Reyes');
	});

	test.each([
		new SourceError('server-error', 'No.', 'None.', { status: 500, answer: '<h1>Error</h1>' }),
		new SourceError('blocked-by-cors', 'No.', 'None.'),
		refusal(403, 'rest_forbidden')
	])('that once came are not given up for one hiccup: the walk goes on with them later', async (hiccup) => {
		const posts = Array.from({ length: 150 }, (_, i) =>
			postOf(i + 1, NOW - i * 1000, { featured_media: i + 1 })
		);
		const media = posts.map(({ id }) => ({
			id,
			media_type: 'image',
			source_url: `https://harbour.example/${id}.png`
		}));
		const site = { ...emptySite(), posts, media };
		const pages = wordpress.pages(feed, root, contextOf(site));
		const { next } = (await pages.next()).value as SourcePage;
		site.closed = { media: hiccup };
		await expect(pages.next()).rejects.toThrow(SourceError);
		site.closed = {};
		const rest = await firstPage(site, next!);
		expect(rest.posts.map(({ post }) => post.image)).toEqual(
			media.slice(100).map(({ source_url }) => source_url)
		);
	});

	test('are not given up when the server breaks before WordPress can answer', async () => {
		const broken = new SourceError('server-error', 'No.', 'None.', { status: 502, answer: '<html>' });
		for (const error of [broken, new SourceError('server-error', '', '', { status: 500, answer: '' })]) {
			const site = { ...emptySite(), posts: [postOf(7, NOW)], closed: { users: error } };
			await expect(firstPage(site)).rejects.toBe(error);
		}
	});

	test('are not given up when the site is only busy', async () => {
		const busy = new SourceError('rate-limited', 'Busy.', 'Wait.', { status: 429 });
		const site = { ...emptySite(), posts: [postOf(7, NOW)], closed: { tags: busy } };
		await expect(firstPage(site)).rejects.toBe(busy);
	});

	test('of thousands of tags are asked for only as posts need them', async () => {
		const tags = Array.from({ length: 1200 }, (_, i) => ({ id: i + 1, name: `tag ${i + 1}` }));
		const posts = Array.from({ length: 3 }, (_, i) => postOf(i + 1, NOW - i * 1000, { tags: [1100 + i] }));
		const site = { ...emptySite(), tags, posts };
		const { posts: given } = await firstPage(site);
		expect(given.map(({ post }) => post.tags)).toEqual([['tag 1100'], ['tag 1101'], ['tag 1102']]);
		expect(routesAsked(site).filter((route) => route === 'tags')).toHaveLength(2);
	});

	test('of several hundred categories are all fetched', async () => {
		const categories = Array.from({ length: 350 }, (_, i) => ({ id: i + 1, name: `c ${i + 1}`, parent: i }));
		const site = { ...emptySite(), categories };
		const { description } = await firstPage(site);
		expect(Object.keys(description.categoryParents!)).toHaveLength(349);
		expect(routesAsked(site).filter((route) => route === 'categories')).toHaveLength(4);
	});

	test('made while the walk goes on are asked for', async () => {
		const posts = Array.from({ length: 120 }, (_, i) => postOf(i + 1, NOW - DAY + i * 1000));
		const site = { ...emptySite(), posts };
		const pages = wordpress.pages(feed, root, contextOf(site));
		await pages.next();
		site.categories.push({ id: 88, name: 'Fresh', parent: 1 });
		site.posts[3]!.categories = [88];
		const page = (await pages.next()).value as SourcePage;
		expect(page.posts.flatMap(({ post }) => post.categories)).toContain('Fresh');
		expect(page.description.categoryParents).toEqual({ fresh: 'uncategorized' });
	});
});
