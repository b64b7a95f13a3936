import type { FeedId } from '$lib/model/ids';
import { listCategories, type CategoryCount } from '$lib/store/category-queries';
import type { Database } from '$lib/store/database';
import { observeCalmly } from '$lib/store/observe';
import type { ListCounts } from './plain-list';

/** The categories of one feed or of all, as they are stored. */
export class CategoryList {
	readonly #db: Database;
	readonly #onFirst: () => void;
	readonly #fail: (error: unknown) => void;
	/** By name, with all posts of each; null until they have been read. */
	stored = $state.raw<CategoryCount[] | null>(null);
	#stop = () => {};

	/** `onFirst` hears when there are some to show, `fail` why they cannot be read. */
	constructor(db: Database, onFirst: () => void, fail: (error: unknown) => void) {
		this.#db = db;
		this.#onFirst = onFirst;
		this.#fail = fail;
	}

	/** Null for all feeds. Those of the feed before stay until these have been read. */
	follow(feed: FeedId | null): void {
		this.#stop();
		this.#stop = observeCalmly(
			this.#db,
			['categories', 'feeds'],
			() => listCategories(this.#db, feed),
			(categories) => {
				const isFirst = this.stored === null;
				this.stored = categories;
				if (isFirst) this.#onFirst();
			},
			this.#fail
		);
	}

	/** Ends the watching. */
	stop(): void {
		this.#stop();
	}

	/** All of them, with the posts that `counts` gives. */
	counted(counts: ListCounts): CategoryCount[] {
		const stored = this.stored ?? [];
		if (counts === 'all') return stored;
		if (counts === 'unread') return stored.map((category) => ({ ...category, count: category.unread }));
		return stored.map((category) => ({ ...category, count: counts.get(category.key) ?? 0 }));
	}
}
