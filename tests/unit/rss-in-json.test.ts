import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feedIdOf } from '$lib/model/ids';
import { SourceError } from '$lib/sources/source-error';
import { sourceFor } from '$lib/sources/sources';
import { rss } from '$lib/sources/xml/rss';
import { now, url } from './xml-feeds';

const items = [
	{
		title: 'Fish & "chips"',
		link: 'https://heron.example/1',
		description: '<p>Two &amp; two</p>',
		pubDate: 'Mon, 23 Nov 2026 08:00:00 GMT',
		guid: { isPermaLink: 'false', '#value': 'one' },
		category: [{ domain: 'x', '#value': 'Birds' }, 'Water'],
		enclosure: { url: 'https://heron.example/1.mp3', type: 'audio/mpeg', length: 100 },
		'dc:creator': 'Ada'
	},
	{ title: 'Second', guid: 'https://heron.example/2' }
];
const channel = {
	title: 'Heron',
	link: 'https://heron.example/',
	description: 'Of birds',
	language: 'en-us',
	image: { url: 'https://heron.example/i.png', title: 'Heron', link: 'https://heron.example/' },
	item: items
};
const feedOf = (inner: object) =>
	JSON.stringify({ rss: { version: '2.0', 'xmlns:dc': 'http://purl.org/dc/elements/1.1/', channel: inner } });

async function read(text: string) {
	const page = { url, text, mimeType: 'application/json' };
	const context = { now: () => now, fetchText: () => Promise.resolve(page) };
	for await (const first of rss.pages({ id: feedIdOf(url), url }, url, context)) return first;
	throw new Error('no page');
}

describe('RSS in JSON', () => {
	test('is found among the formats', () => {
		expect(sourceFor({ url, text: feedOf(channel), mimeType: '' })?.kind).toBe('rss');
		expect(sourceFor({ url, text: '{"rss":{"version":"2.0"}}', mimeType: '' })).toBe(null);
		expect(sourceFor({ url, text: '{"rss":{"channel":', mimeType: '' })).toBe(null);
	});

	test('says what the same in XML says', async () => {
		const { description, posts, skipped } = await read(feedOf(channel));
		expect(description).toMatchObject({
			title: 'Heron',
			homeUrl: 'https://heron.example/',
			description: 'Of birds',
			favicon: 'https://heron.example/i.png'
		});
		expect(skipped).toEqual([]);
		expect(posts.map(({ post }) => post.title)).toEqual(['Fish & "chips"', 'Second']);
		expect(posts[0]?.post).toMatchObject({
			guid: 'one',
			url: 'https://heron.example/1',
			publishedAt: Date.UTC(2026, 10, 23, 8),
			categories: ['Birds', 'Water'],
			authors: [{ name: 'Ada' }],
			attachments: [{ url: 'https://heron.example/1.mp3' }]
		});
		expect(posts[0]?.body.html).toBe('<p>Two &amp; two</p>');
		expect(posts[1]?.post.url).toBe('https://heron.example/2');
	});

	test('with a lone item has that', async () => {
		const { posts } = await read(feedOf({ ...channel, item: items[1] }));
		expect(posts).toHaveLength(1);
	});

	test('whatever it holds, it is read or told to be none', async () => {
		const odd = fc.oneof(
			fc.jsonValue({ maxDepth: 6 }),
			fc.dictionary(fc.string(), fc.string()),
			fc.constantFrom<unknown>('</item>', ']]>', '<!--', JSON.parse('{"__proto__":{"a":1}}'))
		);
		const member = fc.oneof(
			fc.constantFrom('title', 'item', 'guid', 'link', '#value', '__proto__'),
			fc.string()
		);
		await fc.assert(
			fc.asyncProperty(fc.dictionary(member, odd), async (inner) => {
				try {
					await read(feedOf({ title: 'T', ...inner }));
				} catch (error) {
					expect(error).toBeInstanceOf(SourceError);
				}
			})
		);
	});
});
