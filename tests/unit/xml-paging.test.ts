import { describe, expect, test } from 'vitest';
import { feedIdOf } from '$lib/model/ids';
import { englishOf } from '$lib/model/problem';
import { atom } from '$lib/sources/xml/atom';
import { rdf } from '$lib/sources/xml/rdf';
import { rss } from '$lib/sources/xml/rss';
import type { Source, SourceContext, SourcePage } from '$lib/sources/source';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';

const url = 'https://heron.example/feed/';
const failing = (code: SourceErrorCode) => new SourceError(code, 'It failed.', 'Wait.');

interface Walk {
	pages: SourcePage[];
	asked: string[];
	error: unknown;
}

/** Walks a site with these answers, by address: a text, or a failure; anything else is not found. */
async function walk(
	source: Source,
	answers: Record<string, string | SourceError>,
	from = url,
	feedUrl = url
): Promise<Walk> {
	const asked: string[] = [];
	const context: SourceContext = {
		now: () => 0,
		fetchText: async (address) => {
			asked.push(address);
			const answer = answers[address] ?? failing('not-found');
			if (answer instanceof SourceError) throw answer;
			return { url: address, text: answer, mimeType: '' };
		}
	};
	const pages: SourcePage[] = [];
	try {
		for await (const page of source.pages({ id: feedIdOf(feedUrl), url: feedUrl }, from, context))
			pages.push(page);
	} catch (error) {
		return { pages, asked, error };
	}
	return { pages, asked, error: null };
}

const guids = (pages: SourcePage[]) => pages.map(({ posts }) => posts.map(({ post }) => post.guid));

const rssPage = (ids: string[], head = '') =>
	`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>${head}` +
	`${ids.map((id) => `<item><guid>${id}</guid></item>`).join('')}</channel></rss>`;
const atomPage = (ids: string[], head = '') =>
	`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${head}` +
	`${ids.map((id) => `<entry><id>${id}</id></entry>`).join('')}</feed>`;
const WORDPRESS = '<generator>https://wordpress.org/?v=6.4.2</generator>';

describe('an archive whose pages name the next one', () => {
	test('is followed in Atom, by next and by prev-archive', async () => {
		const { pages, error } = await walk(atom, {
			[url]: atomPage(['d', 'c'], '<link rel="next" href="?page=2"/><link rel="prev-archive" href="/no"/>'),
			[`${url}?page=2`]: atomPage(
				['c', 'b'],
				'<link rel="prev-archive" href="http://heron.example/old.atom"/>'
			),
			'https://heron.example/old.atom': atomPage(['a'])
		});
		expect(error).toBeNull();
		expect(guids(pages)).toEqual([['d', 'c'], ['b'], ['a']]);
		expect(pages.map(({ next }) => next)).toEqual([`${url}?page=2`, 'https://heron.example/old.atom', null]);
	});

	test('is followed in RSS', async () => {
		const { pages } = await walk(rss, {
			[url]: rssPage(
				['b'],
				'<atom:link rel="self" href="/x"/><atom:link rel="next" href="https://cdn.example/2"/>'
			),
			'https://cdn.example/2': rssPage(['a'], '<atom:link rel="next" href=""/>')
		});
		expect(guids(pages)).toEqual([['b'], ['a']]);
	});

	test('that goes round in a circle ends there', async () => {
		const { pages, error } = await walk(atom, {
			[url]: atomPage(['a'], `<link rel="next" href="${url}#x"/>`)
		});
		expect([guids(pages), pages[0]!.next]).toEqual([[['a']], null]);
		expect(error).toMatchObject({ code: 'page-loop' });
	});

	test('whose next page is missing has failed', async () => {
		const { pages, error } = await walk(rss, {
			[url]: rssPage(['a'], `${WORDPRESS}<atom:link rel="next" href="?paged=2"/>`)
		});
		expect(guids(pages)).toEqual([['a']]);
		expect(error).toMatchObject({ code: 'not-found' });
	});
});

describe('an archive of WordPress', () => {
	const archive = {
		[url]: rssPage(['e', 'd'], WORDPRESS),
		[`${url}?paged=2`]: rssPage(['d', 'c'], WORDPRESS),
		[`${url}?paged=3`]: rssPage(['b'], WORDPRESS)
	};

	test('is followed to its end, which is no error', async () => {
		const { pages, error, asked } = await walk(rss, archive);
		expect(error).toBeNull();
		expect(guids(pages)).toEqual([['e', 'd'], ['c'], ['b'], []]);
		expect(asked).toEqual([url, `${url}?paged=2`, `${url}?paged=3`, `${url}?paged=4`]);
		expect(pages.map(({ next }) => next)).toEqual([
			`${url}?paged=2`,
			`${url}?paged=3`,
			`${url}?paged=4`,
			null
		]);
		expect(pages.at(-1)).toMatchObject({ description: {}, skipped: [], notes: [] });
	});

	test('is resumed at any page', async () => {
		const { pages, error } = await walk(rss, archive, `${url}?paged=3`);
		expect([guids(pages), error]).toEqual([[['b'], []], null]);
	});

	test('that cannot be resumed says so, so that it is walked anew', async () => {
		const { pages, error } = await walk(rss, archive, `${url}?paged=9`);
		expect(pages).toEqual([]);
		expect(error).toMatchObject({ code: 'not-found' });
	});

	test('keeps the other parts of its address', async () => {
		const feedUrl = 'https://heron.example/?feed=rss2&cat=3';
		const { asked } = await walk(rss, { [feedUrl]: archive[url] }, feedUrl, feedUrl);
		expect(asked).toEqual([feedUrl, `${feedUrl}&paged=2`]);
	});

	test('ends where a page brings nothing new, as on a host that has the feed as a file', async () => {
		const { pages, error, asked } = await walk(rss, {
			[url]: archive[url],
			[`${url}?paged=2`]: archive[url]
		});
		expect([guids(pages), error, asked.length]).toEqual([[['e', 'd'], []], null, 2]);
		expect(pages.at(-1)!.next).toBeNull();
	});

	test('ends with a note where the page after the last may not be read', async () => {
		const { pages, error } = await walk(rss, { ...archive, [`${url}?paged=4`]: failing('blocked-by-cors') });
		expect([pages.length, error]).toEqual([4, null]);
		expect(pages.at(-1)!.notes?.map(englishOf)).toEqual([
			expect.stringContaining('most likely there is none')
		]);
	});

	test.each(['rate-limited', 'offline', 'server-error', 'refused'] as const)(
		'that fails in the middle as %s has failed',
		async (code) => {
			const { pages, error } = await walk(rss, { ...archive, [`${url}?paged=3`]: failing(code) });
			expect(pages.map(({ next }) => next)).toEqual([`${url}?paged=2`, `${url}?paged=3`]);
			expect(error).toMatchObject({ code });
		}
	);

	test('is known in Atom and RSS 1.0 too, and other programs are left alone', async () => {
		const inAtom = await walk(atom, {
			[url]: atomPage(['a'], '<generator uri="https://wordpress.org/" version="6.4.2">WordPress</generator>')
		});
		expect(inAtom.asked).toHaveLength(2);
		const inRdf = await walk(rdf, {
			[url]:
				'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ' +
				'xmlns:admin="http://webns.net/mvcb/"><channel><title>T</title>' +
				'<admin:generatorAgent rdf:resource="https://wordpress.org/?v=6.4.2"/></channel>' +
				'<item rdf:about="a"><title>A</title></item></rdf:RDF>'
		});
		expect(inRdf.asked).toHaveLength(2);
		for (const generator of ['Hugo', 'https://wordpress.org.evil.example/', 'Not https://wordpress.org/']) {
			const page = rssPage(['a'], `<generator>${generator}</generator>`);
			expect((await walk(rss, { [url]: page })).asked).toEqual([url]);
		}
	});
});
