import type { PostId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { markAllRead, unmarkAllRead } from '$lib/store/marks';
import type { PostOrder } from './post-order';

/** Posts marked in one transaction: what one takes must not be felt by who reads meanwhile. */
const PART = 50;

/** How far the marking of a list is, in posts. */
export interface Progress {
	done: number;
	total: number;
}

/** Marks whole lists as read, and takes that back. */
export class MarkAll {
	readonly #db: Database;
	readonly #fail: (error: unknown) => void;
	/** Null while nothing is being marked. */
	progress = $state.raw<Progress | null>(null);
	/** How many posts were unread before the last list was marked; null when there is nothing to tell, or to undo. */
	marked = $state<number | null>(null);
	#ids: PostId[] = [];
	/** UTC milliseconds. */
	#readAt = 0;
	#running: Promise<void> = Promise.resolve();
	#undoing: Promise<void> = Promise.resolve();
	#isStopped = false;

	/** `fail` hears why marks could not be stored. */
	constructor(db: Database, fail: (error: unknown) => void) {
		this.#db = db;
		this.#fail = fail;
	}

	/** Something was marked, or is being marked. */
	get canUndo(): boolean {
		return this.progress !== null || (this.marked ?? 0) > 0;
	}

	/** Marks all posts of `order` as read, in parts; what was marked before can no longer be undone. One list at a time. */
	run(order: PostOrder): Promise<void> {
		if (this.progress !== null) return this.#running;
		this.#isStopped = false;
		this.marked = null;
		this.progress = { done: 0, total: order.length };
		// What is being taken back is taken back first.
		this.#running = this.#undoing
			.then(() => this.#markParts(order))
			.catch(this.#fail)
			.finally(() => {
				this.progress = null;
				this.marked = this.#ids.length;
			});
		return this.#running;
	}

	/** Marks as unread what {@link run} has marked as read, also before it has ended. What cannot be stored can be undone again. */
	undo(): Promise<void> {
		this.#isStopped = true;
		this.#undoing = Promise.all([this.#undoing, this.#running]).then(() => this.#unmarkParts());
		return this.#undoing;
	}

	/** The reader is content with it. */
	dismiss(): void {
		this.#ids = [];
		this.marked = null;
	}

	async #unmarkParts(): Promise<void> {
		const ids = this.#ids;
		this.marked = null;
		try {
			while (ids.length > 0) {
				await unmarkAllRead(this.#db, ids.slice(0, PART), this.#readAt, Date.now());
				ids.splice(0, PART);
			}
		} catch (error) {
			this.marked = ids.length;
			this.#fail(error);
		}
	}

	async #markParts(order: PostOrder): Promise<void> {
		this.#ids = [];
		this.#readAt = Date.now();
		for (let at = 0; at < order.length && !this.#isStopped; at += PART) {
			const part = order.slice(at, at + PART);
			this.#ids.push(...(await markAllRead(this.#db, part, this.#readAt)));
			this.progress = { done: Math.min(at + PART, order.length), total: order.length };
		}
	}
}
