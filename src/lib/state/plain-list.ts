import type { Remote } from 'comlink';
import type { PostId } from '$lib/model/ids';
import { searchOf, type LibraryView } from '$lib/model/view';
import type { SearchWish } from '$lib/search/answer';
import type { SearchService } from '$lib/search/search-service';
import type { Database } from '$lib/store/database';
import { observeCalmly } from '$lib/store/observe';
import { PostOrder } from './post-order';

/** Everything of a view but its search. */
export interface Filter {
	/** Its words and their order do not count here. */
	view: LibraryView;
	/** Posts that stay although they no longer pass `view.is`, since they are being read. */
	opened: Set<PostId>;
}

interface Listeners {
	onOrder: () => void;
	/** Null: all posts of each category pass. */
	onCounts: (counts: ReadonlyMap<string, number> | null) => void;
	onError: (error: unknown) => void;
}

/** Milliseconds without a change before categories are counted, which may take longer than finding the posts. */
const PAUSE = 120;

/** The posts that pass a filter, newest first, as the store has them. */
export class PlainList {
	readonly #db: Database;
	readonly #search: Pick<Remote<SearchService>, 'newest' | 'countNewest'>;
	readonly #listeners: Listeners;
	#filter: Filter | null = null;
	/** Null until it has been read. */
	order: PostOrder | null = null;
	/** Nobody looks: nothing is read. */
	#isPaused = false;
	/** Something has changed since `order` was read. */
	#isStale = false;
	#stop = () => {};
	/** Counts the readings: only the latest may say how many posts a category has. */
	#reading = 0;

	constructor(
		db: Database,
		search: Pick<Remote<SearchService>, 'newest' | 'countNewest'>,
		listeners: Listeners
	) {
		this.#db = db;
		this.#search = search;
		this.#listeners = listeners;
	}

	/** Follows what passes `filter`. The same one again is read again only if something has changed while nobody looked. */
	follow(filter: Filter): void {
		this.#isPaused = false;
		if (filter === this.#filter && !this.#isStale) return;
		if (filter !== this.#filter) this.order = null;
		this.stop();
		this.#filter = filter;
		this.#isStale = false;
		this.#stop = observeCalmly(
			this.#db,
			['posts', 'marks', 'categories'],
			() => this.#read(filter),
			(order) => this.#take(filter, order),
			this.#listeners.onError
		);
	}

	/** Something else is shown: changes are noticed, and nothing is read. */
	pause(): void {
		this.#isPaused = true;
	}

	/** Ends all watching. */
	stop(): void {
		this.#stop();
		this.#reading += 1;
		this.#filter = null;
	}

	/** Null when nobody looks. */
	async #read(filter: Filter): Promise<PostOrder | null> {
		if (this.#isPaused) {
			this.#isStale = true;
			return null;
		}
		return PostOrder.packed(await this.#search.newest(wishOf(filter)));
	}

	#take(filter: Filter, order: PostOrder | null): void {
		if (order === null) return;
		this.order = order;
		this.#reading += 1;
		const reading = this.#reading;
		this.#listeners.onOrder();
		if (showsAllOfCategories(filter.view)) this.#listeners.onCounts(null);
		else setTimeout(() => void this.#count(filter, reading), PAUSE);
	}

	async #count(filter: Filter, reading: number): Promise<void> {
		if (reading !== this.#reading) return;
		if (this.#isPaused) {
			this.#isStale = true;
			return;
		}
		const counts = await this.#search.countNewest(wishOf(filter));
		if (reading === this.#reading) this.#listeners.onCounts(counts);
	}
}

function wishOf({ view, opened }: Filter): SearchWish {
	return { view, opened: [...opened] };
}

/** Whether nothing but feed and categories narrows the view, so that the stored counts are right. */
function showsAllOfCategories(view: LibraryView): boolean {
	return filterKeyOf({ ...view, categories: [], feed: null }) === '';
}

/** The same for all views that show the same posts while nothing is searched. */
export function filterKeyOf(view: LibraryView): string {
	return searchOf({ ...view, query: '', sort: 'relevance' });
}
