import { afterEach, beforeEach, expect, test } from 'vitest';
import { SourceError } from '$lib/sources/source-error';
import type { FetchedText, SourceContext } from '$lib/sources/source';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed, removeFeed } from '$lib/store/feeds';
import { countPosts, postIds, postRows } from '$lib/store/post-queries';
import type { SyncProgress } from '$lib/sync/progress';
import { syncFeed } from '$lib/sync/sync-feed';
import { SyncService } from '$lib/sync/sync-service';
import { feedRecord, filter, freshDatabase } from './library';

const origin = 'https://garden.example';
const feed = feedRecord(`${origin}/feed.json`);
let db: Database;
/** What the site answers, by path; a page that is not there fails. */
let site: Map<string, object>;
let requests: string[];
/** Paths that answer 404; any other path without a body fails. */
let notFound: Set<string>;

const context: SourceContext = {
	now: () => Date.UTC(2026, 6, 1),
	fetchText: (url) => {
		const path = url.slice(origin.length);
		requests.push(path);
		const body = site.get(path);
		if (notFound.has(path)) return Promise.reject(new SourceError('not-found', 'Gone.', 'Look.'));
		if (body === undefined)
			return Promise.reject(new SourceError('server-error', 'The server failed.', 'Wait.'));
		return Promise.resolve<FetchedText>({
			url,
			text: JSON.stringify(body),
			mimeType: 'application/feed+json'
		});
	}
};

/** An archive of `pages` pages with two posts each, the newest first. */
function putArchive(pages: number, newest: string[] = []): void {
	for (let page = 1; page <= pages; page += 1) {
		const own = [`${page}a`, `${page}b`].map((id) => itemOf(id, `Post ${id}`));
		const items = page === 1 ? [...newest.map((id) => itemOf(id, `New ${id}`)), ...own] : own;
		const next = page < pages ? { next_url: pathOf(page + 1) } : {};
		site.set(pathOf(page), { version: 'https://jsonfeed.org/version/1.1', title: 'Garden', items, ...next });
	}
}

function archivePage(page: number): object {
	const items = [`${page}a`, `${page}b`].map((id) => itemOf(id, `Post ${id}`));
	return { version: 'https://jsonfeed.org/version/1.1', title: 'Garden', items };
}

const pathOf = (page: number) => (page === 1 ? '/feed.json' : `/feed-${page}.json`);
const itemOf = (id: string, title: string) => ({
	id,
	title,
	content_html: `<p>${title}</p>`,
	date_published: '2026-05-01T12:00:00Z'
});

const sync = (depth: 'news' | 'whole' = 'news', report: (progress: SyncProgress) => void = () => {}) =>
	syncFeed(db, feed.id, depth, context, report);

async function titles(): Promise<string[]> {
	const rows = await postRows(db, await postIds(db, filter()));
	return rows.map(({ post }) => post.title).sort();
}

beforeEach(async () => {
	db = freshDatabase();
	site = new Map();
	requests = [];
	notFound = new Set();
	await addFeed(db, feed);
});

afterEach(() => db.delete());

test('a whole archive is stored page by page, and progress is told', async () => {
	putArchive(4);
	const told: SyncProgress[] = [];
	const outcome = await sync('news', (progress) => told.push(progress));
	expect(outcome).toMatchObject({ added: 8, updated: 0, skipped: 0, error: null });
	expect(told.map(({ kept }) => kept)).toEqual([0, 2, 4, 6, 8, 8]);
	expect(told.map(({ isRunning }) => isRunning)).toEqual([true, true, true, true, true, false]);
	expect(told.at(-1)?.outcome).toEqual(outcome);
	expect(await findFeed(db, feed.id)).toMatchObject({ postCount: 8, checkpoint: null });
});

test('a walk that was cut off goes on where it was, and takes new posts first', async () => {
	putArchive(5);
	site.delete(pathOf(4));
	expect(await sync()).toMatchObject({ added: 6, error: { code: 'server-error' } });
	expect((await findFeed(db, feed.id))?.checkpoint).toEqual({ next: origin + pathOf(4), pages: 3 });

	putArchive(5, ['new']);
	requests = [];
	expect(await sync()).toMatchObject({ added: 5, error: null });
	expect(requests).toEqual([1, 2, 4, 5].map(pathOf));
	expect(await findFeed(db, feed.id)).toMatchObject({ postCount: 11, checkpoint: null });
});

test('when the first page has changed past what is known, nothing between is skipped', async () => {
	putArchive(3);
	await sync();
	// Four new posts have pushed everything two pages down, and the second page fails this time.
	const moved = ['n1', 'n2', 'n3', 'n4', '1a', '1b', '2a', '2b', '3a', '3b'];
	for (let page = 1; page <= 5; page += 1) {
		const items = moved.slice(page * 2 - 2, page * 2).map((id) => itemOf(id, `Post ${id}`));
		const next = page < 5 ? { next_url: pathOf(page + 1) } : {};
		site.set(pathOf(page), { version: 'https://jsonfeed.org/version/1.1', title: 'Garden', items, ...next });
	}
	const second = site.get(pathOf(2))!;
	site.delete(pathOf(2));
	expect((await sync())?.error).not.toBeNull();
	site.set(pathOf(2), second);
	await sync();
	expect(await titles()).toEqual(moved.map((id) => `Post ${id}`).sort());
});

test('an automatic sync asks for one page when nothing is new; a whole one finds an old edit', async () => {
	putArchive(3);
	await sync();
	requests = [];
	await sync('news');
	expect(requests).toEqual([pathOf(1)]);

	const old = site.get(pathOf(3)) as { items: object[] };
	site.set(pathOf(3), { ...old, items: [itemOf('3a', 'Edited'), old.items[1]!] });
	expect(await sync('whole')).toMatchObject({ added: 0, updated: 1 });
	expect(await titles()).toContain('Edited');
});

test('a checkpoint whose address has gone is left for the pages as they are now', async () => {
	putArchive(4);
	site.delete(pathOf(3));
	await sync();
	for (const page of [2, 3, 4])
		site.set(`/page/${page}`, { ...archivePage(page), next_url: `/page/${page + 1}` });
	site.set('/page/5', archivePage(5));
	site.set(pathOf(1), { ...archivePage(1), next_url: '/page/2' });
	notFound.add(pathOf(3));
	expect(await sync()).toMatchObject({ added: 6, error: null });
	expect(await findFeed(db, feed.id)).toMatchObject({ postCount: 10, checkpoint: null });
});

test('a fault that nobody foresaw is kept on the feed in words', async () => {
	const broken = { ...context, fetchText: () => Promise.reject(new TypeError('x is not a function')) };
	expect(await syncFeed(db, feed.id, 'news', broken, () => {})).toMatchObject({
		error: { code: 'unexpected' }
	});
	expect((await findFeed(db, feed.id))?.lastSync?.error?.message).toContain('x is not a function');
});

test('without locks, as on plain http, a feed still syncs', async () => {
	putArchive(2);
	expect(await new SyncService(db, () => context, null).sync(feed.id, 'news')).toMatchObject({ added: 4 });
});

test('a feed that goes round in a circle ends, and is not walked again at its end', async () => {
	putArchive(2);
	site.set(pathOf(2), { ...site.get(pathOf(2)), next_url: pathOf(1) });
	expect(await sync()).toMatchObject({ added: 4, error: { code: 'page-loop' } });
	expect((await findFeed(db, feed.id))?.checkpoint).toBeNull();
});

test('a huge page is stored in parts, and all of it', async () => {
	const items = Array.from({ length: 950 }, (_, i) => itemOf(String(i), `Post ${i}`));
	site.set('/feed.json', { version: 'https://jsonfeed.org/version/1.1', title: 'Garden', items });
	const kept: number[] = [];
	await sync('news', (progress) => kept.push(progress.kept));
	expect(kept).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950, 950]);
	expect(await countPosts(db)).toEqual({ kept: 950, unread: 950 });
});

test('removing a feed while it syncs ends the sync, tells so, and leaves nothing behind', async () => {
	putArchive(6);
	const told: SyncProgress[] = [];
	const outcome = await sync('news', (progress) => {
		told.push(progress);
		if (progress.pages === 2) void removeFeed(db, feed.id);
	});
	expect(outcome).toBeNull();
	expect(told.at(-1)).toMatchObject({ isRunning: false, outcome: null });
	expect(await countPosts(db)).toEqual({ kept: 0, unread: 0 });
	expect(await db.bodies.count()).toBe(0);
});

test('two syncs of one feed at once are one', async () => {
	putArchive(3);
	const services = [1, 2].map(() => new SyncService(db, () => context, navigator.locks));
	const outcomes = await Promise.all(services.map((service) => service.sync(feed.id, 'news')));
	expect(outcomes.filter((outcome) => outcome === 'busy')).toHaveLength(1);
	expect(await countPosts(db)).toMatchObject({ kept: 6 });
});

test('a preview keeps nothing, and adding afterwards does not fetch the page again', async () => {
	const library = freshDatabase();
	putArchive(2);
	const service = new SyncService(library, () => context, navigator.locks);
	const preview = await service.preview(`${origin}/feed.json`);
	expect(preview).toMatchObject({ ok: true, value: { count: 2, hasMore: true, isKept: false } });
	expect(await library.feeds.count()).toBe(0);
	const added = await service.add(`${origin}/feed.json`);
	if (!added.ok) throw new Error(added.problem.message);
	await service.sync(added.value.id, 'news');
	expect(requests).toEqual([pathOf(1), pathOf(2)]);
	await library.delete();
});

test('a default feed is given once, and one that fails is tried again', async () => {
	const library = freshDatabase();
	const service = new SyncService(library, () => context, navigator.locks);
	const urls = [`${origin}/feed.json`];
	expect(await service.addDefaultFeeds(urls)).toHaveLength(1);
	putArchive(1);
	expect(await service.addDefaultFeeds(urls)).toEqual([]);
	expect(await library.feeds.count()).toBe(1);
	await removeFeed(library, feed.id);
	await service.addDefaultFeeds(urls);
	expect(await library.feeds.count()).toBe(0);
	await library.delete();
});
