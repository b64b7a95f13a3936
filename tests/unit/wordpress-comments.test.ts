import { describe, expect, test } from 'vitest';
import { commentIdOf, postIdOf } from '$lib/model/ids';
import type { CommentsPage } from '$lib/sources/source';
import { wordpress } from '$lib/sources/wordpress/wordpress';
import {
	contextOf,
	DAY,
	emptySite,
	feed,
	NOW,
	refusal,
	SECOND,
	wall,
	type WordPress
} from './wordpress-in-memory';

const { comments, commentsOf } = wordpress.following!;

function commentOf(id: number, post: number, at: number, more: Record<string, unknown> = {}) {
	return {
		id,
		post,
		parent: 0,
		author_name: `Reader ${id} &amp; Co`,
		author_url: '',
		date: wall(at),
		date_gmt: wall(at),
		content: { rendered: `<p>${id}</p>` },
		link: `https://harbour.example/${post}/#comment-${id}`,
		...more
	};
}

/** So many comments, an hour apart, on ten posts in turn; the highest number is newest. */
function siteOf(count: number): WordPress {
	const at = (id: number) => NOW - (count - id) * 3600 * SECOND;
	const all = Array.from({ length: count }, (_, i) => commentOf(i + 1, (i % 10) + 1, at(i + 1)));
	return { ...emptySite(), comments: all };
}

async function walk(site: WordPress, from: string | null = null, since: string | null = null) {
	const pages: CommentsPage[] = [];
	for await (const page of comments(feed, from, since, 2 * DAY, contextOf(site))) pages.push(page);
	return pages;
}

const urls = (pages: CommentsPage[]) =>
	pages.flatMap((page) => page.comments.map(({ url }) => Number(url?.replace(/.*-/, ''))));
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);

describe('comments', () => {
	test('are read with their place below posts and each other', async () => {
		const site = emptySite();
		site.comments = [
			commentOf(5, 3, NOW - DAY, { parent: 2, author_url: 'https://reader.example' }),
			commentOf(6, 3, NOW, { author_name: '', date_gmt: 'soon', date: 'soon' })
		];
		const [page] = await walk(site);
		const [anonymous, answer] = page!.comments;
		expect(answer).toEqual({
			id: commentIdOf(feed.id, '5'),
			feedId: feed.id,
			postId: postIdOf(feed.id, '3'),
			parentId: commentIdOf(feed.id, '2'),
			authorName: 'Reader 5 & Co',
			authorUrl: 'https://reader.example/',
			publishedAt: NOW - DAY,
			url: 'https://harbour.example/3/#comment-5',
			html: '<p>5</p>'
		});
		expect(anonymous).toMatchObject({ authorName: '', authorUrl: null, parentId: null, publishedAt: NOW });
	});

	test('come newest first, every one once, and from any page on', async () => {
		const site = siteOf(250);
		const pages = await walk(site);
		expect(urls(pages)).toEqual(down(250, 1));
		expect(pages.map(({ next }) => next !== null)).toEqual([true, true, false]);
		expect(urls(await walk(site, pages[0]!.next))).toEqual(down(150, 1));
	});

	test('are not missed when some are written and deleted meanwhile', async () => {
		const site = siteOf(350);
		site.onRequest = () => {
			site.comments = site.comments.filter(({ id }) => id !== 340 && id !== 341);
			site.comments.push(commentOf(1000 + site.asked.length, 1, NOW + site.asked.length * SECOND));
		};
		expect(urls(await walk(site)).filter((id) => id < 1000)).toEqual(
			down(350, 1).filter((id) => id < 340 || id > 341)
		);
	});

	test('of an import come all, though hundreds are of one second', async () => {
		const site = emptySite();
		site.comments = Array.from({ length: 620 }, (_, i) => commentOf(i + 1, 1, NOW - (i < 600 ? DAY : 0)));
		const given = urls(await walk(site));
		expect([given.length, new Set(given).size]).toEqual([620, 620]);
	});

	test('since a moment are those after it, and of two days before, for they may have waited', async () => {
		const site = siteOf(250);
		const [{ since }] = (await walk(site)) as [CommentsPage];
		expect(since).toBe(`${wall(NOW)}Z`);
		site.comments.push(commentOf(251, 1, NOW + SECOND), commentOf(252, 2, NOW - 40 * 3600 * SECOND - SECOND));
		const pages = await walk(site, null, since);
		expect(urls(pages)).toEqual([251, ...down(250, 210), 252, ...down(209, 203)]);
	});

	test('that are hidden do not end the walk', async () => {
		const site = siteOf(130);
		for (const comment of site.comments.slice(10, 60)) Object.assign(comment, { hidden: true });
		expect(urls(await walk(site))).toEqual([...down(130, 61), ...down(10, 1)]);
	});

	test('of a blog without any are an empty page', async () => {
		expect(await walk(emptySite())).toEqual([{ comments: [], next: null, since: null }]);
	});

	test('of one post are all of them', async () => {
		const site = siteOf(1200);
		expect(await commentsOf(feed, '4', contextOf(site))).toHaveLength(120);
		expect(site.asked).toHaveLength(2);
		expect(await commentsOf(feed, 'https://no.number', contextOf(site))).toEqual([]);
	});

	test('of one post end with the newest ten thousand', async () => {
		const site = emptySite();
		site.comments = Array.from({ length: 10_150 }, (_, i) =>
			commentOf(i + 1, 4, NOW - (20_000 - i) * SECOND)
		);
		const given = await commentsOf(feed, '4', contextOf(site));
		expect([given.length, given[0]!.html, given.at(-1)!.html]).toEqual([
			10_000,
			'<p>10150</p>',
			'<p>151</p>'
		]);
	});

	test('since a moment overlap as far as is wanted', async () => {
		const site = siteOf(50);
		const given = async (overlap: number) => {
			const ids: number[] = [];
			const since = `${wall(NOW)}Z`;
			for await (const page of comments(feed, null, since, overlap, contextOf(site)))
				ids.push(...urls([page]));
			return ids;
		};
		expect(await given(0)).toEqual([]);
		expect(await given(5 * 3600 * SECOND)).toEqual(down(50, 46));
	});

	test.each([
		refusal(401, 'rest_forbidden'),
		refusal(403, 'rest_comments_disabled'),
		refusal(404, 'rest_no_route')
	])('that the site keeps to itself are an error in words', async (error) => {
		const site = { ...emptySite(), closed: { comments: error } };
		await expect(walk(site)).rejects.toMatchObject({
			code: 'api-closed',
			message: 'harbour.example does not give out its comments.'
		});
	});
});
