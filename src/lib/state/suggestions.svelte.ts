import { proxy, type Remote } from 'comlink';
import type { Completion as FoundCompletion, Destination, Suggestions } from '$lib/search/answer';
import type { SearchService } from '$lib/search/search-service';
import { detailWords } from './operator-words';

export { OPERATORS, type Operator } from '$lib/search/query/operators';
export type { Destination, Suggestions };

/** A way to go on typing. */
export interface Completion extends Omit<FoundCompletion, 'detail'> {
	/** What it means or how many posts it has, for people. */
	detail: string;
}

/** Milliseconds without typing before suggestions are asked for, so that they never keep the next letter's answer waiting. */
const PAUSE = 150;

/** What may be meant by what stands in the search box so far. */
export class SearchSuggestions {
	readonly #search: Pick<Remote<SearchService>, 'suggest' | 'onIndexed'>;
	/** Those for the text and the caret as they are now; none while these are not known. */
	completions = $state.raw<Completion[]>([]);
	/** Those of a text before stay until there are new ones, so that what is beside them does not jump. */
	destinations = $state.raw<Destination[]>([]);

	#wanted = { query: '', caret: 0 };
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The pause is over, and nothing has been asked yet. */
	#isDue = false;
	#isAsking = false;
	/** The text as it is has been asked about. */
	#isAsked = false;

	constructor(search: Pick<Remote<SearchService>, 'suggest' | 'onIndexed'>) {
		this.#search = search;
		// Whoever types before all is indexed gets what is known by then, and the rest once it is.
		void search.onIndexed(proxy(() => this.#askAgain()));
	}

	/** The box holds `query`, with the caret before its UTF-16 unit number `caret`. */
	follow(query: string, caret: number): void {
		if (query === this.#wanted.query && caret === this.#wanted.caret) return;
		this.#wanted = { query, caret };
		this.#show([], query.trim() === '' ? [] : this.destinations);
		this.stop();
		if (query.trim() === '') return;
		this.#timer = setTimeout(() => {
			this.#isDue = true;
			void this.#ask();
		}, PAUSE);
	}

	/** Asks no more until the text changes. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#isDue = false;
		this.#isAsked = false;
	}

	#askAgain(): void {
		if (!this.#isAsked) return;
		this.#isDue = true;
		void this.#ask();
	}

	/** One at a time: what is due while one is being answered has its turn after it. */
	async #ask(): Promise<void> {
		if (this.#isAsking) return;
		this.#isAsking = true;
		try {
			while (this.#isDue) {
				this.#isDue = false;
				this.#isAsked = true;
				const wanted = this.#wanted;
				const { completions, destinations } = await this.#search.suggest(wanted.query, wanted.caret);
				if (wanted === this.#wanted) this.#show(completions.map(inWords), destinations);
			}
		} finally {
			this.#isAsking = false;
		}
	}

	/** Nothing is drawn again where there is nothing before and after. */
	#show(completions: Completion[], destinations: Destination[]): void {
		if (completions.length > 0 || this.completions.length > 0) this.completions = completions;
		if (destinations.length > 0 || this.destinations.length > 0) this.destinations = destinations;
	}
}

function inWords(completion: FoundCompletion): Completion {
	return { ...completion, detail: detailWords(completion.detail) };
}
