import type { Checkpoint } from '$lib/model/feed';
import type { Source, SourcePage } from '$lib/sources/source';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';
import { ahead } from './ahead';
import { markMissing, Roll } from './missing-posts';
import type { SyncRun } from './run';
import { storePage, storePlace } from './store-page';

/** What a checkpoint's address answers when the archive is paged in another way than it was. */
export const GONE: ReadonlySet<SourceErrorCode> = new Set([
	'not-found',
	'refused',
	'not-a-feed',
	'invalid-json',
	'invalid-xml',
	'unsupported-format'
]);

/**
 * Fetches and stores page after page of a feed, newest first. The checkpoint stored with each page is the next one's
 * address, so a walk that is cut off anywhere goes on there: first the newest pages again, until one brings nothing
 * new, then the rest from the checkpoint.
 * @throws SourceError or a storage error; everything before it is stored and in the run's tally.
 */
export async function walkArchive(run: SyncRun, source: Source): Promise<void> {
	const { feed, tally } = run;
	const unfinished = feed.checkpoint;
	const isComplete = unfinished === null && feed.postCount > 0;
	const stopsAtKnown = run.depth === 'news' && (unfinished !== null || isComplete);
	const roll = new Roll();
	const known = await walkFrom(run, source, feed.url, roll, stopsAtKnown);
	if (known === null) {
		await markMissing(run, roll);
		return;
	}
	// The newest pages are known from here on: what remains is the older, unfinished walk.
	await storePlace(run, { checkpoint: unfinished });
	if (unfinished === null) return;
	const pagesBefore = tally.pages;
	try {
		await walkFrom(run, source, unfinished.next, null, false);
	} catch (error) {
		const isGone = error instanceof SourceError && GONE.has(error.code) && tally.pages === pagesBefore;
		if (!isGone) throw error;
		// The site has changed its paging: its pages as they are now lead to the rest.
		await walkFrom(run, source, known, null, false);
	}
}

/** @returns the address of the page after the first that brought nothing new; null at the end of the archive. */
async function walkFrom(
	run: SyncRun,
	source: Source,
	address: string,
	roll: Roll | null,
	stopsAtKnown: boolean
): Promise<string | null> {
	const pages = source.pages(run.feed, address, run.context);
	for await (const page of stopsAtKnown ? pages : ahead(pages)) {
		const changed = await storePage(run, page, { checkpoint: checkpointAfter(run, page) });
		roll?.call(page);
		if (stopsAtKnown && !changed && page.next !== null) return page.next;
	}
	return null;
}

/** Where a walk goes on after `page`, which has not been counted yet. */
export function checkpointAfter({ tally }: SyncRun, page: SourcePage): Checkpoint | null {
	if (page.next === null) return null;
	return { next: page.next, pages: tally.pages + 1, total: page.total ?? tally.total };
}
