import { describe, expect, test } from 'vitest';
import { discover } from '$lib/sources/discover';
import { findFeedLinks } from '$lib/sources/find-links';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';

const FEED = '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[]}';
const PAGE = '<!DOCTYPE html><title>A blog</title><p>Hello';

const fail = (code: SourceErrorCode) => new SourceError(code, `Failed: ${code}`, 'Wait.');

/** A site by address: the text of an answer, an error, or the address that it redirects to. */
function site(answers: Record<string, string | Error>, otherwise: SourceErrorCode = 'not-found') {
	const asked: string[] = [];
	const fetchText = async (url: string) => {
		asked.push(url);
		const answer = answers[url] ?? fail(otherwise);
		if (answer instanceof Error) throw answer;
		const isMoved = answer.startsWith('https://');
		return {
			url: isMoved ? answer : url,
			text: isMoved ? (answers[answer] as string) : answer,
			mimeType: ''
		};
	};
	return { asked, fetchText };
}

/** A page whose head has these links. */
const pageWith = (...links: string[]) => `<!DOCTYPE html><head>${links.join('')}</head><p>Hello`;
const link = (href: string, type = 'application/feed+json') =>
	`<link rel="alternate" type="${type}" href="${href}">`;

async function failureOf(address: string, context: ReturnType<typeof site>): Promise<SourceError> {
	try {
		await discover(address, context);
	} catch (error) {
		if (error instanceof SourceError) return error;
		throw error;
	}
	throw new Error('found a feed');
}

describe('a feed is found', () => {
	test('at its own address, with one request', async () => {
		const context = site({ 'https://a.example/feed': FEED });
		const { url, source, page } = await discover('a.example/feed', context);
		expect([url, source.kind, page.text]).toEqual(['https://a.example/feed', 'json-feed', FEED]);
		expect(context.asked).toEqual(['https://a.example/feed']);
	});

	test('where its address leads to', async () => {
		const context = site({
			'https://a.example/feed': 'https://b.example/feed',
			'https://b.example/feed': FEED
		});
		expect((await discover('a.example/feed', context)).url).toBe('https://b.example/feed');
	});

	test('where the page says, the first that can be read', async () => {
		const context = site({
			'https://a.example/': pageWith(
				link('/wp-json/wp/v2/posts', 'application/json'),
				link('/rss.xml', 'application/rss+xml'),
				link('/gone.json'),
				link('/posts.json', 'application/json'),
				link('/never.json')
			),
			'https://a.example/posts.json': FEED
		});
		expect((await discover('a.example', context)).url).toBe('https://a.example/posts.json');
		expect(context.asked).toEqual([
			'https://a.example/',
			'https://a.example/gone.json',
			'https://a.example/posts.json'
		]);
	});

	test('in the usual places, beside the page, under it and at the top', async () => {
		const context = site({
			'https://a.example/blog/ida': PAGE,
			'https://a.example/feed/json': FEED
		});
		expect((await discover('https://a.example/blog/ida', context)).url).toBe('https://a.example/feed/json');
		expect(context.asked).toEqual([
			'https://a.example/blog/ida',
			'https://a.example/blog/ida/feed.json',
			'https://a.example/blog/ida/feed/json',
			'https://a.example/blog/feed.json',
			'https://a.example/blog/feed/json',
			'https://a.example/feed.json',
			'https://a.example/feed/json'
		]);
	});

	test.each(['blocked-by-cors', 'not-found', 'refused', 'server-error'] as const)(
		'in the usual places though the page fails: %s',
		async (code) => {
			const context = site({ 'https://a.example/': fail(code), 'https://a.example/feed.json': FEED });
			expect((await discover('a.example', context)).url).toBe('https://a.example/feed.json');
		}
	);

	test('in the usual places of a site whose address is an RSS feed', async () => {
		const context = site({ 'https://a.example/index.xml': '<rss>', 'https://a.example/feed.json': FEED });
		expect((await discover('a.example/index.xml', context)).url).toBe('https://a.example/feed.json');
	});

	test('on https when http may not be fetched', async () => {
		const context = site({ 'http://a.example/': fail('insecure-address'), 'https://a.example/': FEED });
		expect((await discover('http://a.example/', context)).url).toBe('https://a.example/');
		const gone = site({ 'http://a.example/': fail('insecure-address') }, 'unreachable');
		expect((await failureOf('http://a.example/', gone)).code).toBe('insecure-address');
	});
});

describe('no feed is found', () => {
	test('and the error says where it was looked for', async () => {
		const error = await failureOf('a.example', site({ 'https://a.example/': PAGE }));
		expect(error.code).toBe('not-a-feed');
		expect(error.message).toBe(
			'No JSON Feed was found at a.example. Looked at https://a.example/, https://a.example/feed.json, https://a.example/feed/json.'
		);
	});

	test('but an RSS feed is there', async () => {
		const page = pageWith(link('/rss.xml', 'application/rss+xml'));
		const error = await failureOf('a.example', site({ 'https://a.example/': page }));
		expect(error.code).toBe('unsupported-format');
		expect(error.message).toContain('offers an RSS or Atom feed');
		expect(error.advice).toContain('on the way');
	});

	test.each(['offline', 'unreachable', 'timeout', 'rate-limited'] as const)(
		'and nothing more is asked after: %s',
		async (code) => {
			const context = site({}, code);
			expect((await failureOf('a.example', context)).code).toBe(code);
			expect(context.asked).toHaveLength(1);
		}
	);

	test('nor is anything asked of what is no address', async () => {
		const context = site({});
		expect((await failureOf('my blog', context)).code).toBe('invalid-address');
		expect(context.asked).toEqual([]);
	});

	test.each([
		['the failure of the address itself', {}, 'blocked-by-cors', 'blocked-by-cors'],
		['an RSS feed that was meant', { 'https://a.example/': '<rss>' }, 'not-found', 'unsupported-format'],
		['JSON that is no feed', { 'https://a.example/': '{"a":1}' }, 'not-found', 'not-a-feed'],
		['broken JSON that was meant', { 'https://a.example/': '{"items":' }, 'not-found', 'invalid-json'],
		[
			'a broken feed in a usual place',
			{ 'https://a.example/': PAGE, 'https://a.example/feed.json': '{"items": [}' },
			'not-found',
			'invalid-json'
		],
		[
			'a feed that the page names, and that may not be read',
			{
				'https://a.example/': pageWith(link('/a.json')),
				'https://a.example/a.json': fail('blocked-by-cors')
			},
			'not-found',
			'blocked-by-cors'
		],
		[
			'a feed that the page names, and that is gone',
			{ 'https://a.example/': pageWith(link('/a.json')) },
			'not-found',
			'not-found'
		],
		['being offline on the way', { 'https://a.example/': PAGE }, 'offline', 'offline']
	] as const)('and the error is the most useful: %s', async (_, answers, otherwise, code) => {
		expect((await failureOf('a.example', site(answers, otherwise))).code).toBe(code);
	});

	test('and what is neither a failure of the site nor ours goes through', async () => {
		const abort = new DOMException('Closed', 'AbortError');
		await expect(discover('a.example', site({ 'https://a.example/': abort }))).rejects.toBe(abort);
		const later = site({ 'https://a.example/': PAGE, 'https://a.example/feed.json': abort });
		await expect(discover('a.example', later)).rejects.toBe(abort);
	});
});

describe('the links of a page', () => {
	const linksOf = (text: string) => findFeedLinks({ text, url: 'https://a.example/blog/' });

	test('are resolved, by its base if it has one', () => {
		expect(linksOf(link('feed.json')).json).toEqual(['https://a.example/blog/feed.json']);
		expect(linksOf(`${link('feed.json')}<base href="/b/"><base href="/c/">`).json).toEqual([
			'https://a.example/b/feed.json'
		]);
	});

	test.each([
		[
			'<LINK REL="me ALTERNATE" TYPE="Application/JSON; charset=utf-8" HREF=/a.json>',
			['https://a.example/a.json']
		],
		[link('/a.json?b=1&amp;c=2'), ['https://a.example/a.json?b=1&c=2']],
		[link('/a.json') + link('/a.json#b'), ['https://a.example/a.json']],
		['<link rel="stylesheet" type="application/json" href="/a.json">', []],
		['<link rel="alternate" type="text/html" href="/a.json">', []],
		['<link rel="alternate" type="application/feed+json">', []],
		[link('javascript:alert(1)'), []],
		[link('https://a.example/wp-json/oembed/1.0/embed?url=b', 'application/json'), []],
		[link('https://a.example/?rest_route=/wp/v2/posts/1', 'application/json'), []],
		[link('https://a.example/oembed?url=b', 'application/json+oembed'), []],
		[`<script>'${link('/a.json')}'</script><!-- ${link('/b.json')} -->`, []]
	])('%s', (html, addresses) => expect(linksOf(html).json).toEqual(addresses));

	test('are looked for in the beginning only, however deep the rest', () => {
		const start = performance.now();
		const html = `${link('/a.json')}${'<div>'.repeat(200_000)}${link('/b.json')}`;
		expect(linksOf(html).json).toEqual(['https://a.example/a.json']);
		expect(linksOf(' '.repeat(600_000) + link('/b.json')).json).toEqual([]);
		expect(performance.now() - start).toBeLessThan(1000);
	});
});
