import type { Remote } from 'comlink';
import type { PostId } from '$lib/model/ids';
import { filterOf, type LibraryView } from '$lib/model/view';
import type { SearchWish } from '$lib/search/answer';
import type { SearchService } from '$lib/search/search-service';
import type { Database } from '$lib/store/database';
import { firstPosts } from '$lib/store/first-posts';
import { observeCalmly } from '$lib/store/observe';
import { PostOrder } from './post-order';

/** Everything of a view but its search. */
export interface Filter {
	/** Its words and their order do not count here. */
	view: LibraryView;
	/** Posts that stay although they no longer pass `view.is`, since they are being read. */
	opened: Set<PostId>;
}

/** Posts of each category in a list, by `categoryKey`; or all posts of each, or all that are unread, as the store counts them. */
export type ListCounts = ReadonlyMap<string, number> | 'all' | 'unread';

interface Listeners {
	onOrder: () => void;
	onCounts: (counts: ListCounts) => void;
	/** Nothing can be shown before the worker has told the whole order. */
	onAwaited: () => void;
	onError: (error: unknown) => void;
}

/** Rows that are shown before the whole order is known: more than any screen has. */
const FIRST = 40;
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
			['posts', 'marks', 'feeds'],
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
		const first = await this.#readFirst(filter);
		if (first?.isComplete === true) return first;
		if (this.order === null && filter === this.#filter) {
			if (first === null) this.#listeners.onAwaited();
			else this.#show(filter, first);
		}
		return PostOrder.packed(await this.#search.newest(wishOf(filter)));
	}

	/**
	 * The first posts by their index, long before the whole order has been read; for a short list that is all of it. Null
	 * where they cannot be told at a glance, or need not, since more is on the screen already.
	 */
	async #readFirst({ view, opened }: Filter): Promise<PostOrder | null> {
		const isLong = this.order !== null && this.order.length > FIRST;
		const staysOpen = view.is !== null && opened.size > 0;
		if (isLong || staysOpen) return null;
		const first = await firstPosts(this.#db, view, FIRST);
		return first === null ? null : PostOrder.begun(first.ids, first.total);
	}

	#take(filter: Filter, order: PostOrder | null): void {
		if (order === null) return;
		this.#show(filter, order);
		this.#reading += 1;
		const reading = this.#reading;
		if (storedCounts(filter.view) === null) setTimeout(() => void this.#count(filter, reading), PAUSE);
	}

	#show({ view }: Filter, order: PostOrder): void {
		this.order = order;
		this.#listeners.onOrder();
		const stored = storedCounts(view);
		if (stored !== null) this.#listeners.onCounts(stored);
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

/** Which of the counts that the store keeps are right for a view; null when they are to be counted. */
function storedCounts(view: LibraryView): 'all' | 'unread' | null {
	const rest = filterOf({ ...view, categories: [], feed: null, is: null });
	if (rest !== '' || view.is === 'starred') return null;
	return view.is ?? 'all';
}
