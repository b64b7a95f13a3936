import { describe, expect, test } from 'vitest';
import { englishOf } from '$lib/model/problem';
import { discover } from '$lib/sources/discovery/discover';
import { createFetchText } from '$lib/sources/fetch/fetch-text';
import { SourceError, type SourceErrorCode, type SourceErrorDetails } from '$lib/sources/source-error';
import { indexUrl } from '$lib/sources/wordpress/routes';

const JSON_FEED = '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[]}';
const PAGE = '<!DOCTYPE html><title>A blog</title><p>Hello';

const rss = (generator = '', link = 'https://a.example/a') =>
	`<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>${generator}` +
	`<item><title>B</title><link>${link}</link><guid>${link}</guid></item></channel></rss>`;
const RSS = rss();
const RSS_OF_WORDPRESS = rss('<generator>https://wordpress.org/?v=6.8</generator>');
const RSS_OF_COMMENTS = rss('', 'https://a.example/a/#comment-12');
const ATOM =
	'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>a</id>' +
	'<entry><id>b</id><title>B</title><updated>2026-01-02T03:04:05Z</updated></entry></feed>';
const RDF =
	'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">' +
	'<channel><title>A</title></channel><item><title>B</title><link>https://a.example/b</link></item></rdf:RDF>';

const indexOf = (home: string) =>
	JSON.stringify({ name: 'A', description: '', url: home, home, namespaces: ['oembed/1.0', 'wp/v2'] });
const INDEX = indexOf('https://a.example');

const fail = (code: SourceErrorCode, details: SourceErrorDetails = {}) =>
	new SourceError(code, `Failed: ${code}`, 'Wait.', details);
/** As WordPress refuses when someone has closed its API. */
const closed = fail('refused', {
	status: 401,
	answer: '{"code":"rest_not_logged_in","message":"You are not logged in.","data":{"status":401}}'
});

interface Answer {
	text: string;
	/** Where the address has led to. */
	url?: string;
	headers?: Headers;
}

/** A site by address, as the fetcher gives its answers. */
function site(answers: Record<string, string | Answer | Error>, otherwise: SourceErrorCode = 'not-found') {
	const asked: string[] = [];
	let open = 0;
	const context = {
		asked,
		mostAtOnce: 0,
		fetchText: async (url: string) => {
			asked.push(url);
			context.mostAtOnce = Math.max(context.mostAtOnce, (open += 1));
			await Promise.resolve();
			open -= 1;
			const answer = answers[url] ?? fail(otherwise);
			if (answer instanceof Error) throw answer;
			return { url, mimeType: '', ...(typeof answer === 'string' ? { text: answer } : answer) };
		}
	};
	return context;
}

/** A page whose head has these links. */
const pageWith = (...links: string[]) => `<!DOCTYPE html><head>${links.join('')}</head><p>Hello`;
const link = (href: string, type = 'application/feed+json') =>
	`<link rel="alternate" type="${type}" href="${href}">`;
const rssLink = (href: string) => link(href, 'application/rss+xml');
const apiLink = (href: string) => `<link rel="https://api.w.org/" href="${href}">`;

/** Kind and address of everything found. */
async function found(address: string, context: ReturnType<typeof site>): Promise<string[]> {
	const discoveries = await discover(address, context);
	return discoveries.map(({ source, url }) => `${source.kind} ${url}`);
}

async function failureOf(address: string, context: ReturnType<typeof site>): Promise<SourceError> {
	try {
		await discover(address, context);
	} catch (error) {
		if (error instanceof SourceError) return error;
		throw error;
	}
	throw new Error('found a feed');
}

describe('a feed’s own address', () => {
	test('of a JSON Feed takes one request', async () => {
		const context = site({ 'https://a.example/feed': JSON_FEED });
		const [discovery, ...others] = await discover('a.example/feed', context);
		expect([discovery?.url, discovery?.source.kind, discovery?.page.text]).toEqual([
			'https://a.example/feed',
			'json-feed',
			JSON_FEED
		]);
		expect(others).toEqual([]);
		expect(context.asked).toEqual(['https://a.example/feed']);
	});

	test.each([
		['rss', RSS],
		['atom', ATOM],
		['rdf', RDF]
	])('of %s that no WordPress made takes one request', async (kind, text) => {
		const context = site({ 'https://a.example/index.xml': text });
		expect(await found('a.example/index.xml', context)).toEqual([`${kind} https://a.example/index.xml`]);
		expect(context.asked).toHaveLength(1);
	});

	test('is the one that it leads to', async () => {
		const context = site({ 'https://a.example/feed': { text: JSON_FEED, url: 'https://b.example/feed' } });
		expect(await found('a.example/feed', context)).toEqual(['json-feed https://b.example/feed']);
	});

	test.each([
		['https://a.example/feed/', RSS],
		['https://a.example/?feed=rss2', RSS],
		['https://a.example/news.xml', RSS_OF_WORDPRESS],
		['https://a.example/category/news/feed/atom/', ATOM],
		['https://a.example/feed/json', JSON_FEED]
	])('of a WordPress also leads to its whole archive: %s', async (address, text) => {
		const context = site({ [address]: text, [indexUrl('https://a.example/wp-json/')]: INDEX });
		const kinds = await found(address, context);
		expect(kinds).toHaveLength(2);
		expect(kinds).toContain('wordpress https://a.example/wp-json/');
		expect(context.asked).toHaveLength(2);
	});

	test('stays the candidate when the site has no such archive', async () => {
		const context = site({ 'https://a.example/blog/feed/': RSS });
		expect(await found('a.example/blog/feed/', context)).toEqual(['rss https://a.example/blog/feed/']);
		expect(context.asked).toHaveLength(5);
	});

	test('of comments leads to the posts, where there are any', async () => {
		const address = 'https://a.example/comments/feed/';
		const wordpress = { [address]: RSS_OF_COMMENTS, [indexUrl('https://a.example/wp-json/')]: INDEX };
		expect(await found(address, site(wordpress))).toEqual(['wordpress https://a.example/wp-json/']);
		expect(await found(address, site({ [address]: RSS_OF_COMMENTS }))).toEqual([`rss ${address}`]);
	});

	test('on http is tried on https when http may not be fetched', async () => {
		const context = site({ 'http://a.example/': fail('insecure-address'), 'https://a.example/': JSON_FEED });
		expect(await found('http://a.example/', context)).toEqual(['json-feed https://a.example/']);
		const gone = site({ 'http://a.example/': fail('insecure-address') }, 'unreachable');
		expect((await failureOf('http://a.example/', gone)).code).toBe('insecure-address');
	});
});

describe('a page that can be read', () => {
	test('names its feeds: each is a candidate, those of comments are not', async () => {
		const context = site({
			'https://a.example/': pageWith(
				rssLink('/rss.xml'),
				link('/atom.xml', 'application/atom+xml'),
				rssLink('/comments/feed/'),
				rssLink('/kommentare.xml'),
				link('/gone.json'),
				link('/posts.json', 'application/json')
			),
			'https://a.example/posts.json': JSON_FEED,
			'https://a.example/rss.xml': RSS,
			'https://a.example/atom.xml': ATOM,
			'https://a.example/kommentare.xml': RSS_OF_COMMENTS
		});
		expect(await found('a.example', context)).toEqual([
			'json-feed https://a.example/posts.json',
			'rss https://a.example/rss.xml',
			'atom https://a.example/atom.xml'
		]);
		expect(context.asked).toHaveLength(6);
		expect(context.mostAtOnce).toBe(2);
	});

	test('names no more feeds than are looked at', async () => {
		const links = Array.from({ length: 50 }, (_, i) => link(`/${i}.json`));
		const context = site({ 'https://a.example/': pageWith(...links), 'https://a.example/0.json': JSON_FEED });
		await discover('a.example', context);
		expect(context.asked).toHaveLength(7);
	});

	test('of a WordPress names the API and the feed', async () => {
		const context = site({
			'https://a.example/blog/a-post/': pageWith(
				apiLink('https://a.example/blog/wp-json/'),
				link('https://a.example/blog/wp-json/wp/v2/posts/5', 'application/json'),
				rssLink('https://a.example/blog/feed/')
			),
			[indexUrl('https://a.example/blog/wp-json/')]: INDEX,
			'https://a.example/blog/feed/': RSS_OF_WORDPRESS
		});
		expect(await found('https://a.example/blog/a-post/', context)).toEqual([
			'wordpress https://a.example/blog/wp-json/',
			'rss https://a.example/blog/feed/'
		]);
		expect(context.asked).toHaveLength(3);
	});

	test('may name the API in a folder of any name, or in its header alone', async () => {
		const headers = new Headers({ Link: '<https://a.example/api/>; rel="https://api.w.org/"' });
		const context = site({
			'https://a.example/': { text: PAGE, headers },
			[indexUrl('https://a.example/api/')]: INDEX
		});
		const [wordpress] = await discover('a.example', context);
		expect(wordpress?.url).toBe('https://a.example/api/');
		expect(wordpress?.page.url).toBe(indexUrl('https://a.example/api/'));
	});

	test('that shows to be a WordPress’s has its API guessed though it names none', async () => {
		const context = site({
			'https://a.example/': `${PAGE}<script src="/wp-includes/js/a.js"></script>${rssLink('/feed/')}`,
			'https://a.example/feed/': RSS_OF_WORDPRESS,
			[indexUrl('https://a.example/wp-json/')]: INDEX
		});
		expect(await found('a.example', context)).toEqual([
			'rss https://a.example/feed/',
			'wordpress https://a.example/wp-json/'
		]);
	});

	test('of no WordPress has no API guessed, only the usual places of feeds', async () => {
		const context = site({ 'https://a.example/blog/ida': PAGE, 'https://a.example/feed/json': JSON_FEED });
		expect(await found('https://a.example/blog/ida', context)).toEqual([
			'json-feed https://a.example/feed/json'
		]);
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

	test('named feeds that fail are no reason not to look in the usual places', async () => {
		const context = site({
			'https://a.example/': pageWith(link('/gone.json')),
			'https://a.example/index.xml': RSS
		});
		expect(await found('a.example', context)).toEqual(['rss https://a.example/index.xml']);
	});
});

describe('a page that other sites may not read', () => {
	test.each([
		['a.example', 'https://a.example/wp-json/', 2],
		['https://a.example/2019/05/post-500/', 'https://a.example/wp-json/', 2],
		['https://a.example/a-post/', 'https://a.example/wp-json/', 3],
		['https://a.example/blog/2019/05/post-500/', 'https://a.example/blog/wp-json/', 3],
		['https://a.example/de/blog/a-post', 'https://a.example/de/wp-json/', 5],
		['https://a.example/?p=12', 'https://a.example/?rest_route=/', 3]
	])('is of a WordPress: %s leads to %s with %i requests', async (address, root, requests) => {
		const context = site({ [indexUrl(root)]: INDEX }, 'blocked-by-cors');
		expect(await found(address, context)).toEqual([`wordpress ${root}`]);
		expect(context.asked).toHaveLength(requests);
		expect(context.mostAtOnce).toBeLessThanOrEqual(2);
	});

	test('is of the WordPress in the deepest folder', async () => {
		const context = site(
			{
				[indexUrl('https://a.example/blog/wp-json/')]: INDEX,
				[indexUrl('https://a.example/wp-json/')]: INDEX
			},
			'blocked-by-cors'
		);
		expect((await found('a.example/blog/', context))[0]).toBe('wordpress https://a.example/blog/wp-json/');
	});

	test('is of the site that WordPress says, when it answers at any page', async () => {
		const context = site(
			{ [indexUrl('https://a.example/blog/a-post/?rest_route=/')]: indexOf('http://a.example/blog') },
			'blocked-by-cors'
		);
		expect(await found('https://a.example/blog/a-post/', context)).toEqual([
			'wordpress https://a.example/blog/?rest_route=/'
		]);
	});

	test.each(['blocked-by-cors', 'not-found', 'refused', 'server-error'] as const)(
		'or that fails otherwise (%s), has its feed in a usual place',
		async (code) => {
			const context = site({ 'https://a.example/': fail(code), 'https://a.example/feed.json': JSON_FEED });
			expect(await found('a.example', context)).toEqual(['json-feed https://a.example/feed.json']);
			expect(context.asked).toHaveLength(5);
		}
	);

	test.each([
		['https://a.example/', 'https://www.a.example/'],
		['https://www.a.example/', 'https://a.example/']
	])('may be one that sends on from %s to %s', async (address, twin) => {
		const root = `${twin}wp-json/`;
		const wordpress = site({ [indexUrl(root)]: INDEX }, 'blocked-by-cors');
		expect(await found(address, wordpress)).toEqual([`wordpress ${root}`]);
		const plain = site(
			{ [twin]: pageWith(link('/feed.json')), [`${twin}feed.json`]: JSON_FEED },
			'blocked-by-cors'
		);
		expect(await found(address, plain)).toEqual([`json-feed ${twin}feed.json`]);
	});
});

describe('an address inside of an API', () => {
	test.each([
		['https://a.example/wp-json/wp/v2/posts?per_page=5', 'https://a.example/wp-json/'],
		['https://a.example/blog/wp-json/', 'https://a.example/blog/wp-json/'],
		['https://a.example/wp-json/oembed/1.0/embed?url=https://a.example/a', 'https://a.example/wp-json/'],
		['https://a.example/?rest_route=/wp/v2/posts/5', 'https://a.example/?rest_route=/']
	])('%s leads to its root with one request', async (address, root) => {
		const context = site({ [indexUrl(root)]: INDEX });
		expect(await found(address, context)).toEqual([`wordpress ${root}`]);
		expect(context.asked).toHaveLength(1);
	});

	test('that answers nobody leads to the feed of its site', async () => {
		const context = site({
			[indexUrl('https://a.example/wp-json/')]: closed,
			'https://a.example/': pageWith(rssLink('/feed/')),
			'https://a.example/feed/': RSS
		});
		expect(await found('https://a.example/wp-json/wp/v2/posts', context)).toEqual([
			'rss https://a.example/feed/'
		]);
	});
});

describe('an API that is closed', () => {
	const api = indexUrl('https://a.example/wp-json/');

	test.each([
		[
			'named',
			{
				'https://a.example/': pageWith(apiLink('/wp-json/'), rssLink('/feed/')),
				'https://a.example/feed/': RSS,
				[api]: closed
			}
		],
		['guessed', { 'https://a.example/feed/': RSS, [api]: closed }]
	])('and was %s leaves the feed, and the person hears of it', async (_, answers) => {
		const [feed, ...others] = await discover('a.example', site(answers, 'blocked-by-cors'));
		expect(feed?.source.kind).toBe('rss');
		expect(feed?.notes.map(englishOf)).toEqual([
			expect.stringContaining('keeps the way to its whole archive closed')
		]);
		expect(others).toEqual([]);
	});

	test('is what the error says when there is no feed either', async () => {
		const error = await failureOf('a.example', site({ [api]: closed }, 'blocked-by-cors'));
		expect(error.code).toBe('api-closed');
	});

	test('is not concluded from a site that refuses everything', async () => {
		const context = site({}, 'blocked-by-cors');
		const refused = fail('refused', { status: 403, answer: '<h1>Forbidden' });
		const error = await failureOf('a.example', {
			...context,
			fetchText: (url) => (url === api ? Promise.reject(refused) : context.fetchText(url))
		});
		expect(error.code).toBe('blocked-by-cors');
	});
});

describe('no feed is found', () => {
	test('and the error says where it was looked for', async () => {
		const error = await failureOf('a.example', site({ 'https://a.example/': PAGE }));
		expect(error.code).toBe('not-a-feed');
		expect(error.message).toMatch(
			/^No feed was found at a\.example\. Looked at https:\/\/a\.example\/, https:\/\/a\.example\/feed\.json, .*, and \d+ more\.$/
		);
	});

	test('since the site lets nobody read it, and the error says what helps', async () => {
		const context = site({}, 'blocked-by-cors');
		const error = await failureOf('https://a.example/blog/2020/01/a', context);
		expect(error.code).toBe('blocked-by-cors');
		expect(error.message).toContain('No WordPress API');
		for (const help of ['relay', 'file', 'Access-Control-Allow-Origin']) expect(error.advice).toContain(help);
		expect(context.asked.length).toBeLessThanOrEqual(24);
		expect(new Set(context.asked).size).toBe(context.asked.length);
	});

	test.each(['offline', 'unreachable', 'timeout', 'rate-limited', 'no-relay'] as const)(
		'and nothing more is asked after: %s',
		async (code) => {
			const context = site({}, code);
			expect((await failureOf('a.example', context)).code).toBe(code);
			expect(context.asked).toHaveLength(1);
		}
	);

	test('and an address in an API is asked for once without a network', async () => {
		const context = site({}, 'offline');
		expect((await failureOf('a.example/wp-json/', context)).code).toBe('offline');
		expect(context.asked).toHaveLength(1);
	});

	test.each(['offline', 'unreachable', 'timeout', 'rate-limited'] as const)(
		'and guessing ends with: %s',
		async (code) => {
			const context = site({ 'https://a.example/': PAGE }, code);
			expect((await failureOf('a.example', context)).code).toBe(code);
			expect(context.asked).toHaveLength(3);
		}
	);

	test('nor is anything asked of what is no address', async () => {
		const context = site({});
		expect((await failureOf('my blog', context)).code).toBe('invalid-address');
		expect(context.asked).toEqual([]);
	});

	test.each([
		['the failure of the address itself', {}, 'blocked-by-cors', 'blocked-by-cors'],
		['JSON that is no feed', { 'https://a.example/': '{"a":1}' }, 'not-found', 'not-a-feed'],
		[
			'XML that is no feed',
			{ 'https://a.example/': '<?xml version="1.0"?><opml/>' },
			'not-found',
			'not-a-feed'
		],
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
				'https://a.example/': pageWith(rssLink('/a.xml')),
				'https://a.example/a.xml': fail('blocked-by-cors')
			},
			'not-found',
			'blocked-by-cors'
		],
		[
			'a feed that the page names, and that is gone',
			{ 'https://a.example/': pageWith(link('/a.json')) },
			'not-found',
			'not-found'
		]
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

const realSite = process.env.BACKLIST_WORDPRESS_URL?.replace(/\/(?:wp-json\/?)?$/, '');
if (realSite === undefined) console.warn('BACKLIST_WORDPRESS_URL is not set: no real WordPress is asked.');

describe.skipIf(realSite === undefined)('a real WordPress', () => {
	/** As a browser on another site does: only what the site lets it read. */
	async function fetchAsBrowser(url: string, init: RequestInit): Promise<Response> {
		const headers = { ...(init.headers as Record<string, string>), Origin: 'https://reader.example' };
		const response = await fetch(url, { ...init, headers });
		const allows = response.headers.get('Access-Control-Allow-Origin');
		if (init.mode !== 'no-cors' && allows === null) throw new TypeError('Failed to fetch');
		return response;
	}

	const fetchText = createFetchText({ fetch: fetchAsBrowser, isOnline: () => true, isSecurePage: false });

	test.each([
		'/',
		'/2019/05/post-500/',
		'/feed/',
		'/?feed=rss2',
		'/category/uncategorized/',
		'/wp-json/wp/v2/posts/1',
		'/wp-admin/'
	])('is found from %s, though only its API may be read', async (path) => {
		const feeds = await discover(`${realSite}${path}`, { fetchText });
		expect(feeds.map(({ source, url }) => [source.kind, url])).toEqual([
			['wordpress', `${realSite}/wp-json/`]
		]);
	});
});

test('a page makes us ask at most three hosts besides its own', async () => {
	const hosts = ['b', 'c', 'd', 'e', 'f'];
	const page = pageWith(
		...hosts.map((host) => rssLink(`https://${host}.example/feed`)),
		apiLink('https://g.example/wp-json/'),
		link('https://www.a.example/feed.json'),
		link('https://b.example/feed.json')
	);
	const web = site({ 'https://a.example/': page });
	await discover('a.example', web).catch(() => undefined);
	const others = web.asked
		.map((url) => new URL(url).host)
		.filter((host) => !/^(www\.)?a\.example$/.test(host));
	expect(new Set(others)).toEqual(new Set(['g.example', 'b.example', 'c.example']));
	expect(web.asked).toContain('https://b.example/feed.json');
	expect(web.asked).toContain('https://www.a.example/feed.json');
});

test('a refusal of a relay does not say that an API is closed', async () => {
	const page = pageWith(apiLink('https://a.example/wp-json/'));
	const quota = { status: 403, answer: 'Quota' };
	const failure = (details: SourceErrorDetails) =>
		failureOf(
			'a.example',
			site({ 'https://a.example/': page, [indexUrl('https://a.example/wp-json/')]: fail('refused', details) })
		);
	expect((await failure(quota)).code).toBe('api-closed');
	expect((await failure({ ...quota, relay: 'relay.example' })).code).toBe('refused');
});

test('a page of the web does not make us ask devices at home; one at home may', async () => {
	const page = pageWith(
		rssLink('http://192.168.1.1/feed'),
		rssLink('http://localhost:9/feed'),
		apiLink('http://router.local/wp-json/')
	);
	const web = site({ 'https://a.example/': page });
	await discover('a.example', web).catch(() => undefined);
	expect(web.asked.filter((url) => !new URL(url).host.endsWith('a.example'))).toEqual([]);
	const home = site({ 'http://192.168.1.1/': page, 'http://192.168.1.1/feed': RSS });
	expect(await found('http://192.168.1.1/', home)).toEqual(['rss http://192.168.1.1/feed']);
});
