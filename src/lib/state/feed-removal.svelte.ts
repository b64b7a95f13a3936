import type { Feed } from '$lib/model/feed';
import type { FeedContents, StorageState } from './storage-state.svelte';
import type { Syncing } from './syncing.svelte';

/** A feed that the reader may be about to remove. */
export interface Asked {
	feed: Feed;
	/** Null when it cannot be told. */
	contents: FeedContents | null;
}

/** What was done last, to be told to the reader. */
export interface Done {
	feed: Feed;
	what: 'removed' | 'restored' | 'deleting' | 'deleted' | 'kept';
}

type Doors = Pick<Syncing, 'remove' | 'undoRemove' | 'purge' | 'keepPosts'>;

/** Removing feeds, step by step, as one page shows it: asked, removed, and for a day brought back or deleted for good. */
export class FeedRemoval {
	readonly #syncing: Doors;
	readonly #storage: Pick<StorageState, 'contentsOf' | 'refresh'>;
	readonly #onMoved: () => void;
	/** The reader is asked whether to remove it. */
	asked = $state.raw<Asked | null>(null);
	/** The reader is asked whether to delete it for good. */
	askedForGood = $state.raw<Feed | null>(null);
	done = $state.raw<Done | null>(null);

	/** `onMoved` hears that a feed has left its list, and with it the button that was pressed. */
	constructor(syncing: Doors, storage: Pick<StorageState, 'contentsOf' | 'refresh'>, onMoved: () => void) {
		this.#syncing = syncing;
		this.#storage = storage;
		this.#onMoved = onMoved;
	}

	/** Asks, as soon as it is known what would go. */
	async ask(feed: Feed): Promise<void> {
		this.asked = { feed, contents: await this.#storage.contentsOf(feed) };
	}

	async remove(feed: Feed): Promise<void> {
		try {
			await this.#syncing.remove(feed.id);
			this.done = { feed, what: 'removed' };
		} finally {
			this.asked = null;
		}
		this.#onMoved();
	}

	/** Ends the syncs of a feed whose posts stay. */
	async keepPosts(feed: Feed): Promise<void> {
		try {
			await this.#syncing.keepPosts(feed.id);
			this.done = { feed, what: 'kept' };
		} finally {
			this.asked = null;
		}
	}

	async undo(feed: Feed): Promise<void> {
		await this.#syncing.undoRemove(feed.id);
		this.done = { feed, what: 'restored' };
		this.#onMoved();
	}

	/** Deletes a removed feed, which takes a while when it is large. */
	async deleteForGood(feed: Feed): Promise<void> {
		this.askedForGood = null;
		this.done = { feed, what: 'deleting' };
		const deleting = this.#syncing.purge(feed.id);
		this.#onMoved();
		await deleting;
		if (this.done.feed === feed) this.done = { feed, what: 'deleted' };
		await this.#storage.refresh();
	}

	/** Nothing is removed. */
	close(): void {
		this.asked = null;
		this.askedForGood = null;
	}
}
