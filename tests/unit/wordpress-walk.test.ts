import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourceContext, SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { wordpress } from '$lib/sources/wordpress/wordpress';
import {
	contextOf,
	emptySite,
	feed,
	NOW,
	postOf,
	refusal,
	root,
	SECOND,
	type WordPress
} from './wordpress-in-memory';

/** Everything a walk gives. */
async function walk(site: WordPress, from = root): Promise<SourcePage[]> {
	const pages: SourcePage[] = [];
	for await (const page of wordpress.pages(feed, from, contextOf(site))) pages.push(page);
	return pages;
}

const guids = (pages: SourcePage[]) => pages.flatMap(({ posts }) => posts.map(({ post }) => post.guid));
const sorted = (ids: Iterable<string>) => [...ids].sort((a, b) => Number(a) - Number(b));
const postPages = (site: WordPress) => site.asked.filter(({ pathname }) => pathname.endsWith('/posts'));

/** So many posts, a minute apart, the highest number newest. */
function siteOf(count: number, at = (id: number) => NOW - (count - id) * 60 * SECOND): WordPress {
	const posts = Array.from({ length: count }, (_, i) => postOf(i + 1, at(i + 1)));
	return { ...emptySite(), posts };
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1));

describe('a walk through the archive', () => {
	test('gives every post once, newest first, and how many there are', async () => {
		const pages = await walk(siteOf(350));
		expect(guids(pages)).toEqual(numbers(350).reverse());
		expect(pages.map(({ posts, total }) => [posts.length, total])).toEqual([
			[100, 350],
			[100, null],
			[100, null],
			[50, null]
		]);
	});

	test('asks for no page that would be empty', async () => {
		const site = siteOf(200);
		const pages = await walk(site);
		expect([postPages(site).length, pages[1]!.next]).toEqual([2, null]);
	});

	test('goes on from the address of any page alone', async () => {
		const site = siteOf(350, (id) => NOW - Math.floor(id / 120) * 60 * SECOND);
		const pages = await walk(site);
		for (const [i, { next }] of pages.slice(0, -1).entries()) {
			const rest = await walk(site, next!);
			expect(sorted([...guids(pages.slice(0, i + 1)), ...guids(rest)])).toEqual(numbers(350));
		}
	});

	test('loses nothing when posts appear and vanish meanwhile', async () => {
		const site = siteOf(300);
		let added = 300;
		site.onRequest = ({ pathname }) => {
			if (!pathname.endsWith('/posts')) return;
			for (let i = 0; i < 7; i += 1) site.posts.push(postOf((added += 1), NOW + added * SECOND));
			site.posts = site.posts.filter(({ id }) => id !== 295 && id !== 250 && id !== 120);
		};
		const given = guids(await walk(site));
		expect(new Set(given).size).toBe(given.length);
		expect(numbers(300).filter((id) => !given.includes(id))).toEqual(['120', '250', '295']);
	});

	test.each([250, 450, 1000])('gets through %i posts of one second, whatever their order', async (count) => {
		const site = siteOf(count + 200, (id) => NOW - at(id, count));
		const pages = await walk(site);
		expect(sorted(guids(pages))).toEqual(numbers(count + 200));
		expect(Math.max(...site.asked.map(({ href }) => href.length))).toBeLessThan(4000);
	});

	test('gives posts without a date that can be', async () => {
		const site = siteOf(150);
		for (const post of site.posts.slice(0, 120)) post.date = '-0001-11-30T00:00:00';
		expect(sorted(guids(await walk(site)))).toEqual(numbers(150));
	});

	test.each([true, false])('trusts the answer, not what it asked for (counted: %s)', async (counts) => {
		const site = { ...siteOf(57), mostPerPage: 10, counts };
		expect(guids(await walk(site))).toEqual(numbers(57).reverse());
	});

	test('does not believe a site that says it has none', async () => {
		const site = siteOf(150);
		const context = contextOf(site);
		const pages: SourcePage[] = [];
		const fetchText: typeof context.fetchText = async (url) => ({
			...(await context.fetchText(url)),
			headers: new Headers({ 'X-WP-Total': '0' })
		});
		for await (const page of wordpress.pages(feed, root, { ...context, fetchText })) pages.push(page);
		expect(guids(pages)).toHaveLength(150);
	});

	test('goes past posts that visitors may not see', async () => {
		const site = { ...siteOf(60), mostPerPage: 10 };
		for (const post of site.posts) if (post.id > 20 && post.id <= 45) post.hidden = true;
		expect(sorted(guids(await walk(site)))).toEqual(
			numbers(60).filter((id) => Number(id) <= 20 || Number(id) > 45)
		);
	});

	test('asks a small host for twenty posts at a time once a hundred were too much', async () => {
		const site = siteOf(130);
		site.onRequest = ({ searchParams, pathname }) => {
			const isMuch = pathname.endsWith('/posts') && Number(searchParams.get('per_page')) > 20;
			if (isMuch) throw refusal(500, 'internal_server_error');
		};
		const pages = await walk(site);
		expect(guids(pages)).toEqual(numbers(130).reverse());
		expect(postPages(site).map(({ searchParams }) => searchParams.get('per_page'))).toEqual([
			'100',
			...Array.from({ length: 7 }, () => '20')
		]);
		expect(pages[0]!.next).toContain('per_page=20');
	});

	test('ends with an error that stays, after what came before it', async () => {
		const site = siteOf(150);
		const pages = wordpress.pages(feed, root, contextOf(site));
		expect(((await pages.next()).value as SourcePage).posts).toHaveLength(100);
		site.onRequest = () => {
			throw new SourceError('rate-limited', 'Busy.', 'Wait.', { status: 503 });
		};
		await expect(pages.next()).rejects.toMatchObject({ code: 'rate-limited' });
	});

	test('notices a cache that answers everything with the same', async () => {
		const site = siteOf(150);
		const context = contextOf(site);
		const fetchText: typeof context.fetchText = (url) =>
			context.fetchText(url.replace(/&(before|exclude|offset|after)=[^&]*/g, ''));
		const pages = wordpress.pages(feed, root, { ...context, fetchText });
		const walkAll = async () => {
			for await (const page of pages) expect(page.total ?? 150).toBe(150);
		};
		await expect(walkAll()).rejects.toMatchObject({ code: 'page-loop' });
		expect(postPages(site).length).toBeLessThan(6);
	});

	test.each(['posts', 'listing'])(
		'of %s ends with words when a site has nothing though it counts a billion',
		async (what) => {
			const [site, context] = [siteOf(0), contextOf(siteOf(0))];
			const fetchText: typeof context.fetchText = async (url) => {
				if (url.includes('/posts')) site.asked.push(new URL(url));
				return { ...(await context.fetchText(url)), headers: new Headers({ 'X-WP-Total': '1000000000' }) };
			};
			const fake = { ...context, fetchText };
			const all =
				what === 'posts' ? wordpress.pages(feed, root, fake) : wordpress.following!.listing(feed, fake);
			await expect(drained(all)).rejects.toMatchObject({
				code: 'page-loop',
				message: 'harbour.example gives nothing new again and again, though it says that there is more.'
			});
			expect(site.asked).toHaveLength(3);
		}
	);

	test('ends after two thousand pages of a site that makes up one older post whenever it is asked', async () => {
		const { context, asked } = endless('posts', (id) => postOf(id, NOW - id * SECOND));
		await expect(drained(wordpress.following!.listing(feed, context))).rejects.toMatchObject({
			code: 'too-many-pages'
		});
		expect(asked()).toBe(2000);
	});

	test('gives every post that was there all along exactly once', async () => {
		const changes = fc.record({
			add: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }),
			remove: fc.array(fc.nat(), { maxLength: 3 })
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 60 }),
				fc.array(changes, { maxLength: 12 }),
				fc.integer({ min: 1, max: 7 }),
				fc.constantFrom(-9, 0, 5.5),
				fc.boolean(),
				async (seconds, between, mostPerPage, offset, counts) => {
					const dated = (id: number, second: number) => ({
						...postOf(id, NOW - second * SECOND),
						date: postOf(id, NOW - second * SECOND + offset * 3600 * SECOND).date
					});
					const posts = seconds.map((second, i) => dated(i + 1, second));
					const site: WordPress = { ...emptySite(), posts, mostPerPage, offset, counts };
					const always = new Set(posts.map(({ id }) => String(id)));
					const waiting = [...between];
					let number = 1000;
					site.onRequest = ({ pathname }) => {
						const change = pathname.endsWith('/posts') ? waiting.shift() : undefined;
						for (const place of change?.remove ?? []) {
							const [gone] = site.posts.splice(place % Math.max(site.posts.length, 1), 1);
							if (gone !== undefined) always.delete(String(gone.id));
						}
						for (const second of change?.add ?? []) site.posts.push(dated((number += 1), second));
					};
					const given = guids(await walk(site));
					expect(new Set(given).size).toBe(given.length);
					expect([...always].filter((id) => !given.includes(id))).toEqual([]);
				}
			),
			{ numRuns: 300 }
		);
	});

	test('may be cut off and resumed after every single page', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 50 }),
				fc.integer({ min: 1, max: 6 }),
				async (seconds, mostPerPage) => {
					const posts = seconds.map((second, i) => postOf(i + 1, NOW - second * SECOND));
					const site: WordPress = { ...emptySite(), posts, mostPerPage };
					const given: string[] = [];
					for (let from: string | null = root; from !== null;) {
						const pages = wordpress.pages(feed, from, contextOf(site));
						const page = (await pages.next()).value as SourcePage;
						given.push(...guids([page]));
						from = page.next;
					}
					expect(sorted(given)).toEqual(numbers(seconds.length));
				}
			)
		);
	});
});

async function drained(pages: AsyncIterable<unknown>): Promise<number> {
	let count = 0;
	for await (const page of pages) count += page === undefined ? 0 : 1;
	return count;
}

/** A site that makes up the next item of a list at every request. */
function endless(route: string, itemOf: (id: number) => object) {
	let count = 0;
	const context: SourceContext = {
		now: () => NOW,
		fetchText: (url) => {
			const items = url.includes(`/${route}?`) ? [itemOf((count += 1))] : [];
			return Promise.resolve({ url, text: JSON.stringify(items), mimeType: 'application/json' });
		}
	};
	return { context, asked: () => count };
}

/** A hundred posts, then `count` of one second, then a hundred older ones: milliseconds before now. */
function at(id: number, count: number): number {
	if (id <= 100) return (300 - id) * SECOND;
	return id <= 100 + count ? 150 * SECOND : (count + 201 - id) * SECOND;
}
