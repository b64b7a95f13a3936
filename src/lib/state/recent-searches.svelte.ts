import { browserStorage, parseStored, type SmallStorage } from './browser-storage';

const KEY = 'backlist-searches';
const MOST = 10;

/** The searches that led the reader somewhere, on this device. */
export class RecentSearches {
	readonly #storage: SmallStorage;
	#all = $state.raw<string[]>([]);

	/** Without an argument: the browser's own storage, or none for this visit where the reader has blocked it. */
	constructor(storage: SmallStorage = browserStorage()) {
		this.#storage = storage;
		this.#all = parseSearches(storage.getItem(KEY));
	}

	/** The latest first, at most ten. */
	get all(): string[] {
		return this.#all;
	}

	/** The reader has acted on what `query` found. */
	remember(query: string): void {
		const words = query.trim();
		if (words !== '') this.#keep([words, ...this.#others(words)].slice(0, MOST));
	}

	forget(query: string): void {
		this.#keep(this.#others(query));
	}

	#others(query: string): string[] {
		return this.#all.filter((other) => folded(other) !== folded(query));
	}

	#keep(searches: string[]): void {
		this.#all = searches;
		this.#storage.setItem(KEY, JSON.stringify(searches));
	}
}

function parseSearches(text: string | null): string[] {
	const saved = parseStored(text);
	if (!Array.isArray(saved)) return [];
	return saved.filter((query): query is string => typeof query === 'string').slice(0, MOST);
}

function folded(query: string): string {
	return query.trim().toLowerCase();
}
