import type { PostId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { markAllRead } from '$lib/store/marks';

/** Milliseconds in which posts are gathered: the list is read anew after each change. */
const PAUSE = 1000;

/** Posts that the reader has scrolled past, to be marked as read together. */
export class PassedPosts {
	readonly #db: Database;
	readonly #fail: (error: unknown) => void;
	#ids = new Set<PostId>();
	#soon: ReturnType<typeof setTimeout> | undefined;

	/** `fail` hears why marks could not be stored. */
	constructor(db: Database, fail: (error: unknown) => void) {
		this.#db = db;
		this.#fail = fail;
	}

	add(ids: readonly PostId[]): void {
		for (const id of ids) this.#ids.add(id);
		this.#soon ??= setTimeout(() => void this.store(), PAUSE);
	}

	/** Marks what has been gathered at once, as when the page is left. */
	async store(): Promise<void> {
		clearTimeout(this.#soon);
		this.#soon = undefined;
		const ids = [...this.#ids];
		this.#ids.clear();
		if (ids.length === 0) return;
		try {
			await markAllRead(this.#db, ids, Date.now());
		} catch (error) {
			this.#fail(error);
		}
	}
}
