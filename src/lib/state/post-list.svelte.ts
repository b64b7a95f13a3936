import { proxy, type Remote } from 'comlink';
import type { PostId } from '$lib/model/ids';
import type { Problem } from '$lib/model/problem';
import { searchOf, type LibraryView } from '$lib/model/view';
import type { SearchAnswer, Snippet } from '$lib/search/answer';
import type { SearchService } from '$lib/search/search-service';
import { countWithin, listCategories, type CategoryCount } from '$lib/store/category-queries';
import type { Database } from '$lib/store/database';
import { observeCalmly } from '$lib/store/observe';
import { idsInCategories, postIds, type PostRow } from '$lib/store/post-queries';
import { LatestSearch } from './latest-search';
import { VisibleRows } from './visible-rows.svelte';

export type { CategoryCount, PostRow, SearchAnswer, Snippet };

/** The posts that pass a view's filters, without its search words. */
interface Filtered {
	/** Newest first; categories do not count here, so that each of them can be counted. */
	inOrder: PostId[];
	/** Null when no category is chosen. */
	inCategories: ReadonlySet<PostId> | null;
	categories: CategoryCount[];
}

/** What the list shows: always one consistent answer to one query. */
interface Shown {
	/** Tells one list from another; the same list with newer posts keeps its key. */
	key: string;
	/** The search words that the rows answer. */
	query: string;
	/** Every post found, in the order shown. */
	ids: PostId[];
	answer: SearchAnswer | null;
}

/** Milliseconds without a new query or change before categories are counted again, which may take longer than an answer. */
const PAUSE = 120;
/** Milliseconds after the page was opened in which a first answer may wait for the whole index. */
const PATIENCE = 1500;

/** The list of posts for a view of the library: the store's order and the search's rank, put together. */
export class PostList {
	readonly #db: Database;
	readonly #search: LatestSearch;
	readonly #rows: VisibleRows;
	readonly #fail: (error: unknown) => void;
	shown = $state.raw<Shown>({ key: '', query: '', ids: [], answer: null });
	categories = $state.raw<CategoryCount[]>([]);
	/** Nothing has been read yet. */
	isLoading = $state(true);
	/** Why the search cannot see everything, or null. */
	searchProblem = $state.raw<Problem | null>(null);
	/** Everything stored has been looked at: what is not in the list is not there. */
	readonly isSettled = $derived(
		!this.isLoading && (this.searchProblem !== null || (this.shown.answer?.isComplete ?? true))
	);

	#view: LibraryView | null = null;
	#filterKey = '';
	#filtered: Filtered | null = null;
	/** Posts that stay in this view although they no longer pass its mark, since they are being read. */
	#opened = new Set<PostId>();
	#stopFilter = () => {};
	/** Counts the lists put together: only the latest may be shown. */
	#composition = 0;

	/** `fail` hears why the library cannot be read. */
	constructor(db: Database, search: Remote<SearchService>, fail: (error: unknown) => void) {
		this.#db = db;
		this.#fail = fail;
		this.#search = new LatestSearch(
			(query) => search.search(query),
			() => void this.#compose()
		);
		this.#rows = new VisibleRows(db, (query, ids) => search.snippets(query, ids), fail);
		void search.onIndexed(
			proxy(({ problem }) => {
				this.searchProblem = problem;
				this.#search.refresh();
			})
		);
	}

	/** The words asked for last, which may not be answered yet. */
	get query(): string {
		return this.#view?.query ?? '';
	}

	/**
	 * Shows `view`; what it has in common with the view before is not read again.
	 * @param open the post beside the list, which stays in it
	 */
	show(view: LibraryView, open: PostId | null): void {
		const filterKey = searchOf({ ...view, query: '' });
		const isSameFilter = this.#view !== null && filterKey === this.#filterKey;
		if (isSameFilter && view.query === this.#view?.query) return;
		this.#view = view;
		if (!isSameFilter) {
			this.#filterKey = filterKey;
			this.#filtered = null;
			this.#opened = new Set(open === null ? [] : [open]);
			this.#followFilter(view);
		}
		const isSearch = view.query.trim() !== '';
		this.#search.want(isSearch ? view.query : null);
		if (!isSearch) void this.#compose();
	}

	/** Ends all watching. */
	stop(): void {
		this.#composition += 1;
		this.#stopFilter();
		this.#rows.stop();
		this.#search.want(null);
		this.#view = null;
	}

	row(id: PostId): PostRow | undefined {
		return this.#rows.row(id);
	}

	snippet(id: PostId): Snippet | undefined {
		return this.#rows.snippet(id);
	}

	/** Keeps a post that is being opened in a view of unread or starred ones. */
	keep(id: PostId): void {
		this.#opened.add(id);
	}

	/** The posts beside `id` in this list. */
	neighbours(id: PostId): { previous: PostId | null; next: PostId | null } {
		const { ids } = this.shown;
		const at = ids.indexOf(id);
		if (at < 0) return { previous: null, next: ids[0] ?? null };
		return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
	}

	/** Rows `from` to `to` (exclusive) are in sight. */
	look(from: number, to: number): void {
		if (this.#rows.look(from, to)) void this.#readRows();
	}

	async #readRows(): Promise<void> {
		const { shown } = this;
		const loaded = await this.#rows.load(shown.ids, queryOf(shown));
		// The rows in sight must not give way to those of a place that the reader has left.
		if (this.shown === shown && !this.#rows.isBehind(loaded)) this.#rows.show(loaded);
	}

	#followFilter(view: LibraryView): void {
		this.#stopFilter();
		this.#stopFilter = observeCalmly(
			this.#db,
			['posts', 'marks', 'categories'],
			() => this.#filter(view),
			(filtered) => {
				this.#filtered = filtered;
				void this.#compose();
			},
			this.#fail
		);
	}

	async #filter(view: LibraryView): Promise<Filtered> {
		const [inOrder, categories, inCategories] = await Promise.all([
			postIds(this.#db, { ...view, categories: [] }, this.#opened),
			listCategories(this.#db, view.feed),
			view.categories.length === 0 ? null : idsInCategories(this.#db, view.categories)
		]);
		return { inOrder, categories, inCategories: inCategories === null ? null : new Set(inCategories) };
	}

	/** Puts filter and answer together once both are there, with the rows in sight, and shows them at once. */
	async #compose(): Promise<void> {
		const filtered = this.#filtered;
		const { query } = this;
		const { answer } = this.#search;
		const isAnswered = query.trim() === '' ? answer === null : answer?.query === query;
		if (filtered === null || !isAnswered) return;
		// At the start the index is still being read: a moment later the answer need not change on the screen.
		if (this.isLoading && answer?.isComplete === false && performance.now() < PATIENCE) {
			setTimeout(() => void this.#compose(), PATIENCE - performance.now());
			return;
		}
		this.#composition += 1;
		const composition = this.#composition;

		const inContext = answer === null || answer.isEmpty ? filtered.inOrder : ranked(answer, filtered);
		const { inCategories } = filtered;
		const ids = inCategories === null ? inContext : inContext.filter((id) => inCategories.has(id));
		const shown = { key: `${this.#filterKey} ${query}`, query, ids, answer };
		if (shown.key !== this.shown.key) this.#rows.reset();
		const loaded = await this.#rows.load(ids, queryOf(shown));
		if (composition !== this.#composition) return;
		this.#rows.show(loaded);
		this.shown = shown;
		if (this.#rows.isBehind(loaded)) void this.#readRows();
		// The names of the categories come with the first rows, so that nothing moves; their counts may follow.
		if (this.isLoading) this.categories = filtered.categories;
		this.isLoading = false;
		await this.#countCategories(filtered, inContext, composition);
	}

	async #countCategories(filtered: Filtered, inContext: PostId[], composition: number): Promise<void> {
		const isWhole = inContext.length === filtered.inOrder.length && this.#showsAllMarks();
		if (!isWhole) await new Promise((resolve) => setTimeout(resolve, PAUSE));
		if (composition !== this.#composition) return;
		const counted = isWhole
			? filtered.categories
			: await countWithin(this.#db, filtered.categories, new Set(inContext));
		if (composition === this.#composition) this.categories = counted;
	}

	/** Whether nothing but feed and categories narrows the view, so that the stored counts are right. */
	#showsAllMarks(): boolean {
		const view = this.#view;
		return view !== null && searchOf({ ...view, query: '', categories: [], feed: null }) === '';
	}
}

/** What snippets are to be about, or null when nothing is searched. */
function queryOf({ query, answer }: Pick<Shown, 'query' | 'answer'>): string | null {
	return answer === null ? null : query;
}

/** The answer's order; a post that the filters drop, or that is gone, is not in it. */
function ranked(answer: SearchAnswer, { inOrder }: Filtered): PostId[] {
	const allowed = new Set(inOrder);
	return answer.ids.filter((id) => allowed.has(id));
}
