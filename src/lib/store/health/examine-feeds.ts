import type { Feed } from '$lib/model/feed';
import { feedIdOf, type FeedId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { isStandIn, kindOf, standInAddress, unsoundInFeed, usableFeed } from '$lib/store/sound/feed';
import { membersOf } from '$lib/store/sound/shape';
import { isAddress, isId, isText } from '$lib/store/sound/values';
import { Changes, rawRecords, wordsFor } from './changes';
import { PURGING } from './feed-of';

/** Examines all feeds, within a transaction. */
export async function examineFeeds(db: Database): Promise<Changes> {
	const changes = new Changes();
	const records = await rawRecords(db, 'feeds');
	const ids = records.map((record) => membersOf(record).id);
	const offered = ((await db.offered.toCollection().primaryKeys()) as unknown[]).filter(isText);
	for (const record of records) {
		const { id, removedAt } = membersOf(record);
		if (!isId(id)) moveFeed(record, ids, changes);
		else if (removedAt !== PURGING) examineFeed(record, id as FeedId, offered, changes);
	}
	return changes;
}

function examineFeed(record: unknown, id: FeedId, offered: readonly string[], changes: Changes): void {
	const unsound = unsoundInFeed(record);
	const feed = usableFeed(record);
	// The id is made of the address, so it tells a wrong one from the right one.
	const isElsewhere = unsound.includes('url') || (feedIdOf(feed.url) !== id && !isStandIn(feed));
	if (unsound.length === 0 && !isElsewhere) return;
	const names = isElsewhere && !unsound.includes('url') ? [...unsound, 'url'] : unsound;
	changes.note('damaged', 'feeds', id, wordsFor(names));
	changes.put('feeds', isElsewhere ? withAddress(record, feed, offered) : feed);
	changes.refetched.add(id);
}

/** With its own address where that is known, or else one that is nobody's: then it is not followed until it is added again. */
function withAddress(record: unknown, feed: Feed, offered: readonly string[]): Feed {
	const url = offered.find((url) => feedIdOf(url) === feed.id);
	if (url === undefined) {
		return { ...feed, url: standInAddress(feed.id, feed.homeUrl), checkpoint: null, isFollowed: false };
	}
	const { kind, isFollowed } = membersOf(record);
	const isKnownKind = kind === feed.kind;
	return {
		...feed,
		url,
		kind: isKnownKind ? feed.kind : kindOf(url, feed.followed),
		isFollowed: isFollowed !== false
	};
}

/** A feed under a key that is no id: its address tells the right one. */
function moveFeed(record: unknown, ids: readonly unknown[], changes: Changes): void {
	const { id, url } = membersOf(record);
	changes.note('damaged', 'feeds', id, 'is stored under a key that is no id');
	changes.remove('feeds', id);
	if (!isAddress(url) || ids.includes(feedIdOf(url))) return;
	const own = feedIdOf(url);
	changes.put('feeds', usableFeed({ ...membersOf(record), id: own }));
	changes.refetched.add(own);
}
