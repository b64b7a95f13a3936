import type { Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import { ownName } from '$lib/model/own-name';
import { checkLibrary, countLost, countMendable, type CheckOptions } from './check-library';
import type { Database } from './database';
import { fetchAllAgain } from './health/apply';
import { mendLibrary } from './mend-library';
import { isStandIn } from './sound/feed';

/** What a check of the library has led to. */
export interface CheckUp {
	/** Things that were mended, in all. */
	mended: number;
	/** Those of them that were damaged or missing records; the others are lists and numbers that are made from records. */
	lost: number;
	/** Whether the next sync fetches what was lost. */
	isFetchedAgain: boolean;
	/** Titles of feeds whose address was lost. */
	withoutAddress: string[];
	/** Titles of feeds that came in a file, which may have what was lost. */
	fromFile: string[];
}

/** One tab at a time. */
const LOCK = ownName('backlist-check');
/** Held by whoever syncs a feed. */
const syncLockOf = (id: FeedId) => ownName(`backlist-sync-${id}`);

/**
 * Checks the whole library and mends what is damaged. It takes some seconds for each ten thousand posts, and others may read and write
 * meanwhile.
 * @param locks null where the browser has none
 * @returns null when another tab is doing it.
 * @throws a storage error; what was mended until then stays
 */
export async function checkUp(
	db: Database,
	locks: LockManager | null,
	options: CheckOptions = {}
): Promise<CheckUp | null> {
	if (locks === null) return checkAndMend(db, null, options);
	return locks.request(LOCK, { ifAvailable: true }, (lock) =>
		lock === null ? null : checkAndMend(db, locks, options)
	);
}

async function checkAndMend(
	db: Database,
	locks: LockManager | null,
	options: CheckOptions
): Promise<CheckUp> {
	const found = await checkLibrary(db, options);
	if (countMendable(found) === 0) return summaryOf(0, 0, []);
	const report = await mendLibrary(db, options);
	if (locks !== null) await askAgain(db, report.refetched, locks);
	const feeds = await db.feeds.bulkGet(report.refetched);
	return summaryOf(
		countMendable(report),
		countLost(report),
		feeds.filter((feed) => feed !== undefined)
	);
}

/** A sync that ran meanwhile has gone on from its own place, and so past what was lost. */
async function askAgain(db: Database, ids: readonly FeedId[], locks: LockManager): Promise<void> {
	const asking = ids.map((id) =>
		locks.request(syncLockOf(id), () => db.transaction('rw', db.feeds, () => fetchAllAgain(db, id)))
	);
	await Promise.all(asking);
}

function summaryOf(mended: number, lost: number, feeds: readonly Feed[]): CheckUp {
	const titles = (some: readonly Feed[]) => some.map(({ title }) => title);
	const withoutAddress = feeds.filter(isStandIn);
	const fromFile = feeds.filter((feed) => feed.isFromFile && !isStandIn(feed));
	return {
		mended,
		lost,
		isFetchedAgain: feeds.some((feed) => !isStandIn(feed) && !feed.isFromFile && feed.isFollowed),
		withoutAddress: titles(withoutAddress),
		fromFile: titles(fromFile)
	};
}
