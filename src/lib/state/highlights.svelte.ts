import type { Highlight, Passage } from '$lib/model/highlight';
import type { HighlightId, PostId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import {
	addHighlight,
	changeNote,
	highlightsOf,
	listHighlights,
	putHighlightBack,
	removeHighlight,
	type PlacedHighlight
} from '$lib/store/highlights';
import { observe } from '$lib/store/observe';

export type { PlacedHighlight };

/** The passages that the reader has marked: those of the open post, and all of them. */
export class Highlights {
	readonly #db: Database;
	readonly #fail: (error: unknown) => void;
	/** Those of a post, in the order of its text as it was; null while none has been read. */
	ofPost = $state.raw<{ id: PostId; highlights: Highlight[] } | null>(null);
	/** All, newest first; null while they have not been read. */
	all = $state.raw<PlacedHighlight[] | null>(null);
	/** The one that was removed last and can come back; null for none. */
	removed = $state.raw<Highlight | null>(null);

	/** `fail` hears why they cannot be read or stored. */
	constructor(db: Database, fail: (error: unknown) => void) {
		this.#db = db;
		this.#fail = fail;
	}

	/** Follows those of a post. @returns a function that ends the watching. */
	show(id: PostId): () => void {
		this.removed = null;
		return observe(
			() => highlightsOf(this.#db, id),
			(highlights) => (this.ofPost = { id, highlights }),
			this.#fail
		);
	}

	/** Follows all of them. @returns a function that ends the watching. */
	showAll(): () => void {
		this.removed = null;
		return observe(
			() => listHighlights(this.#db),
			(all) => (this.all = all),
			this.#fail
		);
	}

	/** @returns the id of the new one; null when it could not be kept. */
	async add(post: PostId, passage: Passage): Promise<HighlightId | null> {
		const added = await this.#try(addHighlight(this.#db, post, passage, Date.now()));
		return added?.id ?? null;
	}

	async note(id: HighlightId, note: string): Promise<void> {
		await this.#try(changeNote(this.#db, id, note, Date.now()));
	}

	async remove(id: HighlightId): Promise<void> {
		const removed = await this.#try(removeHighlight(this.#db, id));
		this.removed = removed ?? this.removed;
	}

	/** Undoes the last removal. */
	async undo(): Promise<void> {
		const { removed } = this;
		this.removed = null;
		if (removed !== null) await this.#try(putHighlightBack(this.#db, removed));
	}

	/** The reader does not want the last one back. */
	forgetRemoved(): void {
		this.removed = null;
	}

	async #try<T>(work: Promise<T>): Promise<T | undefined> {
		try {
			return await work;
		} catch (error) {
			this.#fail(error);
			return undefined;
		}
	}
}
