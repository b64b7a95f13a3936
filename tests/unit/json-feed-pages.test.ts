import { describe, expect, test } from 'vitest';
import { feedIdOf } from '$lib/model/ids';
import { MOST_PAGES } from '$lib/sources/follow-pages';
import { jsonFeed } from '$lib/sources/json-feed/json-feed';
import type { SourceContext, SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { sourceFor, sources } from '$lib/sources/sources';

const url = 'https://heron.example/feed.json';
const feed = { id: feedIdOf(url), url };

interface Page {
	ids: string[];
	next?: unknown;
}

/** A site with these pages, by address. */
function site(pages: (address: string) => Page | undefined): SourceContext {
	return {
		now: () => 0,
		fetchText: async (address) => {
			const page = pages(address);
			if (page === undefined) throw new SourceError('not-found', 'Nothing here.', '');
			const items = page.ids.map((id) => ({ id }));
			return { url: address, mimeType: '', text: JSON.stringify({ title: 'T', items, next_url: page.next }) };
		}
	};
}

/** Everything a walk gives, and what it ends with. */
async function walk(context: SourceContext, from = url): Promise<{ pages: SourcePage[]; error: unknown }> {
	const pages: SourcePage[] = [];
	try {
		for await (const page of jsonFeed.pages(feed, from, context)) pages.push(page);
	} catch (error) {
		return { pages, error };
	}
	return { pages, error: null };
}

const guids = (pages: SourcePage[]) => pages.map(({ posts }) => posts.map(({ post }) => post.guid));

const archive: Record<string, Page> = {
	[url]: { ids: ['d', 'c'], next: '?page=2#top' },
	'https://heron.example/feed.json?page=2': { ids: ['c', 'b'], next: 'http://heron.example/old.json' },
	'https://heron.example/old.json': { ids: ['a'], next: null }
};

describe('an archive in pages', () => {
	test('is walked to its end, every post once', async () => {
		const { pages, error } = await walk(site((address) => archive[address]));
		expect(error).toBeNull();
		expect(guids(pages)).toEqual([['d', 'c'], ['b'], ['a']]);
		expect(pages.map(({ next }) => next)).toEqual([...Object.keys(archive).slice(1), null]);
		expect(pages.flatMap(({ skipped }) => skipped)).toEqual([]);
	});

	test('is resumed at any page', async () => {
		const { pages } = await walk(
			site((address) => archive[address]),
			Object.keys(archive)[1]
		);
		expect(guids(pages)).toEqual([['c', 'b'], ['a']]);
	});

	test('that fails has given the pages before', async () => {
		const { pages, error } = await walk(site((address) => (address === url ? archive[url] : undefined)));
		expect(guids(pages)).toEqual([['d', 'c']]);
		expect(pages[0]!.next).toBe('https://heron.example/feed.json?page=2');
		expect(error).toMatchObject({ code: 'not-found' });
	});

	test('that goes round in a circle has given all of them, and leads nowhere', async () => {
		const circle = site((address) =>
			address === url
				? { ids: ['b'], next: '/2' }
				: { ids: ['a'], next: 'https://heron.example/feed.json#again' }
		);
		const { pages, error } = await walk(circle);
		expect(guids(pages)).toEqual([['b'], ['a']]);
		expect(pages.map(({ next }) => next)).toEqual(['https://heron.example/2', null]);
		expect(error).toMatchObject({ code: 'page-loop', message: expect.stringContaining('circle') as string });
		const resumed = await walk(circle, 'https://heron.example/2');
		expect(guids(resumed.pages)).toEqual([['a']]);
		expect(resumed.error).toMatchObject({ code: 'page-loop' });
	});

	test('whose page leads to itself is one page', async () => {
		const { pages, error } = await walk(site(() => ({ ids: ['a'], next: url })));
		expect(guids(pages)).toEqual([['a']]);
		expect(error).toMatchObject({ code: 'page-loop' });
	});

	test('without end is followed so far and no further', async () => {
		const endless = site((address) => {
			const number = Number(new URL(address).searchParams.get('page') ?? 1);
			return { ids: [String(number)], next: `?page=${number + 1}` };
		});
		const { pages, error } = await walk(endless);
		expect(pages).toHaveLength(MOST_PAGES);
		expect(error).toMatchObject({ code: 'too-many-pages' });
		expect((error as SourceError).message).toContain('1,000');
	});

	test.each([7, '', 'ftp://heron.example/', 'javascript:1', {}])(
		'ends where the next address is %j',
		async (next) => {
			const { pages, error } = await walk(site(() => ({ ids: ['a'], next })));
			expect([pages.length, pages[0]!.next, error]).toEqual([1, null, null]);
		}
	);
});

test('the source of a page is found by what it holds', () => {
	expect(sourceFor({ url, text: '{"title":"T","items":[]}', mimeType: 'text/plain' })).toBe(
		sources['json-feed']
	);
	expect(sourceFor({ url, text: '<rss></rss>', mimeType: 'application/feed+json' })).toBe(sources.rss);
	expect(sourceFor({ url, text: '<html></html>', mimeType: 'application/feed+json' })).toBeNull();
});
