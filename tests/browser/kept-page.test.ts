import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '$lib/store/database';
import { freshDatabase } from './library';

let db: Database;
/** Another page. */
let other: Database;

beforeEach(async () => {
	db = freshDatabase();
	await db.open();
	other = new Database(db.name);
});

afterEach(async () => {
	other.close();
	await db.delete();
});

/** As a browser tells a page that is left. */
const leave = (persisted: boolean) => dispatchEvent(new PageTransitionEvent('pagehide', { persisted }));

/** Goes on and on, as a sync does, until `isOver` says so. */
const work = (isOver: () => boolean) =>
	db.transaction('rw', db.meta, async () => {
		await db.meta.put({ key: 'sequence', value: 7 });
		while (!isOver()) await db.meta.count();
	});

test('a page that is left for good ends what it can', async () => {
	let looks = 0;
	const isOver = () => {
		looks += 1;
		if (looks === 3) leave(false);
		return looks === 10;
	};
	await work(isOver);
	expect(await other.meta.get('sequence')).toEqual({ key: 'sequence', value: 7 });
});

// The last one: Dexie closes its channel to other pages, too, until the page is shown again.
test('a page that is kept for going back rolls back what it is in the middle of', async () => {
	let looks = 0;
	const isOver = () => {
		looks += 1;
		if (looks === 3) leave(true);
		return looks === 1000;
	};
	await expect(work(isOver)).rejects.toThrow();
	expect(looks).toBeLessThan(1000);
	expect(await other.meta.get('sequence')).toBeUndefined();
	await other.meta.put({ key: 'sequence', value: 8 });
});
