import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { categoryKey } from '$lib/model/category';
import { commentIdOf, feedIdOf } from '$lib/model/ids';
import type { FilePart } from '$lib/sources/files/file-format';
import { bundleForNode } from '../tools/bundle-for-node.mjs';
import { missingWordPress, WordPress } from '../tools/wordpress.mjs';
import type { Listed } from './listed';

/*
 * What a real WordPress exports, read by Backlist and compared with what PHP says of the same posts.
 */

test.describe.configure({ mode: 'serial' });
test.skip(missingWordPress !== '', missingWordPress);
if (missingWordPress !== '') console.warn(`${missingWordPress} Skipped.`);

const exec = promisify(execFile);
const script = (name: string) => new URL(name, import.meta.url);
let folder = '';
let wordpress: WordPress;

test.beforeAll(async () => {
	test.setTimeout(15 * 60_000);
	folder = await mkdtemp(join(tmpdir(), 'backlist-export-'));
	wordpress = await WordPress.start(250);
	await wordpress.php(script('write-posts.php'));
});

test.afterAll(async () => {
	await wordpress.remove();
	await rm(folder, { recursive: true, force: true });
});

/** Signs that WordPress sets as a printer would, and spaces: the words are compared. */
const plain = (text: string) =>
	text
		.replace(/[‘’′]/g, "'")
		.replace(/[“”″]/g, '"')
		.replace(/…/g, '...')
		.replace(/[–—]|--/g, '-')
		.replace(/×/g, 'x')
		.replace(/\s+/g, ' ')
		.trim();
const wordsOf = (html: string) =>
	plain(
		html
			.replace(/<(audio|video|style|script)\b.*?<\/\1>/gs, '')
			.replace(/<[^>]*>/g, ' ')
			.replace(/&#0?(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
			.replace(/&lt;/g, '<')
			.replace(/&gt;/g, '>')
			.replace(/&quot;/g, '"')
			.replace(/&amp;/g, '&')
	);
/** How often each element that a reader sees comes. */
const shapeOf = (html: string) =>
	Object.fromEntries(
		['p', 'br', 'ul', 'li', 'blockquote', 'pre', 'h2', 'table', 'img', 'figure', 'figcaption', 'em'].map(
			(name) => [name, html.match(new RegExp(`<${name}[\\s/>]`, 'g'))?.length ?? 0]
		)
	);

test('an export has every post as its site shows it', async () => {
	const path = join(folder, 'export.xml');
	await wordpress.php(script('export-posts.php'), path);
	const site = JSON.parse(await wordpress.php(script('list-posts.php'))) as Listed;
	const reader = await bundleForNode('tests/peers/print-export.ts', folder);
	const { stdout } = await exec(execPath, [reader, path], { maxBuffer: 256 * 1024 * 1024 });
	const parts = (JSON.parse(stdout) as FilePart[]).filter((part) => part.is === 'posts');
	const { feed } = parts[0]!;
	expect(feed).toMatchObject({
		url: `${wordpress.origin}/wp-json/`,
		description: { title: 'Harbour Notes' }
	});
	const parents = Object.entries(site.parents).map(([name, above]) => [
		categoryKey(name),
		categoryKey(above)
	]);
	expect(feed.description.categoryParents).toEqual(Object.fromEntries(parents));

	const posts = new Map(
		parts.flatMap((part) => part.posts).map((incoming) => [incoming.post.guid, incoming])
	);
	const wanted = site.posts.filter(({ isProtected }) => !isProtected);
	const pages = [...posts.values()].filter(({ post }) => /sample-page|a-page/.test(post.url ?? ''));
	expect(posts.size).toBe(wanted.length + pages.length);
	for (const real of wanted) {
		const { post, body } = posts.get(real.id)!;
		expect({
			url: post.url,
			title: plain(post.title),
			publishedAt: post.publishedAt,
			updatedAt: post.updatedAt,
			authors: post.authors.map(({ name }) => name),
			categories: post.categories,
			tags: post.tags,
			image: post.image,
			isSticky: post.isSticky ?? false,
			replyUrl: post.replyUrl,
			words: wordsOf(body.html)
		}).toEqual({
			url: real.url,
			title: plain(real.title),
			publishedAt: real.publishedAt,
			updatedAt: real.updatedAt,
			authors: [real.author],
			categories: real.categories,
			tags: real.tags,
			image: real.image,
			isSticky: real.isSticky,
			replyUrl: real.takesReplies ? `${real.url}#respond` : null,
			words: wordsOf(real.html)
		});
		const isOwn = real.title === 'Caption' || real.title === 'Gallery' || real.title === 'Recording';
		if (!isOwn && real.title !== 'Preformatted') expect(shapeOf(body.html)).toEqual(shapeOf(real.html));
	}

	const comments = parts.flatMap((part) => part.comments);
	const real = wanted.flatMap((post) => post.comments).filter(({ text }) => text !== 'PINGBACK');
	expect(comments.map(({ id }) => id).sort()).toEqual(
		real.map(({ id }) => commentIdOf(feedIdOf(feed.url), String(id))).sort()
	);
	const unpublished = Number(await wordpress.php(script('count-unpublished.php')));
	expect(unpublished).toBeGreaterThan(3);
	expect(parts.reduce((sum, part) => sum + part.unpublished, 0)).toBe(unpublished);
	expect(parts.flatMap(({ skipped }) => skipped)).toEqual([]);
	expect(stdout).not.toMatch(/SECRET|SPAM|UNAPPROVED|PINGBACK/);
});

test('paragraphs are still those that WordPress makes', async () => {
	const pairs = JSON.parse(readFileSync(script('../fixtures/wordpress/paragraphs.json'), 'utf8')) as [
		text: string,
		html: string
	][];
	const path = join(folder, 'texts.json');
	await writeFile(path, JSON.stringify(pairs.map(([text]) => text)));
	const printed = JSON.parse(await wordpress.php(script('paragraphs.php'), path)) as string[];
	expect(printed).toEqual(pairs.map(([, html]) => html));
});
