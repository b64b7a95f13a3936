import type { Remote } from 'comlink';
import type { PostId } from '$lib/model/ids';
import type { FoundPost, SearchAnswer, SearchWish, Snippet } from '$lib/search/answer';
import type { SearchService } from '$lib/search/search-service';
import type { Database } from '$lib/store/database';
import { postRows, type PostRow } from '$lib/store/post-queries';
import type { Answered } from './latest-search';
import { PostOrder } from './post-order';
import { TOP_ROWS, VisibleRows, type Range, type ShownRow } from './visible-rows.svelte';

/** What the list shows: always one consistent answer to one query. */
export interface Shown {
	/** Tells one list from another; the same list with newer posts keeps its key. */
	key: string;
	/** The search words that the rows answer. */
	query: string;
	order: PostOrder;
	/** Number of posts; null while it is not known. */
	total: number | null;
	/** Null where the store answers: nothing is searched, or no word yet, and the newest come first. */
	answer: SearchAnswer | null;
	/** What `answer` was asked. */
	wish: SearchWish | null;
}

/** Rows that come with an answer, unless more are in sight: what fits a screen, since each takes its time. */
const FIRST_ROWS = 8;
/** Rows that come beyond those in sight. */
const SPARE_ROWS = 3;
/** Milliseconds without another list before the rest of what was found is fetched. */
const PAUSE = 250;

/** The list on the screen: its order, and the rows in sight, wherever they come from. */
export class ShownList {
	readonly #db: Database;
	readonly #search: Pick<Remote<SearchService>, 'rows' | 'order'>;
	readonly #rows: VisibleRows;
	readonly #onShown: () => void;
	current = $state.raw(shownOf({ key: '', query: '', order: PostOrder.of([]), answer: null, wish: null }));
	/** Nothing has been shown yet. */
	isLoading = $state(true);
	/** How many rows an answer should bring. */
	firstRows = FIRST_ROWS;

	/** Counts the lists put together: only the latest may be shown. */
	#composition = 0;
	#completeSoon: ReturnType<typeof setTimeout> | undefined;
	/** Key of the list that is being shown again, with what the index has learned; or null. */
	#refreshing: string | null = null;
	/** The latest answer that came meanwhile. */
	#nextRefresh: Answered | null = null;
	/** The rest of the list on its way. */
	#completing: Promise<void> | null = null;

	/** `fail` hears why rows cannot be followed, `onShown` that a list is on the screen, or more of it. */
	constructor(
		db: Database,
		search: Pick<Remote<SearchService>, 'rows' | 'order'>,
		fail: (error: unknown) => void,
		onShown: () => void
	) {
		this.#db = db;
		this.#search = search;
		this.#onShown = onShown;
		this.#rows = new VisibleRows(db, fail);
	}

	row(id: PostId): PostRow | undefined {
		return this.#rows.row(id);
	}

	snippet(id: PostId): Snippet | undefined {
		return this.#rows.snippet(id);
	}

	/** The posts beside `id`, as far as the order is known. */
	neighbours(id: PostId): { previous: PostId | null; next: PostId | null } {
		const { order } = this.current;
		const at = order.indexOf(id);
		if (at === -1) return { previous: null, next: null };
		return { previous: order.at(at - 1) ?? null, next: order.at(at + 1) ?? null };
	}

	/** The post after `id` (1) or before it (-1), also where the order is not known yet; the first one after null. */
	async step(id: PostId | null, step: 1 | -1): Promise<PostId | null> {
		if (id === null) return step === 1 ? (this.current.order.at(0) ?? null) : null;
		await this.#whole();
		const { previous, next } = this.neighbours(id);
		return step === 1 ? next : previous;
	}

	/** Rows `from` to `to` (exclusive) are in sight. */
	look(from: number, to: number): void {
		const { order } = this.current;
		this.firstRows = Math.max(this.firstRows, to - from + SPARE_ROWS);
		if (!this.#rows.look(from, Math.min(to, order.length))) return;
		void (order.isComplete ? this.#readRows() : this.#whole());
	}

	/** Shows posts of the store once their rows have been read. */
	async showPlain(key: string, query: string, order: PostOrder): Promise<void> {
		const composition = this.#begin();
		const shown = shownOf({ key, query, order, answer: null, wish: null });
		const isSame = key === this.current.key;
		const rows = isSame ? await this.#rowsInSight(shown, composition) : await this.#rowsOf(shown, TOP_ROWS);
		if (composition !== this.#composition) return;
		if (!isSame) this.#rows.begin(TOP_ROWS);
		this.#present(shown, rows);
	}

	/** Shows an answer. Nothing is read for it: every letter typed waits for this. */
	showFound(answered: Answered): void {
		const { key, wish, answer } = answered;
		if (key === this.current.key && this.#refreshing === key) {
			// While posts keep coming, one refresh ends before the next begins.
			this.#nextRefresh = answered;
			return;
		}
		const composition = this.#begin();
		const { query, total } = answer;
		const first = shownRows(answer, answer.first);
		const ids = first.map(({ row }) => row.post.id);
		const shown = shownOf({ key, query, order: PostOrder.begun(ids, total), answer, wish });
		if (key === this.current.key && !shown.order.isComplete) {
			// The same list again: the reader may be anywhere in it.
			this.#refreshing = key;
			this.#completing = this.#complete(shown, composition).finally(() => this.#afterRefresh(composition));
			return;
		}
		this.#rows.begin({ from: 0, to: first.length });
		this.#present(shown, first);
		if (!shown.order.isComplete) this.#completeSoon = setTimeout(() => void this.#whole(), PAUSE);
	}

	#afterRefresh(composition: number): void {
		if (composition !== this.#composition) return;
		this.#refreshing = null;
		const next = this.#nextRefresh;
		this.#nextRefresh = null;
		if (next !== null) this.showFound(next);
	}

	/** Leaves what is shown as it is, and follows it no more. */
	stop(): void {
		this.#begin();
		this.#rows.stop();
	}

	/** Another list is put together. @returns its number. */
	#begin(): number {
		clearTimeout(this.#completeSoon);
		this.#completing = null;
		this.#refreshing = null;
		this.#nextRefresh = null;
		this.#composition += 1;
		return this.#composition;
	}

	#present(shown: Shown, rows: readonly ShownRow[]): void {
		this.#rows.show(rows);
		this.current = shown;
		this.isLoading = false;
		this.#onShown();
	}

	/** Fetches what the answer has left out, once. */
	async #whole(): Promise<void> {
		clearTimeout(this.#completeSoon);
		if (!this.current.order.isComplete) {
			this.#completing ??= this.#complete(this.current, this.#composition);
		}
		await this.#completing;
	}

	/** Shows `shown` with its whole order and the rows around those in sight. */
	async #complete(shown: Shown, composition: number): Promise<void> {
		if (shown.wish === null) return;
		this.#rows.widen();
		const [ids, rows] = await Promise.all([
			this.#search.order(shown.wish),
			this.#rowsInSight(shown, composition)
		]);
		if (composition !== this.#composition) return;
		this.#present(shownOf({ ...shown, order: PostOrder.packed(ids) }), rows);
	}

	/** The reader has scrolled. */
	async #readRows(): Promise<void> {
		const shown = this.current;
		const composition = this.#composition;
		const { range } = this.#rows;
		const rows = await this.#rowsOf(shown, range);
		if (composition !== this.#composition) return;
		// The rows in sight must not give way to those of a place that the reader has left.
		if (this.current === shown && this.#rows.range === range) this.#rows.show(rows);
	}

	/** Those around where the reader is once they are there. */
	async #rowsInSight(shown: Shown, composition: number): Promise<readonly ShownRow[]> {
		for (;;) {
			const { range } = this.#rows;
			const rows = await this.#rowsOf(shown, range);
			if (this.#rows.range === range || composition !== this.#composition) return rows;
		}
	}

	async #rowsOf({ answer, wish, order }: Shown, { from, to }: Range): Promise<readonly ShownRow[]> {
		if (answer !== null && wish !== null) {
			return shownRows(answer, await this.#search.rows(wish, from, Math.min(to, order.length)));
		}
		const rows = await postRows(this.#db, order.slice(from, to));
		return rows.map((row) => ({ row, snippet: null }));
	}
}

function shownOf(shown: Omit<Shown, 'total'>): Shown {
	return { ...shown, total: shown.order.total };
}

/** Where no word was asked there is none to show: rows are as they are without a search. */
function shownRows({ isEmpty }: SearchAnswer, found: readonly FoundPost[]): readonly ShownRow[] {
	return isEmpty ? found.map(({ row }) => ({ row, snippet: null })) : found;
}
