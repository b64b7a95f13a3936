// What it takes to store posts as a sync does.

import { Database } from '$lib/store/database';
import { addFeeds, commitPart, libraryCorpus, partsOf, type Part } from './library-posts';
import { RawStore, type Batch } from './store-raw';
import { timed } from './timing.mjs';

/** Milliseconds to store the same posts. */
export interface Storing {
	/** By `commitPosts`. */
	commit: number;
	/** By IndexedDB alone. */
	raw: number;
}

/** Parts that one side stores before it is the other's turn: what slows the machine is to slow both. */
const TURN = 5;

export async function measureStoring(size: number): Promise<Storing> {
	const parts = [...partsOf((await libraryCorpus(size)).posts)];
	// Whatever is slow the first time is slow here.
	const batches = await batchesOf(parts);
	const db = new Database('bench-commits');
	await addFeeds(db);
	const raw = await RawStore.make('bench-raw');
	const times: Storing = { commit: 0, raw: 0 };
	const sides = {
		commit: async (from: number) => {
			for (const part of parts.slice(from, from + TURN)) await commitPart(db, part);
		},
		raw: async (from: number) => {
			for (const batch of batches.slice(from, from + TURN)) await raw.put(batch);
		}
	};
	for (let from = 0; from < parts.length; from += TURN) {
		// No side is always the first.
		const order = (from / TURN) % 2 === 0 ? (['commit', 'raw'] as const) : (['raw', 'commit'] as const);
		for (const side of order) times[side] += await timed(() => sides[side](from));
	}
	db.close();
	await db.delete();
	await raw.remove();
	return times;
}

/** The records that storing `parts` makes. */
async function batchesOf(parts: readonly Part[]): Promise<Batch[]> {
	const db = new Database('bench-records');
	await addFeeds(db);
	for (const part of parts) await commitPart(db, part);
	const batches = await Promise.all(parts.map((part) => storedOf(db, part)));
	db.close();
	await db.delete();
	return batches;
}

async function storedOf(db: Database, { posts }: Part): Promise<Batch> {
	const ids = posts.map(({ post }) => post.id);
	const [stored, bodies] = await Promise.all([db.posts.bulkGet(ids), db.bodies.bulkGet(ids)]);
	return {
		posts: stored.filter((post) => post !== undefined),
		bodies: bodies.filter((body) => body !== undefined)
	};
}
