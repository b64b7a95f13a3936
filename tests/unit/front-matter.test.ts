import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { formatOf } from '$lib/sources/files/file-formats';
import { readFrontMatter } from '$lib/sources/files/page/front-matter';
import { savedPage } from '$lib/sources/files/page/saved-page';
import { exported, libraryOf } from './exported';
import { openFile, partsOf, postsOf, startOf } from './file-parts';

const read = async (text: string) => (await postsOf(savedPage, openFile(text, 'heron.md')))[0]!;

const ITEM = {
	id: 'heron-1',
	url: 'https://heron.example/1',
	title: 'The *Heron*: a "study"',
	content_html: '<p>It stood there <em>all</em> morning.</p><p>Nobody fed it.</p>',
	date_published: '2006-01-02T09:30:00Z',
	date_modified: '2006-01-03T10:00:00Z',
	authors: [{ name: 'Ada Byrne' }, { name: 'Bo, Jr.' }],
	tags: ['Birds', 'Food, Drink and “more”'],
	language: 'en-GB'
};

test('A Markdown file of our own export comes back with all that it says of the post', async () => {
	const version = 'https://jsonfeed.org/version/1.1';
	const { bytes } = await exported('markdown', libraryOf({ version, title: 'Harbour Notes', items: [ITEM] }));
	const [text] = Object.values(unzipSync(bytes)).map((file) => strFromU8(file));
	expect(formatOf(startOf(text!, 'heron.md'))).toBe(savedPage);
	const post = await read(text!);
	expect(post).toMatchObject({
		title: ITEM.title,
		url: ITEM.url,
		guid: ITEM.id,
		authors: [{ name: 'Ada Byrne' }, { name: 'Bo, Jr.' }],
		categories: ITEM.tags,
		language: 'en-GB',
		publishedAt: Date.parse(ITEM.date_published),
		updatedAt: Date.parse(ITEM.date_modified),
		feed: { description: { title: 'Harbour Notes' } }
	});
	expect(post.text.split('\n').filter((line) => line !== '')).toEqual([
		expect.stringMatching(/^It stood there [*_]all[*_] morning\.$/),
		'Nobody fed it.'
	]);
	const notes = (await partsOf(savedPage, openFile(text!, 'heron.md'))).filter(({ is }) => is === 'note');
	expect(notes).toHaveLength(1);
});

test('A post of a static site has the facts above its text', async () => {
	const post = await read(
		[
			...[
				'---',
				'# by hand',
				"title: 'The heron''s lane'",
				'date: 2006-01-02 09:30:00 +0000',
				'draft: false'
			],
			...[
				'author: Ada Byrne # me',
				'categories:',
				'  - Birds',
				'- "Food: drink"',
				'tags: [eel, \'a, b\', "c"]'
			],
			...['params:', '  deep: nested', 'summary: >', '  One line', '  and another.', 'empty:', '---', ''],
			...['It stood there.', '', '## Later', '', '- Nobody fed it.', '']
		].join('\n')
	);
	expect(post).toMatchObject({
		title: 'The heron’s lane'.replace('’', "'"),
		authors: [{ name: 'Ada Byrne' }],
		categories: ['Birds', 'Food: drink'],
		tags: ['eel', 'a, b', 'c'],
		excerpt: 'One line and another.',
		publishedAt: Date.UTC(2006, 0, 2, 9, 30)
	});
	expect(post.text.split('\n')).toEqual(['It stood there.', '## Later', '- Nobody fed it.']);
});

test.each([
	['a rule alone', '---\n\nOne.\n\nTwo.'],
	['a text between rules', '---\n\nDear diary,\nit rained.\n\n---\n\nTwo.'],
	['no end', '---\ntitle: One\n\nTwo.'],
	['no beginning', 'title: One\n---\nTwo.']
])('A text with %s is a text without front matter', (_, text) => {
	expect(readFrontMatter(text)).toBeNull();
});

test('Texts and lists as our exports write them come back', () => {
	const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
	fc.assert(
		fc.property(word, fc.array(word, { minLength: 1, maxLength: 5 }), (title, tags) => {
			const yaml = `title: ${JSON.stringify(title)}\ntags: ${JSON.stringify(tags)}`;
			const matter = readFrontMatter(`---\n${yaml}\n---\n\nText.`);
			expect(matter?.values.get('tags')).toEqual(tags);
			expect(matter?.values.get('title')).toEqual([title]);
		})
	);
});

test('However a text begins, it is read to its end', () => {
	for (const part of ['a: [', '- ', 'a: "', "a: '", 'a:\n', ' ', 'a: |\n ', '[', '"\\,']) {
		readFrontMatter(`---\n${part.repeat(10_000)}\n---\n`);
		readFrontMatter(`---\na: [${part.repeat(10_000)}]\n---\n`);
		readFrontMatter(`---\na: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n---\n`);
	}
});

test('A name that other programs give a text is not that of a post: two may have the same', async () => {
	const texts = ['Gulls', 'Terns'].map(
		(title) => `---\nid: intro\ntitle: ${title}\n---\nThey are ${title}.\n`
	);
	const [one, other] = await Promise.all(texts.map(read));
	expect(one!.guid).not.toBe(other!.guid);
});
