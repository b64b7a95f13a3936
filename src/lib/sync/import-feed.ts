import { newFeed, NOTHING_SYNCED, type SyncOutcome } from '$lib/model/feed';
import { STANDARD_SYNC } from '$lib/model/sync-settings';
import type { SourceContext } from '$lib/sources/source';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed } from '$lib/store/feeds';
import { recordSync } from '$lib/store/sync-log';
import { descriptionOf, type FoundFeed } from './preview';
import { storePage } from './store-page';
import { startTally, wordsOf } from './tally';

/** What came of a file. */
export interface ImportedFeed {
	feed: ReturnType<typeof newFeed>;
	/** Whether none of it was kept before. */
	isNew: boolean;
	outcome: SyncOutcome;
}

/** Keeps the posts of a file as a feed that is not synced; those that are kept already are edits, as in a sync. */
export async function importFeed(
	db: Database,
	found: FoundFeed,
	context: SourceContext
): Promise<ImportedFeed> {
	const { id, url, source, firstPage } = found;
	const record = newFeed(
		{ id, url, kind: source.kind, isRelayed: false, isFromFile: true, addedAt: context.now() },
		descriptionOf(url, firstPage)
	);
	const isNew = await addFeed(db, record);
	const feed = (await findFeed(db, id)) ?? record;
	const tally = startTally(feed, context.now());
	const { signal } = new AbortController();
	const run = {
		db,
		feed,
		depth: 'whole' as const,
		settings: STANDARD_SYNC,
		context,
		signal,
		tally,
		tell: () => undefined
	};
	await storePage(run, firstPage, { checkpoint: null });
	const { added, updated, skipped } = tally;
	const outcome = {
		...NOTHING_SYNCED,
		at: context.now(),
		added,
		updated,
		skipped,
		...wordsOf({ ...tally, notes: [] })
	};
	await recordSync(db, id, { outcome, checkpoint: null, retryAt: 0, failures: 0 });
	return { feed, isNew, outcome };
}
