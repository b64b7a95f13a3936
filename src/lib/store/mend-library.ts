import type { FeedId } from '$lib/model/ids';
import type { Database } from './database';
import { apply } from './health/apply';
import { CHECKED } from './health/changes';
import { startRun, type CheckOptions } from './health/check-run';
import { goThrough } from './health/go-through';
import type { LibraryReport } from './health/report';

/** What was found, and is mended. */
export interface MendReport extends LibraryReport {
	/** Feeds of which something was lost: their next sync goes through all that their sites have. */
	refetched: FeedId[];
}

/**
 * Makes the library sound again, a little at a time, each bit in one transaction: a damaged record is replaced by what can be used of
 * it; a text without a post gets one, and a post without a text an empty one; lists and numbers are made anew from the posts. Nothing
 * that can still be read is deleted. What was lost is fetched again by the next sync of its feed. Once more, it changes nothing.
 * @throws the reason of `signal`, or a storage error; what was mended until then stays
 */
export async function mendLibrary(db: Database, options: CheckOptions = {}): Promise<MendReport> {
	const run = startRun(db, options);
	const refetched = new Set<FeedId>();
	const report = await goThrough(run, async (examination) => {
		const found = await db.transaction('r', [...CHECKED], () => examination(db));
		if (found.isEmpty) return found;
		const mended = await db.transaction('rw', [...CHECKED], async () => {
			// Others may have written meanwhile.
			const changes = await examination(db);
			await apply(db, changes, run.now);
			return changes;
		});
		for (const id of mended.refetched) refetched.add(id);
		return mended;
	});
	return { ...report, refetched: [...refetched] };
}
