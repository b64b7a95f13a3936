import { proxy, type Remote } from 'comlink';
import { SvelteMap } from 'svelte/reactivity';
import type { FeedId, PostId } from '$lib/model/ids';
import { STANDARD_OFFLINE, type KeepPictures, type OfflineSettings } from '$lib/model/kept-media';
import type { Database } from '$lib/store/database';
import {
	changeOfflineSettings,
	countMedia,
	keepNoPictures,
	noteNeeded,
	readOfflineSettings,
	setKeepPictures,
	type MediaCounts
} from '$lib/store/kept-media';
import { canKeepMedia } from '$lib/store/media-cache';
import { mediaStamp } from '$lib/store/media-stamp';
import { listFeeds, removedFeeds } from '$lib/store/feeds';
import { observe } from '$lib/store/observe';
import type { RecordingEnd } from '$lib/sync/media/keep-recording';
import type { MediaService } from '$lib/sync/media/media-service';
import type { KeepingEnd } from '$lib/sync/media/picture-keeper';
import type { App } from './app.svelte';

export type { KeepingEnd, MediaCounts };

/** What has become of a recording that the reader wanted kept: what has come of it, in bytes, or why it is not kept. */
export type RecordingState =
	{ done: number; total: number | null } | Exclude<RecordingEnd, 'kept' | 'stopped'>;

/** Milliseconds without a change after which pictures are looked after: texts come first. */
const PAUSE = 1500;
/** Milliseconds after which what could not be had is tried again. */
const AGAIN = 60 * 60_000;

/** As much of the app as decides whether pictures are fetched now. */
type Surroundings = Pick<App, 'syncing' | 'offline' | 'settings' | 'openPost'>;

/** Pictures and sound that are kept on this device: how the reader wants it, and what is there. */
export class OfflineMedia {
	readonly #db: Database;
	readonly #service: Remote<MediaService>;
	readonly #fail: (error: unknown) => void;
	settings = $state.raw<OfflineSettings>(STANDARD_OFFLINE);
	/** Null until it has been counted. */
	counts = $state.raw<MediaCounts | null>(null);
	/** How the last round of fetching has ended; null while one runs, and before. */
	end = $state<KeepingEnd | null>(null);
	/** By address: those that are coming, and those that could not be kept. */
	readonly recordings = new SvelteMap<string, RecordingState>();
	/** Grows when there may be something to do. */
	#occasions = $state(0);

	/** `fail` hears why the library cannot be read or pictures not be kept. */
	constructor(db: Database, service: Remote<MediaService>, fail: (error: unknown) => void) {
		this.#db = db;
		this.#service = service;
		this.#fail = fail;
	}

	/** Whether this page can keep anything. */
	static readonly isPossible = canKeepMedia();

	/** Keeps what the reader wants kept, whenever nothing else is to be done. @returns a function that ends it. */
	start({ syncing, offline, settings, openPost }: Surroundings): () => void {
		const opened = $derived(openPost.current?.post.id ?? null);
		const isBusy = $derived(syncing.running.size > 0 || syncing.isStarting);
		return $effect.root(() => {
			$effect(() => this.#watch());
			$effect(() => {
				const wish = { loads: settings.reading.pictures, mayFetch: offline.isOnline && !savesData() };
				if (this.#occasions === 0) return;
				if (isBusy) {
					void this.#service.stop();
					return;
				}
				const timer = setTimeout(() => void this.#keep(wish), PAUSE);
				return () => clearTimeout(timer);
			});
			$effect(() => {
				if (opened !== null) void this.#note(opened);
			});
		});
	}

	/** Counts what is kept, and again when that has changed. @returns a function that ends it. */
	watchCounts(): () => void {
		return observe(
			() => countMedia(this.#db),
			(counts) => (this.counts = counts),
			this.#fail
		);
	}

	change(change: Partial<OfflineSettings>): Promise<void> {
		return changeOfflineSettings(this.#db, change);
	}

	/** @param keep null for as all feeds */
	setKeep(feed: FeedId, keep: KeepPictures | null): Promise<void> {
		return setKeepPictures(this.#db, feed, keep);
	}

	/** Deletes the pictures that are kept, and keeps no more: they would only be fetched again. */
	async removePictures(): Promise<void> {
		await keepNoPictures(this.#db);
		await this.#service.dropPictures();
	}

	/** Keeps a recording for a life without network. `type` is its media type as the post has it. */
	async keepRecording(post: PostId, url: string, type: string): Promise<void> {
		this.recordings.set(url, { done: 0, total: null });
		const report = (done: number, total: number | null) => {
			if (this.recordings.has(url)) this.recordings.set(url, { done, total });
		};
		try {
			const end = await this.#service.keepRecording(post, url, type, proxy(report));
			if (end === 'refused' || end === 'no-room') this.recordings.set(url, end);
			else this.recordings.delete(url);
		} catch (error) {
			this.recordings.delete(url);
			this.#fail(error);
		}
	}

	/** Calls off a recording that is coming, or deletes one that is kept. */
	async dropRecording(post: PostId, url: string): Promise<void> {
		await this.#service.dropRecording(post, url);
	}

	/** What is kept of a picture cannot be shown. */
	async dropBroken(post: PostId, url: string): Promise<void> {
		// Without a service worker it was asked of its host, and what is kept may be whole.
		if (!('serviceWorker' in navigator) || navigator.serviceWorker.controller === null) return;
		await this.#service.dropBroken(post, url);
	}

	#watch(): () => void {
		let known = '';
		const stop = observe(
			() =>
				Promise.all([
					readOfflineSettings(this.#db),
					mediaStamp(this.#db),
					listFeeds(this.#db),
					removedFeeds(this.#db)
				]),
			([settings, stamp, feeds, removed]) => {
				this.settings = settings;
				// A feed changes with each post that is read, too, which is no reason to begin anew.
				const wishes = feeds.map(({ id, keepsPictures, isPaused, loadsPictures }) => [
					id,
					keepsPictures,
					isPaused,
					loadsPictures
				]);
				const now = JSON.stringify([settings, stamp, wishes, removed]);
				if (now === known) return;
				known = now;
				this.#occasions += 1;
			},
			this.#fail
		);
		const timer = setInterval(() => (this.#occasions += 1), AGAIN);
		return () => {
			stop();
			clearInterval(timer);
		};
	}

	async #keep(wish: Parameters<MediaService['keep']>[0]): Promise<void> {
		this.end = null;
		try {
			this.end = await this.#service.keep(wish);
		} catch (error) {
			this.#fail(error);
		}
	}

	async #note(post: PostId): Promise<void> {
		try {
			await noteNeeded(this.#db, post, Date.now());
		} catch (error) {
			this.#fail(error);
		}
	}
}

/** The reader, or their network, asks for little data; only some browsers know. */
export function savesData(): boolean {
	const { connection } = navigator as { connection?: { saveData?: boolean } };
	return connection?.saveData === true;
}
