import { MEDIA_CACHE } from '$lib/model/kept-media';

/** The files that are kept, by address. The service worker answers with them, so they need no other address than in their post. */
export class MediaCache {
	readonly #name: string;
	readonly #caches: CacheStorage;

	/** @param name tests choose their own */
	constructor(name = MEDIA_CACHE, storage: CacheStorage = caches) {
		this.#name = name;
		this.#caches = storage;
	}

	/** @throws QuotaExceededError when there is no room; nothing is kept of it then */
	async put(url: string, file: Response): Promise<void> {
		const cache = await this.#caches.open(this.#name);
		await cache.put(url, file);
	}

	async find(url: string): Promise<Response | undefined> {
		return this.#caches.match(url, { cacheName: this.#name });
	}

	/** Whether another cache has it: the app keeps the pictures of its handbook. */
	async isKeptElsewhere(url: string): Promise<boolean> {
		const others = (await this.#caches.keys()).filter((name) => name !== this.#name);
		const found = await Promise.all(others.map((cacheName) => this.#caches.match(url, { cacheName })));
		return found.some((file) => file !== undefined);
	}

	async delete(urls: readonly string[]): Promise<void> {
		const cache = await this.#caches.open(this.#name);
		for (const url of urls) await cache.delete(url);
	}

	async urls(): Promise<string[]> {
		if (!(await this.#caches.has(this.#name))) return [];
		const cache = await this.#caches.open(this.#name);
		return (await cache.keys()).map(({ url }) => url);
	}
}

/** Bytes of the browser's room that are taken, as exactly as it says, and what it gives in all; null for what it does not say. */
export async function takenRoom(): Promise<{
	taken: number | null;
	used: number | null;
	quota: number | null;
}> {
	const { storage } = navigator as { storage?: StorageManager };
	if (storage === undefined) return { taken: null, used: null, quota: null };
	const { usage, quota, usageDetails } = (await storage.estimate()) as DetailedEstimate;
	return {
		taken: usageDetails?.caches ?? (usageDetails === undefined ? (usage ?? null) : 0),
		used: usage ?? null,
		quota: quota ?? null
	};
}

/** What Chromium adds: then other things that are stored meanwhile do not count. */
interface DetailedEstimate extends StorageEstimate {
	usageDetails?: { caches?: number };
}
