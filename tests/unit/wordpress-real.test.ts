import { describe, expect, test } from 'vitest';
import { categoryKey } from '$lib/model/category';
import { feedIdOf } from '$lib/model/ids';
import { plainText } from '$lib/content/plain-text';
import { createFetchText } from '$lib/sources/fetch/fetch-text';
import type { SourceContext, SourcePage } from '$lib/sources/source';
import { wordpress } from '$lib/sources/wordpress/wordpress';
import { indexUrl, restUrl } from '$lib/sources/wordpress/routes';

/*
 * A real WordPress, whose posts are compared with those that its own numbered pages give. Set BACKLIST_WORDPRESS_URL to the
 * address of its API, such as http://127.0.0.1:8090/wp-json/. Nothing is changed there.
 */

const root = process.env.BACKLIST_WORDPRESS_URL ?? '';
const missing = 'No WordPress. Set BACKLIST_WORDPRESS_URL to the address of its API.';

if (root === '') {
	console.warn(`${missing} Skipped.`);
	test.skip(missing, () => undefined);
}

const feed = { id: feedIdOf(root), url: root };
const following = wordpress.following!;
const now = Date.now();

interface RealPost {
	id: number;
	date_gmt: string;
	modified_gmt: string;
	link: string;
	title: { rendered: string };
	content: { rendered: string; protected: boolean };
	categories: number[];
	tags: number[];
	author: number;
	featured_media: number;
	sticky: boolean;
}

interface Named {
	id: number;
	name: string;
	parent?: number;
	source_url?: string;
}

/** What sources are handed, with the addresses that they ask for. */
function counted(): SourceContext & { asked: string[] } {
	const asked: string[] = [];
	const fetchText = createFetchText({ fetch: (url, init) => fetch(url, init), isOnline: () => true });
	return {
		asked,
		now: () => now,
		fetchText: (url) => {
			asked.push(url);
			return fetchText(url);
		}
	};
}

/** All items of a route, by numbered pages of a hundred. */
async function allOf<T>(route: string): Promise<T[]> {
	const items: T[] = [];
	for (let page = 1; ; page += 1) {
		const answer = await fetch(restUrl(root, route, { per_page: 100, page }));
		items.push(...((await answer.json()) as T[]));
		if (page >= Number(answer.headers.get('X-WP-TotalPages'))) return items;
	}
}

async function walk(context: SourceContext, from = root): Promise<SourcePage[]> {
	const pages: SourcePage[] = [];
	for await (const page of wordpress.pages(feed, from, context)) pages.push(page);
	return pages;
}

const postsIn = (pages: SourcePage[]) => pages.flatMap(({ posts }) => posts);
const byId = (items: Named[]) => new Map(items.map((item) => [item.id, item]));

describe.skipIf(root === '')('a real WordPress', { timeout: 120_000 }, () => {
	test('gives its whole archive once, as its numbered pages have it', async () => {
		const context = counted();
		const pages = await walk(context);
		const requests = context.asked.length;
		const posts = postsIn(pages);
		const real = await allOf<RealPost>('wp/v2/posts');
		const [categories, tags, users, media] = (
			await Promise.all(['categories', 'tags', 'users', 'media'].map((list) => allOf<Named>(`wp/v2/${list}`)))
		).map(byId) as [Map<number, Named>, Map<number, Named>, Map<number, Named>, Map<number, Named>];
		expect(posts.map(({ post }) => post.guid).sort()).toEqual(real.map(({ id }) => String(id)).sort());
		expect(pages[0]!.total).toBe(real.length);
		const kept = new Map(posts.map((incoming) => [incoming.post.guid, incoming]));
		for (const item of real) {
			const { post, body } = kept.get(String(item.id))!;
			const publishedAt = Date.parse(`${item.date_gmt}Z`);
			expect(post).toMatchObject({
				url: item.link,
				title: plainText(item.title.rendered),
				publishedAt: publishedAt || now,
				hasOwnDate: !Number.isNaN(publishedAt),
				updatedAt: Date.parse(`${item.modified_gmt}Z`) || 0,
				categoryKeys: item.categories.map((id) => categoryKey(plainText(categories.get(id)!.name))),
				tags: item.tags.map((id) => plainText(tags.get(id)!.name)),
				authors: [{ name: users.get(item.author)?.name }],
				image: media.get(item.featured_media)?.source_url ?? null
			});
			expect([post.isSticky === true, post.isProtected === true]).toEqual([
				item.sticky,
				item.content.protected
			]);
			expect(body.html).toBe(item.content.rendered);
		}
		expect(pages.flatMap(({ skipped, notes = [] }) => [...skipped, ...notes])).toEqual([]);
		// The index, the posts, their categories, tags and authors, and the pictures of each page that has new ones.
		const pictures = context.asked.filter((url) => url.includes('/media')).length;
		const least = 1 + Math.ceil(real.length / 100) + 3 + Math.min(pictures, Math.ceil(media.size / 100) + 1);
		expect(requests).toBeLessThanOrEqual(least * 1.1);
		console.warn(`${real.length} posts in ${requests} requests; the least is ${least}.`);
	});

	test('goes on from the checkpoint of any page', async () => {
		const pages = await walk(counted());
		const middle = Math.floor(pages.length / 2);
		const rest = await walk(counted(), pages[middle - 1]!.next!);
		expect(postsIn(rest)).toEqual(postsIn(pages.slice(middle)));
		expect(rest.map(({ total, since }) => [total, since])).toEqual(rest.map(() => [null, undefined]));
	});

	test('costs two small requests when nothing has changed', async () => {
		const first = await wordpress.pages(feed, root, counted()).next();
		const context = counted();
		const pages: SourcePage[] = [];
		for await (const page of following.changes(feed, (first.value as SourcePage).since!, context, () =>
			Promise.resolve([])
		)) {
			pages.push(page);
		}
		expect([pages.length, context.asked.length]).toEqual([0, 2]);
	});

	test('lists each post with the time of its last edit', async () => {
		const listed = new Map<string, number>();
		for await (const posts of following.listing(feed, counted())) {
			for (const { guid, updatedAt } of posts) listed.set(guid, updatedAt);
		}
		const posts = postsIn(await walk(counted())).map(({ post }) => post);
		expect(listed).toEqual(new Map(posts.map(({ guid, updatedAt }) => [guid, updatedAt])));
		const some = posts.slice(0, 150).map(({ guid }) => guid);
		const page = await following.postsOf(feed, [...some, '999999999'], counted());
		expect(page.posts.map(({ post }) => post.guid)).toEqual(some);
	});

	test('gives its comments, none of them spam', async () => {
		const comments = [];
		for await (const page of following.comments(feed, null, null, 0, counted()))
			comments.push(...page.comments);
		const real = await allOf<{ id: number; post: number }>('wp/v2/comments');
		expect(comments.map(({ url }) => url?.replace(/.*-/, '')).sort()).toEqual(
			real.map(({ id }) => String(id)).sort()
		);
		const post = String(real.at(-1)!.post);
		const own = await following.commentsOf(feed, post, counted());
		expect(own).toHaveLength(real.filter((comment) => String(comment.post) === post).length);
	});

	test('is recognised by its index', async () => {
		expect(wordpress.recognises(await counted().fetchText(indexUrl(root)))).toBe(true);
	});
});
