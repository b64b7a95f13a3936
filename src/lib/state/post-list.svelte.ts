import { proxy, type Remote } from 'comlink';
import type { PostId } from '$lib/model/ids';
import { searchOf, type LibraryView } from '$lib/model/view';
import type { SearchAnswer, Snippet } from '$lib/search/answer';
import type { SearchService } from '$lib/search/search-service';
import { countWithin, listCategories, type CategoryCount } from '$lib/store/category-queries';
import type { Database } from '$lib/store/database';
import { observe } from '$lib/store/observe';
import { idsInCategories, postIds, postRows, type PostRow } from '$lib/store/post-queries';

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

/** Rows read beyond those in sight. */
const ROWS_AROUND = 20;
/** Milliseconds without a new query or change before categories are counted again, which may take longer than an answer. */
const PAUSE = 120;
const NOTHING: Shown = { key: '', query: '', ids: [], answer: null };

/** The list of posts for a view of the library. Rows are read as they come into sight. */
export class PostList {
	readonly #db: Database;
	readonly #search: Remote<SearchService>;
	shown = $state.raw<Shown>(NOTHING);
	categories = $state.raw<CategoryCount[]>([]);
	/** Nothing has been read yet. */
	isLoading = $state(true);
	/** Everything stored has been looked at: what is not in the list is not there. */
	readonly isSettled = $derived(!this.isLoading && (this.shown.answer?.isComplete ?? true));
	#rows = $state.raw<ReadonlyMap<PostId, PostRow>>(new Map());
	#snippets = $state.raw<ReadonlyMap<PostId, Snippet>>(new Map());

	#view: LibraryView | null = null;
	#filterKey: string | null = null;
	#filtered: Filtered | null = null;
	#answer: SearchAnswer | null = null;
	#isSearching = false;
	#searchAgain = false;
	#range = { from: 0, to: ROWS_AROUND };
	/** Posts opened in this unread view: they stay in it, read. */
	#opened = new Set<PostId>();
	#stopFilter = () => {};
	#stopRows = () => {};
	#composition = 0;

	constructor(db: Database, search: Remote<SearchService>) {
		this.#db = db;
		this.#search = search;
		void search.onIndexed(proxy(() => void this.#runSearch(true)));
	}

	/** Shows `view`; what it has in common with the view before is not read again. */
	show(view: LibraryView): void {
		const filterKey = searchOf({ ...view, query: '' });
		this.#view = view;
		if (filterKey !== this.#filterKey) {
			this.#filterKey = filterKey;
			this.#opened.clear();
			this.#filtered = null;
			this.#followFilter(view);
		}
		if (view.query.trim() === '') {
			this.#answer = null;
			void this.#compose();
		} else {
			void this.#runSearch(false);
		}
	}

	/** Ends all watching. */
	stop(): void {
		this.#stopFilter();
		this.#stopRows();
		this.#filterKey = null;
	}

	row(id: PostId): PostRow | undefined {
		return this.#rows.get(id);
	}

	snippet(id: PostId): Snippet | undefined {
		return this.#snippets.get(id);
	}

	/** Keeps a post that has just been opened in an unread view. */
	keep(id: PostId): void {
		this.#opened.add(id);
	}

	/** The posts beside `id` in this list. */
	neighbours(id: PostId): { previous: PostId | null; next: PostId | null } {
		const { ids } = this.shown;
		const at = ids.indexOf(id);
		if (at < 0) return { previous: null, next: ids.find((other) => other !== id) ?? null };
		return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
	}

	/** Rows `from` to `to` (exclusive) are in sight. */
	look(from: number, to: number): void {
		const around = { from: Math.max(0, from - ROWS_AROUND), to: to + ROWS_AROUND };
		const isCovered = from >= this.#range.from && to <= this.#range.to;
		if (isCovered && this.#range.to - this.#range.from >= around.to - around.from) return;
		this.#range = around;
		const ids = this.shown.ids.slice(around.from, around.to);
		this.#followRows(ids);
		void this.#readSnippets(this.shown, ids);
	}

	#followFilter(view: LibraryView): void {
		this.#stopFilter();
		this.#stopFilter = observe(
			() => this.#filter(view),
			(filtered) => {
				this.#filtered = filtered;
				void this.#compose();
			},
			rethrow
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

	/** Asks the search worker; while it answers, only the latest wish is remembered. */
	async #runSearch(again: boolean): Promise<void> {
		const query = this.#view?.query ?? '';
		if (query.trim() === '' || (!again && this.#answer?.query === query)) return;
		if (this.#isSearching) {
			this.#searchAgain = true;
			return;
		}
		this.#isSearching = true;
		const answer = await this.#search.search(query);
		this.#isSearching = false;
		if (this.#view?.query === query) {
			this.#answer = answer;
			await this.#compose();
		}
		if (this.#searchAgain || this.#view?.query !== query) {
			this.#searchAgain = false;
			await this.#runSearch(this.#view?.query === query);
		}
	}

	/** Puts filter and answer together once both are there, with the rows in sight, and shows them at once. */
	async #compose(): Promise<void> {
		const filtered = this.#filtered;
		const query = this.#view?.query ?? '';
		const answer = query.trim() === '' ? null : this.#answer;
		if (filtered === null || (answer === null && query.trim() !== '')) return;
		if (answer !== null && answer.query !== query) return;
		this.#composition += 1;
		const composition = this.#composition;

		const inContext = answer === null || answer.isEmpty ? filtered.inOrder : ranked(answer, filtered);
		const { inCategories } = filtered;
		const ids = inCategories === null ? inContext : inContext.filter((id) => inCategories.has(id));
		const shown = { key: `${this.#filterKey ?? ''} ${query}`, query, ids, answer };
		if (shown.key !== this.shown.key) this.#range = { from: 0, to: ROWS_AROUND };
		const inSight = ids.slice(this.#range.from, this.#range.to);
		const [rows, snippets] = await Promise.all([
			postRows(this.#db, inSight),
			this.#fetchSnippets(shown, inSight)
		]);
		if (composition !== this.#composition) return;
		this.#rows = new Map([...this.#rows, ...byId(rows)]);
		this.#snippets = snippets;
		this.shown = shown;
		// The names of the categories come with the first rows, so that nothing moves; their counts may follow.
		if (this.isLoading) this.categories = filtered.categories;
		this.isLoading = false;
		this.#followRows(inSight);

		const isWhole = inContext.length === filtered.inOrder.length && this.#filterKeepsAll();
		if (!isWhole) await new Promise((resolve) => setTimeout(resolve, PAUSE));
		if (composition !== this.#composition) return;
		const counted = isWhole
			? filtered.categories
			: await countWithin(this.#db, filtered.categories, new Set(inContext));
		if (composition === this.#composition) this.categories = counted;
	}

	/** Whether nothing but feed and categories narrows the view, so that the stored counts are right. */
	#filterKeepsAll(): boolean {
		const view = this.#view;
		return view !== null && searchOf({ ...view, query: '', categories: [], feed: null }) === '';
	}

	#followRows(ids: PostId[]): void {
		this.#stopRows();
		this.#stopRows = observe(
			() => postRows(this.#db, ids),
			(rows) => (this.#rows = new Map([...this.#rows, ...byId(rows)])),
			rethrow
		);
	}

	async #readSnippets(shown: Shown, ids: PostId[]): Promise<void> {
		const snippets = await this.#fetchSnippets(shown, ids);
		if (this.shown === shown) this.#snippets = new Map([...this.#snippets, ...snippets]);
	}

	async #fetchSnippets({ answer, query }: Shown, ids: PostId[]): Promise<ReadonlyMap<PostId, Snippet>> {
		if (answer === null || ids.length === 0) return new Map();
		return new Map((await this.#search.snippets(query, ids)).map((snippet) => [snippet.id, snippet]));
	}
}

/** The answer's order; a post that the filters drop, or that is gone, is not in it. */
function ranked(answer: SearchAnswer, { inOrder }: Filtered): PostId[] {
	const allowed = new Set(inOrder);
	return answer.ids.filter((id) => allowed.has(id));
}

function byId(rows: PostRow[]): [PostId, PostRow][] {
	return rows.map((row) => [row.post.id, row]);
}

function rethrow(error: unknown): never {
	throw error;
}
