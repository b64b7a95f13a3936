import type { PostId } from '$lib/model/ids';
import { parseStored, visitStorage, type SmallStorage } from './browser-storage';

/** Where the reader was in a list. */
export interface ListPlace {
	/** The first post in sight. */
	id: PostId;
	/** Its index, for when it is in the list no more. */
	index: number;
	/** How far its row reaches above what is in sight, in CSS pixels. */
	offset: number;
}

const KEY = 'backlist-list-places';
/** Lists; of the others nobody knows where they were any more. */
const MOST = 50;
/** Milliseconds: not at every frame of a scroll. */
const PAUSE = 300;

/** Where the reader was in the lists of this visit, by their keys, also after a reload. */
export class ListPlaces {
	readonly #storage: SmallStorage;
	readonly #places: Map<string, ListPlace>;
	#soon: ReturnType<typeof setTimeout> | undefined;

	/** Without an argument: the browser's own storage of this tab, or none where the reader has blocked it. */
	constructor(storage: SmallStorage = visitStorage()) {
		this.#storage = storage;
		this.#places = placesOf(parseStored(storage.getItem(KEY)));
	}

	/** Null where they have not been. */
	of(key: string): ListPlace | null {
		return this.#places.get(key) ?? null;
	}

	keep(key: string, place: ListPlace): void {
		// The lists seen last are last.
		this.#places.delete(key);
		this.#places.set(key, place);
		for (const old of [...this.#places.keys()].slice(0, -MOST)) this.#places.delete(old);
		this.#soon ??= setTimeout(() => this.store(), PAUSE);
	}

	/** Stores at once what is kept, as when the page is left. */
	store(): void {
		if (this.#soon === undefined) return;
		clearTimeout(this.#soon);
		this.#soon = undefined;
		this.#storage.setItem(KEY, JSON.stringify([...this.#places]));
	}
}

/** What was stored, as far as it makes sense. */
function placesOf(stored: unknown): Map<string, ListPlace> {
	if (!Array.isArray(stored)) return new Map();
	return new Map(
		stored.filter((entry): entry is [string, ListPlace] => {
			if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
			const { id, index, offset } = (entry[1] ?? {}) as Partial<Record<keyof ListPlace, unknown>>;
			return typeof id === 'string' && isPlace(index) && isPlace(offset);
		})
	);
}

function isPlace(value: unknown): boolean {
	return typeof value === 'number' && Number.isFinite(value);
}
