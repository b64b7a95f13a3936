import type { Feed } from '$lib/model/feed';
import type { Database } from '$lib/store/database';
import { searchIndexBytes } from '$lib/store/search-index';
import { contentsOf, type FeedContents } from '$lib/store/sizes';
import { askForPromise, browserRoom, isPromised, type BrowserRoom } from './browser-room';
import { browserStorage, type SmallStorage } from './browser-storage';

export type { FeedContents };

/** The room that Backlist takes on this device, in bytes; null for what is not known. */
export interface Room extends BrowserRoom {
	/** Of the databases: the search index, as it was counted when it was stored. */
	searchIndex: number | null;
}

/** Room is short when more than this part of it is used, or less than so many bytes are free. */
const SHORT = { used: 0.8, free: 200_000_000 };
/** Milliseconds between two looks at whether room is short. */
const LOOK_EVERY = 3 * 60_000;
const ASKED_KEY = 'backlist-asked-to-persist';

/** How much room the library takes and whether it lasts, and whether the browser promises to keep it. */
export class StorageState {
	readonly #db: Database;
	readonly #fail: (error: unknown) => void;
	readonly #small: SmallStorage;
	/** The browser has been asked, as far as it can be. */
	isKnown = $state(false);
	room = $state.raw<Room>({ used: null, quota: null, databases: null, app: null, searchIndex: null });
	/** Null where the browser does not say. */
	isPersistent = $state<boolean | null>(null);
	/** The reader asked for the promise: the browser has not answered yet, or has said no. */
	answer = $state<'awaited' | 'no' | null>(null);
	/** Bytes that all of it takes, as far as the browser tells; null until it has been asked. */
	used = $state<number | null>(null);
	/** Room that is used and left, while that is little and the reader has not closed the warning. Bytes. */
	short = $state.raw<{ used: number; free: number } | null>(null);
	#isWarningClosed = false;
	#isLooking = false;
	#wasSyncing = false;
	#lookedAt = -Infinity;

	/** `fail` hears why the library cannot be measured. */
	constructor(db: Database, fail: (error: unknown) => void, small: SmallStorage = browserStorage()) {
		this.#db = db;
		this.#fail = fail;
		this.#small = small;
	}

	/** Measures again. */
	async refresh(): Promise<void> {
		const [room, searchIndex, persistent] = await Promise.all([
			browserRoom(),
			this.#measure(searchIndexBytes),
			isPromised()
		]);
		this.room = { ...room, searchIndex };
		this.#judge(room);
		this.isPersistent = persistent;
		this.isKnown = true;
	}

	/** What a feed has besides its posts; null when it cannot be read. */
	contentsOf({ id }: Feed): Promise<FeedContents | null> {
		return this.#measure((db) => contentsOf(db, id));
	}

	/**
	 * Sees how much room is taken and whether it is short: now, while syncs run every few minutes, and when they have ended.
	 * @returns a function that ends it.
	 */
	watch(isSyncing: boolean): () => void {
		if (this.#wasSyncing && !isSyncing) void this.#seeWhetherShort();
		else this.#lookSoon();
		this.#wasSyncing = isSyncing;
		const timer = isSyncing ? setInterval(() => this.#lookSoon(), LOOK_EVERY) : undefined;
		return () => clearInterval(timer);
	}

	/** The reader has seen that room is short; it is not said again in this visit. */
	closeWarning(): void {
		this.#isWarningClosed = true;
		this.short = null;
	}

	/**
	 * Asks the browser, once on this device, not to clear the library by itself: the reader has just added something to it. Does
	 * not wait for the answer.
	 */
	askToPersist(): void {
		if (this.#small.getItem(ASKED_KEY) !== null) return;
		this.#small.setItem(ASKED_KEY, new Date().toISOString());
		void askForPromise().then((granted) => (this.isPersistent = granted));
	}

	/** The reader wants the browser asked, perhaps again. */
	askAgain(): void {
		this.answer = 'awaited';
		void askForPromise().then((granted) => {
			this.isPersistent = granted;
			this.answer = granted === true ? null : 'no';
		});
	}

	#lookSoon(): void {
		if (this.#isLooking) return;
		this.#isLooking = true;
		setTimeout(
			() => void this.#seeWhetherShort(),
			Math.max(0, this.#lookedAt + LOOK_EVERY - performance.now())
		);
	}

	async #seeWhetherShort(): Promise<void> {
		this.#lookedAt = performance.now();
		this.#isLooking = false;
		this.#judge(await browserRoom());
	}

	#judge({ used, quota }: BrowserRoom): void {
		this.used = used;
		if (used === null || quota === null || this.#isWarningClosed) return;
		const free = Math.max(0, quota - used);
		this.short = used > quota * SHORT.used || free < SHORT.free ? { used, free } : null;
	}

	async #measure<T>(question: (db: Database) => Promise<T>): Promise<T | null> {
		try {
			return await question(this.#db);
		} catch (error) {
			this.#fail(error);
			return null;
		}
	}
}
