import type { SearchAnswer } from '$lib/search/answer';

/** Asks one question at a time: while one is being answered, only the latest wish is remembered. */
export class LatestSearch {
	readonly #search: (query: string) => Promise<SearchAnswer>;
	readonly #onAnswer: () => void;
	#wanted: string | null = null;
	#isAsking = false;
	#isStale = false;
	/** The answer to what is wanted, or to what was wanted before; null while nothing is. */
	answer: SearchAnswer | null = null;

	constructor(search: (query: string) => Promise<SearchAnswer>, onAnswer: () => void) {
		this.#search = search;
		this.#onAnswer = onAnswer;
	}

	/** `query` null: nothing is searched. */
	want(query: string | null): void {
		this.#wanted = query;
		if (query === null) this.answer = null;
		else void this.#ask();
	}

	/** The index has changed: what is wanted is asked again. */
	refresh(): void {
		this.#isStale = true;
		void this.#ask();
	}

	async #ask(): Promise<void> {
		if (this.#isAsking) return;
		this.#isAsking = true;
		try {
			while (this.#wanted !== null && (this.#isStale || this.answer?.query !== this.#wanted)) {
				this.#isStale = false;
				const answer = await this.#search(this.#wanted);
				if (answer.query === this.#wanted) this.answer = answer;
				// Also when the reader went back to what was answered before.
				if (this.answer?.query === this.#wanted) this.#onAnswer();
			}
		} finally {
			this.#isAsking = false;
		}
	}
}
