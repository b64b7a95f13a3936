import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { englishOf } from '$lib/model/problem';
import { createFetchText } from '$lib/sources/fetch/fetch-text';
import { SourceError } from '$lib/sources/source-error';
import { indexUrl } from '$lib/sources/wordpress/routes';
import { feedRecordOf, findFeedsAt, previewOf, type FeedOffer } from '$lib/sync/preview';
import { differencesOf, offerOf } from '$lib/ui/feed-offer';
import { FORMAT_NAMES } from '$lib/ui/feed-words';

const NOW = Date.UTC(2026, 10, 25);

const json = (count: number, more: object = {}) =>
	JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title: 'Garden',
		items: Array.from({ length: count }, (_, i) => ({
			id: String(i),
			title: `Post ${i}`,
			content_text: 'Text'
		})),
		...more
	});
const item = (i: number) =>
	`<item><title>Post ${i}</title><link>https://a.example/${i}</link><guid>https://a.example/${i}</guid></item>`;
const entry = (i: number) =>
	`<entry><id>${i}</id><title>Post ${i}</title><updated>2026-01-02T03:04:05Z</updated></entry>`;
const times = (count: number, make: (i: number) => string) =>
	Array.from({ length: count }, (_, i) => make(i)).join('');
const rss = (count: number) =>
	`<?xml version="1.0"?><rss version="2.0"><channel><title>Garden</title>${times(count, item)}</channel></rss>`;
const atom = (count: number) =>
	`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Garden</title><id>g</id>${times(count, entry)}</feed>`;

/** A site whose page names these feeds, by path. */
function siteOf(feeds: Record<string, string>, more: Record<string, string> = {}) {
	const types: Record<string, string> = { json: 'feed+json', rss: 'rss+xml', atom: 'atom+xml' };
	const links = Object.keys(feeds).map(
		(path) =>
			`<link rel="alternate" type="application/${types[path.split('.')[1]!]!}" href="https://a.example/${path}">`
	);
	const answers = new Map([
		['https://a.example/', `<!DOCTYPE html>${links.join('')}`],
		...Object.entries(feeds).map(([path, text]) => [`https://a.example/${path}`, text] as const),
		...Object.entries(more)
	]);
	const asked: string[] = [];
	const fetchText = async (url: string) => {
		asked.push(url);
		const text = answers.get(url);
		if (text === undefined) throw new SourceError('not-found', `Nothing at ${url}`, 'Look elsewhere.');
		return { url, text, mimeType: '' };
	};
	return { asked, fetchText, now: () => NOW };
}

describe('of several feeds', () => {
	test.each([
		['more posts go before fewer', { 'a.json': json(5), 'b.rss': rss(9) }, ['rss', 'json-feed']],
		[
			'of the same posts, JSON goes before Atom before RSS',
			{ 'c.rss': rss(5), 'b.atom': atom(5), 'a.json': json(5) },
			['json-feed', 'atom', 'rss']
		],
		[
			'an archive that goes on goes before more posts at once',
			{ 'a.json': json(2, { next_url: 'https://a.example/2.json' }), 'b.rss': rss(9) },
			['json-feed', 'rss']
		],
		[
			'one that cannot be read is left out',
			{ 'a.rss': '<?xml version="1.0"?><rss version="2.0">', 'b.json': json(1) },
			['json-feed']
		]
	])('%s', async (_, feeds, kinds) => {
		const site = siteOf(feeds);
		const found = await findFeedsAt('a.example', site);
		expect(found.map(({ source }) => source.kind)).toEqual(kinds);
		expect(new Set(site.asked).size).toBe(site.asked.length);
	});

	test('when none can be read, the error says why', async () => {
		const site = siteOf({ 'a.rss': '<?xml version="1.0"?><rss version="2.0">' });
		await expect(findFeedsAt('a.example', site)).rejects.toBeInstanceOf(SourceError);
	});

	test('a WordPress whose posts are closed leaves its feed, with a note', async () => {
		const api = 'https://a.example/wp-json/';
		const index = JSON.stringify({ name: 'A', home: 'https://a.example', namespaces: ['wp/v2'] });
		const page = `<!DOCTYPE html><link rel="https://api.w.org/" href="${api}"><link rel="alternate" type="application/rss+xml" href="/b.rss">`;
		const site = siteOf({ 'b.rss': rss(3) }, { 'https://a.example/': page, [indexUrl(api)]: index });
		const answer = '{"code":"rest_forbidden","message":"No.","data":{"status":401}}';
		const fetchText = async (url: string) => {
			if (url.startsWith(`${api}wp/`)) throw new SourceError('refused', 'No', 'No', { status: 401, answer });
			return site.fetchText(url);
		};
		const [feed, ...others] = await findFeedsAt('a.example', { ...site, fetchText });
		expect(others).toEqual([]);
		expect(previewOf(feed!, false).notes.map(englishOf)).toEqual([expect.stringContaining('closed its API')]);
	});
});

describe('a preview', () => {
	test('shows the newest posts and what the feed offers', async () => {
		const [feed] = await findFeedsAt('https://a.example/a.json', siteOf({ 'a.json': json(8) }));
		const preview = previewOf(feed!, true);
		expect(preview).toMatchObject({
			url: 'https://a.example/a.json',
			kind: 'json-feed',
			count: 8,
			hasMore: false,
			total: null,
			offer: { isWhole: false, count: 8, hasMore: false },
			notes: [],
			isKept: true
		});
		expect(preview.description.title).toBe('Garden');
		expect(preview.posts).toHaveLength(5);
		expect(preview.posts[0]?.publishedAt).toBe(null);
	});

	test('becomes the record of a feed', async () => {
		const [feed] = await findFeedsAt('https://a.example/b.rss', siteOf({ 'b.rss': rss(1) }));
		expect(feedRecordOf(feed!, NOW, true)).toMatchObject({
			id: feed!.id,
			kind: 'rss',
			url: 'https://a.example/b.rss',
			title: 'Garden',
			categoryParents: {},
			addedAt: NOW,
			isRelayed: true
		});
	});

	test.each<[FeedOffer, string]>([
		[{ isWhole: true, count: 2431, hasMore: false }, 'Whole archive, 2,431 posts'],
		[{ isWhole: true, count: 40, hasMore: true }, 'Latest 40 posts, and its archive goes on'],
		[{ isWhole: false, count: 10, hasMore: false }, 'Latest 10 posts'],
		[{ isWhole: false, count: 1, hasMore: false }, 'Latest post'],
		[{ isWhole: false, count: 0, hasMore: false }, 'No posts yet'],
		[{ isWhole: true, count: 0, hasMore: false }, 'No posts yet']
	])('words %j as “%s”', (offer, words) => expect(offerOf({ offer })).toBe(words));

	test('tells feeds of one format apart', async () => {
		const feeds = await findFeedsAt('a.example', siteOf({ 'a.rss': rss(2), 'b.rss': rss(1) }));
		const previews = feeds.map((feed) => previewOf(feed, false));
		expect(previews.map(({ kind }) => FORMAT_NAMES[kind])).toEqual(['RSS', 'RSS']);
		expect(differencesOf(previews)).toEqual(['https://a.example/a.rss', 'https://a.example/b.rss']);
		expect(differencesOf([previews[0]!])).toEqual(['Garden']);
	});
});

const folder =
	process.env.BACKLIST_REAL_FEEDS ?? fileURLToPath(new URL('../../../shared/feeds', import.meta.url));
if (!existsSync(folder)) console.warn(`No real feeds in ${folder}: none is previewed.`);

describe.skipIf(!existsSync(folder))('a real feed', () => {
	test.each(['atp.rss', 'yakubin.atom', 'curt.json'])('%s is previewed', async (name) => {
		const text = readFileSync(`${folder}/${name}`, 'utf8');
		const fetchText = async (url: string) => {
			if (!url.endsWith(name)) throw new SourceError('not-found', 'Nothing', 'Look elsewhere.');
			return { url, text, mimeType: '' };
		};
		const [feed] = await findFeedsAt(`https://a.example/${name}`, { fetchText, now: () => NOW });
		const preview = previewOf(feed!, false);
		expect(preview.count).toBeGreaterThan(0);
		expect(preview.posts[0]?.title).not.toBe('');
	});
});

const realSite = process.env.BACKLIST_WORDPRESS_URL?.replace(/\/$/, '');
if (realSite === undefined) console.warn('BACKLIST_WORDPRESS_URL is not set: no real WordPress is asked.');

test.skipIf(realSite === undefined)('a real WordPress offers its whole archive before its feed', async () => {
	const fetchText = createFetchText({ fetch, isOnline: () => true, isSecurePage: false });
	const found = await findFeedsAt(`${realSite}/feed/`, { fetchText, now: () => NOW });
	const previews = found.map((feed) => previewOf(feed, false));
	expect(previews.map(({ kind }) => kind)).toEqual(['wordpress', 'rss']);
	expect(offerOf(previews[0]!)).toMatch(/^Whole archive, [\d,]+ posts$/);
	expect(previews[0]!.offer.count).toBeGreaterThan(previews[1]!.count);
});
