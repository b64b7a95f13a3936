import type { Feed, SyncOutcome } from '$lib/model/feed';
import type { Folder } from '$lib/model/folder';
import type { FeedId, PostId } from '$lib/model/ids';
import { sumOf } from '$lib/store/count-posts';
import type { Database } from '$lib/store/database';
import { listFeeds, listRemoved, moveFolder, setFolder, setLoadsPictures } from '$lib/store/feeds';
import { changeMark, markOpened, toggleMark, type MarkChange } from '$lib/store/marks';
import { observe } from '$lib/store/observe';
import { listSyncs } from '$lib/store/sync-log';
import { MarkAll } from './mark-all.svelte';
import { PassedPosts } from './passed-posts';

/** The feeds kept on this device and how many posts they have. */
export class Library {
	readonly #db: Database;
	readonly #fail: (error: unknown) => void;
	readonly #onFeeds: (feeds: Feed[]) => void;
	/** By title; null until they have been read. */
	feeds = $state.raw<Feed[] | null>(null);
	readonly markAll: MarkAll;
	readonly passed: PassedPosts;
	/** Those that were removed and can still come back, the latest first. */
	removed = $state.raw<Feed[]>([]);
	readonly counts = $derived(sumOf(this.feeds ?? []));

	/** `fail` hears why the library cannot be read, `onFeeds` of the feeds each time any of them has changed. */
	constructor(db: Database, fail: (error: unknown) => void, onFeeds: (feeds: Feed[]) => void) {
		this.#db = db;
		this.#fail = fail;
		this.#onFeeds = onFeeds;
		this.markAll = new MarkAll(db, fail);
		this.passed = new PassedPosts(db, fail);
	}

	/** @returns a function that ends the watching. */
	start(): () => void {
		return observe(
			() => Promise.all([listFeeds(this.#db), listRemoved(this.#db)]),
			([feeds, removed]) => {
				this.feeds = feeds;
				this.removed = removed;
				this.#onFeeds(feeds);
			},
			this.#fail
		);
	}

	feed(id: FeedId): Feed | undefined {
		return this.feeds?.find((feed) => feed.id === id);
	}

	/** How the last syncs of a feed went, the latest first. */
	syncLog(id: FeedId): Promise<SyncOutcome[]> {
		return listSyncs(this.#db, id);
	}

	/** Whether the pictures of a feed's posts are loaded whatever the setting for all feeds says. */
	setLoadsPictures(id: FeedId, loads: boolean): Promise<void> {
		return setLoadsPictures(this.#db, id, loads);
	}

	/** Puts a feed into a folder; into none where that is empty. */
	setFolder(id: FeedId, folder: Folder): Promise<void> {
		return setFolder(this.#db, id, folder);
	}

	/** Renames a folder; to an empty one, takes it away. */
	moveFolder(from: Folder, to: Folder): Promise<void> {
		return moveFolder(this.#db, from, to);
	}

	mark(id: PostId, change: MarkChange): Promise<void> {
		return changeMark(this.#db, id, change, Date.now());
	}

	/** The other of what it is, for a post that is not on the screen yet. */
	toggleMark(id: PostId, name: keyof MarkChange): Promise<void> {
		return toggleMark(this.#db, id, name, Date.now());
	}

	markOpened(id: PostId): Promise<void> {
		return markOpened(this.#db, id, Date.now());
	}
}
