import { afterEach, beforeEach, expect, test } from 'vitest';
import { SourceError } from '$lib/sources/source-error';
import type { FetchedText, SourceContext } from '$lib/sources/source';
import type { Database } from '$lib/store/database';
import { addFeed, changeFeed, findFeed, listFeeds, purgeFeed, removeFeed } from '$lib/store/feeds';
import { postIds, postRows } from '$lib/store/post-queries';
import { listSyncs } from '$lib/store/sync-log';
import type { SyncProgress } from '$lib/sync/progress';
import { syncFeed } from '$lib/sync/sync-feed';
import { SyncService } from '$lib/sync/sync-service';
import { keepFiles } from '$lib/transfer/imports/keep-files';
import { countPosts, feedRecord, filter, freshDatabase, syncWorld } from './library';

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
	syncFeed(feed.id, depth, syncWorld(db, context, { report }));

const serviceOf = (library: Database, locks: LockManager | null = navigator.locks) =>
	new SyncService(library, { createContext: () => context, locks, random: () => 0.5 });

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
	expect((await findFeed(db, feed.id))?.checkpoint).toEqual({
		next: origin + pathOf(4),
		pages: 3,
		total: null
	});

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
	expect(await syncFeed(feed.id, 'news', syncWorld(db, broken))).toMatchObject({
		error: { code: 'unexpected' }
	});
	expect((await findFeed(db, feed.id))?.lastSync?.error?.message).toContain('x is not a function');
});

test('without locks, as on plain http, a feed still syncs', async () => {
	putArchive(2);
	expect(await serviceOf(db, null).sync(feed.id, 'news')).toMatchObject({ added: 4 });
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
		if (progress.pages === 2) void removeFeed(db, feed.id, 1);
	});
	expect(outcome).toBeNull();
	expect(told.at(-1)).toMatchObject({ isRunning: false, outcome: null });
	expect(await countPosts(db)).toEqual({ kept: 0, unread: 0 });
	await purgeFeed(db, feed.id);
	expect(await db.bodies.count()).toBe(0);
});

test('two syncs of one feed at once are one', async () => {
	putArchive(3);
	const services = [1, 2].map(() => serviceOf(db));
	const outcomes = await Promise.all(services.map((service) => service.sync(feed.id, 'news')));
	expect(outcomes.filter((outcome) => outcome === 'busy')).toHaveLength(1);
	expect(await countPosts(db)).toMatchObject({ kept: 6 });
});

test('a preview keeps nothing, and adding afterwards does not fetch the page again', async () => {
	const library = freshDatabase();
	putArchive(2);
	const service = serviceOf(library);
	const preview = await service.preview(`${origin}/feed.json`, false);
	expect(preview).toMatchObject({ ok: true, value: [{ count: 2, hasMore: true, isKept: false }] });
	expect(await library.feeds.count()).toBe(0);
	const added = await service.add(`${origin}/feed.json`, null, false);
	if (!added.ok) throw new Error(added.problem.message);
	await service.sync(added.value.id, 'news');
	expect(requests).toEqual([pathOf(1), pathOf(2)]);
	await library.delete();
});

test('a default feed is given once, and one that fails is tried again', async () => {
	const library = freshDatabase();
	const service = serviceOf(library);
	const urls = [`${origin}/feed.json`];
	expect(await service.addDefaultFeeds(urls)).toHaveLength(1);
	putArchive(1);
	expect(await service.addDefaultFeeds(urls)).toEqual([]);
	expect(await library.feeds.count()).toBe(1);
	await removeFeed(library, feed.id, 1);
	await service.addDefaultFeeds(urls);
	expect(await listFeeds(library)).toEqual([]);
	await library.delete();
});

/** A feed in one page, newest first: what it lists now. */
function putDated(ids: string[]): void {
	const all = ['e', 'd', 'c', 'b', 'a'];
	const items = ids.map((id) => ({
		...itemOf(id, `Post ${id}`),
		date_published: `2026-05-0${5 - all.indexOf(id)}T12:00:00Z`
	}));
	site.set('/feed.json', { version: 'https://jsonfeed.org/version/1.1', title: 'Garden', items });
}

async function withdrawn(): Promise<string[]> {
	const rows = await postRows(db, await postIds(db, filter()));
	return rows.filter(({ post }) => post.withdrawnAt !== null).map(({ post }) => post.guid);
}

test('a post that a feed no longer lists between its newest and oldest is withdrawn, kept, and comes back', async () => {
	putDated(['e', 'd', 'c', 'b', 'a']);
	await sync();
	putDated(['e', 'd', 'b', 'a']);
	expect(await sync()).toMatchObject({ withdrawn: 1, added: 0 });
	expect(await withdrawn()).toEqual(['c']);
	expect(await titles()).toHaveLength(5);
	expect(await sync()).toMatchObject({ withdrawn: 0 });

	putDated(['e', 'd', 'c', 'b', 'a']);
	expect(await sync()).toMatchObject({ updated: 1 });
	expect(await withdrawn()).toEqual([]);
});

test('posts of a file that a feed does not list are not taken for withdrawn, until it has listed them', async () => {
	putDated(['e', 'd', 'c', 'b', 'a']);
	const text = JSON.stringify({ ...site.get('/feed.json')!, feed_url: feed.url });
	putDated(['e', 'b', 'a']);
	await sync();
	const reading = { signal: new AbortController().signal, report: () => {} };
	const listener = { fileRead: () => {}, kept: () => {} };
	const options = { withUnpublished: false, now: context.now(), isKept: (url: string) => url === feed.url };
	await keepFiles(db, [new File([text], 'old.json')], options, reading, listener);
	expect(await titles()).toHaveLength(5);
	expect(await sync()).toMatchObject({ withdrawn: 0 });
	putDated(['e', 'd', 'b', 'a']);
	expect(await sync()).toMatchObject({ withdrawn: 0, updated: 0 });
	putDated(['e', 'b', 'a']);
	expect(await sync()).toMatchObject({ withdrawn: 1 });
	expect(await withdrawn()).toEqual(['d']);
});

test('a feed that holds its latest posts only says nothing about older ones, nor a stale copy about newer ones', async () => {
	putDated(['d', 'c', 'b', 'a']);
	await sync();
	putDated(['e', 'd', 'c']);
	await sync();
	putDated(['d', 'c']);
	await sync();
	expect(await withdrawn()).toEqual([]);
});

test('nothing is concluded from a feed that is not in order, or that names its posts in another way', async () => {
	putDated(['e', 'd', 'c', 'b', 'a']);
	await sync();
	putDated(['a', 'e', 'c']);
	await sync();
	site.set('/feed.json', {
		version: 'https://jsonfeed.org/version/1.1',
		title: 'Garden',
		items: ['e', 'd', 'c', 'b', 'a'].map((id, i) => ({
			...itemOf(`new-${id}`, `Post ${id}`),
			date_published: `2026-05-0${5 - i}T12:00:00Z`
		}))
	});
	await sync();
	expect(await withdrawn()).toEqual([]);
});

test('each sync is remembered, with what it cost, and the last twenty are kept', async () => {
	putArchive(2);
	await sync();
	for (let i = 0; i < 25; i += 1) await sync();
	const log = await listSyncs(db, feed.id);
	expect(log).toHaveLength(20);
	expect(log[0]).toMatchObject({ added: 0, requests: 1, error: null });
});

test('a site that fails is left alone for longer each time, and as long as it asks', async () => {
	const tryAt = async () => {
		await sync();
		return (await findFeed(db, feed.id))!.retryAt - context.now();
	};
	const waits = [await tryAt(), await tryAt(), await tryAt()];
	expect(waits).toEqual([15, 30, 60].map((minutes) => minutes * 60_000 * 0.75));
	putArchive(1);
	await sync();
	expect(await findFeed(db, feed.id)).toMatchObject({ retryAt: 0, failures: 0 });

	const patience = { ...context, fetchText: () => Promise.reject(busy(60 * 60_000)) };
	await syncFeed(feed.id, 'news', syncWorld(db, patience));
	expect((await findFeed(db, feed.id))!.retryAt - context.now()).toBe(60 * 60_000);
});

const busy = (retryAfter: number) => new SourceError('rate-limited', 'Busy.', 'Wait.', { retryAfter });

test('a site that asks for a moment of patience gets it within the sync, and the screen says so', async () => {
	putArchive(1);
	let isBusy = true;
	const told: SyncProgress[] = [];
	const waits: number[] = [];
	const hurried: SourceContext = {
		...context,
		fetchText: (url) => (isBusy ? Promise.reject(busy(5000)) : context.fetchText(url))
	};
	const wait = (milliseconds: number) => {
		waits.push(milliseconds);
		isBusy = false;
		return Promise.resolve();
	};
	const report = (progress: SyncProgress) => told.push(progress);
	expect(await syncFeed(feed.id, 'news', syncWorld(db, hurried, { wait, report }))).toMatchObject({
		added: 2,
		error: null
	});
	expect(waits).toEqual([5000]);
	expect(told.map(({ waitingUntil }) => waitingUntil)).toContain(context.now() + 5000);
	expect(told.at(-1)!.waitingUntil).toBeNull();
});

test('a sync that is paused stops where it is, stays stopped, and goes on when resumed', async () => {
	putArchive(6);
	const service = serviceOf(db);
	service.onProgress(({ pages }) => {
		if (pages === 2) void service.pause(feed.id);
	});
	expect(await service.sync(feed.id, 'news')).toMatchObject({ stopped: 'paused', error: null });
	const kept = (await countPosts(db)).kept;
	expect(kept).toBeGreaterThan(0);
	expect(kept).toBeLessThan(12);
	await service.syncDue();
	expect((await countPosts(db)).kept).toBe(kept);

	service.onProgress(() => {});
	await service.resume(feed.id);
	await service.syncDue();
	expect((await countPosts(db)).kept).toBe(12);
});

test('"Sync now" during an automatic sync is not lost: it follows, and finds old edits', async () => {
	putArchive(3);
	await sync();
	const old = site.get(pathOf(3)) as { items: object[] };
	site.set(pathOf(3), { ...old, items: [itemOf('3a', 'Edited'), old.items[1]!] });
	const service = serviceOf(db);
	const depths = ['news', 'news', 'whole', 'whole', 'news'] as const;
	const outcomes = await Promise.all(depths.map((depth) => service.sync(feed.id, depth)));
	expect(outcomes).toMatchObject([{ updated: 0 }, 'busy', { updated: 1 }, 'busy', 'busy']);
});

test('cancelling ends what waits for its turn, too', async () => {
	putArchive(6);
	const service = serviceOf(db);
	let second: Promise<unknown> = Promise.resolve();
	service.onProgress(({ pages }) => {
		if (pages !== 2) return;
		second = service.sync(feed.id, 'whole');
		service.cancel(feed.id);
	});
	expect(await service.sync(feed.id, 'news')).toMatchObject({ stopped: 'cancelled' });
	expect(await second).toBeNull();
	expect((await countPosts(db)).kept).toBeLessThan(12);
});

test('a sync that is resumed while it is still being paused goes on', async () => {
	putArchive(6);
	const service = serviceOf(db);
	let again: Promise<unknown> = Promise.resolve();
	service.onProgress(({ pages, isRunning }) => {
		if (pages !== 2 || !isRunning) return;
		service.onProgress(() => {});
		again = service
			.pause(feed.id)
			.then(() => service.resume(feed.id))
			.then(() => service.sync(feed.id, 'news'));
	});
	expect(await service.sync(feed.id, 'news')).toMatchObject({ stopped: 'paused' });
	expect(await again).toMatchObject({ error: null, stopped: null });
	expect((await countPosts(db)).kept).toBe(12);
});

test('a post that slips from one page to the other, or a page from a cache, is not taken for gone', async () => {
	const dated = (ids: number[], next: object = {}) => ({
		version: 'https://jsonfeed.org/version/1.1',
		title: 'Garden',
		items: ids.map((id) => ({
			...itemOf(String(id), `Post ${id}`),
			date_published: `2026-05-${10 + id}T12:00:00Z`
		})),
		...next
	});
	site.set('/feed.json', dated([9, 8, 7], { next_url: '/2' }));
	site.set('/2', dated([6, 5, 4, 3]));
	await sync();
	// Page two is of yesterday: post 6 stands on none of them. And post 4 has really gone.
	site.set('/feed.json', dated([9, 8, 7], { next_url: '/2' }));
	site.set('/2', dated([5, 3]));
	await sync('whole');
	expect(await withdrawn()).toEqual(['4']);
});

test('posts that no feed names are not taken for gone when they are edited', async () => {
	const items = ['c', 'b', 'a'].map((name, i) => ({
		content_html: `<p>${name}</p>`,
		date_published: `2026-05-0${3 - i}T12:00:00Z`
	}));
	site.set('/feed.json', { version: 'https://jsonfeed.org/version/1.1', title: 'Garden', items });
	await sync();
	const edited = items.with(1, { ...items[1]!, content_html: '<p>b, mended</p>' });
	site.set('/feed.json', { version: 'https://jsonfeed.org/version/1.1', title: 'Garden', items: edited });
	await sync();
	expect(await withdrawn()).toEqual([]);
});

test('a site that was read before and seems to refuse is tried again, and told of without a verdict', async () => {
	putArchive(1);
	await sync();
	const refused = new SourceError('blocked-by-cors', 'Not let.', 'Ask.');
	const world = syncWorld(db, { ...context, fetchText: () => Promise.reject(refused) });
	const outcome = await syncFeed(feed.id, 'news', world);
	expect(outcome?.error?.message).toContain('not as before');
});

test('a pause in one tab stops the sync that runs in another', async () => {
	putArchive(6);
	const [here, there] = [serviceOf(db), serviceOf(db)];
	here.onProgress(({ pages }) => {
		if (pages === 2) void there.pause(feed.id);
	});
	expect(await here.sync(feed.id, 'news')).toMatchObject({ stopped: 'paused' });
});

test('a sync that is cancelled keeps what it has, and an automatic one leaves the feed alone for a while', async () => {
	putArchive(6);
	const service = serviceOf(db);
	service.onProgress(({ pages }) => {
		if (pages === 2) service.cancel(feed.id);
	});
	expect(await service.sync(feed.id, 'news')).toMatchObject({ stopped: 'cancelled' });
	const { kept } = await countPosts(db);
	await service.syncDue();
	expect((await countPosts(db)).kept).toBe(kept);
	service.onProgress(() => {});
	expect(await service.sync(feed.id, 'news')).toMatchObject({ error: null, stopped: null });
	expect((await countPosts(db)).kept).toBe(12);
});

test('without a network no automatic sync begins, and none counts as a failure of the site', async () => {
	const service = serviceOf(db);
	service.setOnline(false);
	await service.syncDue();
	expect(requests).toEqual([]);
	const offline = { ...context, fetchText: () => Promise.reject(new SourceError('offline', 'No.', 'Wait.')) };
	await syncFeed(feed.id, 'news', syncWorld(db, offline));
	expect(await findFeed(db, feed.id)).toMatchObject({ retryAt: 0, failures: 0 });
});

test('a feed goes through the relay only when it was chosen for it', async () => {
	putArchive(1);
	const asked: string[] = [];
	const relay = 'https://relay.example/?url={url}';
	const context2: SourceContext = {
		...context,
		fetchText: (url) => {
			asked.push(url);
			return context.fetchText(decodeURIComponent(url.replace('https://relay.example/?url=', '')));
		}
	};
	const settings = { interval: null, comments: 'never', relay, showsBadge: true } as const;
	await syncFeed(feed.id, 'news', syncWorld(db, context2, { settings }));
	expect(asked).toEqual([feed.url]);

	await changeFeed(db, feed.id, { isRelayed: true });
	await syncFeed(feed.id, 'news', syncWorld(db, context2, { settings }));
	expect(asked[1]).toBe('https://relay.example/?url=https%3A%2F%2Fgarden.example%2Ffeed.json');
	expect(await countPosts(db)).toMatchObject({ kept: 2 });

	const without = syncWorld(db, context2, { settings: { ...settings, relay: '' } });
	expect(await syncFeed(feed.id, 'news', without)).toMatchObject({ error: { code: 'no-relay' } });
	expect(asked).toHaveLength(2);
});
