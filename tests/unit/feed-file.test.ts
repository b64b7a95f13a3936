import { expect, describe, test } from 'vitest';
import { feedIdOf, postIdOf } from '$lib/model/ids';
import { englishOf } from '$lib/model/problem';
import { feedFile } from '$lib/sources/files/feed-file';
import { formatOf } from '$lib/sources/files/file-formats';
import { opened, partsOf, readAll } from './opened-file';

const json = (count: number, more: object = {}) =>
	JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title: 'Garden',
		items: Array.from({ length: count }, (_, i) => ({
			id: `${i}`,
			content_html: `<p><a href="/x">${i}</a></p>`
		})),
		...more
	});
const home = 'https://garden.example/';
const rssWith = (head: string) =>
	`<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>${head}
	<item><guid>1</guid><title>One</title><description>Text</description></item></channel></rss>`;

async function feedOf(name: string, text: string, kept: string[] = []) {
	const isKept = (url: string) => kept.includes(url);
	const { parts, error } = await readAll(feedFile, opened(name, text), { isKept });
	expect(error).toBe(null);
	return partsOf(parts, 'posts')[0]!.feed;
}

describe('a feed in a file', () => {
	test.each([
		['JSON Feed', json(1)],
		['RSS', rssWith('<title>T</title>')],
		['Atom', '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title></feed>'],
		['RDF', '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'],
		['RSS in JSON', '{"rss":{"version":"2.0","channel":{"title":"T"}}}']
	])('is known as %s', (_, text) => expect(formatOf(opened('any', text))).toBe(feedFile));

	test.each([
		['a page', '<!doctype html><title>T</title>'],
		['other JSON', '{"a":1}'],
		['nothing', '']
	])('is not %s', (_, text) => expect(formatOf(opened('any', text))?.kind).not.toBe('feed'));

	test('gives its posts a hundred at a time, of the feed that they belong to', async () => {
		const { parts } = await readAll(feedFile, opened('g.json', json(250, { home_page_url: home })));
		const given = partsOf(parts, 'posts');
		expect(given.map(({ posts }) => posts.length)).toEqual([100, 100, 50]);
		expect(given[0]?.feed).toMatchObject({ url: home, kind: 'json-feed', description: { title: 'Garden' } });
		expect(given[2]?.posts[49]?.post.id).toBe(postIdOf(feedIdOf(home), '249'));
	});

	test('is known by its blog, else by its own address, else by its title', async () => {
		const own = 'https://garden.example/feed.json';
		expect((await feedOf('1.json', json(1, { home_page_url: home, feed_url: own }))).url).toBe(home);
		expect((await feedOf('2.json', json(1, { feed_url: own }))).url).toBe(own);
		expect((await feedOf('3.json', json(1))).url).toBe('file:Garden');
		expect((await feedOf('4.json', json(1, { title: '', version: '1 jsonfeed' }))).url).toBe('file:4.json');
	});

	test('pages of one archive are one feed', async () => {
		const pages = [json(2, { next_url: 'https://host.example/2.json' }), json(1)];
		const feeds = await Promise.all(pages.map((page, i) => feedOf(`page-${i}.json`, page)));
		expect(new Set(feeds.map(({ url }) => url)).size).toBe(1);
	});

	test('adds to the subscription to the same feed, in whatever format it says its address', async () => {
		const own = 'https://garden.example/feed.json';
		const text = json(1, { home_page_url: home, feed_url: own });
		expect((await feedOf('1.json', text, [own])).url).toBe(own);
		expect((await feedOf('1.json', text, [home])).url).toBe(home);
		const link = `<title>T</title><link>${home}</link><atom:link rel="self" href="${home}rss?a=1&amp;b=2"/>`;
		expect((await feedOf('1.rss', rssWith(link), [`${home}rss?a=1&b=2`])).url).toBe(`${home}rss?a=1&b=2`);
		expect((await feedOf('1.rss', rssWith(link))).url).toBe(home);
		// As files without an address were known before.
		expect((await feedOf('old.json', json(1), ['file:old.json'])).url).toBe('file:old.json');
	});

	test('that says nowhere where it is from has posts without addresses of their own', async () => {
		const { parts } = await readAll(feedFile, opened('g.json', json(1)));
		expect(partsOf(parts, 'posts')[0]?.posts[0]?.post.url).toBe(null);
	});

	test('with letters that cannot be read comes in, and says so', async () => {
		const text = new TextEncoder().encode(json(1, { title: 'Caf?' }));
		text[text.indexOf(0x3f)] = 0xe9;
		const { parts } = await readAll(feedFile, opened('g.json', text));
		expect(partsOf(parts, 'posts')).toHaveLength(1);
		expect(partsOf(parts, 'note').map(({ note }) => englishOf(note))).toEqual([
			expect.stringMatching(/^1 letter of this file could not be read/)
		]);
	});
});

test('feeds of our own without an address do not become one', async () => {
	const rss = (title: string) =>
		opened(
			'export.xml',
			`<rss version="2.0"><channel><title>${title}</title><link>https://backlist.invalid/</link><item><title>A</title><link>https://a.example/</link></item></channel></rss>`
		);
	const addresses: string[] = [];
	for (const title of ['Pocket', 'Bookmarks']) {
		const { parts } = await readAll(feedFile, rss(title));
		const [part] = partsOf(parts, 'posts');
		addresses.push(part!.feed.url);
		expect(part!.feed.description.homeUrl).toBe(null);
	}
	expect(addresses).toEqual(['file:Pocket', 'file:Bookmarks']);
});
