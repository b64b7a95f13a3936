import type { PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import type { Database } from '$lib/store/database';
import { changeEach, type MarkChange } from '$lib/store/marks';
import type { Progress } from './mark-all.svelte';

/** What is done to chosen posts. */
export type MarkAction = 'read' | 'unread' | 'star' | 'unstar';

/** What was done, and to how many that were not so before. */
export interface Marked {
	action: MarkAction;
	count: number;
}

/** Posts marked in one transaction: what one takes must not be felt by who reads meanwhile. */
const PART = 200;

const CHANGES: Record<MarkAction, { name: keyof MarkChange; isSet: boolean }> = {
	read: { name: 'readAt', isSet: true },
	unread: { name: 'readAt', isSet: false },
	star: { name: 'starredAt', isSet: true },
	unstar: { name: 'starredAt', isSet: false }
};

/** Marks posts that were chosen, and takes back the latest of that. */
export class ChosenMarks {
	readonly #db: Database;
	readonly #fail: (error: unknown) => void;
	/** Null while nothing is being marked. */
	progress = $state.raw<Progress | null>(null);
	/** Null when there is nothing to tell, or to undo. */
	marked = $state.raw<Marked | null>(null);
	/** The times that were there before, UTC milliseconds or 0, by post. */
	#before = new Map<PostId, number>();
	#name: keyof MarkChange = 'readAt';
	/** What was written: UTC milliseconds, or 0. */
	#written = 0;
	#running: Promise<void> = Promise.resolve();
	#isStopped = false;

	/** `fail` hears why marks could not be stored. */
	constructor(db: Database, fail: (error: unknown) => void) {
		this.#db = db;
		this.#fail = fail;
	}

	/** Something was marked, or is being marked. */
	get canUndo(): boolean {
		return this.progress !== null || (this.marked?.count ?? 0) > 0;
	}

	/** Marks `ids`, in parts; what was marked before can no longer be undone. One thing at a time. */
	run(action: MarkAction, ids: readonly PostId[]): Promise<void> {
		if (this.progress !== null) return this.#running;
		this.#isStopped = false;
		this.marked = null;
		this.progress = { done: 0, total: ids.length };
		// What is being taken back is taken back first.
		this.#running = this.#running
			.then(() => this.#markParts(action, ids))
			.catch(this.#fail)
			.finally(() => {
				this.progress = null;
				this.marked = { action, count: this.#before.size };
			});
		return this.#running;
	}

	/** Every post is as it was before {@link run}, also before that has ended. What cannot be stored can be undone again. */
	undo(): Promise<void> {
		this.#isStopped = true;
		this.#running = this.#running.then(() => this.#restoreParts());
		return this.#running;
	}

	/** The reader is content with it. */
	dismiss(): void {
		if (this.progress !== null) return;
		this.#before.clear();
		this.marked = null;
	}

	async #markParts(action: MarkAction, ids: readonly PostId[]): Promise<void> {
		const { name, isSet } = CHANGES[action];
		this.#before.clear();
		this.#name = name;
		this.#written = isSet ? Date.now() : 0;
		const change = { [name]: this.#written };
		const changeOf = (mark: Mark) => (mark[name] > 0 === isSet ? null : change);
		for (let at = 0; at < ids.length && !this.#isStopped; at += PART) {
			const part = ids.slice(at, at + PART);
			const before = await changeEach(this.#db, part, changeOf, Date.now());
			for (const mark of before) this.#before.set(mark.id, mark[name]);
			this.progress = { done: Math.min(at + PART, ids.length), total: ids.length };
		}
	}

	async #restoreParts(): Promise<void> {
		const [name, before, { marked }] = [this.#name, this.#before, this];
		this.marked = null;
		// What the reader has marked otherwise since stays so.
		const changeOf = (mark: Mark) =>
			mark[name] === this.#written ? { [name]: before.get(mark.id) ?? 0 } : null;
		try {
			while (before.size > 0) {
				const part = [...before.keys()].slice(0, PART);
				await changeEach(this.#db, part, changeOf, Date.now());
				for (const id of part) before.delete(id);
			}
		} catch (error) {
			this.marked = marked && { ...marked, count: before.size };
			this.#fail(error);
		}
	}
}
