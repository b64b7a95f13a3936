import { strToU8, zipSync, type Zippable } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import { englishOf } from '$lib/model/problem';
import type { Database } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import { ImportService, type ImportProgress } from '$lib/transfer/imports/import-service';
import { freshDatabase } from './library';

let db: Database;
let service: ImportService;

beforeEach(() => {
	db = freshDatabase();
	const noNetwork = () => Promise.reject(new Error('Nothing is fetched'));
	service = new ImportService(db, () => ({ now: Date.now, fetchText: noNetwork }));
});

async function keep(...files: File[]) {
	const result = await service.keep(files, {
		withUnpublished: false,
		titles: { 'file:saved-pages': 'Gespeicherte Seiten' }
	});
	if (!result.ok) throw new Error(result.problem.message);
	return result.value;
}

const archive = (files: Zippable) => new File([zipSync(files)], 'export.zip');

const item = (id: number, type: string, more: string) =>
	`<item><title>Nr ${id}</title><link>https://blog.example/${id}/</link><wp:post_id>${id}</wp:post_id><wp:status>${type === 'post' ? 'publish' : 'inherit'}</wp:status><wp:post_type>${type}</wp:post_type>${more}</item>`;
const wxr = (...items: string[]) =>
	`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Blog</title><link>https://blog.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://blog.example</wp:base_blog_url>${items.join('')}</channel></rss>`;
const gallery = item(1, 'post', '<content:encoded><![CDATA[Words [gallery ids="5"]]]></content:encoded>');
const picture = item(
	5,
	'attachment',
	'<wp:attachment_url>https://blog.example/heron.jpg</wp:attachment_url>'
);

test.each([
	['files', () => [new File([wxr(gallery)], 'a.xml'), new File([wxr(picture)], 'b.xml')]],
	['an archive', () => [archive({ 'a.xml': strToU8(wxr(gallery)), 'b.xml': strToU8(wxr(picture)) })]]
])('an export of WordPress in parts has the pictures of all of them, as %s', async (_, files) => {
	const report = await keep(...files());
	expect((await db.bodies.toArray()).map(({ html }) => html)).toEqual([
		expect.stringContaining('https://blog.example/heron.jpg')
	]);
	expect(report.files.flatMap(({ notes }) => notes)).toEqual([]);
});

test('a part by itself says how many pictures it lacks', async () => {
	const { files } = await keep(new File([wxr(gallery)], 'a.xml'));
	expect(files[0]?.notes.map(englishOf)).toEqual([
		'1 picture that these posts name is in none of the files. If the export has several, bring them together.'
	]);
});

test('an archive of Omnivore gives its articles whole, each once', async () => {
	const saved = { savedAt: '2024-01-02T00:00:00Z', state: 'Active', labels: ['Birds'] };
	const list = [
		{ id: '1', slug: 'heron', title: 'Heron', url: 'https://a.example/heron', ...saved },
		{ id: '2', slug: 'egret', title: 'Egret', url: 'https://a.example/egret', ...saved }
	];
	const report = await keep(
		archive({
			'content/heron.html': strToU8('<div id="readability-page-1"><p>It stood there.</p></div>'),
			'highlights/heron.md': strToU8('> It stood'),
			'metadata_0_to_20.json': strToU8(JSON.stringify(list))
		})
	);
	expect(report.files.map(({ name, problem }) => [name, problem])).toEqual([['metadata_0_to_20.json', null]]);
	const posts = await db.posts.toArray();
	expect(posts.map(({ title, tags }) => [title, tags]).sort()).toEqual([
		['Egret', ['Birds']],
		['Heron', ['Birds']]
	]);
	const heron = posts.find(({ title }) => title === 'Heron');
	expect((await db.bodies.get(heron!.id))?.html).toContain('<p>It stood there.</p>');
});

test('pages in folders that Omnivore would have are pages, and are told in the reader’s language', async () => {
	const page = (words: string) =>
		strToU8(
			`<!doctype html><html><head><title>${words}</title></head><body><p>${`${words} `.repeat(50)}</p></body></html>`
		);
	await keep(archive({ 'a/content/index.html': page('Heron'), 'b/content/index.html': page('Egret') }));
	expect((await db.posts.toArray()).map(({ title }) => title).sort()).toEqual(['Egret', 'Heron']);
	expect((await listFeeds(db)).map(({ title }) => title)).toEqual(['Gespeicherte Seiten']);
});

test('the index of pictures in an archive of our own is passed over', async () => {
	const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'Blog', items: [] };
	const files = archive({
		'feed.json': strToU8(JSON.stringify(feed)),
		'pictures/index.json': strToU8('{"pictures/1.jpg":"https://a.example/1.jpg"}')
	});
	const { files: read } = await keep(files);
	expect(read.map(({ name, problem }) => [name, problem])).toEqual([['feed.json', null]]);
});

test('the reading of an archive is half of the way, and its unpacking the other', async () => {
	const told: ImportProgress[] = [];
	const posts = Array.from({ length: 4000 }, (_, i) => item(i + 1, 'post', '')).join('');
	const file = archive({ 'a.xml': [strToU8(wxr(posts)), { level: 0 }] });
	service.onProgress((progress) => told.push(progress));
	await keep(file);
	const withPosts = told.filter((progress) => progress.posts > 0);
	expect(withPosts.length).toBeGreaterThan(0);
	expect(withPosts[0]?.done).toBeLessThan(file.size);
	expect(told.every(({ done, total }) => done <= total)).toBe(true);
});
