import type { Feed } from '$lib/model/feed';
import type { FeedId, PostId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { listFeeds, removeFeed } from '$lib/store/feeds';
import { changeMark, markOpened, type MarkChange } from '$lib/store/marks';
import { observe } from '$lib/store/observe';
import { countPosts } from '$lib/store/post-queries';
import { storageProblem } from '$lib/store/storage-problem';
import type { Problem } from '$lib/model/feed';

/** The feeds kept on this device and how many posts they have. */
export class Library {
	readonly #db: Database;
	/** By title; null until they have been read. */
	feeds = $state.raw<Feed[] | null>(null);
	counts = $state.raw({ kept: 0, unread: 0 });
	/** Why the library cannot be read, or null. */
	problem = $state.raw<Problem | null>(null);

	constructor(db: Database) {
		this.#db = db;
	}

	/** @returns a function that ends the watching. */
	start(): () => void {
		const fail = (error: unknown) => {
			this.problem = storageProblem(error);
			if (this.problem === null) throw error;
		};
		const stops = [
			observe(
				() => listFeeds(this.#db),
				(feeds) => (this.feeds = feeds),
				fail
			),
			observe(
				() => countPosts(this.#db),
				(counts) => (this.counts = counts),
				fail
			)
		];
		return () => {
			for (const stop of stops) stop();
		};
	}

	feed(id: FeedId): Feed | undefined {
		return this.feeds?.find((feed) => feed.id === id);
	}

	/** Removes the feed with its posts and marks from this device. */
	remove(id: FeedId): Promise<void> {
		return removeFeed(this.#db, id);
	}

	mark(id: PostId, change: MarkChange): Promise<void> {
		return changeMark(this.#db, id, change, Date.now());
	}

	markOpened(id: PostId): Promise<void> {
		return markOpened(this.#db, id, Date.now());
	}
}
