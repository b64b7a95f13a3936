import { browserStorage, parseStored, type SmallStorage } from './browser-storage';

const KEY = 'backlist-media-places';
/** Recordings whose places are kept, those that were played last. */
const MOST = 100;
/** Seconds from the beginning that are no place to go back to. */
const BEGINNING = 5;

/** How far the reader came in sound and film, on this device. */
export class MediaPlaces {
	readonly #storage: SmallStorage;
	/** By address; the one played last comes last. */
	#places: Map<string, number>;

	/** Without an argument: the browser's own storage, or none for this visit where the reader has blocked it. */
	constructor(storage: SmallStorage = browserStorage()) {
		this.#storage = storage;
		this.#places = placesOf(parseStored(storage.getItem(KEY)));
	}

	/** In seconds; 0 for the beginning. */
	of(address: string): number {
		return this.#places.get(address) ?? 0;
	}

	keep(address: string, seconds: number): void {
		this.#read();
		const place = Math.floor(seconds);
		if (place === this.of(address)) return;
		this.#places.delete(address);
		if (place >= BEGINNING) this.#places.set(address, place);
		for (const old of [...this.#places.keys()].slice(0, -MOST)) this.#places.delete(old);
		this.#storage.setItem(KEY, JSON.stringify([...this.#places]));
	}

	/** What other tabs have kept meanwhile. */
	#read(): void {
		const kept = this.#storage.getItem(KEY);
		if (kept !== null) this.#places = placesOf(parseStored(kept));
	}

	/** It was played to its end. */
	forget(address: string): void {
		this.keep(address, 0);
	}
}

/** What was saved, as far as it makes sense. */
function placesOf(saved: unknown): Map<string, number> {
	if (!Array.isArray(saved)) return new Map();
	const isPlace = (entry: unknown): entry is [string, number] =>
		Array.isArray(entry) && typeof entry[0] === 'string' && Number.isSafeInteger(entry[1]) && entry[1] > 0;
	return new Map(saved.filter(isPlace).slice(-MOST));
}
