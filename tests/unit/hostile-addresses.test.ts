import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feedIdOf } from '$lib/model/ids';
import { englishOf } from '$lib/model/problem';
import { searchOf, viewOf } from '$lib/model/view';
import { isWebAddress, webAddress } from '$lib/model/web-address';
import { httpUrl, personUrl } from '$lib/sources/http-url';
import { jsonFeed } from '$lib/sources/json-feed/json-feed';
import type { SourcePage } from '$lib/sources/source';
import { rss } from '$lib/sources/xml/rss';
import { parseSiteConfig } from '$lib/sync/site-config';

const base = 'https://blog.example/feed';

describe('an address from outside', () => {
	test.each([
		['javascript:alert(1)', null],
		[' JaVaScRiPt:alert(1)', null],
		['java\nscript:alert(1)', null],
		['data:text/html,<script>', null],
		['vbscript:x', null],
		['file:///etc/passwd', null],
		['blob:https://a.example/1', null],
		['', null],
		[`https://a.example/${'x'.repeat(20_000)}`, null],
		['https://bank.example@evil.example/', 'https://evil.example/'],
		['https://user:word@a.example/b', 'https://a.example/b'],
		['//bank.example\\@evil.example/', 'https://bank.example/@evil.example/'],
		['https://social.example/@ada', 'https://social.example/@ada'],
		['http://пример.example/', 'http://xn--e1afmkfd.example/']
	])('%j is %j', (address, expected) => expect(httpUrl(address, base)).toBe(expected));

	test('of another kind than text is none', () => {
		for (const value of [null, 7, {}, [], ['https://a.example/'], true, undefined]) {
			expect(httpUrl(value, base)).toBeNull();
			expect(personUrl(value, base)).toBeNull();
		}
	});

	test('whatever it is, is of the web and holds no password, or is none', () => {
		const part = fc.constantFrom(
			'https:',
			'http:',
			'javascript:',
			'data:',
			'//',
			'/',
			'\\',
			'@',
			':',
			'a.example',
			'?',
			'#',
			'\n',
			'mailto:',
			'x',
			'.',
			'%'
		);
		fc.assert(
			fc.property(
				fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
				(address) => {
					const url = webAddress(address, base);
					if (url === null) return;
					const { protocol, username, password } = new URL(url);
					expect(['http:', 'https:']).toContain(protocol);
					expect([username, password]).toEqual(['', '']);
					expect(isWebAddress(url)).toBe(true);
					expect(webAddress(url)).toBe(url);
				}
			)
		);
	});

	test('with a password is told from one with an @ in its path, by its looks alone', () => {
		expect(isWebAddress('https://bank.example@evil.example/')).toBe(false);
		expect(isWebAddress('https://social.example/@ada')).toBe(true);
		expect(isWebAddress('https://a.example/?to=b@c.example')).toBe(true);
		expect(isWebAddress('javascript:https://a.example/')).toBe(false);
	});
});

async function walk(
	source: typeof jsonFeed,
	feedUrl: string,
	from: string,
	textAt: (url: string) => string
): Promise<{ asked: string[]; pages: SourcePage[] }> {
	const asked: string[] = [];
	const pages: SourcePage[] = [];
	const fetchText = (url: string) => {
		asked.push(url);
		return Promise.resolve({ url, text: textAt(url), mimeType: '' });
	};
	const feed = { id: feedIdOf(feedUrl), url: feedUrl };
	for await (const page of source.pages(feed, from, { fetchText, now: () => 0 })) pages.push(page);
	return { asked, pages };
}

const jsonPage = (next: unknown) =>
	JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title: 'T',
		items: [{ id: '1' }],
		next_url: next
	});

describe('the next page that a site names', () => {
	test.each([
		'http://192.168.1.1/reboot',
		'http://localhost:8080/',
		'http://router/',
		'http://[::1]/',
		'http://printer.local/',
		'http://100.64.0.1/'
	])('is not asked for on the reader’s own network: %s', async (next) => {
		const json = await walk(jsonFeed, base, base, () => jsonPage(next));
		expect(json.asked).toEqual([base]);
		expect(json.pages[0]).toMatchObject({ next: null, posts: [{ post: { guid: '1' } }] });
		expect(json.pages[0]?.notes?.map(englishOf)[0]).toContain('your own network');
		const xml = await walk(
			rss,
			base,
			base,
			() =>
				`<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title><atom:link rel="next" href="${next}"/><item><title>a</title></item></channel></rss>`
		);
		expect(xml.asked).toEqual([base]);
	});

	test('of a blog at home may be at home', async () => {
		const home = 'http://nas.local/feed.json';
		const { asked } = await walk(jsonFeed, home, home, (url) =>
			jsonPage(url === home ? 'http://nas.local/2.json' : null)
		);
		expect(asked).toEqual([home, 'http://nas.local/2.json']);
	});

	test('is asked for without the password in it, and only when it is of the web', async () => {
		const { asked } = await walk(jsonFeed, base, base, (url) =>
			jsonPage(url === base ? 'https://me:word@blog.example/2' : 'javascript:alert(1)')
		);
		expect(asked).toEqual([base, 'https://blog.example/2']);
	});

	test('that a restored checkpoint says is at home is not asked for either', async () => {
		const { asked } = await walk(jsonFeed, base, 'http://192.168.1.1/x', () => jsonPage(null));
		expect(asked).toEqual([base]);
	});
});

describe('config.json', () => {
	const url = 'https://reader.example/config.json';
	const parse = (config: unknown) => parseSiteConfig({ url, text: JSON.stringify(config) });

	test('cannot make the app fetch anything but the web, a hundred feeds at most, each once', () => {
		const feeds = [
			'javascript:alert(1)',
			'data:application/json,{}',
			'file:///etc/passwd',
			'https://me:word@a.example/'
		];
		expect(parse({ feeds }).feeds).toEqual([]);
		expect(parse({ feeds: Array.from({ length: 5000 }, (_, i) => `/${i}.json`) }).feeds).toHaveLength(100);
		expect(parse({ feeds: ['a.json', 'a.json'] }).feeds).toHaveLength(1);
	});

	test('gives the app a title of one visible line', () => {
		expect(parse({ title: ` \u202eGarden\u0000\n<b>${'x'.repeat(1000)}` }).title).toMatch(/^Garden <b>x+…$/);
		expect(parse({ title: '\u200b' }).title).toBe('Backlist');
		expect(parse({ title: '😀'.repeat(100) }).title.isWellFormed()).toBe(true);
	});

	test('of any JSON, or none, never stops the app', () => {
		fc.assert(
			fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
				const config = parseSiteConfig({ url, text });
				expect(config.title).not.toBe('');
				expect(config.feeds.every((feed) => webAddress(feed) === feed)).toBe(true);
			})
		);
		for (const text of ['<!doctype html><p>Not found', '['.repeat(100_000), '{"__proto__":{"title":"x"}}']) {
			expect(parseSiteConfig({ url, text })).toMatchObject({ title: 'Backlist', feeds: [] });
		}
		expect(Object.hasOwn(Object.prototype, 'title')).toBe(false);
	});
});

describe('a view of an address', () => {
	test('of any parameters is read, and writes the same again', () => {
		const name = fc.constantFrom(
			'q',
			'category',
			'feed',
			'author',
			'tag',
			'from',
			'to',
			'is',
			'sort',
			'__proto__',
			'constructor'
		);
		const value = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom('__proto__', '1e308', '-0', '9999-12-31', '275760', '0000', '\u202e')
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (pairs) => {
				const view = viewOf(new URLSearchParams(pairs));
				expect(viewOf(new URLSearchParams(searchOf(view)))).toEqual(view);
				for (const shown of [...view.categories, view.author ?? '', view.tag ?? '']) {
					expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
				}
			})
		);
	});

	test('names categories that every object has as it names others', () => {
		const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
		expect(viewOf(new URLSearchParams(names.map((name) => ['category', name]))).categories).toEqual(names);
	});

	test('names a hundred categories at most', () => {
		const pairs = Array.from({ length: 5000 }, (_, i) => ['category', `c${i}`]);
		expect(viewOf(new URLSearchParams(pairs)).categories).toHaveLength(100);
	});
});
