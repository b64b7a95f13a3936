import { say } from '$lib/messages/problem-words';
import type { FeedId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import { ownName } from '$lib/model/own-name';
import { newProblem, type Problem } from '$lib/model/problem';
import { latestSequence } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { latestMark, markedIds, marksAfter } from '$lib/store/marks';
import { observe } from '$lib/store/observe';
import { storageProblem } from '$lib/store/storage-problem';
import { countKept, feedTitles, textsAfter, type IndexedText } from '$lib/store/text-queries';
import { IndexKeeper } from './index/index-keeper';
import type { SearchEngine } from './match/search-engine';
import { searchable } from './searchable-text';

/** How far the index has come. */
export interface IndexState {
	/** Number of the last commit that it has taken in. */
	sequence: number;
	/** Posts that can be found. */
	posts: number;
	/** Whether that was everything stored, when it was said. */
	isComplete: boolean;
	/** Why the index cannot follow the library; null when it can. */
	problem: Problem | null;
}

/** Posts read and indexed at once, some 30 milliseconds of work: then a waiting query has its turn. */
const BATCH = 200;
/** Milliseconds of merging at once. */
const MERGE_FOR = 8;
/** Milliseconds between two reports to `onIndexed`. */
const REPORT_EVERY = 200;
/** Milliseconds between two savings while posts keep coming. */
const SAVE_EVERY = 5000;
/** Milliseconds after a saving that failed, such as on a full disk, before the next one. */
const SAVE_AGAIN_AFTER = 60_000;
/** Milliseconds without a change after which the index is tidied. */
const REST = 3000;
const LOCK = ownName('backlist-search-index');
const NOT_KEPT = 'index-not-kept';

/**
 * Keeps a search engine in step with the store: loads the index, takes in each commit, mark and removed feed, and stores
 * the index. Of several tabs one stores it; the others only follow, each for itself.
 */
export class IndexFollower {
	readonly #db: Database;
	readonly #engine: SearchEngine;
	readonly #keeper: IndexKeeper;
	readonly #listeners = new Set<(state: IndexState) => void>();
	readonly #stops: (() => void)[] = [];
	#state: IndexState = { sequence: 0, posts: 0, isComplete: false, problem: null };
	#isReportDue = false;
	/** The latest work on the index; each begins after the one before. */
	#work: Promise<void>;
	/** Whether work has been asked for that has not begun. */
	#isWaiting = false;
	#isClosed = false;
	/** Whether this is the tab that stores the index. */
	#isWriter = false;
	#savedAt = 0;
	/** After a saving that failed: not before this time, on the clock of `performance`. */
	#mayTryAt = 0;
	#saveAgain: ReturnType<typeof setTimeout> | undefined;
	#rest: ReturnType<typeof setTimeout> | undefined;
	/** The feeds for which the index was compared with the library last. */
	#comparedFor: string | null = null;
	#releaseLock = (): void => undefined;
	/** Number of the latest mark that was in the store when the index was loaded. */
	#marksSeen = 0;
	readonly #filled: Promise<void>;

	constructor(db: Database, engine: SearchEngine, locks: LockManager | null) {
		this.#db = db;
		this.#engine = engine;
		this.#keeper = new IndexKeeper(db);
		this.#work = this.#filled = this.#start();
		this.#becomeWriter(locks);
	}

	get state(): IndexState {
		return this.#state;
	}

	onIndexed(callback: (state: IndexState) => void): void {
		this.#listeners.add(callback);
		this.#reportSoon();
	}

	async ready(): Promise<IndexState> {
		await this.#filled;
		return this.#state;
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		clearTimeout(this.#rest);
		clearTimeout(this.#saveAgain);
		for (const stop of this.#stops) stop();
		this.#listeners.clear();
		await this.#work;
		this.#releaseLock();
	}

	async #start(): Promise<void> {
		await this.#load();
		await this.#follow();
		if (this.#isClosed) return;
		this.#stops.push(
			observe(
				async () => [await latestSequence(this.#db), await feedTitles(this.#db)],
				() => this.#followLater(),
				(error) => this.#fail(error)
			),
			observe(
				() => marksAfter(this.#db, this.#marksSeen),
				(marks) => this.#takeMarks(marks),
				(error) => this.#fail(error)
			)
		);
	}

	/** What is stored; an index that cannot be read is built anew. */
	async #load(): Promise<void> {
		try {
			this.#marksSeen = await latestMark(this.#db);
			const sequence = await this.#keeper.load(this.#engine.index);
			const { read, starred } = await markedIds(this.#db);
			this.#engine.index.setMarksOf(read, starred);
			this.#update({ sequence, isComplete: false });
		} catch (error) {
			this.#fail(error);
		}
	}

	#followLater(): void {
		if (this.#isWaiting) return;
		this.#isWaiting = true;
		this.#work = this.#work.then(() => {
			this.#isWaiting = false;
			return this.#follow();
		});
	}

	/** Takes in all commits since the last one taken in, then drops the posts of feeds that are gone. */
	async #follow(): Promise<void> {
		try {
			while (!this.#isClosed) {
				const marksKnown = await latestMark(this.#db);
				const texts = await textsAfter(this.#db, this.#state.sequence, BATCH);
				if (texts.length === 0) break;
				await this.#takeIn(texts);
				// Some may have changed since they were read with the texts.
				this.#setMarks(await marksAfter(this.#db, marksKnown));
			}
			if (this.#isClosed) return;
			// Asked after the texts were read: a post whose feed went meanwhile goes too.
			const titles = await feedTitles(this.#db);
			const dropped = this.#engine.keepFeeds(titles);
			if (await this.#isOutOfStep([...titles.keys()])) {
				await this.#rebuild();
				return;
			}
			// That the index cannot be kept is over only when it is.
			const problem = this.#state.problem?.code === NOT_KEPT ? this.#state.problem : null;
			const changed = dropped || !this.#state.isComplete || problem !== this.#state.problem;
			if (changed) this.#update({ isComplete: true, problem });
			await this.#mergeAll();
			await this.#save();
			this.#tidyLater();
		} catch (error) {
			this.#fail(error);
		}
	}

	async #takeIn(texts: IndexedText[]): Promise<void> {
		if (this.#state.isComplete) this.#update({ isComplete: false });
		for (let i = 0; i < texts.length; i += BATCH) {
			this.#engine.add(texts.slice(i, i + BATCH).map(searchable));
			await turn();
		}
		this.#update({ sequence: Math.max(...texts.map(({ post }) => post.sequence)) });
		await this.#mergeAll();
		if (performance.now() - this.#savedAt > SAVE_EVERY) await this.#save();
	}

	async #mergeAll(isAtRest = false): Promise<void> {
		while (!this.#isClosed && this.#engine.index.mergeSome(MERGE_FOR, isAtRest)) await turn();
	}

	/** Once nothing has come for a while. */
	#tidyLater(): void {
		clearTimeout(this.#rest);
		this.#rest = setTimeout(() => {
			this.#work = this.#work.then(() => this.#tidy());
		}, REST);
	}

	/**
	 * Once for each set of feeds: an index that has lost or kept posts that it should not is of no use. A feed that
	 * was removed and comes back brings all its posts at once.
	 */
	async #isOutOfStep(feeds: FeedId[]): Promise<boolean> {
		const set = feeds.sort().join();
		if (set === this.#comparedFor) return false;
		const [kept, sequence] = await Promise.all([countKept(this.#db), latestSequence(this.#db)]);
		// What has been stored meanwhile is taken in first.
		if (sequence > this.#state.sequence) return false;
		this.#comparedFor = set;
		// The library may have been emptied or put back while the index was not looking.
		return sequence < this.#state.sequence || kept !== this.#engine.size;
	}

	async #rebuild(): Promise<void> {
		this.#engine.index.restore([]);
		this.#keeper.forget();
		this.#update({ sequence: 0 });
		await this.#follow();
	}

	async #save(): Promise<void> {
		if (!this.#isWriter || this.#isClosed || performance.now() < this.#mayTryAt) return;
		this.#savedAt = performance.now();
		let isSaved = true;
		try {
			isSaved = await this.#keeper.save(this.#engine.index, this.#state.sequence);
			if (isSaved && this.#state.problem?.code === NOT_KEPT) this.#update({ problem: null });
		} catch (error) {
			this.#mayTryAt = performance.now() + SAVE_AGAIN_AFTER;
			this.#update({ problem: notKept(error) });
			clearTimeout(this.#saveAgain);
			this.#saveAgain = setTimeout(() => this.#followLater(), SAVE_AGAIN_AFTER + 1);
		}
		if (isSaved) return;
		await this.#load();
		this.#followLater();
	}

	/** The tab that has the lock stores the index, until it is closed. */
	#becomeWriter(locks: LockManager | null): void {
		const write = (): void => {
			if (this.#isClosed) return;
			this.#isWriter = true;
			this.#followLater();
		};
		if (locks === null) {
			write();
			return;
		}
		const held = new Promise<void>((resolve) => (this.#releaseLock = resolve));
		void locks.request(LOCK, () => {
			write();
			return held;
		});
	}

	#takeMarks(marks: readonly Mark[]): void {
		this.#setMarks(marks);
		this.#reportSoon();
	}

	#setMarks(marks: readonly Mark[]): void {
		if (marks.length === 0) return;
		this.#engine.setMarks(
			marks.map(({ id, readAt, starredAt }) => ({ id, isRead: readAt > 0, isStarred: starredAt > 0 }))
		);
	}

	async #tidy(): Promise<void> {
		try {
			await this.#mergeAll(true);
			await this.#save();
		} catch (error) {
			this.#fail(error);
		}
	}

	#fail(error: unknown): void {
		if (this.#isClosed) return;
		this.#update({ isComplete: false, problem: storageProblem(error) ?? unexpected(error) });
	}

	#update(change: Partial<IndexState>): void {
		this.#state = { ...this.#state, ...change, posts: this.#engine.size };
		this.#reportSoon();
	}

	#reportSoon(): void {
		if (this.#isReportDue) return;
		this.#isReportDue = true;
		setTimeout(() => {
			this.#isReportDue = false;
			for (const listener of this.#listeners) listener(this.#state);
		}, REPORT_EVERY);
	}
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets messages that wait be handled; a timer would take four milliseconds. */
function turn(): Promise<void> {
	return new Promise((resolve) => {
		waiting.push(resolve);
		channel.port2.postMessage(null);
	});
}

/** Everything can be found all the same. */
function notKept(error: unknown): Problem {
	const reason = error instanceof Error ? error.message : String(error);
	return newProblem(NOT_KEPT, say('search_not_kept', { reason }), say('search_not_kept_advice'));
}

function unexpected(error: unknown): Problem {
	const reason = error instanceof Error ? error.message : String(error);
	return newProblem('index-failed', say('search_failed', { reason }), say('search_failed_advice'));
}
