// What it takes to store posts as a sync does.

import { Database } from '$lib/store/database';
import { addFeeds, commitPart, libraryCorpus, partsOf, type Part } from './library-posts';
import { putRaw, type Batch } from './store-raw';

/** Milliseconds to store the same posts. */
export interface Storing {
	/** By `commitPosts`. */
	commit: number;
	/** By IndexedDB alone. */
	raw: number;
}

/** @param isRawFirst so that no side is always the first */
export async function measureStoring(size: number, isRawFirst: boolean): Promise<Storing> {
	const parts = [...partsOf((await libraryCorpus(size)).posts)];
	// Makes what is put raw; and whatever is slow the first time is slow here.
	const { batches } = await storeParts(parts);
	const raw = async () => putRaw(batches);
	const commit = async () => (await storeParts(parts)).milliseconds;
	if (!isRawFirst) return { commit: await commit(), raw: await raw() };
	return { raw: await raw(), commit: await commit() };
}

/** Stores `parts` in a new database, and removes it again. */
async function storeParts(parts: readonly Part[]): Promise<{ milliseconds: number; batches: Batch[] }> {
	const db = new Database('bench-commits');
	await addFeeds(db);
	const begun = performance.now();
	for (const part of parts) await commitPart(db, part);
	const milliseconds = performance.now() - begun;
	const batches = await Promise.all(parts.map((part) => storedOf(db, part)));
	db.close();
	await db.delete();
	return { milliseconds, batches };
}

async function storedOf(db: Database, { posts }: Part): Promise<Batch> {
	const ids = posts.map(({ post }) => post.id);
	const [stored, bodies] = await Promise.all([db.posts.bulkGet(ids), db.bodies.bulkGet(ids)]);
	return {
		posts: stored.filter((post) => post !== undefined),
		bodies: bodies.filter((body) => body !== undefined)
	};
}
