import type { FeedId, HighlightId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { randomId } from '$lib/store/random-id';
import { unsoundInHighlight, usableHighlight } from '$lib/store/sound/highlight';
import { membersOf } from '$lib/store/sound/shape';
import { isId } from '$lib/store/sound/values';
import { rawRecords, wordsFor, Changes } from './changes';
import type { KnownFeeds } from './feed-of';

/**
 * Examines the highlights, within a transaction. Nobody can give them again, so one stays while it quotes or notes anything, be its
 * post there or not.
 */
export async function examineHighlights(db: Database, { purging }: KnownFeeds): Promise<Changes> {
	const changes = new Changes();
	const records = await rawRecords(db, 'highlights');
	const feeds = await feedsOfPosts(db, records);
	for (const record of records) {
		const { postId, feedId } = membersOf(record);
		if (!purging.has(feedId as FeedId)) examineHighlight(record, feeds.get(postId), changes);
	}
	return changes;
}

/** @param owner feed of its post; undefined for a post that is not there */
function examineHighlight(record: unknown, owner: FeedId | undefined, changes: Changes): void {
	const { id } = membersOf(record);
	const used = usableHighlight(record);
	if (used.quote.exact === '' && used.note === '') {
		changes.note('useless', 'highlights', id, 'neither quotes nor notes anything');
		changes.remove('highlights', id);
		return;
	}
	if (owner === undefined) changes.note('highlightsWithoutPost', 'highlights', id, 'has no post');
	const feedId = owner ?? used.feedId;
	const unsound = unsoundInHighlight(record);
	const isStray = !isId(id);
	if (unsound.length === 0 && feedId === used.feedId && !isStray) return;
	changes.note(
		'damaged',
		'highlights',
		id,
		wordsFor(unsound.length > 0 ? unsound : [isStray ? 'id' : 'feedId'])
	);
	if (isStray) changes.remove('highlights', id);
	changes.put('highlights', { ...used, feedId, id: isStray ? (randomId() as HighlightId) : used.id });
}

/** By post, the feed that it is of. */
async function feedsOfPosts(db: Database, records: readonly unknown[]): Promise<Map<unknown, FeedId>> {
	const ids = [...new Set(records.map((record) => membersOf(record).postId).filter(isId))];
	const posts = await db.table<unknown>('posts').where(':id').anyOf(ids).raw().toArray();
	const owners = posts.map(membersOf).filter(({ feedId }) => isId(feedId));
	return new Map(owners.map(({ id, feedId }) => [id, feedId as FeedId]));
}
