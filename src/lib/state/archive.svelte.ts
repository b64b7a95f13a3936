import { proxy, type Remote } from 'comlink';
import { searchOf, type LibraryView } from '$lib/model/view';
import type { NamedCount, Overview } from '$lib/search/answer';
import type { SearchService } from '$lib/search/search-service';

export type { NamedCount, Overview };

/** Milliseconds between two countings while posts keep coming, and while the index is still being read. */
const CALM = 1000;
const SOON = 200;

/** What there is in the library, or in a part of it: months, authors, tags, categories. */
export class Archive {
	readonly #search: Pick<Remote<SearchService>, 'overview'>;
	/** That of the view followed last; null while it is not known. */
	overview = $state.raw<Overview | null>(null);
	#view: LibraryView | null = null;
	/** Tells the views apart. */
	#key = '';
	/** Counts the questions: only the latest may be answered. */
	#question = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(search: Pick<Remote<SearchService>, 'overview' | 'onIndexed'>) {
		this.#search = search;
		void search.onIndexed(proxy(() => this.#refresh()));
	}

	/** Keeps `overview` that of `view`. @returns a function that ends it. */
	follow(view: LibraryView): () => void {
		const key = searchOf(view);
		if (key !== this.#key) this.overview = null;
		this.#key = key;
		this.#view = view;
		void this.#ask();
		return () => {
			clearTimeout(this.#timer);
			this.#timer = undefined;
			this.#view = null;
			this.#question += 1;
		};
	}

	#refresh(): void {
		if (this.#view === null || this.#timer !== undefined) return;
		this.#timer = setTimeout(() => void this.#ask(), this.overview?.isComplete === true ? CALM : SOON);
	}

	async #ask(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#view === null) return;
		this.#question += 1;
		const question = this.#question;
		const overview = await this.#search.overview(this.#view);
		if (question === this.#question && isWorthShowing(overview)) this.overview = overview;
	}
}

/** Before the index has been read, it knows of nothing. */
function isWorthShowing({ isComplete, months }: Overview): boolean {
	return isComplete || months.length > 0;
}
