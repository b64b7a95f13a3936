import type { Problem } from '$lib/model/problem';
import type { PostId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { observe } from '$lib/store/observe';
import { storageProblem } from '$lib/store/storage-problem';
import { feedIds, latestSequence, textsAfter, textsOf, type IndexedText } from '$lib/store/text-queries';
import type { SearchAnswer, Snippet } from './answer';
import type { SearchablePost } from './index';
import { SearchEngine } from './search-engine';

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

/** Posts read from the store at once. */
const BATCH = 200;
/** Posts indexed before a waiting query has its turn: some ten milliseconds of work. */
const SLICE = 50;
/** Milliseconds between two reports to `onIndexed`. */
const REPORT_EVERY = 200;

/**
 * Search over everything stored, always up to date: it reads the library when it starts, and follows each commit and
 * each removed feed. Made to run in a worker, see worker.ts; all it takes and gives can be cloned.
 */
export class SearchService {
	readonly #db: Database;
	readonly #engine = new SearchEngine();
	readonly #listeners = new Set<(state: IndexState) => void>();
	readonly #stopObserving: () => void;
	#state: IndexState = { sequence: 0, posts: 0, isComplete: false, problem: null };
	#isReportDue = false;
	/** The latest work on the index; each begins after the one before. */
	#work: Promise<void>;
	/** Whether work has been asked for that has not begun. */
	#isWaiting = false;
	#isClosed = false;
	readonly #filled: Promise<void>;

	constructor(db: Database) {
		this.#db = db;
		this.#work = this.#filled = this.#follow();
		this.#stopObserving = observe(
			async () => [await latestSequence(db), await feedIds(db)],
			() => this.#followLater(),
			(error) => this.#fail(error)
		);
	}

	/** Answers at once, from what is indexed so far; the answer says whether that is everything. */
	search(query: string): SearchAnswer {
		return { ...this.#engine.search(query), isComplete: this.#state.isComplete };
	}

	/** What to show of `ids`, in that order, without those that are gone. */
	async snippets(query: string, ids: PostId[]): Promise<Snippet[]> {
		return this.#engine.snippets(query, await textsOf(this.#db, ids));
	}

	/** Calls back soon, and then each time the index has taken in changes, a few times a second at most. */
	onIndexed(callback: (state: IndexState) => void): void {
		this.#listeners.add(callback);
		this.#reportSoon();
	}

	/** Resolves once everything that was stored at the start can be found, or could not be read. */
	async ready(): Promise<IndexState> {
		await this.#filled;
		return this.#state;
	}

	/** Ends following the library; resolves once it is no longer read. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#stopObserving();
		this.#listeners.clear();
		await this.#work;
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
				const texts = await textsAfter(this.#db, this.#state.sequence, BATCH);
				if (texts.length === 0) break;
				await this.#takeIn(texts);
			}
			if (this.#isClosed) return;
			// Asked after the texts were read: a post whose feed went meanwhile goes too.
			const dropped = this.#engine.keepFeeds(new Set(await feedIds(this.#db)));
			const changed = dropped || !this.#state.isComplete || this.#state.problem !== null;
			if (changed) this.#update({ isComplete: true, problem: null });
		} catch (error) {
			this.#fail(error);
		}
	}

	async #takeIn(texts: IndexedText[]): Promise<void> {
		if (this.#state.isComplete) this.#update({ isComplete: false });
		for (let i = 0; i < texts.length; i += SLICE) {
			this.#engine.add(texts.slice(i, i + SLICE).map(searchable));
			await turn();
		}
		this.#update({ sequence: Math.max(...texts.map(({ post }) => post.sequence)) });
	}

	#fail(error: unknown): void {
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

function searchable({ post, text }: IndexedText): SearchablePost {
	const { id, feedId, publishedAt, title, categories, tags, authors } = post;
	const names = authors.map(({ name }) => name);
	return { id, feedId, publishedAt, title, labels: [...categories, ...tags], authors: names, text };
}

/** Lets messages that wait be handled. */
function turn(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}

function unexpected(error: unknown): Problem {
	return {
		code: 'index-failed',
		message: `The search index could not read the library (${error instanceof Error ? error.message : String(error)}).`,
		advice: 'Posts found may be missing. Everything kept is still here; reload to try again.'
	};
}
