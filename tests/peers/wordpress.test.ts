import { commentIdOf } from '$lib/model/ids';
import { categoryKey } from '$lib/model/category';
import { expect, test as base } from '../e2e/reader';
import { keptLibrary } from './kept-library';
import type { Listed } from './listed';
import { missingWordPress, WordPress } from '../tools/wordpress.mjs';

/*
 * A real WordPress, synced by the built app in a real browser, and compared with what PHP says of it.
 */

const POSTS = 1000;

const test = base.extend<object, { wordpress: WordPress }>({
	wordpress: [
		// Playwright asks for a pattern here, even an empty one.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const wordpress = await WordPress.start(POSTS);
			await use(wordpress);
			await wordpress.remove();
		},
		{ scope: 'worker', timeout: 15 * 60_000 }
	]
});

// Its requests are to be seen and held up here, which a service worker would hide.
test.use({ serviceWorkers: 'block' });
test.describe.configure({ mode: 'serial' });
test.skip(missingWordPress !== '', missingWordPress);
if (missingWordPress !== '') console.warn(`${missingWordPress} Skipped.`);

const TITLE = 'Harbour Notes';
const listed = async (wordpress: WordPress) =>
	JSON.parse(await wordpress.php(new URL('list-posts.php', import.meta.url))) as Listed;
const byId = <T extends { id: string }>(items: T[]) => new Map(items.map((item) => [item.id, item]));

test('the whole archive comes from just the address, every field as WordPress has it', async ({
	reader,
	page,
	wordpress
}) => {
	await page.goto('/add');
	await page.getByRole('textbox', { name: 'Feed or site address' }).fill(wordpress.origin);
	await page.getByRole('button', { name: 'Preview' }).click();
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('1,002 posts');
	await page.getByRole('button', { name: 'Add feed' }).click();
	await expect(reader.status()).toContainText(/Harbour Notes: 1,002 posts kept/, { timeout: 120_000 });

	const [site, library] = await Promise.all([listed(wordpress), keptLibrary(page, TITLE)]);
	expect(library.posts.map(({ guid }) => guid).sort()).toEqual(site.posts.map(({ id }) => id).sort());
	const bodies = byId(library.bodies);
	const posts = new Map(library.posts.map((post) => [post.guid, post]));
	for (const wanted of site.posts) {
		const post = posts.get(wanted.id)!;
		expect({
			url: post.url,
			title: post.title,
			publishedAt: post.publishedAt,
			updatedAt: post.updatedAt,
			authors: post.authors.map(({ name }) => name),
			categories: [...post.categories].sort(),
			tags: [...post.tags].sort(),
			image: post.image,
			isSticky: post.isSticky ?? false,
			isProtected: post.isProtected ?? false,
			replyUrl: post.replyUrl,
			html: bodies.get(post.id)!.html,
			commentCount: post.commentCount ?? 0
		}).toEqual({
			url: wanted.url,
			title: wanted.title,
			publishedAt: wanted.publishedAt,
			updatedAt: wanted.updatedAt,
			authors: [wanted.author],
			categories: wanted.categories.sort(),
			tags: wanted.tags.sort(),
			image: wanted.image,
			isSticky: wanted.isSticky,
			isProtected: wanted.isProtected,
			replyUrl: wanted.takesReplies ? `${wanted.url}#respond` : null,
			html: wanted.html,
			commentCount: wanted.comments.length
		});
		expect(post.excerpt === '').toBe(wanted.excerpt === '');
		expect(wanted.excerpt.startsWith(post.excerpt.replace(/…$/, '').trimEnd())).toBe(true);
	}
	expect(posts.size).toBe(POSTS + 2);
	const parents = Object.entries(site.parents).map(([name, above]) => [
		categoryKey(name),
		categoryKey(above)
	]);
	expect(library.feeds[0]!.categoryParents).toEqual(Object.fromEntries(parents));
	expect(parents.length).toBeGreaterThan(0);

	const feedId = library.feeds[0]!.id;
	const comments = byId(library.comments);
	const wanted = site.posts.flatMap((post) =>
		post.comments.map((comment) => ({ ...comment, post: post.id }))
	);
	expect(comments.size).toBe(wanted.length);
	for (const { id, parent, author, publishedAt, text, post } of wanted) {
		const comment = comments.get(commentIdOf(feedId, String(id)))!;
		expect(comment).toMatchObject({
			postId: posts.get(post)!.id,
			parentId: parent === 0 ? null : commentIdOf(feedId, String(parent)),
			authorName: author,
			publishedAt
		});
		expect(textOf(comment.html)).toBe(text);
	}
});

const textOf = (html: string) =>
	html
		.replace(/<[^>]*>/g, '')
		.replace(/&#8217;/g, '’')
		.replace(/\s+/g, ' ')
		.trim();

test('drafts, private posts, the text behind a password and spam never come', async ({
	reader,
	page,
	wordpress
}) => {
	await reader.add(wordpress.origin, TITLE);
	await expect(reader.status()).toContainText(/1,002 posts kept/);
	const everything = JSON.stringify(await keptLibrary(page, TITLE));
	expect(everything).not.toContain('SECRET');
	expect(everything).not.toContain('SPAM');
	await page.goto('/');
	await reader.link('Behind a password').click();
	await expect(page.getByText('This post is behind a password')).toBeVisible();
});

test.describe('with the service worker', () => {
	test.use({ serviceWorkers: 'allow' });

	test('comments can be read without a network, threaded, with the way to reply', async ({
		reader,
		page,
		context,
		wordpress
	}) => {
		await reader.add(wordpress.origin, TITLE);
		await expect(reader.status()).toContainText(/1,002 posts kept.*Ready to read offline/);
		const site = await listed(wordpress);
		const commented = site.posts.findLast(({ comments }) => comments.length === 2)!;
		const library = await keptLibrary(page, TITLE);
		const post = library.posts.find(({ guid }) => guid === commented.id)!;
		await page.goto('/');
		await context.setOffline(true);
		await reader.find(`title:"${commented.title}"`);
		await reader.rows().first().getByRole('link').first().click();
		const comments = page.getByRole('region', { name: 'Comments' });
		await expect(comments.getByRole('heading', { name: '2 comments' })).toBeVisible();
		await expect(comments).toContainText('I remember that day');
		const replies = comments.getByRole('listitem').getByRole('listitem');
		await expect(replies).toContainText('So do I.');
		await expect(page.getByRole('link', { name: 'Leave a reply' })).toHaveAttribute(
			'href',
			`${post.url}#respond`
		);
	});
});

test('what is published and deleted while the archive is walked through is neither lost nor doubled', async ({
	reader,
	page,
	context,
	wordpress
}) => {
	let walked = 0;
	await context.route(/\/wp\/v2\/posts\?.*before=/, async (route) => {
		walked += 1;
		if (walked === 3) await wordpress.php(new URL('publish-and-delete.php', import.meta.url));
		await route.continue();
	});
	await reader.add(wordpress.origin, TITLE);
	await expect(reader.status()).toContainText(/posts kept/, { timeout: 120_000 });
	await page.goto('/feeds');
	const feed = page.getByRole('listitem').filter({ hasText: TITLE });
	await feed.getByRole('button', { name: 'Sync now' }).click();
	await expect(feed).toContainText('nothing new');
	expect(walked).toBeGreaterThan(3);

	const [site, library] = await Promise.all([listed(wordpress), keptLibrary(page, TITLE)]);
	const alive = library.posts.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ guid }) => guid);
	expect(alive.sort()).toEqual(site.posts.map(({ id }) => id).sort());
	expect(new Set(library.posts.map(({ guid }) => guid)).size).toBe(library.posts.length);
});

test('edits, new posts and removals follow, each in its way', async ({ reader, page, wordpress }) => {
	await reader.add(wordpress.origin, TITLE);
	await expect(reader.status()).toContainText(/posts kept/, { timeout: 120_000 });
	const before = await keptLibrary(page, TITLE);
	const edits = await wordpress.edit();
	await page.goto('/feeds');
	const feed = page.getByRole('listitem').filter({ hasText: TITLE });
	await feed.getByRole('button', { name: 'Sync now' }).click();
	const removed = [...edits.trashed, ...edits.deleted].map(String);
	await expect(feed).toContainText(`${edits.added.length} new`);
	await expect(feed).toContainText(`${edits.edited.length} edited`);

	const library = await keptLibrary(page, TITLE);
	const posts = new Map(library.posts.map((post) => [post.guid, post]));
	const bodies = byId(library.bodies);
	for (const id of edits.edited) expect(bodies.get(posts.get(String(id))!.id)!.html).toContain('quokkaproof');
	for (const id of edits.added) expect(posts.get(String(id))!.title).toMatch(/^Late edition/);
	expect(
		library.posts
			.filter(({ withdrawnAt }) => withdrawnAt !== null)
			.map(({ guid }) => guid)
			.sort()
	).toEqual(removed.sort());
	expect(library.posts).toHaveLength(before.posts.length + edits.added.length);

	await page.goto('/');
	await reader.find('is:withdrawn');
	await reader.expectFound(removed.length);
	await reader.rows().first().getByRole('link').first().click();
	await expect(page.getByText(/taken this post down/)).toBeVisible();
});

test('a server that stops half-way and comes back loses nothing', async ({
	reader,
	page,
	context,
	wordpress
}) => {
	let walked = 0;
	const walk = /\/wp\/v2\/posts\?.*before=/;
	await context.route(walk, async (route) => {
		walked += 1;
		if (walked === 4) await wordpress.stop();
		await route.continue();
	});
	await reader.add(wordpress.origin, TITLE);
	await expect(reader.status()).toContainText('could not be synced completely', { timeout: 120_000 });
	const half = await keptLibrary(page, TITLE);
	expect(half.posts.length).toBeGreaterThan(100);
	expect(half.feeds[0]!.checkpoint).not.toBeNull();

	await context.unroute(walk);
	await wordpress.restart();
	await page.goto('/feeds');
	const feed = page.getByRole('listitem').filter({ hasText: TITLE });
	await feed.getByRole('button', { name: 'Sync now' }).click();
	const site = await listed(wordpress);
	const guids = async () => (await keptLibrary(page, TITLE)).posts.map(({ guid }) => guid).sort();
	await expect.poll(guids, { timeout: 120_000 }).toEqual(site.posts.map(({ id }) => id).sort());
	await expect(feed.getByRole('button', { name: 'Sync now' })).toBeEnabled();
	await expect(feed.getByRole('alert')).toHaveCount(0);
	expect((await keptLibrary(page, TITLE)).feeds[0]!.checkpoint).toBeNull();
});

test('a site with plain permalinks is found by its address too', async ({ reader, page, wordpress }) => {
	await wordpress.restart({ permalinks: 'plain' });
	await reader.add(wordpress.origin, TITLE);
	await expect(reader.status()).toContainText(/posts kept/, { timeout: 120_000 });
	const [site, library] = await Promise.all([listed(wordpress), keptLibrary(page, TITLE)]);
	expect(library.feeds[0]!.url).toContain('rest_route=');
	expect(library.posts.map(({ guid }) => guid).sort()).toEqual(site.posts.map(({ id }) => id).sort());
	const urls = new Map(library.posts.map(({ guid, url }) => [guid, url]));
	for (const { id, url } of site.posts) expect(urls.get(id)).toBe(url);
});

test('a site that has closed its API says so, and what else works', async ({ reader, page, wordpress }) => {
	await wordpress.restart({ rest: 'off' });
	await page.goto(`/add?url=${encodeURIComponent(wordpress.origin)}`);
	await page.getByRole('button', { name: 'Add feed' }).click();
	await expect(reader.alert()).toContainText(/closed its API/);
	await expect(reader.alert()).toContainText(/Feed file|feed file/);
	await expect(reader.alert()).toContainText(/Nothing was added/);
	await wordpress.restart();
});
