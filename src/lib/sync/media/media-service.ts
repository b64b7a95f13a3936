import { proxyMarker } from 'comlink';
import type { Feed } from '$lib/model/feed';
import { ownName } from '$lib/model/own-name';
import type { PostId } from '$lib/model/ids';
import { recordingId, type KeepPictures } from '$lib/model/kept-media';
import type { PictureSetting } from '$lib/model/pictures';
import { isPrivate } from '$lib/model/private-host';
import type { Database } from '$lib/store/database';
import { listFeeds, listRemoved } from '$lib/store/feeds';
import { dropFile, dropMedia, readOfflineSettings, tidyMedia, unwantedMedia } from '$lib/store/kept-media';
import type { MediaCache } from '$lib/store/media-cache';
import { mediaStamp } from '$lib/store/media-stamp';
import { keepRecording, type RecordingEnd, type RecordingProgress } from './keep-recording';
import { PictureKeeper, type KeeperWorld, type KeepingEnd } from './picture-keeper';
import { MediaRoom } from './media-room';

/** What the page says when it asks for pictures to be kept. */
export interface KeepingWish {
	/** Of pictures that are shown. */
	loads: PictureSetting;
	/** False without a network, and where the reader saves data: then what nobody wants any more goes, and nothing comes. */
	mayFetch: boolean;
}

/** What the service needs of the world. */
export interface MediaWorld extends Pick<KeeperWorld, 'fetch' | 'now' | 'isSecure'> {
	/** Throws a TypeError where the host does not let it be read. */
	fetchRecording: (url: string, signal: AbortSignal) => Promise<Response>;
	/** Null where the browser has none. */
	locks: LockManager | null;
}

/** One tab at a time fetches pictures. */
const LOCK = ownName('backlist-media');
/** Shared by the recordings that come in, of all tabs: what has come is not tidied away before it is noted. */
const COMING = ownName('backlist-media-coming');
/** Milliseconds for which nothing is fetched on a device that gave no more room. */
const FULL_FOR = 60 * 60_000;

/** Keeps pictures and sound for a life without network, in the sync worker. */
export class MediaService {
	/** For comlink: it is a part of what the worker gives, and stays there. */
	readonly [proxyMarker] = true;
	readonly #db: Database;
	readonly #cache: MediaCache;
	readonly #world: MediaWorld;
	#running = new AbortController();
	#ended: Promise<KeepingEnd> = Promise.resolve('stopped');
	/** What a pass that went through everything was about: nothing has to be looked at again before that changes. */
	#done: { stamp: string; end: KeepingEnd } | null = null;
	/** Those that are coming in, by their record's id. */
	readonly #recordings = new Map<string, AbortController>();
	/** UTC milliseconds. */
	#fullSince = -Infinity;

	constructor(db: Database, cache: MediaCache, world: MediaWorld) {
		this.#db = db;
		this.#cache = cache;
		this.#world = world;
	}

	/** Deletes what is not wanted any more, and fetches what is. Begun again, it ends the one that runs; one tab at a time fetches. */
	async keep(wish: KeepingWish): Promise<KeepingEnd> {
		this.#running.abort();
		const running = new AbortController();
		this.#running = running;
		const { signal } = running;
		const ended = this.#ended.then(() => this.#alone(signal, () => this.#pass(wish, signal)));
		// Whoever asked for it hears why it has failed; those after it only wait for its end.
		this.#ended = ended.catch(() => 'stopped' as const);
		return ended;
	}

	/** Ends what runs here; what has come stays. */
	async stop(): Promise<void> {
		this.#running.abort();
		await this.#ended;
	}

	/**
	 * Keeps a recording that the reader has asked for.
	 * @param type media type where its host names none
	 * @returns null when the post is not there any more
	 */
	async keepRecording(
		id: PostId,
		url: string,
		type: string,
		report: RecordingProgress
	): Promise<RecordingEnd | null> {
		const stop = new AbortController();
		const key = recordingId(id, url);
		this.#recordings.set(key, stop);
		try {
			return await this.#keepRecording({ id, url, type }, report, stop.signal);
		} finally {
			if (this.#recordings.get(key) === stop) this.#recordings.delete(key);
		}
	}

	async #keepRecording(
		{ id, url, type }: { id: PostId; url: string; type: string },
		report: RecordingProgress,
		signal: AbortSignal
	): Promise<RecordingEnd | null> {
		const [post, settings, feeds] = await Promise.all([
			this.#db.posts.get(id),
			readOfflineSettings(this.#db),
			listFeeds(this.#db)
		]);
		const feed = feeds.find((one) => one.id === post?.feedId);
		if (post === undefined || feed === undefined) return null;
		if (isPrivate(url) && !isPrivate(feed.url)) return 'refused';
		const room = await MediaRoom.of(this.#db, this.#cache, settings, feeds);
		const world = { ...this.#world, db: this.#db, room, fetch: this.#world.fetchRecording };
		const keep = () => keepRecording({ post, url, type }, world, report, signal);
		const { locks } = this.#world;
		return locks === null ? keep() : locks.request(COMING, { mode: 'shared' }, keep);
	}

	/** Ends the keeping of a recording, or deletes what is kept of it. */
	async dropRecording(post: PostId, url: string): Promise<void> {
		const id = recordingId(post, url);
		this.#recordings.get(id)?.abort();
		await dropMedia(this.#db, this.#cache, [id]);
	}

	/** What was kept for a picture cannot be shown. */
	async dropBroken(post: PostId, url: string): Promise<void> {
		this.#done = null;
		await dropFile(this.#db, this.#cache, post, url, this.#world.now());
	}

	/** Deletes all pictures. */
	async dropPictures(): Promise<void> {
		await this.stop();
		this.#done = null;
		// There is room again.
		this.#fullSince = -Infinity;
		await dropMedia(this.#db, this.#cache, await unwantedMedia(this.#db, new Set()));
	}

	async #tidy(): Promise<void> {
		const { locks } = this.#world;
		const tidy = () => tidyMedia(this.#db, this.#cache);
		if (locks === null) await tidy();
		else await locks.request(COMING, { ifAvailable: true }, async (lock) => lock !== null && tidy());
	}

	async #alone(signal: AbortSignal, work: () => Promise<KeepingEnd>): Promise<KeepingEnd> {
		const { locks } = this.#world;
		if (signal.aborted) return 'stopped';
		if (locks === null) return work();
		return locks.request(LOCK, { ifAvailable: true }, async (lock) => (lock === null ? 'stopped' : work()));
	}

	async #pass({ loads, mayFetch }: KeepingWish, signal: AbortSignal): Promise<KeepingEnd> {
		const [settings, feeds, removed] = await Promise.all([
			readOfflineSettings(this.#db),
			listFeeds(this.#db),
			listRemoved(this.#db)
		]);
		const keeps = ({ keepsPictures }: Feed): KeepPictures => keepsPictures ?? settings.pictures;
		const keepers = feeds.filter((feed) => keeps(feed) !== 'none');
		// What was removed may still come back as it was.
		const gone = await unwantedMedia(this.#db, new Set([...keepers, ...removed].map(({ id }) => id)));
		await dropMedia(this.#db, this.#cache, gone);
		await this.#tidy();
		if (!mayFetch || loads === 'never') return 'stopped';
		if (this.#isFull()) return 'room';
		const wishes = keepers.map((feed) => [feed.id, keeps(feed), feed.isPaused, feed.loadsPictures]);
		const stamp = JSON.stringify([settings, loads, wishes, await mediaStamp(this.#db)]);
		if (stamp === this.#done?.stamp) return this.#done.end;
		const room = await MediaRoom.of(this.#db, this.#cache, settings, feeds);
		const end = await new PictureKeeper({ ...this.#world, db: this.#db, room }).keep(feeds, loads, signal);
		if (end === 'room') this.#fullSince = this.#world.now();
		// A full budget stays full until something changes.
		this.#done = end === 'done' || end === 'budget' ? { stamp, end } : null;
		return end;
	}

	#isFull(): boolean {
		const since = this.#world.now() - this.#fullSince;
		// A clock that was set back must not make this last.
		return since >= 0 && since < FULL_FOR;
	}
}
