import type { Category } from '$lib/model/category';
import type { FeedId } from '$lib/model/ids';
import type { FeedCounts } from '$lib/store/counts';
import type { Database, PostRecord } from '$lib/store/database';
import { markedOf } from '$lib/store/places';
import { usablePost } from '$lib/store/sound/post';
import { membersOf } from '$lib/store/sound/shape';
import type { CheckRun } from './check-run';
import { START, type Key } from './piece';

/** The numbers of feeds and categories, by the posts themselves. */
export interface Tally {
	feeds: Map<FeedId, FeedCounts>;
	categories: Map<FeedId, Map<string, Category>>;
	/** Of the library when the posts were counted: as long as it is the same, so are they. */
	stamp: string;
}

/** Posts read at once. */
const AT_ONCE = 250;
/** Times that it is tried to count all posts while none is changed. */
const TRIES = 5;

/** Counts all posts. @returns null when the library changed each time before the end. */
export async function tallyPosts({ db, rest }: CheckRun): Promise<Tally | null> {
	for (let tries = 0; tries < TRIES; tries++) {
		const tally: Tally = { feeds: new Map(), categories: new Map(), stamp: await stampOf(db) };
		let after: Key | null = START;
		while (after !== null) {
			await rest();
			after = await tallySome(db, after, tally);
		}
		if ((await stampOf(db)) === tally.stamp) return tally;
	}
	return null;
}

/** Changes with every commit of posts and with every mark. */
export async function stampOf(db: Database): Promise<string> {
	return db.transaction('r', [db.meta, db.counters], async () => {
		const numbers = await Promise.all([db.meta.get('sequence'), db.counters.get('marks')]);
		return JSON.stringify(numbers.map((record) => membersOf(record).value ?? 0));
	});
}

/** @returns the key after which there is more, or null. */
async function tallySome(db: Database, after: Key, tally: Tally): Promise<Key | null> {
	const records = await db.table<unknown>('posts').where(':id').above(after).limit(AT_ONCE).raw().toArray();
	for (const record of records) addPost(tally, usablePost(record));
	return records.length < AT_ONCE ? null : (membersOf(records.at(-1)).id as Key);
}

function addPost(tally: Tally, post: PostRecord): void {
	const { feedId, size, categories, categoryKeys } = post;
	const unread = markedOf(post).isRead ? 0 : 1;
	const feed = tally.feeds.get(feedId) ?? { postCount: 0, unreadCount: 0, size: 0 };
	tally.feeds.set(feedId, {
		postCount: feed.postCount + 1,
		unreadCount: feed.unreadCount + unread,
		size: feed.size + size
	});
	const byKey = tally.categories.get(feedId) ?? new Map<string, Category>();
	tally.categories.set(feedId, byKey);
	categoryKeys.forEach((key, i) => {
		const { count, unread: before } = byKey.get(key) ?? { count: 0, unread: 0 };
		byKey.set(key, {
			feedId,
			key,
			name: categories[i] ?? key,
			count: count + 1,
			unread: before + unread
		});
	});
}
