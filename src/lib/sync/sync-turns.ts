import type { SyncOutcome } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import { ownName } from '$lib/model/own-name';
import type { SyncDepth } from './run';

/** How a sync ended; null when there was nothing to sync, `busy` when the feed is being synced, here or in another tab. */
export type SyncResult = SyncOutcome | 'busy' | null;

/** A sync that runs here, or waits for the one before it. */
interface Turn {
	depth: SyncDepth;
	ending: AbortController;
	result: Promise<SyncResult>;
}

/** Syncs one feed at a time: in this tab by turns, and among tabs by a lock. */
export class SyncTurns {
	readonly #locks: LockManager | null;
	readonly #run: (id: FeedId, depth: SyncDepth, signal: AbortSignal) => Promise<SyncOutcome | null>;
	/** The last of each feed. */
	readonly #turns = new Map<FeedId, Turn>();
	readonly #running = new Map<FeedId, AbortController>();

	/**
	 * @param locks null where the browser has none: on plain http, where one tab at a time is up to the reader
	 * @param run syncs; its signal is aborted when the sync is no longer wanted, and in any case at its end
	 */
	constructor(
		locks: LockManager | null,
		run: (id: FeedId, depth: SyncDepth, signal: AbortSignal) => Promise<SyncOutcome | null>
	) {
		this.#locks = locks;
		this.#run = run;
	}

	/** A sync that was asked for follows an automatic one, since it finds more, and any follows one that is ending. */
	async sync(id: FeedId, depth: SyncDepth): Promise<SyncResult> {
		const before = this.#turns.get(id);
		const mayFollow =
			before === undefined || before.ending.signal.aborted || (before.depth === 'news' && depth === 'whole');
		if (!mayFollow) return 'busy';
		const ending = new AbortController();
		const begin = () => this.#begin(id, depth, ending);
		const result = before === undefined ? begin() : before.result.then(begin, begin);
		const own = { depth, ending, result };
		this.#turns.set(id, own);
		try {
			return await result;
		} finally {
			if (this.#turns.get(id) === own) this.#turns.delete(id);
			// What a sync left behind, such as a request that waits to be tried again, ends with it.
			ending.abort(new DOMException('The sync is over', 'AbortError'));
		}
	}

	isRunning(id: FeedId): boolean {
		return this.#running.has(id);
	}

	/** Ends the sync of a feed that runs here with `reason`, and those that wait for it. */
	end(id: FeedId, reason: Error): void {
		this.#turns.get(id)?.ending.abort(reason);
		this.#running.get(id)?.abort(reason);
	}

	async #begin(id: FeedId, depth: SyncDepth, ending: AbortController): Promise<SyncResult> {
		if (ending.signal.aborted) return null;
		if (this.#locks === null) return this.#start(id, depth, ending);
		return this.#locks.request(ownName(`backlist-sync-${id}`), { ifAvailable: true }, async (lock) =>
			lock === null ? 'busy' : this.#start(id, depth, ending)
		);
	}

	async #start(id: FeedId, depth: SyncDepth, ending: AbortController): Promise<SyncOutcome | null> {
		this.#running.set(id, ending);
		try {
			return await this.#run(id, depth, ending.signal);
		} finally {
			this.#running.delete(id);
		}
	}
}
