import type { PostId } from '$lib/model/ids';
import { browserStorage, parseStored, type SmallStorage } from './browser-storage';

const KEY = 'backlist-positions';
/** Posts whose places are kept, those that were read last. */
const MOST = 300;

/** How far the reader came in long posts, on this device. */
export class ReadingPositions {
	readonly #storage: SmallStorage;
	/** The one read last comes last. */
	readonly #places: Map<string, number>;

	/** Without an argument: the browser's own storage, or none for this visit where the reader has blocked it. */
	constructor(storage: SmallStorage = browserStorage()) {
		this.#storage = storage;
		this.#places = placesOf(parseStored(storage.getItem(KEY)));
	}

	/** Where the reader was in the text of a post, as `placeAtTop` counts: UTF-16 units above the page's edge; 0 for its beginning. */
	of(id: PostId): number {
		return this.#places.get(id) ?? 0;
	}

	keep(id: PostId, place: number): void {
		if (place === this.of(id)) return;
		this.#places.delete(id);
		if (place > 0) this.#places.set(id, place);
		for (const old of [...this.#places.keys()].slice(0, -MOST)) this.#places.delete(old);
		this.#storage.setItem(KEY, JSON.stringify([...this.#places]));
	}
}

/** What was saved, as far as it makes sense. */
function placesOf(saved: unknown): Map<string, number> {
	if (!Array.isArray(saved)) return new Map();
	const isPlace = (entry: unknown): entry is [string, number] =>
		Array.isArray(entry) && typeof entry[0] === 'string' && Number.isFinite(entry[1]) && entry[1] > 0;
	return new Map(saved.filter(isPlace).slice(-MOST));
}
