import type { Database } from './database';

/** Addresses of default feeds that were given to this reader before: one that they removed does not come back. */
export async function offeredFeeds(db: Database): Promise<Set<string>> {
	return new Set(await db.offered.toCollection().primaryKeys());
}

/** Remembers that `url` was given; `now` is UTC milliseconds. */
export async function recordOffered(db: Database, url: string, now: number): Promise<void> {
	await db.offered.put({ url, at: now });
}
