import type { FeedId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { isOutcome } from '$lib/store/sound/outcome';
import { usableSettings } from '$lib/store/sound/settings';
import { membersOf } from '$lib/store/sound/shape';
import { isOrdinal } from '$lib/store/sound/values';
import { Changes, rawRecords } from './changes';
import type { KnownFeeds } from './feed-of';
import { START } from './piece';

/** Examines what does not belong to a post, within a transaction. */
export async function examineRest(db: Database, feeds: KnownFeeds): Promise<Changes> {
	const changes = new Changes();
	await examineStrayComments(db, feeds, changes);
	for (const record of await rawRecords(db, 'settings')) {
		const { key, value } = membersOf(record);
		const used = key === 'sync' ? usableSettings(value) : value;
		if (used === value) continue;
		changes.note('damaged', 'settings', key, 'are not what they should be');
		changes.put('settings', { key, value: used });
	}
	for (const record of await rawRecords(db, 'syncLog')) {
		const { id, outcome } = membersOf(record);
		if (isOutcome(outcome)) continue;
		changes.note('damaged', 'syncLog', id, 'does not say how a sync went');
		changes.remove('syncLog', id);
	}
	await examineIndex(db, changes);
	return changes;
}

/** Comments that no post can be found by: their site gives them again. */
async function examineStrayComments(db: Database, { kept }: KnownFeeds, changes: Changes): Promise<void> {
	const byPost = () => db.comments.where('postId').above(START);
	const [all, found] = await Promise.all([db.comments.count(), byPost().count()]);
	if (all === found) return;
	const known = new Set<unknown>(await byPost().primaryKeys());
	const strays = (await db.comments.toCollection().primaryKeys()).filter((id) => !known.has(id));
	for (const record of await db.comments.where(':id').anyOf(strays).raw().toArray()) {
		const { id, feedId } = membersOf(record);
		changes.note('damaged', 'comments', id, 'does not say what it belongs to');
		changes.remove('comments', id);
		if (kept.has(feedId as FeedId)) changes.refetched.add(feedId as FeedId);
	}
}

const STATE = 0;

/** What the search keeps, it checks itself; only what it keeps it by is looked at here. */
async function examineIndex(db: Database, changes: Changes): Promise<void> {
	const [state] = await db.searchIndex.where(':id').equals(STATE).raw().toArray();
	if (state === undefined || isOrdinal(membersOf(state).generation)) return;
	changes.note('damaged', 'searchIndex', STATE, 'has no number');
	const keys = await db.searchIndex.toCollection().primaryKeys();
	for (const key of keys) changes.remove('searchIndex', key);
}
