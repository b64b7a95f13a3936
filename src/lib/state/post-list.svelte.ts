import { proxy, type Remote } from 'comlink';
import type { PostId } from '$lib/model/ids';
import type { MonthCount } from '$lib/model/month-count';
import type { Problem } from '$lib/model/problem';
import { filterOf, isNewestFirst, isSearch, searchOf, type LibraryView } from '$lib/model/view';
import type { Correction, SearchAnswer, Snippet } from '$lib/search/answer';
import type { SearchService } from '$lib/search/search-service';
import type { CategoryCount } from '$lib/store/category-queries';
import type { Database } from '$lib/store/database';
import type { PostRow } from '$lib/store/post-queries';
import { CategoryList } from './category-list.svelte';
import { LatestSearch } from './latest-search';
import { ListMonths } from './list-months.svelte';
import { PlainList, type Filter, type ListCounts } from './plain-list';
import { ShownList, type Shown } from './shown-list.svelte';

export type { CategoryCount, Correction, PostRow, SearchAnswer, Shown, Snippet };

/** Milliseconds after the page was opened in which a first answer may wait for the whole index. */
const PATIENCE = 1500;

/** The list of posts for a view of the library: the store's when nothing is searched, or else the search's. */
export class PostList {
	readonly #onAwaited: () => void;
	readonly #search: LatestSearch;
	readonly #plain: PlainList;
	readonly #list: ShownList;
	readonly #categories: CategoryList;
	readonly #months: ListMonths;
	/** Those of the latest list without a search. */
	#plainCounts = $state.raw<ListCounts>('all');
	/** Why the search cannot see everything, or null. */
	searchProblem = $state.raw<Problem | null>(null);

	/** Posts of each month, the newest first, as the list has them; empty while not known, and when it is not in that order. */
	get months(): readonly MonthCount[] {
		return this.#months.current;
	}

	/** Everything stored has been looked at: what is not in the list is not there. */
	readonly isSettled = $derived(
		!this.isLoading &&
			this.shown.total !== null &&
			(this.searchProblem !== null || (this.shown.answer?.isComplete ?? true))
	);

	/** With the posts that each has among those found. They come with the first rows, so that nothing moves. */
	readonly categories: CategoryCount[] = $derived.by(() => {
		const { answer } = this.shown;
		return this.isLoading ? [] : this.#categories.counted(answer?.categoryCounts ?? this.#plainCounts);
	});

	#view: LibraryView | null = null;
	#key = '';
	#filter: Filter | null = null;

	/** `fail` hears why the library cannot be read, `onAwaited` that what is to be shown waits for `search`. */
	constructor(
		db: Database,
		search: Remote<SearchService>,
		fail: (error: unknown) => void,
		onAwaited: () => void = () => undefined
	) {
		this.#onAwaited = onAwaited;
		const compose = () => this.#compose();
		this.#months = new ListMonths(search);
		this.#list = new ShownList(db, search, fail, () => this.#followMonths());
		this.#search = new LatestSearch((wish) => search.search(wish, this.#list.firstRows), compose);
		this.#plain = new PlainList(db, search, {
			onOrder: compose,
			onCounts: (counts) => (this.#plainCounts = counts),
			onAwaited,
			onError: fail
		});
		this.#categories = new CategoryList(db, compose, fail);
		void search.onIndexed(
			proxy(({ problem }) => {
				this.searchProblem = problem;
				this.#search.refresh();
				this.#months.refresh();
			})
		);
	}

	/** The words asked for last, which may not be answered yet. */
	get query(): string {
		return this.#view?.query ?? '';
	}

	get shown(): Shown {
		return this.#list.current;
	}

	/** Nothing has been read yet. */
	get isLoading(): boolean {
		return this.#list.isLoading;
	}

	/**
	 * Shows `view`; what it has in common with the view before is not read again.
	 * @param open the post beside the list, which stays in it
	 */
	show(view: LibraryView, open: PostId | null): void {
		const key = `${searchOf({ ...view, query: '' })} ${view.query}`;
		if (this.#view !== null && key === this.#key) return;
		if (this.#view === null || view.feed !== this.#view.feed) this.#categories.follow(view.feed);
		if (this.#filter === null || filterOf(view) !== filterOf(this.#filter.view)) {
			this.#filter = { view, opened: new Set(open === null ? [] : [open]) };
		}
		const filter = this.#filter;
		// What was opened from another search does not belong into this one.
		if (isAsked(view) && view.query !== this.#view?.query) {
			filter.opened.clear();
			if (open !== null) filter.opened.add(open);
		}
		this.#view = view;
		this.#key = key;
		if (isAsked(view)) {
			this.#onAwaited();
			this.#search.want(key, () => ({ view, opened: [...filter.opened] }));
		} else {
			this.#search.clear();
			this.#plain.follow(filter);
			this.#compose();
		}
	}

	/** Ends all watching. */
	stop(): void {
		this.#list.stop();
		this.#categories.stop();
		this.#plain.stop();
		this.#search.clear();
		this.#months.stop();
		this.#view = null;
		this.#filter = null;
	}

	row(id: PostId): PostRow | undefined {
		return this.#list.row(id);
	}

	snippet(id: PostId): Snippet | undefined {
		return this.#list.snippet(id);
	}

	/** Keeps a post that is being opened in a view of unread or starred ones. */
	keep(id: PostId): void {
		this.#filter?.opened.add(id);
	}

	/** See {@link ShownList.neighbours}. */
	neighbours(id: PostId): { previous: PostId | null; next: PostId | null } {
		return this.#list.neighbours(id);
	}

	/** See {@link ShownList.step}. */
	step(id: PostId | null, step: 1 | -1): Promise<PostId | null> {
		return this.#list.step(id, step);
	}

	/** Rows `from` to `to` (exclusive) are in sight. */
	look(from: number, to: number): void {
		this.#list.look(from, to);
	}

	/** Shows what is wanted as soon as it is there. */
	#compose(): void {
		const view = this.#view;
		if (view === null || this.#filter === null || this.#categories.stored === null) return;
		const { answered } = this.#search;
		if (!isAsked(view)) {
			this.#showPlain(view);
		} else if (answered?.key !== this.#key) {
			return;
		} else if (answered.answer.isEmpty && isPlain(view)) {
			this.#plain.follow(this.#filter);
			this.#showPlain(view);
		} else if (this.isLoading && !answered.answer.isComplete && performance.now() < PATIENCE) {
			// At the start the index is still being read: a moment later the answer need not change on the screen.
			setTimeout(() => this.#compose(), PATIENCE - performance.now());
		} else {
			this.#plain.pause();
			this.#list.showFound(answered);
		}
	}

	#showPlain(view: LibraryView): void {
		const { order } = this.#plain;
		if (order !== null) void this.#list.showPlain(plainKey(view), view.query, order);
	}

	/** The list that is shown has begun, or has changed. */
	#followMonths(): void {
		const { key, query, wish, total } = this.shown;
		if (wish !== null) {
			this.#months.follow(key, isNewestFirst(wish.view) ? wish : null, total);
		} else if (this.#filter !== null && key === plainKey(this.#filter.view)) {
			const { view, opened } = this.#filter;
			this.#months.follow(key, { view: { ...view, query }, opened: [...opened] }, total);
		}
	}
}

/** The search knows the dates and lengths of all posts, and so the orders that no index of the store has. */
function isAsked(view: LibraryView): boolean {
	return isSearch(view) || !isPlain(view);
}

/** Tells one list without a search from another. */
function plainKey(view: LibraryView): string {
	return `${filterOf(view)} `;
}

/** Whether the store has the order in which posts are shown while no word is searched. */
function isPlain({ sort }: LibraryView): boolean {
	return sort === 'relevance' || sort === 'date';
}
