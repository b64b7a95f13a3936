import type { Feed } from '$lib/model/feed';
import type { Problem } from '$lib/model/problem';
import type { Database } from '$lib/store/database';
import { libraryId } from '$lib/store/guard-library';
import { LIBRARY_BLOCKED, problemOfEnd } from '$lib/store/storage-problem';
import { LibraryWitness, type WitnessedLibrary } from './library-witness';

export type { WitnessedLibrary };

/** Milliseconds after which a library that does not open yet is worth a word. */
const PATIENCE = 1500;
/** Milliseconds between two looks at what is kept, for the witness. */
const WITNESS_EVERY = 5000;

/** Whether the library is there, and is the one that was there before. */
export class LibraryPresence {
	readonly #db: Database;
	readonly #witness: LibraryWitness;
	readonly #fail: (error: unknown) => void;
	/** It takes long to open, as when it is brought up to date. */
	isOpening = $state(false);
	/** Why it cannot be used (any more), or not yet; null when it can. */
	problem = $state.raw<Problem | null>(null);
	/** What was kept in this browser before the library that there is now, until the reader has seen it. */
	lost = $state.raw<WitnessedLibrary | null>(null);
	#library: string | null = null;
	#feeds: readonly Feed[] = [];
	#rememberSoon: ReturnType<typeof setTimeout> | undefined;

	/** `fail` hears why the library cannot be opened. */
	constructor(db: Database, fail: (error: unknown) => void, witness = new LibraryWitness()) {
		this.#db = db;
		this.#fail = fail;
		this.#witness = witness;
		db.onEnd = (end) => (this.problem = problemOfEnd(end));
		db.onBlocked = () => (this.problem = LIBRARY_BLOCKED);
		// It was opened before this was made.
		if (db.end !== null) db.onEnd(db.end);
		else if (db.isBlocked) db.onBlocked();
	}

	/** Nothing has been kept in this browser yet, as far as is known. */
	get isFirstVisit(): boolean {
		return this.#witness.isNew;
	}

	/** Whether `problem` is why the library cannot be used, which is said once, above every page: all that needs the library meets it. */
	isCauseOf(problem: Problem): boolean {
		return this.problem?.code === problem.code;
	}

	/** @returns a function that ends it. */
	start(): () => void {
		const late = setTimeout(() => (this.isOpening = true), PATIENCE);
		void this.#open().finally(() => {
			clearTimeout(late);
			this.isOpening = false;
		});
		return () => {
			clearTimeout(late);
			clearTimeout(this.#rememberSoon);
			this.#rememberSoon = undefined;
		};
	}

	/** These are the feeds that are kept now. */
	remember(feeds: readonly Feed[]): void {
		this.#feeds = feeds;
		this.#rememberSoon ??= setTimeout(() => {
			this.#rememberSoon = undefined;
			this.#remember();
		}, WITNESS_EVERY);
	}

	/** The reader has seen what was lost. */
	dismissLost(): void {
		this.lost = null;
		this.#remember();
	}

	async #open(): Promise<void> {
		try {
			const library = await libraryId(this.#db);
			if (this.problem?.code === LIBRARY_BLOCKED.code) this.problem = null;
			this.lost = this.#witness.lostBefore(library);
			this.#library = library;
		} catch (error) {
			if (this.problem === null) this.#fail(error);
		}
	}

	#remember(): void {
		// What was lost stays on record until the reader has seen it.
		if (this.#library === null || this.lost !== null || this.problem !== null) return;
		const isOwn = (url: string) => url.startsWith(`${location.origin}/`);
		this.#witness.remember(this.#library, this.#feeds, isOwn, Date.now());
	}
}
