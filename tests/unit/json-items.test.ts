import fc from 'fast-check';
import { expect, test } from 'vitest';
import { say } from '$lib/messages/problem-words';
import { feedFile } from '$lib/sources/files/feed-file';
import { jsonItemsOf } from '$lib/sources/files/json-items';
import { SourceError } from '$lib/sources/source-error';
import { openFile, partsOf, postsOf } from './file-parts';

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
	for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function itemsOf(text: string, length: number): Promise<unknown[]> {
	const items: unknown[] = [];
	for await (const part of jsonItemsOf(inPieces(text, length))) {
		expect(JSON.parse(`${part.head}]}`)).toMatchObject({ items: [] });
		items.push(...part.items.map((item) => JSON.parse(item) as unknown));
	}
	return items;
}

const TOO_LARGE = [
	say('file_too_large', { file: 'large.json', size: 100, most: 64 }),
	say('file_too_large_advice')
] as const;

/** A file that may not be read at once. */
const large = (text: string) => ({
	...openFile(text, 'large.json'),
	size: 100 * 1024 ** 2,
	whole: () => Promise.reject(new SourceError('too-large', ...TOO_LARGE))
});

test('The items of a feed in JSON come one by one, however they are written and cut', async () => {
	const written = fc.record({
		before: fc.dictionary(
			fc.string().filter((name) => !['items', '__proto__'].includes(name)),
			fc.jsonValue(),
			{ noNullPrototype: true }
		),
		items: fc.array(fc.jsonValue(), { maxLength: 5 }),
		after: fc.jsonValue(),
		indent: fc.constantFrom('', '\t'),
		length: fc.integer({ min: 1, max: 40 })
	});
	await fc.assert(
		fc.asyncProperty(written, async ({ before, items, after, indent, length }) => {
			const nested = { items: [1, '"items":[', '\\'] };
			const text = JSON.stringify({ ...before, nested, items, after }, null, indent);
			expect(await itemsOf(text, length)).toEqual(JSON.parse(JSON.stringify(items)));
		}),
		{ examples: [[{ before: {}, items: ['a"],', { b: '\\"' }], after: null, indent: '', length: 1 }]] }
	);
});

test('A feed in JSON that is too large to be read at once is read a part at a time', async () => {
	const items = Array.from({ length: 9 }, (_, i) => ({
		id: `p${i}`,
		title: `Heron ${i}`,
		content_html: `<p>${'Grey. '.repeat(200_000)}</p>`
	}));
	const feed = {
		version: 'https://jsonfeed.org/version/1.1',
		title: 'Herons',
		home_page_url: 'https://h.example/'
	};
	const parts = await partsOf(feedFile, large(JSON.stringify({ ...feed, items })));
	expect(parts.filter(({ is }) => is === 'posts').length).toBeGreaterThan(1);
	const posts = await postsOf(feedFile, large(JSON.stringify({ ...feed, items })));
	expect(posts.map(({ title }) => title)).toEqual(items.map(({ title }) => title));
	expect(new Set(posts.map((post) => post.feed.url))).toEqual(new Set(['https://h.example/']));
});

test('One that is cut off gives what came before', async () => {
	const text =
		'{"version":"https://jsonfeed.org/version/1.1","title":"Herons","items":[{"id":"1","title":"Grey"},{"id":';
	const titles: string[] = [];
	const reading = (async () => {
		for await (const part of feedFile.read(large(text), { withUnpublished: false, now: 0 })) {
			if (part.is === 'posts') titles.push(...part.posts.map(({ post }) => post.title));
		}
	})();
	await expect(reading).rejects.toThrow(SourceError);
	expect(titles).toEqual(['Grey']);
});

test('One without a list of items is too large', async () => {
	const reading = partsOf(feedFile, large('{"rss":{"channel":{"items":[]}}}'));
	await expect(reading).rejects.toThrow(SourceError);
});
