import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SmallStorage } from '$lib/state/browser-storage';
import { LibraryHealth } from '$lib/state/library-health.svelte';
import { checkUp } from '$lib/store/check-up';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { findFeed } from '$lib/store/feeds';
import { openPost } from '$lib/store/post-queries';
import { garden, harbour, idOf, wholeLibrary } from './whole-library';

let db: Database;
let storage: SmallStorage & { value: string | null };
let checks: number;

beforeEach(async () => {
	db = await wholeLibrary();
	checks = 0;
	storage = {
		value: null,
		getItem: () => storage.value,
		setItem: (_, value) => (storage.value = value)
	};
});

afterEach(() => db.delete());

function health(times = {}): LibraryHealth {
	const checkLibrary = async () => {
		checks += 1;
		return { ok: true as const, value: await checkUp(db, navigator.locks) };
	};
	return new LibraryHealth({ checkLibrary }, { afterDamage: 0, afterStart: 0, ...times }, storage);
}

test('a damaged record that is read is mended, and the reader is told', async () => {
	const own = health();
	db.onDamage = own.hear;
	const ids = [idOf(garden, 1), idOf(garden, 2)];
	for (const id of ids) await db.table('posts').put({ id, feedId: garden.id });
	for (const id of ids) await openPost(db, id);
	await expect
		.poll(() => own.notice?.message)
		.toBe(
			'2 records of your library were damaged. They can be read again, and what was lost of them will be fetched with the next sync.'
		);
	expect(checks).toBe(1);
	expect((await findFeed(db, garden.id))?.checkpoint?.next).toBe(garden.url);
	own.dismiss();
	expect(own.notice).toBeNull();
	await own.check();
	expect(own.notice, 'nothing is left to mend').toBeNull();
});

test('a feed whose address is lost is named', async () => {
	const own = health();
	await db.feeds.update(harbour.id, { url: 'https://elsewhere.example/' });
	await own.check();
	expect(own.notice).toMatchObject({
		message: '1 record of your library was damaged. It can be read again, as far as something is left.',
		advice: 'The address of “Harbour” was lost: add that feed again, and it syncs on.'
	});
});

test('numbers that were wrong are told apart from what was lost', async () => {
	const own = health();
	await db.feeds.update(garden.id, { unreadCount: 80 });
	await own.check();
	expect(own.notice?.code).toBe('library-counted-anew');
	expect((await findFeed(db, garden.id))?.unreadCount).toBe(6);
});

test('a library that seems well is checked when a week has gone by, and not when it is new', async () => {
	const stopFresh = health({ lookEvery: 1 }).start();
	await new Promise((resolve) => setTimeout(resolve, 50));
	stopFresh();
	expect(checks).toBe(0);
	storage.value = String(Date.now() - 8 * 24 * 60 * 60_000);
	const stopLater = health().start();
	await expect.poll(() => Number(storage.value)).toBeGreaterThan(Date.now() - 60_000);
	stopLater();
	expect(checks).toBe(1);
});

test('one tab at a time checks', async () => {
	const results = await Promise.all([checkUp(db, navigator.locks), checkUp(db, navigator.locks)]);
	expect(results.map((result) => result?.mended ?? null)).toEqual([0, null]);
});

test('a sync that runs meanwhile does not pass over what was lost', async () => {
	await db.bodies.delete(idOf(garden, 1));
	const { promise: end, resolve: endSync } = Promise.withResolvers<undefined>();
	const syncing = navigator.locks.request(`backlist-sync-${garden.id}`, async () => {
		await end;
		await commitPosts(db, garden.id, { description: {}, posts: [], checkpoint: null });
	});
	const checking = checkUp(db, navigator.locks);
	await expect.poll(async () => (await findFeed(db, garden.id))?.checkpoint).not.toBeNull();
	endSync(undefined);
	await Promise.all([syncing, checking]);
	expect((await findFeed(db, garden.id))?.checkpoint?.next).toBe(garden.url);
});
