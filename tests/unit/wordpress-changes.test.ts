import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedPost, SourcePage } from '$lib/sources/source';
import { wordpress } from '$lib/sources/wordpress/wordpress';
import {
	contextOf,
	DAY,
	edited,
	emptySite,
	feed,
	NOW,
	postOf,
	refusal,
	root,
	routesAsked,
	SECOND,
	wall,
	type WordPress
} from './wordpress-in-memory';

const { changes, listing, postsOf } = wordpress.following!;
const HOUR = 60 * 60 * SECOND;

/** What a library keeps: the last change by guid. */
let kept = new Map<string, number | null>();

async function changesOf(site: WordPress, since: string, now = NOW): Promise<SourcePage[]> {
	const pages: SourcePage[] = [];
	const differing = (posts: ListedPost[]) =>
		Promise.resolve(posts.filter(({ guid, updatedAt }) => kept.get(guid) !== updatedAt));
	for await (const page of changes(feed, since, contextOf(site, now), differing)) {
		pages.push(page);
		keep(page);
	}
	return pages;
}

function keep({ posts }: SourcePage): void {
	for (const { post } of posts) kept.set(post.guid, post.updatedAt);
}

/** Keeps the whole archive. @returns the moment from which the site can be followed. */
async function followed(site: WordPress, now = NOW): Promise<string> {
	kept = new Map();
	let since: string | null = null;
	for await (const page of wordpress.pages(feed, root, contextOf(site, now))) {
		since ??= page.since ?? null;
		keep(page);
	}
	site.asked.length = 0;
	return since!;
}

const guids = (pages: SourcePage[]) => pages.flatMap(({ posts }) => posts.map(({ post }) => post.guid));

/** So many posts, a day apart; the highest number was published yesterday. */
function siteOf(count: number): WordPress {
	return {
		...emptySite(),
		posts: Array.from({ length: count }, (_, i) => postOf(i + 1, NOW - (count - i) * DAY))
	};
}

function edit(site: WordPress, id: number, at: number): void {
	Object.assign(
		site.posts.find((post) => post.id === id)!,
		edited(at)
	);
}

describe('changes since the archive was walked', () => {
	test('are none when there are none, for two small requests', async () => {
		const site = siteOf(150);
		const since = await followed(site);
		expect(since).toBe(`${wall(NOW - DAY)}Z`);
		expect(await changesOf(site, since)).toEqual([]);
		expect(routesAsked(site)).toEqual(['posts', 'posts']);
		for (const { searchParams } of site.asked) expect(searchParams.get('_fields')).not.toContain('content');
	});

	test('are edits, old posts too, and new posts, in the order in which they came', async () => {
		const site = siteOf(150);
		const since = await followed(site);
		edit(site, 3, NOW - 2 * HOUR);
		edit(site, 149, NOW - 3 * HOUR);
		site.posts.push(postOf(151, NOW - HOUR));
		const [page, ...others] = await changesOf(site, since);
		expect([guids([page!]), others]).toEqual([['149', '3', '151'], []]);
		expect(page).toMatchObject({
			next: null,
			total: null,
			skipped: [],
			since: `${wall(NOW - HOUR)}Z`
		});
		expect(page!.posts[0]!.post).toMatchObject({ updatedAt: NOW - 3 * HOUR, categories: ['Uncategorized'] });
		site.asked.length = 0;
		expect(await changesOf(site, page!.since!)).toEqual([]);
		expect(routesAsked(site)).toEqual(['posts', 'posts']);
	});

	test('include a scheduled post, which is published without being modified', async () => {
		const site = siteOf(20);
		const since = await followed(site);
		site.posts.push(postOf(99, NOW - 2 * HOUR, edited(NOW - 30 * DAY)));
		const pages = await changesOf(site, since);
		expect(guids(pages)).toEqual(['99']);
		expect(await changesOf(site, pages.at(-1)!.since!)).toEqual([]);
	});

	test('include a scheduled post that was published late, though an edit was followed meanwhile', async () => {
		const site = siteOf(20);
		const since = await followed(site);
		edit(site, 4, NOW - HOUR);
		const [page] = await changesOf(site, since);
		site.posts.push(postOf(99, NOW - 3 * HOUR, edited(NOW - 30 * DAY)));
		expect(guids(await changesOf(site, page!.since!))).toEqual(['99']);
	});

	test('come in pages, each with the moment from which to go on', async () => {
		const site = siteOf(350);
		const since = await followed(site);
		for (let id = 1; id <= 250; id += 1) edit(site, id, NOW - 300 * SECOND + id * SECOND);
		const pages = await changesOf(site, since);
		expect(pages.map(({ posts }) => posts.length)).toEqual([99, 100, 51]);
		expect(guids(pages)).toEqual(Array.from({ length: 250 }, (_, i) => String(i + 1)));
		for (const guid of guids(pages.slice(2))) kept.delete(guid);
		const rest = await changesOf(site, pages[1]!.since!);
		expect(guids(rest)).toEqual(guids(pages.slice(2)));
	});

	test('of a bulk edit come once, however many they are', async () => {
		const site = siteOf(900);
		const since = await followed(site);
		for (let id = 1; id <= 800; id += 1) edit(site, id, NOW - HOUR + id * SECOND);
		const pages = await changesOf(site, since);
		expect(guids(pages)).toHaveLength(800);
		expect(await changesOf(site, pages.at(-1)!.since!)).toEqual([]);
	});

	test('that are kept already are not listed for ever', async () => {
		const site = siteOf(400);
		for (let id = 1; id <= 250; id += 1) edit(site, id, NOW - 5 * HOUR + id * 60 * SECOND);
		const since = await followed(site);
		const [page, ...others] = await changesOf(site, since);
		expect([page!.posts, others]).toEqual([[], []]);
		site.asked.length = 0;
		edit(site, 9, NOW);
		expect(guids(await changesOf(site, page!.since!))).toEqual(['9']);
		// The listings that tell of edits start where the look before ended, so one page has them all.
		expect(site.asked.filter(({ searchParams }) => searchParams.has('modified_after'))).toHaveLength(1);
	});

	test('of one second come all, however many they are', async () => {
		const site = siteOf(700);
		const since = await followed(site);
		for (let id = 1; id <= 650; id += 1) edit(site, id, NOW - HOUR);
		const given = guids(await changesOf(site, since));
		expect([given.length, new Set(given).size]).toEqual([650, 650]);
	});

	test('are seen by the clock of the site, whatever the clock here and the zone there', async () => {
		for (const offset of [-9, 5.5]) {
			for (const now of [NOW - 3 * DAY, NOW, NOW + 3 * DAY]) {
				const site = { ...siteOf(30), offset };
				for (const post of site.posts) {
					post.date = wall(Date.parse(`${String(post.date_gmt)}Z`) + offset * HOUR);
					post.modified = post.date;
				}
				const since = await followed(site, now);
				const at = NOW - HOUR;
				Object.assign(site.posts[4]!, { modified: wall(at + offset * HOUR), modified_gmt: wall(at) });
				expect(guids(await changesOf(site, since, now))).toContain('5');
			}
		}
	});

	test('are not lost behind a post that claims to be of the future', async () => {
		const site = siteOf(30);
		const since = await followed(site);
		edit(site, 8, NOW + 400 * DAY);
		const pages = await changesOf(site, since);
		edit(site, 9, NOW - HOUR);
		expect([guids(pages), guids(await changesOf(site, pages.at(-1)!.since!))]).toEqual([['8'], ['9']]);
	});

	test('can be asked for from a plain moment too', async () => {
		const site = siteOf(5);
		edit(site, 2, NOW - HOUR);
		kept = new Map();
		const [page] = await changesOf(site, new Date(NOW + 4 * DAY).toISOString());
		expect(page).toBeUndefined();
		// Nothing says that the post of the day before was known by then.
		expect(guids(await changesOf(site, new Date(NOW - 2 * HOUR).toISOString()))).toEqual(['5', '2']);
		kept = new Map();
		expect(guids(await changesOf(site, 'nonsense'))).toHaveLength(5);
		expect(guids(await changesOf(site, `${wall(NOW - 2 * HOUR)}Z (5:0 2:3600)`))).toEqual([]);
	});

	test('bring names along that the site does not list', async () => {
		const site = { ...siteOf(5), closed: { users: refusal(401, 'rest_forbidden') } };
		const since = await followed(site);
		edit(site, 2, NOW - HOUR);
		const [page] = await changesOf(site, since);
		expect(page!.posts[0]!.post.authors).toEqual([
			{ name: 'Ida Holm', url: 'https://harbour.example/author/ida/', avatar: null }
		]);
	});

	test('bring the tree of categories along, and nothing else of the description', async () => {
		const site = siteOf(5);
		const since = await followed(site);
		site.categories.push({ id: 5, name: 'Ferries', parent: 1 });
		site.posts.push(postOf(6, NOW - HOUR, { categories: [5] }));
		const [page] = await changesOf(site, since);
		expect(page!.description).toEqual({ categoryParents: { ferries: 'uncategorized' } });
	});

	test('of a blog with many categories leave its tree as it is kept', async () => {
		const categories = Array.from({ length: 250 }, (_, i) => ({ id: i + 1, name: `c ${i + 1}`, parent: i }));
		const site = { ...siteOf(250), categories };
		const since = await followed(site);
		for (let id = 1; id <= 230; id += 1) edit(site, id, NOW - HOUR);
		site.posts[0]!.categories = [7];
		const pages = await changesOf(site, since);
		expect(pages.map(({ description }) => description)).toEqual([{}, {}, {}]);
		expect(pages.flatMap(({ posts }) => posts.flatMap(({ post }) => post.categories))).toContain('c 7');
		expect(routesAsked(site).filter((route) => route === 'categories').length).toBeLessThanOrEqual(3);
	});

	test('fail with words when the API has been closed', async () => {
		const site = { ...siteOf(5), closed: { posts: refusal(401, 'rest_forbidden') } };
		await expect(changesOf(site, 'x')).rejects.toMatchObject({ code: 'api-closed' });
	});

	test('are all found, each once, whatever is done between two looks', async () => {
		const act = fc.record({
			id: fc.integer({ min: 1, max: 30 }),
			seconds: fc.integer({ min: 0, max: 4 }),
			isNew: fc.boolean()
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(act, { maxLength: 8 }), { minLength: 1, maxLength: 5 }),
				fc.integer({ min: 1, max: 4 }),
				fc.boolean(),
				async (rounds, mostPerPage, knowsModified) => {
					const site: WordPress = { ...siteOf(30), mostPerPage, knowsModified };
					let since = await followed(site);
					let now = NOW - 20 * HOUR;
					let newest = 30;
					for (const acts of rounds) {
						const changed = new Set<string>();
						for (const { id, seconds, isNew } of acts) {
							now += seconds * SECOND;
							if (isNew) site.posts.push(postOf((newest += 1), now));
							else edit(site, id, now);
							changed.add(String(isNew ? newest : id));
						}
						now += SECOND;
						const pages = await changesOf(site, since);
						expect(guids(pages).sort()).toEqual([...changed].sort());
						since = pages.at(-1)?.since ?? since;
					}
				}
			),
			{ numRuns: 60 }
		);
	});
});

describe('a WordPress before 5.7', () => {
	test('gives its latest edits', async () => {
		const site = { ...siteOf(450), knowsModified: false };
		const since = await followed(site);
		for (let id = 1; id <= 120; id += 1) edit(site, id, NOW - HOUR + id * SECOND);
		const pages = await changesOf(site, since);
		expect(guids(pages)).toEqual(Array.from({ length: 120 }, (_, i) => String(i + 1)));
		site.asked.length = 0;
		expect(await changesOf(site, pages.at(-1)!.since!)).toEqual([]);
		expect(site.asked.length).toBeLessThanOrEqual(4);
	});

	test('or any that refuses to be asked for what was modified does so too', async () => {
		const site = siteOf(50);
		const since = await followed(site);
		edit(site, 7, NOW - HOUR);
		site.onRequest = ({ searchParams }) => {
			if (searchParams.has('modified_after')) throw refusal(400, 'rest_invalid_param');
		};
		expect(guids(await changesOf(site, since))).toEqual(['7']);
	});
});

describe('a listing', () => {
	test('has every post with the time of its last edit, and nothing else is asked for', async () => {
		const site = siteOf(250);
		site.posts[3]!.modified_gmt = 'never';
		const listed = [];
		for await (const posts of listing(feed, contextOf(site))) listed.push(...posts);
		expect(site.asked).toHaveLength(3);
		expect(site.asked[0]!.searchParams.get('_fields')).toBe('id,date,modified_gmt');
		const kept: { guid: string; updatedAt: number | null }[] = [];
		for await (const { posts } of wordpress.pages(feed, root, contextOf(site))) {
			kept.push(...posts.map(({ post: { guid, updatedAt } }) => ({ guid, updatedAt })));
		}
		expect(listed).toEqual(kept);
	});
});

describe('posts by name', () => {
	test('come in the order asked for; those that are gone do not', async () => {
		const site = siteOf(250);
		const wanted = ['7', '249', ...Array.from({ length: 130 }, (_, i) => String(i + 20))];
		const page = await postsOf(
			feed,
			[...wanted.slice(0, 50), '999', 'https://x', ...wanted.slice(50)],
			contextOf(site)
		);
		expect(guids([page])).toEqual(wanted);
		expect(page).toMatchObject({ description: {}, next: null, total: null });
		expect(routesAsked(site).filter((route) => route === 'posts')).toHaveLength(3);
	});

	test('of a site that gives others than it is asked for, or caps without saying so, are those that it has', async () => {
		const site = siteOf(90);
		site.onRequest = ({ searchParams }) => searchParams.delete('include');
		expect(guids([await postsOf(feed, ['89', '3', '999'], contextOf(site))])).toEqual(['89', '3']);
	});

	test('end when a site gives its newest whatever it is asked for, and count what it says', async () => {
		const site = { ...siteOf(5000), mostPerPage: 10 };
		site.onRequest = ({ searchParams }) => searchParams.delete('include');
		expect((await postsOf(feed, ['1', '2', '3'], contextOf(site))).posts).toEqual([]);
		expect(routesAsked(site)).toEqual(['posts']);
		expect(guids([await postsOf(feed, ['1', '4999', '5000'], contextOf(site))])).toEqual(['4999', '5000']);
	});

	test('come all from a site that gives few at once without saying so, or can only manage few', async () => {
		const wanted = Array.from({ length: 60 }, (_, i) => String(i + 1));
		expect(guids([await postsOf(feed, wanted, contextOf({ ...siteOf(90), mostPerPage: 7 }))])).toEqual(
			wanted
		);
		const silent = { ...siteOf(90), mostPerPage: 10, counts: false };
		expect(guids([await postsOf(feed, wanted, contextOf(silent))])).toEqual(wanted);
		const small = siteOf(90);
		small.onRequest = ({ searchParams, pathname }) => {
			if (pathname.endsWith('/posts') && Number(searchParams.get('per_page')) > 20)
				throw refusal(500, 'error');
		};
		expect(guids([await postsOf(feed, wanted, contextOf(small))])).toEqual(wanted);
	});

	test('that are all gone cost one request', async () => {
		const site = siteOf(3);
		expect((await postsOf(feed, ['77', '78'], contextOf(site))).posts).toEqual([]);
		expect(routesAsked(site)).toEqual(['posts']);
	});
});
