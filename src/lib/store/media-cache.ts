import { MEDIA_CACHE } from '$lib/model/kept-media';
import { ownName } from '$lib/model/own-name';

/** The files that are kept, by address. The service worker answers with them, so they need no other address than in their post. */
export class MediaCache {
	readonly #name: string;

	/** @param name tests choose their own */
	constructor(name = ownName(MEDIA_CACHE)) {
		this.#name = name;
	}

	/** Asked for only when it is needed: see {@link canKeepMedia}. */
	get #caches(): CacheStorage {
		return caches;
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

/** Whether files can be kept: not on a page that is not secure. */
export const canKeepMedia = (): boolean => 'caches' in globalThis;

/** The room of the browser, in bytes; null for what it does not say. */
export interface TakenRoom {
	/** What is taken, as exactly as it is said: where that is possible, without what is stored otherwise meanwhile. */
	taken: number | null;
	used: number | null;
	quota: number | null;
}

export async function takenRoom(): Promise<TakenRoom> {
	const { storage } = navigator as { storage?: StorageManager };
	if (storage === undefined) return UNKNOWN;
	try {
		const { usage, quota, usageDetails } = (await storage.estimate()) as DetailedEstimate;
		const caches = usageDetails === undefined ? usage : (usageDetails.caches ?? 0);
		return { taken: caches ?? null, used: usage ?? null, quota: quota ?? null };
	} catch (error) {
		// On some pages it refuses to answer.
		if (error instanceof TypeError || error instanceof DOMException) return UNKNOWN;
		throw error;
	}
}

const UNKNOWN: TakenRoom = { taken: null, used: null, quota: null };

/** What Chromium adds: then other things that are stored meanwhile do not count. */
interface DetailedEstimate extends StorageEstimate {
	usageDetails?: { caches?: number };
}
