import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOTHING_SYNCED } from '$lib/model/feed';
import { STANDARD_SYNC } from '$lib/model/sync-settings';
import { BackupService } from '$lib/store/backup/backup-service';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed } from '$lib/store/feeds';
import { recordSync } from '$lib/store/sync-log';
import { followSite } from '$lib/sync/follow-site';
import type { SyncRun } from '$lib/sync/run';
import { startTally } from '$lib/sync/tally';
import { walkArchive } from '$lib/sync/walk-archive';
import { savedFile } from './backup-library';
import { BlogWithApi } from './blog-with-api';
import { feedRecord, freshDatabase } from './library';

const feed = feedRecord('https://harbour.example/wp-json/', { kind: 'wordpress' });
const now = Date.UTC(2026, 6, 1);

/** A library and another one on another device. */
let libraries: [Database, Database];
let blog: BlogWithApi;

beforeEach(() => {
	libraries = [freshDatabase(), freshDatabase()];
	blog = new BlogWithApi();
});

afterEach(async () => {
	for (const db of libraries) await db.delete();
});

/** An automatic sync, as of a feed that is only walked through, or of a site that is asked for changes. */
async function sync(db: Database, way: 'feed' | 'site'): Promise<void> {
	const kept = await findFeed(db, feed.id);
	if (kept === undefined) return;
	const tally = startTally(kept, now);
	const context = { fetchText: () => Promise.reject(new Error('No address is fetched.')), now: () => now };
	const { signal } = new AbortController();
	const settings = STANDARD_SYNC;
	const run: SyncRun = {
		db,
		feed: kept,
		depth: 'news',
		settings,
		context,
		signal,
		tally,
		tell: () => {}
	};
	const walk = way === 'feed' ? walkArchive(run, blog) : followSite(run, blog, blog);
	await walk.catch((error: unknown) => {
		if (!(error instanceof Error) || error.name !== 'SourceError') throw error;
	});
	const outcome = { ...NOTHING_SYNCED, at: now };
	await recordSync(db, feed.id, { outcome, checkpoint: tally.checkpoint, retryAt: 0, failures: 0 });
}

const guidsIn = async (db: Database) => (await db.posts.toArray()).map(({ guid }) => guid).sort();
const guidsOnSite = () => [...blog.posts.keys()].sort();

function publish(count: number): void {
	for (let i = 0; i < count; i += 1) blog.publish(`post ${blog.posts.size}`);
}

/** @param isCut whether the reader cancels it once the first posts are in */
async function restore(db: Database, file: Blob, isCut: boolean): Promise<void> {
	const service = new BackupService(db);
	service.onProgress(({ done }) => {
		if (isCut && done > 0) service.cancel();
	});
	const restored = await service.restore(file);
	if (!isCut && !restored.ok) throw new Error(restored.problem.message);
}

test('a backup saves how far a feed was followed, so that the next sync asks for what is new only', async () => {
	const [db, other] = libraries;
	await addFeed(db, feed);
	publish(10);
	await sync(db, 'feed');
	await restore(other, await savedFile(db), false);
	publish(1);
	blog.requests.length = 0;
	await sync(other, 'feed');
	expect(await guidsIn(other)).toEqual(guidsOnSite());
	expect(blog.requests).toHaveLength(2);
});

test('after a restore that was cancelled, a sync brings what did not come in', async () => {
	const [db, other] = libraries;
	await addFeed(db, feed);
	publish(130);
	await sync(db, 'feed');
	await restore(other, await savedFile(db), true);
	expect(await guidsIn(other)).toHaveLength(100);
	expect(await findFeed(other, feed.id)).toMatchObject({ postCount: 100 });
	await sync(other, 'feed');
	expect(await guidsIn(other)).toEqual(guidsOnSite());
}, 60_000);

test('a backup of a walk that was cut off leaves no gap in a library that was followed to an older end', async () => {
	const [db, other] = libraries;
	await addFeed(db, feed);
	publish(10);
	await sync(db, 'feed');
	publish(9);
	await addFeed(other, feed);
	blog.failsAfter = blog.requests.length + 2;
	await sync(other, 'feed');
	blog.failsAfter = Infinity;
	expect(await guidsIn(other)).toHaveLength(6);
	await restore(db, await savedFile(other), false);
	expect(await guidsIn(db)).toHaveLength(16);
	await sync(db, 'feed');
	expect(await guidsIn(db)).toEqual(guidsOnSite());
});

test('a restore into a library that has the feed, cancelled, leaves no gap before its newest posts', async () => {
	const [db, other] = libraries;
	for (const library of libraries) await addFeed(library, feed);
	publish(10);
	await sync(db, 'feed');
	publish(130);
	await sync(other, 'feed');
	await restore(db, await savedFile(other), true);
	expect((await guidsIn(db)).length).toBeLessThan(140);
	await sync(db, 'feed');
	expect(await guidsIn(db)).toEqual(guidsOnSite());
}, 60_000);

test('two libraries that were both followed to the end are one after a restore, and nothing is walked through again', async () => {
	const [db, other] = libraries;
	for (const library of libraries) await addFeed(library, feed);
	publish(40);
	await sync(db, 'feed');
	publish(40);
	await sync(other, 'feed');
	await restore(db, await savedFile(other), false);
	blog.requests.length = 0;
	await sync(db, 'feed');
	expect(await guidsIn(db)).toEqual(guidsOnSite());
	expect(blog.requests).toHaveLength(1);
}, 60_000);

const library = fc.constantFrom(0 as const, 1 as const);
const step = fc.oneof(
	fc.record({ kind: fc.constant('publish' as const), count: fc.integer({ min: 1, max: 12 }) }),
	fc.record({ kind: fc.constant('sync' as const), at: library, requests: fc.integer({ min: 0, max: 9 }) }),
	fc.record({ kind: fc.constant('restore' as const), at: library })
);

test.for(['feed', 'site'] as const)(
	'whatever is brought from one device to the other, syncs of a %s leave nothing out',
	{ timeout: 120_000 },
	async (way) => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
				for (const db of libraries) await db.delete();
				libraries = [freshDatabase(), freshDatabase()];
				blog = new BlogWithApi();
				publish(8);
				for (const db of libraries) await addFeed(db, feed);
				for (const action of steps) {
					if (action.kind === 'publish') publish(action.count);
					else if (action.kind === 'restore') {
						await restore(libraries[action.at], await savedFile(libraries[1 - action.at]!), false);
					} else {
						blog.failsAfter = blog.requests.length + action.requests;
						await sync(libraries[action.at], way);
						blog.failsAfter = Infinity;
					}
				}
				for (const db of libraries) {
					await sync(db, way);
					expect(await guidsIn(db)).toEqual(guidsOnSite());
					expect((await findFeed(db, feed.id))?.postCount).toBe(blog.posts.size);
				}
			}),
			{ numRuns: 30 }
		);
	}
);
