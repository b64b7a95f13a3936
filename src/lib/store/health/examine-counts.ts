import type { Category } from '$lib/model/category';
import type { Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { FeedCounts } from '$lib/store/counts';
import type { Database } from '$lib/store/database';
import { unsoundInCategory, usableCategory } from '$lib/store/sound/category';
import { usableFeed } from '$lib/store/sound/feed';
import { membersOf } from '$lib/store/sound/shape';
import { Changes, rawRecords, wordsFor } from './changes';
import { PURGING, type KnownFeeds } from './feed-of';
import type { Tally } from './tally';

const NOTHING: FeedCounts = { postCount: 0, unreadCount: 0, size: 0 };

/** Compares the numbers of feeds and categories with those of their posts, within a transaction. */
export async function examineCounts(db: Database, tally: Tally, feeds: KnownFeeds): Promise<Changes> {
	const changes = new Changes();
	for (const record of await rawRecords(db, 'feeds')) {
		const feed = usableFeed(record);
		if (feeds.kept.has(feed.id) && feed.removedAt !== PURGING)
			examineFeedCounts(feed, tally.feeds.get(feed.id) ?? NOTHING, changes);
	}
	await examineCategories(db, tally, feeds, changes);
	return changes;
}

function examineFeedCounts(feed: Feed, counted: FeedCounts, changes: Changes): void {
	const { id, postCount, unreadCount, size } = feed;
	if (postCount === counted.postCount && unreadCount === counted.unreadCount && size === counted.size) return;
	const isShort = postCount > counted.postCount;
	const words = `counts ${postCount}, ${unreadCount} unread, of ${size}; there are ${Object.values(counted).join(', ')}`;
	changes.note(isShort ? 'shortFeeds' : 'wrongCounts', 'feeds', id, words);
	if (isShort) changes.refetched.add(id);
	changes.put('feeds', { ...feed, ...counted });
}

async function examineCategories(
	db: Database,
	tally: Tally,
	{ kept, purging }: KnownFeeds,
	changes: Changes
): Promise<void> {
	const left = new Map([...tally.categories].map(([feedId, byKey]) => [feedId, new Map(byKey)]));
	for (const record of await rawRecords(db, 'categories')) {
		const { feedId, key } = membersOf(record);
		if (purging.has(feedId as FeedId)) continue;
		const counted = left.get(feedId as FeedId)?.get(key as string);
		left.get(feedId as FeedId)?.delete(key as string);
		examineCategory(record, counted, changes);
	}
	for (const [feedId, byKey] of left) {
		if (!kept.has(feedId)) continue;
		for (const category of byKey.values()) {
			changes.note('wrongCounts', 'categories', `${feedId} ${category.key}`, 'is not there');
			changes.put('categories', category);
		}
	}
}

/** @param counted undefined when no post is in it */
function examineCategory(record: unknown, counted: Category | undefined, changes: Changes): void {
	const { feedId, key } = membersOf(record);
	const id = `${String(feedId)} ${String(key)}`;
	if (counted === undefined) {
		changes.note('wrongCounts', 'categories', id, 'has no post');
		changes.remove('categories', [feedId, key]);
		return;
	}
	const unsound = unsoundInCategory(record);
	const category = usableCategory(record);
	const isRight = category.count === counted.count && category.unread === counted.unread;
	if (unsound.length === 0 && isRight) return;
	if (unsound.length > 0) changes.note('damaged', 'categories', id, wordsFor(unsound));
	else changes.note('wrongCounts', 'categories', id, `counts ${category.count}, ${category.unread} unread`);
	const name = unsound.includes('name') ? counted.name : category.name;
	changes.put('categories', { ...category, ...counted, name });
}
