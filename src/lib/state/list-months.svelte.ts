import type { Remote } from 'comlink';
import type { MonthCount } from '$lib/model/month-count';
import type { SearchWish } from '$lib/search/answer';
import type { SearchService } from '$lib/search/search-service';

/** Milliseconds after a list has come in which it and its rows go first. */
const PAUSE = 150;
/** Milliseconds between two countings of one list, which keeps changing while its posts come in. */
const CALM = 1000;

/** How many posts of the list on the screen are from each month. */
export class ListMonths {
	readonly #search: Pick<Remote<SearchService>, 'months'>;
	/** The newest first; empty while they are not known. */
	current = $state.raw<readonly MonthCount[]>([]);
	#key: string | null = null;
	#wish: SearchWish | null = null;
	#total: number | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isAsking = false;
	/** Something has changed since it was asked. */
	#isStale = false;

	constructor(search: Pick<Remote<SearchService>, 'months'>) {
		this.#search = search;
	}

	/**
	 * @param key tells one list from another
	 * @param wish what the list answers; null where its posts are not the newest first
	 * @param total posts in the list, or null: the first months shown are those of as many
	 */
	follow(key: string, wish: SearchWish | null, total: number | null): void {
		if (key !== this.#key || wish === null) {
			this.stop();
			if (this.current.length > 0) this.current = [];
		}
		this.#key = key;
		this.#wish = wish;
		this.#total = total;
		this.refresh();
	}

	/** The list, or what is known of it, has changed. */
	refresh(): void {
		if (this.#wish === null || this.#timer !== undefined) return;
		this.#isStale = this.#isAsking;
		if (this.#isAsking) return;
		this.#timer = setTimeout(() => void this.#ask(), this.current.length === 0 ? PAUSE : CALM);
	}

	/** Asks no more until there is another list. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#wish = null;
	}

	async #ask(): Promise<void> {
		this.#timer = undefined;
		const [key, wish] = [this.#key, this.#wish];
		if (wish === null) return;
		this.#isAsking = true;
		try {
			const months = await this.#search.months(wish);
			const isKnown = this.current.length > 0 || sumOf(months) === this.#total;
			const isWanted = isKnown && key === this.#key && this.#wish !== null;
			if (isWanted && !isSame(months, this.current)) this.current = months;
		} finally {
			this.#isAsking = false;
			if (this.#isStale || key !== this.#key) this.refresh();
		}
	}
}

function sumOf(months: readonly MonthCount[]): number {
	return months.reduce((sum, { count }) => sum + count, 0);
}

function isSame(a: readonly MonthCount[], b: readonly MonthCount[]): boolean {
	return (
		a.length === b.length && a.every(({ from, count }, i) => from === b[i]?.from && count === b[i].count)
	);
}
