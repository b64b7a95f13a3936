import type { Feed, SyncOutcome } from '$lib/model/feed';
import type { FeedId, PostId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import { changeMark, markOpened, type MarkChange } from '$lib/store/marks';
import { observe, observeCalmly } from '$lib/store/observe';
import { countPosts } from '$lib/store/post-queries';
import { listSyncs } from '$lib/store/sync-log';

/** The feeds kept on this device and how many posts they have. */
export class Library {
	readonly #db: Database;
	readonly #fail: (error: unknown) => void;
	/** By title; null until they have been read. */
	feeds = $state.raw<Feed[] | null>(null);
	counts = $state.raw({ kept: 0, unread: 0 });

	/** `fail` hears why the library cannot be read. */
	constructor(db: Database, fail: (error: unknown) => void) {
		this.#db = db;
		this.#fail = fail;
	}

	/** @returns a function that ends the watching. */
	start(): () => void {
		const stopFeeds = observe(
			() => listFeeds(this.#db),
			(feeds) => (this.feeds = feeds),
			this.#fail
		);
		const stopCounts = observeCalmly(
			this.#db,
			['posts', 'marks'],
			() => countPosts(this.#db),
			(counts) => (this.counts = counts),
			this.#fail
		);
		return () => {
			stopFeeds();
			stopCounts();
		};
	}

	feed(id: FeedId): Feed | undefined {
		return this.feeds?.find((feed) => feed.id === id);
	}

	/** How the last syncs of a feed went, the latest first. */
	syncLog(id: FeedId): Promise<SyncOutcome[]> {
		return listSyncs(this.#db, id);
	}

	mark(id: PostId, change: MarkChange): Promise<void> {
		return changeMark(this.#db, id, change, Date.now());
	}

	markOpened(id: PostId): Promise<void> {
		return markOpened(this.#db, id, Date.now());
	}
}
