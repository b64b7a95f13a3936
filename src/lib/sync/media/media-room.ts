import type { Feed } from '$lib/model/feed';
import {
	roomOf,
	standardBudget,
	type KeepPictures,
	type KeptFile,
	type KeptMedia,
	type OfflineSettings
} from '$lib/model/kept-media';
import type { Database } from '$lib/store/database';
import { takenRoom, type MediaCache } from '$lib/store/media-cache';
import { eachFileOnce, isFileShared } from '$lib/store/kept-media';
import { starredIds } from '$lib/store/posts-with-pictures';
import { toMakeRoom, type Rank, type Worth } from './make-room';

/** Bytes that a file takes beside its own. */
const AROUND = 500;
/** Bytes that a file takes as the browser counts whose size it hides, where it does not say how many: the mean in Chromium. */
const HIDDEN = 8_000_000;
/** Bytes, or a part of all that the browser gives, that are left to posts. */
const LEFT = { bytes: 200_000_000, part: 1 / 5 };

/** The room for pictures and sound: what they take of the budget, and what goes when there is too much. */
export class MediaRoom {
	readonly cache: MediaCache;
	readonly budget: number;
	/** For feeds of which the reader says nothing else. */
	readonly standard: KeepPictures;
	readonly #db: Database;
	readonly #keeps: ReadonlyMap<string, KeepPictures>;

	private constructor(
		db: Database,
		cache: MediaCache,
		budget: number,
		standard: KeepPictures,
		feeds: readonly Feed[]
	) {
		this.#db = db;
		this.cache = cache;
		this.budget = budget;
		this.standard = standard;
		this.#keeps = new Map(feeds.map((feed) => [feed.id, feed.keepsPictures ?? standard]));
	}

	static async of(
		db: Database,
		cache: MediaCache,
		{ budget, pictures }: OfflineSettings,
		feeds: readonly Feed[]
	): Promise<MediaRoom> {
		const { quota } = await takenRoom();
		return new MediaRoom(db, cache, budget ?? standardBudget(quota), pictures, feeds);
	}

	/** Whether the app itself has this picture, as those of its handbook. */
	async isOfApp(url: string): Promise<boolean> {
		return new URL(url).origin === location.origin && (await this.cache.isKeptElsewhere(url));
	}

	/** Whether the browser has room to spare once `expected` bytes have come: posts come before pictures. */
	async isLeft(expected = 0): Promise<boolean> {
		const { used, quota } = await takenRoom();
		if (used === null || quota === null) return true;
		return quota - used - expected > Math.min(LEFT.bytes, quota * LEFT.part);
	}

	/** Keeps a file, unless the device gives no more room, or its end does not come. */
	async store(url: string, file: Response, bytes: number | null): Promise<KeptFile | 'full' | 'broken'> {
		if (bytes !== null) return this.storeStream(url, file, () => bytes);
		// Browsers add an amount by chance, or the size could be told by what is left.
		const before = (await takenRoom()).taken;
		const failure = await this.#put(url, file);
		if (failure !== null) return failure;
		const after = (await takenRoom()).taken;
		const grown = before === null || after === null ? 0 : after - before;
		return { url, bytes, room: grown > 0 ? grown : HIDDEN };
	}

	/** As {@link store}, for a file whose size is known when all of it has come. */
	async storeStream(url: string, file: Response, size: () => number): Promise<KeptFile | 'full' | 'broken'> {
		const failure = await this.#put(url, file);
		return failure ?? { url, bytes: size(), room: size() + AROUND };
	}

	async #put(url: string, file: Response): Promise<'full' | 'broken' | null> {
		try {
			await this.cache.put(url, file);
			return null;
		} catch (error) {
			const isKnown = error instanceof DOMException || error instanceof TypeError;
			if (!isKnown) throw error;
			return error.name === 'QuotaExceededError' ? 'full' : 'broken';
		}
	}

	/** The file at `url` that another post has already, or undefined. */
	async known(url: string): Promise<KeptFile | undefined> {
		const record = await this.#db.media.where('fileUrls').equals(url).first();
		return record?.files.find((file) => file.url === url);
	}

	/** Deletes a file that no post has any more. */
	async forget(url: string): Promise<void> {
		if (!(await isFileShared(this.#db, url))) await this.cache.delete([url]);
	}

	/**
	 * What goes so that all fits into the budget; null when only what is worth as much as `worth` could go.
	 * @param id of the record that stays
	 * @param expected bytes that are still to come; if not given, as many as a file takes that is kept
	 */
	async toGo(id: string, worth: Worth, expected?: number): Promise<string[] | null> {
		const all = await this.#db.media.toArray();
		const files = eachFileOnce(all);
		const kept = roomOf(files);
		const taken = kept + (expected ?? kept / Math.max(1, files.length));
		if (taken <= this.budget) return [];
		const starred = await starredIds(this.#db);
		const others = all.filter((other) => other.id !== id && other.files.length > 0);
		const standings = others.map((other) => ({
			id: other.id,
			room: roomOf(other.files),
			neededAt: other.neededAt,
			rank: this.#rankOf(other, starred)
		}));
		return toMakeRoom(standings, taken - this.budget, worth);
	}

	#rankOf({ kind, feedId, postId }: KeptMedia, starred: ReadonlySet<string>): Rank {
		if (kind === 'recording') return 'asked';
		const keep = this.#keeps.get(feedId) ?? 'none';
		if (keep === 'none') return 'unwanted';
		if (starred.has(postId)) return 'starred';
		return keep === 'all' ? 'wanted' : 'unwanted';
	}
}
