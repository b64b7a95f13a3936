import { afterEach, beforeEach, expect, test } from 'vitest';
import { viewOf } from '$lib/model/view';
import { parseJsonFeed } from '$lib/sources/json-feed/json-feed';
import { SearchService } from '$lib/search/search-service';
import { listCategories } from '$lib/store/category-queries';
import { commentsOf } from '$lib/store/comments';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, listFeeds } from '$lib/store/feeds';
import { firstPosts } from '$lib/store/first-posts';
import { openPost, postIds } from '$lib/store/post-queries';
import { feedRecord, filter, freshDatabase, incoming } from './library';

/** Names that every object has something by. */
const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

const garden = feedRecord('https://garden.example/feed.json');
let db: Database;

beforeEach(async () => {
	db = freshDatabase();
	await addFeed(db, garden);
});

afterEach(() => db.delete());

const wish = (search: string) => ({ view: viewOf(new URLSearchParams(search)), opened: [] });

test('a category, author and tag of a name that every object has is one like others', async () => {
	const items = INHERITED.map((name, i) => ({
		id: name,
		title: `About ${name}`,
		tags: [name],
		authors: [{ name }],
		date_published: `2026-01-0${i + 1}`
	}));
	const text = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'T', items });
	const page = parseJsonFeed({ url: garden.url, text, mimeType: '' }, garden, Date.UTC(2026, 10, 25));
	await commitPosts(db, garden.id, { description: {}, posts: page.posts, checkpoint: null });

	const categories = await listCategories(db, null);
	expect(categories.map(({ name, count, unread }) => [name, count, unread]).sort()).toEqual(
		INHERITED.map((name) => [name, 1, 1]).sort()
	);
	const search = new SearchService(db, null);
	await search.ready();
	for (const name of INHERITED) {
		const id = page.posts.find(({ post }) => post.guid === name)!.post.id;
		for (const kind of ['category', 'author']) {
			const query = new URLSearchParams({ [kind]: name }).toString();
			expect(await firstPosts(db, filter(query), 10), query).toMatchObject({ ids: [id], total: 1 });
			expect(await postIds(db, filter(query)), query).toEqual([id]);
			expect((await search.search(wish(query), 10)).total, query).toBe(1);
		}
		expect((await search.search(wish(`q=${name}`), 10)).total, name).toBe(1);
		const { completions } = await search.suggest(`category:${name.slice(0, 5)}`, 5 + 'category:'.length);
		expect(JSON.stringify(completions), name).toContain(name);
		for (const query of [`${name}:x`, `is:${name}`, `has:${name}`, `feed:${name}`, `before:${name}`]) {
			expect((await search.search(wish(new URLSearchParams({ q: query }).toString()), 10)).query).toBe(query);
			await search.suggest(query, query.length);
		}
	}
	await search.close();
	expect(Object.keys(Object.prototype)).toEqual([]);
});

test('what was kept before addresses were looked at is read without what deceives', async () => {
	const evil = 'https://bank.example@evil.example/';
	const script = 'javascript:alert(1)';
	const { post, body } = incoming(garden.id, 'a');
	await commitPosts(db, garden.id, { description: {}, posts: [{ post, body }], checkpoint: null });
	const stored = (await db.posts.get(post.id))!;
	const told: unknown[] = [];
	db.onDamage = (table) => told.push(table);
	await db.posts.put({
		...stored,
		url: evil,
		externalUrl: script,
		thumbnail: script,
		image: evil,
		replyUrl: script,
		authors: [{ name: 'Ida', url: script, avatar: evil }],
		attachments: [
			{ url: script, mimeType: '', title: '', bytes: null, seconds: null },
			{ url: evil, mimeType: '', title: 'A', bytes: null, seconds: null }
		]
	});
	const comment = {
		id: 'c' as never,
		feedId: garden.id,
		postId: post.id,
		parentId: null,
		authorName: 'B',
		authorUrl: script,
		publishedAt: 1,
		url: evil,
		html: ''
	};
	await db.comments.put(comment);
	await db.feeds.put({
		...garden,
		homeUrl: evil,
		icon: script,
		favicon: script,
		authors: [{ name: 'Ida', url: evil, avatar: null }]
	});

	expect((await openPost(db, post.id))?.post).toMatchObject({
		title: 'a',
		url: 'https://evil.example/',
		externalUrl: null,
		thumbnail: null,
		image: 'https://evil.example/',
		replyUrl: null,
		authors: [{ name: 'Ida', url: null, avatar: 'https://evil.example/' }],
		attachments: [{ url: 'https://evil.example/', title: 'A' }],
		revision: ''
	});
	expect((await commentsOf(db, post.id))[0]).toMatchObject({
		authorName: 'B',
		authorUrl: null,
		url: 'https://evil.example/'
	});
	expect((await listFeeds(db))[0]).toMatchObject({
		homeUrl: 'https://evil.example/',
		icon: null,
		favicon: null,
		authors: [{ name: 'Ida', url: 'https://evil.example/' }]
	});
	expect(new Set(told)).toEqual(new Set(['posts', 'comments', 'feeds']));
});
