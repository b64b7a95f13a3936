import type { SearchAnswer, SearchWish } from '$lib/search/answer';

/** An answer with what was asked. */
export interface Answered {
	/** Tells one question from another. */
	key: string;
	wish: SearchWish;
	answer: SearchAnswer;
}

interface Wanted {
	key: string;
	wish: () => SearchWish;
}

/** Asks one question at a time: while one is being answered, only the latest wish is remembered. */
export class LatestSearch {
	readonly #search: (wish: SearchWish) => Promise<SearchAnswer>;
	readonly #onAnswer: () => void;
	#wanted: Wanted | null = null;
	#isAsking = false;
	#isStale = false;
	/** The answer to what is wanted, or to what was wanted before; null while nothing is. */
	answered: Answered | null = null;

	constructor(search: (wish: SearchWish) => Promise<SearchAnswer>, onAnswer: () => void) {
		this.#search = search;
		this.#onAnswer = onAnswer;
	}

	/**
	 * @param key tells this question from others
	 * @param wish the question as it is when its turn comes
	 */
	want(key: string, wish: () => SearchWish): void {
		this.#wanted = { key, wish };
		void this.#ask();
	}

	/** Nothing is searched. */
	clear(): void {
		this.#wanted = null;
		this.answered = null;
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
			while (this.#wanted !== null && (this.#isStale || this.answered?.key !== this.#wanted.key)) {
				this.#isStale = false;
				const { key } = this.#wanted;
				const wish = this.#wanted.wish();
				const answer = await this.#search(wish);
				if (this.#isWanted(key)) this.answered = { key, wish, answer };
				// Also when the reader went back to what was answered before.
				if (this.answered !== null && this.#isWanted(this.answered.key)) this.#onAnswer();
			}
		} finally {
			this.#isAsking = false;
		}
	}

	#isWanted(key: string): boolean {
		return this.#wanted?.key === key;
	}
}
