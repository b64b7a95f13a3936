import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourceContext, SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { excerptTextOf } from '$lib/sources/wordpress/excerpt';
import { wordpress } from '$lib/sources/wordpress/wordpress';
import { usableComment } from '$lib/store/sound/comment';
import { expectHarmless, expectUntouchedPrototypes, INHERITED } from './hostile-posts';
import { contextOf, DAY, emptySite, feed, NOW, postOf, root, routesAsked } from './wordpress-in-memory';

/** A site that answers each route with the same text, whatever it is asked. */
function contextWith(answers: Record<string, unknown>, headers: Record<string, string> = {}): SourceContext {
	return {
		now: () => NOW,
		fetchText: (url) => {
			const route = new URL(url).pathname.replace(/^.*\/wp-json\/(wp\/v2\/)?/, '') || 'index';
			const text = JSON.stringify(answers[route] ?? []);
			return Promise.resolve({ url, text, mimeType: 'application/json', headers: new Headers(headers) });
		}
	};
}

const { index } = emptySite();

async function pagesOf(context: SourceContext, from = root, most = 3): Promise<SourcePage[]> {
	const pages: SourcePage[] = [];
	for await (const page of wordpress.pages(feed, from, context)) {
		pages.push(page);
		if (pages.length === most) break;
	}
	return pages;
}

const odd = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }),
	fc.constantFrom<unknown>(
		1e308,
		-0,
		2 ** 53 + 2,
		'9007199254740993',
		'-7',
		'NaN',
		'1e999',
		'\u202e',
		'\ud83d'
	),
	fc.constantFrom(
		'9999-12-31T23:59:59',
		'0000-00-00T00:00:00',
		'275760-09-13T00:00:00',
		'javascript:alert(1)'
	),
	fc.constantFrom('https://bank.example@evil.example/', '&amp;lt;b&gt;', '<img onerror=x>', ...INHERITED)
);
const rendered = fc.oneof(odd, fc.record({ rendered: odd, protected: odd }));

describe('a post of WordPress', { timeout: 30_000 }, () => {
	const item = fc.record(
		{
			id: fc.oneof(odd, fc.integer({ min: 1, max: 9 })),
			...{ date: odd, date_gmt: odd, modified: odd, modified_gmt: odd, link: odd, sticky: odd },
			...{ title: rendered, content: rendered, excerpt: rendered, author: odd, featured_media: odd },
			categories: fc.oneof(odd, fc.array(fc.oneof(odd, fc.integer({ min: 1, max: 9 })))),
			...{ tags: odd, comment_status: odd, jetpack_featured_media_url: odd, _embedded: odd },
			...{ constructor: odd, toString: odd }
		},
		{ requiredKeys: [] }
	);
	const named = fc.record({
		id: fc.integer({ min: 1, max: 9 }),
		name: odd,
		parent: odd,
		url: odd,
		link: odd
	});

	test('of anything at all is read or skipped, and harms nothing', async () => {
		const lists = fc.record({
			posts: fc.array(fc.oneof(item, odd), { maxLength: 4 }),
			categories: fc.array(named),
			users: fc.array(named),
			tags: fc.oneof(odd, fc.array(named))
		});
		await fc.assert(
			fc.asyncProperty(lists, odd, async (answers, total) => {
				const headers = { 'X-WP-Total': encodeURIComponent(JSON.stringify(total)) };
				try {
					const pages = await pagesOf(contextWith({ index, ...answers }, headers));
					for (const { posts } of pages) posts.forEach(expectHarmless);
				} catch (error) {
					expect(error).toBeInstanceOf(SourceError);
				}
				expectUntouchedPrototypes();
			}),
			{ numRuns: 150 }
		);
	});

	test('has a title of one visible line, decoded once', async () => {
		const title = { rendered: ' a &amp;lt;b&amp;gt;\u202e\u0085\n&lt;script&gt; <i>c</i>' };
		const site = { ...emptySite(), posts: [postOf(7, NOW - DAY, { title })] };
		const [page] = await pagesOf(contextOf(site));
		expect(page?.posts[0]?.post.title).toBe('a &lt;b&gt; <script> c');
	});

	test('with 100,000 categories does not make the reader ask for each of them', async () => {
		const categories = Array.from({ length: 100_000 }, (_, i) => i + 2000);
		const site = { ...emptySite(), posts: [postOf(7, NOW - DAY, { categories })] };
		const [page] = await pagesOf(contextOf(site));
		expect(page?.posts).toHaveLength(1);
		expect(routesAsked(site).filter((route) => route === 'categories').length).toBeLessThanOrEqual(2);
	});

	test('in categories of names that every object has lies in their tree', async () => {
		const categories = INHERITED.map((name, i) => ({ id: i + 1, name, parent: i }));
		const site = { ...emptySite(), categories, posts: [postOf(7, NOW - DAY, { categories: [1, 2] })] };
		const [page] = await pagesOf(contextOf(site));
		expect(page?.posts[0]?.post.categories).toEqual(['__proto__', 'constructor']);
		const parents = page?.description.categoryParents ?? {};
		expect(Object.getPrototypeOf(parents)).toBe(Object.prototype);
		expect(new Map(Object.entries(structuredClone(parents))).get('constructor')).toBe('__proto__');
		expectUntouchedPrototypes();
	});
});

describe('a site', { timeout: 30_000 }, () => {
	test('that says it has a thousand million posts is not believed for ever', async () => {
		const context = contextWith({ index, posts: [postOf(1, NOW - DAY)] }, { 'X-WP-Total': '1000000000' });
		await expect(pagesOf(context, root, 100)).rejects.toMatchObject({ code: 'page-loop' });
	});

	test('with a chain of 100,000 categories gives a tree that ends', async () => {
		const categories = Array.from({ length: 100_000 }, (_, i) => ({ id: i + 1, name: `c${i}`, parent: i }));
		const [page] = await pagesOf(contextWith({ index, categories, posts: [postOf(1, NOW - DAY)] }));
		const parents = page?.description.categoryParents ?? {};
		expect(Object.keys(parents).length).toBeLessThanOrEqual(5000);
		const depths = Object.keys(parents).map((key) => {
			let depth = 0;
			for (let at: string | undefined = key; at !== undefined; at = parents[at]) depth += 1;
			return depth;
		});
		expect(Math.max(...depths)).toBeLessThanOrEqual(501);
	}, 20_000);

	test.each([
		'x',
		'javascript:alert(1)',
		`${root}wp/v2/posts?before=%2B275760-09-13T00:00:00`,
		`${root}wp/v2/posts?before=9999-12-31T23:59:59&offset=1e308&per_page=-1&exclude=NaN,__proto__`
	])('is walked from a place that a stranger has written: %s', async (from) => {
		const site = { ...emptySite(), posts: [postOf(1, NOW - DAY)] };
		const page = await wordpress.pages(feed, from, contextOf(site)).next();
		expect(page.value).toMatchObject({ skipped: [] });
	});
});

describe('a comment', { timeout: 30_000 }, () => {
	test('of anything at all is read or left out, and what is read is sound', async () => {
		const comment = fc.record(
			{
				id: fc.oneof(odd, fc.integer({ min: 1 })),
				post: fc.oneof(odd, fc.integer({ min: 1 })),
				...{
					parent: odd,
					author_name: odd,
					author_url: odd,
					date: odd,
					date_gmt: odd,
					link: odd,
					content: rendered
				}
			},
			{ requiredKeys: [] }
		);
		await fc.assert(
			fc.asyncProperty(fc.array(fc.oneof(comment, odd), { maxLength: 5 }), async (comments) => {
				const pages = wordpress.following!.comments(
					feed,
					null,
					null,
					0,
					contextWith({ comments }, { 'X-WP-Total': '1' })
				);
				for await (const page of pages) {
					for (const read of page.comments) expect(usableComment(read)).toBe(read);
					break;
				}
			})
		);
	});
});

test('an excerpt of links without an end is read in time', () => {
	const excerpts = Array.from({ length: 100 }, () => `<p>Words. ${'<a x>'.repeat(4000)}`);
	for (const html of excerpts) expect(excerptTextOf(html, null)).toBe('Words.');
	expect(excerptTextOf('One… <A class="more-link" href="/1">Go on</A>', null)).toBe('One…');
}, 30_000);
