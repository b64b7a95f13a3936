import { expect, test as base } from '@playwright/test';
import { plainText } from '$lib/content/plain-text';
import type { Post } from '$lib/model/post';
import type { OpenFile } from '$lib/sources/files/file-format';
import { savedPage } from '$lib/sources/files/page/saved-page';
import { missingWordPress, WordPress } from '../tools/wordpress.mjs';

/*
 * Pages of a real WordPress as a browser saves them, and their bare text, compared with what PHP says of the posts.
 */

/** What `list-posts.php` prints. */
interface Listed {
	posts: {
		url: string;
		title: string;
		html: string;
		publishedAt: number;
		author: string;
		categories: string[];
		tags: string[];
		isProtected: boolean;
	}[];
}

const POSTS = 24;

const test = base.extend<object, { wordpress: WordPress }>({
	wordpress: [
		// Playwright asks for a pattern here, even an empty one.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const wordpress = await WordPress.start(POSTS);
			await wordpress.php(new URL('wear-theme.php', import.meta.url));
			await use(wordpress);
			await wordpress.remove();
		},
		{ scope: 'worker', timeout: 15 * 60_000 }
	]
});

test.describe.configure({ mode: 'serial' });
test.skip(missingWordPress !== '', missingWordPress);
if (missingWordPress !== '') console.warn(`${missingWordPress} Skipped.`);

const now = Date.now();

async function read(content: string): Promise<Post & { paragraphs: string[] }> {
	const bytes = new TextEncoder().encode(content);
	const file: OpenFile = {
		name: 'saved',
		mimeType: '',
		text: content.slice(0, 65_536),
		size: bytes.length,
		stream: async function* () {
			yield content;
		},
		whole: async () => content,
		bytes: async () => bytes
	};
	expect(savedPage.recognises(file)).toBe(true);
	for await (const part of savedPage.read(file, { withUnpublished: false, now })) {
		const incoming = part.is === 'posts' ? part.posts[0] : undefined;
		if (incoming !== undefined) return { ...incoming.post, paragraphs: linesOf(incoming.body.text) };
	}
	throw new Error('The page has no post');
}

const linesOf = (text: string) => text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
const postsOf = async (wordpress: WordPress) =>
	(JSON.parse(await wordpress.php(new URL('list-posts.php', import.meta.url))) as Listed).posts.filter(
		({ isProtected }) => !isProtected
	);
const namesOf = ({ authors }: Post) => authors.map(({ name }) => name);

test('every saved page of WordPress is the post that WordPress has', async ({ page, wordpress }) => {
	for (const listed of await postsOf(wordpress)) {
		await page.goto(listed.url);
		const post = await read(await page.content());
		expect({
			title: post.title,
			authors: namesOf(post),
			publishedAt: post.publishedAt,
			categories: [...post.categories].sort(),
			tags: [...post.tags].sort(),
			url: post.url,
			paragraphs: post.paragraphs
		}).toEqual({
			title: listed.title,
			authors: [listed.author],
			publishedAt: listed.publishedAt,
			categories: [...listed.categories].sort(),
			tags: [...listed.tags].sort(),
			url: listed.url,
			paragraphs: linesOf(plainText(listed.html))
		});
	}
});

test('the bare text of every page gives title, author, day, categories, tags and the paragraphs', async ({
	page,
	wordpress
}) => {
	for (const listed of await postsOf(wordpress)) {
		await page.goto(listed.url);
		const post = await read(await page.locator('body').innerText());
		// What a browser shows of the post alone, in lines: tables and lists have no paragraphs.
		const shown = linesOf(await page.locator('.entry-content').innerText()).filter((line) => line !== '');
		expect({
			title: post.title,
			authors: namesOf(post),
			day: new Date(post.publishedAt).toISOString().slice(0, 10),
			categories: [...post.categories].sort(),
			tags: [...post.tags].sort(),
			paragraphs: post.paragraphs
		}).toEqual({
			title: listed.title,
			authors: [listed.author],
			day: new Date(listed.publishedAt).toISOString().slice(0, 10),
			categories: [...listed.categories].sort(),
			tags: [...listed.tags].sort(),
			paragraphs: shown
		});
	}
});
