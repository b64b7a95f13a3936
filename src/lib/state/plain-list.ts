import type { PostId } from '$lib/model/ids';
import { searchOf, type LibraryView } from '$lib/model/view';
import { countWithin, listCategories } from '$lib/store/category-queries';
import type { Database } from '$lib/store/database';
import { observeCalmly } from '$lib/store/observe';
import { idsInCategories, postIds } from '$lib/store/post-queries';

/** Everything of a view but its search. */
export interface Filter {
	/** Its words and their order do not count here. */
	view: LibraryView;
	/** Posts that stay although they no longer pass `view.is`, since they are being read. */
	opened: Set<PostId>;
}

interface Listeners {
	onIds: () => void;
	/** Null: all posts of each category pass. */
	onCounts: (counts: ReadonlyMap<string, number> | null) => void;
	onError: (error: unknown) => void;
}

interface Found {
	/** In any category, so that it shows what choosing another one would give. */
	inContext: PostId[];
	ids: PostId[];
}

/** Milliseconds without a change before categories are counted, which may take longer than finding the posts. */
const PAUSE = 120;

/** The posts that pass a filter, newest first, as the store has them. */
export class PlainList {
	readonly #db: Database;
	readonly #listeners: Listeners;
	#filter: Filter | null = null;
	/** Null until they have been read. */
	ids: PostId[] | null = null;
	/** Nobody looks: nothing is read. */
	#isPaused = false;
	/** Something has changed since `ids` were read. */
	#isStale = false;
	#stop = () => {};
	/** Counts the readings: only the latest may say how many posts a category has. */
	#reading = 0;

	constructor(db: Database, listeners: Listeners) {
		this.#db = db;
		this.#listeners = listeners;
	}

	/** Follows what passes `filter`. The same one again is read again only if something has changed while nobody looked. */
	follow(filter: Filter): void {
		this.#isPaused = false;
		if (filter === this.#filter && !this.#isStale) return;
		if (filter !== this.#filter) this.ids = null;
		this.stop();
		this.#filter = filter;
		this.#isStale = false;
		this.#stop = observeCalmly(
			this.#db,
			['posts', 'marks', 'categories'],
			() => this.#read(filter),
			(found) => this.#take(filter.view, found),
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
	async #read({ view, opened }: Filter): Promise<Found | null> {
		if (this.#isPaused) {
			this.#isStale = true;
			return null;
		}
		const { categories } = view;
		const [inContext, inCategories] = await Promise.all([
			postIds(this.#db, { ...view, categories: [] }, opened),
			categories.length === 0 ? null : idsInCategories(this.#db, categories)
		]);
		const chosen = inCategories === null ? null : new Set(inCategories);
		return { inContext, ids: chosen === null ? inContext : inContext.filter((id) => chosen.has(id)) };
	}

	#take(view: LibraryView, found: Found | null): void {
		if (found === null) return;
		this.ids = found.ids;
		this.#reading += 1;
		const reading = this.#reading;
		this.#listeners.onIds();
		if (showsAllOfCategories(view)) this.#listeners.onCounts(null);
		else setTimeout(() => void this.#count(view, found, reading), PAUSE);
	}

	async #count({ feed }: LibraryView, { inContext }: Found, reading: number): Promise<void> {
		if (reading !== this.#reading) return;
		if (this.#isPaused) {
			this.#isStale = true;
			return;
		}
		const all = await listCategories(this.#db, feed);
		const counted = await countWithin(this.#db, all, new Set(inContext));
		if (reading !== this.#reading) return;
		this.#listeners.onCounts(new Map(counted.map(({ key, count }) => [key, count])));
	}
}

/** Whether nothing but feed and categories narrows the view, so that the stored counts are right. */
function showsAllOfCategories(view: LibraryView): boolean {
	return filterKeyOf({ ...view, categories: [], feed: null }) === '';
}

/** The same for all views that show the same posts while nothing is searched. */
export function filterKeyOf(view: LibraryView): string {
	return searchOf({ ...view, query: '', sort: 'relevance' });
}
