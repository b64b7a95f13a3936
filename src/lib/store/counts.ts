import type { Category } from '$lib/model/category';
import type { Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { Database, PostRecord } from './database';
import { markedOf } from './places';

/** What is counted of a feed. */
export type FeedCounts = Pick<Feed, 'postCount' | 'unreadCount' | 'size'>;

interface CategoryDelta extends Pick<Category, 'name' | 'count' | 'unread'> {
	key: string;
}

/** What some posts add to the numbers of their feeds and categories, to be stored in the transaction that changes the posts. */
export class Counts {
	readonly #feeds = new Map<FeedId, FeedCounts>();
	readonly #categories = new Map<FeedId, Map<string, CategoryDelta>>();

	/** An edit is the post as it was taken away (-1), and as it is added (1). */
	add(record: PostRecord, step: 1 | -1): void {
		const unread = markedOf(record).isRead ? 0 : step;
		const feed = this.#feedOf(record.feedId);
		feed.postCount += step;
		feed.unreadCount += unread;
		feed.size += step * record.size;
		const categories = this.#categoriesOf(record.feedId);
		record.categoryKeys.forEach((key, i) => {
			const delta = categories.get(key) ?? { key, name: '', count: 0, unread: 0 };
			delta.count += step;
			delta.unread += unread;
			// The name as it is written now.
			if (step === 1) delta.name = record.categories[i] ?? key;
			categories.set(key, delta);
		});
	}

	/** The feed with what has come and gone. */
	applyTo<F extends Feed>(feed: F): F {
		const { postCount, unreadCount, size } = this.#feedOf(feed.id);
		return {
			...feed,
			postCount: feed.postCount + postCount,
			unreadCount: feed.unreadCount + unreadCount,
			size: feed.size + size
		};
	}

	/** Writes the numbers of feeds and categories, within a transaction over both. */
	async store(db: Database): Promise<void> {
		const feeds = await db.feeds.bulkGet([...this.#feeds.keys()]);
		await db.feeds.bulkPut(feeds.flatMap((feed) => (feed === undefined ? [] : [this.applyTo(feed)])));
		await this.storeCategories(db);
	}

	/** Writes the numbers of categories, within a transaction over them; one without posts goes. */
	async storeCategories(db: Database): Promise<void> {
		for (const [feedId, deltas] of this.#categories) await storeCategories(db, feedId, [...deltas.values()]);
	}

	#feedOf(id: FeedId): FeedCounts {
		const known = this.#feeds.get(id);
		if (known !== undefined) return known;
		const feed = { postCount: 0, unreadCount: 0, size: 0 };
		this.#feeds.set(id, feed);
		return feed;
	}

	#categoriesOf(id: FeedId): Map<string, CategoryDelta> {
		const known = this.#categories.get(id);
		if (known !== undefined) return known;
		const categories = new Map<string, CategoryDelta>();
		this.#categories.set(id, categories);
		return categories;
	}
}

async function storeCategories(db: Database, feedId: FeedId, deltas: CategoryDelta[]): Promise<void> {
	const changed = deltas.filter(({ count, unread, name }) => count !== 0 || unread !== 0 || name !== '');
	const keyOf = ({ key }: { key: string }): [FeedId, string] => [feedId, key];
	const known = await db.categories.bulkGet(changed.map(keyOf));
	const counted: Category[] = changed.map(({ key, name, count, unread }, i) => {
		const before = known[i];
		return {
			feedId,
			key,
			name: name === '' ? (before?.name ?? key) : name,
			count: (before?.count ?? 0) + count,
			unread: (before?.unread ?? 0) + unread
		};
	});
	await db.categories.bulkPut(counted.filter(({ count }) => count > 0));
	await db.categories.bulkDelete(counted.filter(({ count }) => count <= 0).map(keyOf));
}
