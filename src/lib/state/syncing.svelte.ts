import { proxy, type Remote } from 'comlink';
import { SvelteMap } from 'svelte/reactivity';
import { say, together } from '$lib/messages/problem-words';
import { hasStored, type Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import { messageOf, newProblem, type Problem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';
import { STORAGE_FULL } from '$lib/store/storage-problem';
import type { FeedPreview } from '$lib/sync/preview';
import type { SyncProgress } from '$lib/sync/progress';
import type { SiteConfig } from '$lib/sync/site-config';
import type { SyncWorker } from '$lib/sync/create-service';
import type { SyncDepth } from '$lib/sync/run';

export type { FeedPreview, Result, SyncProgress };

/** It is looked every so many milliseconds whether a sync is due. */
const DUE_EVERY = 60_000;

/** What syncs are doing, and how to start them. */
export class Syncing {
	readonly #service: Remote<SyncWorker>;
	/** Syncs that run in this tab, by feed. */
	readonly running = new SvelteMap<FeedId, SyncProgress>();
	/** The sync that ended last in this tab; one that the reader asked for goes before an automatic one. */
	latest = $state.raw<SyncProgress | null>(null);
	/** When a sync was asked for here that another tab was doing: UTC milliseconds. */
	readonly #busySince = new SvelteMap<FeedId, number>();
	/** Feeds whose sync the reader asked for. */
	readonly #asked = new Set<FeedId>();
	/** UTC milliseconds since when the device has had no room for what syncs bring; null while it has. */
	fullSince = $state<number | null>(null);
	/** Default feeds are still being looked for. */
	isStarting = $state(true);
	/** Why default feeds could not be added, this time. */
	startProblems = $state.raw<Problem[]>([]);

	constructor(service: Remote<SyncWorker>) {
		this.#service = service;
		this.setOnline(navigator.onLine);
		void service.onProgress(proxy((progress: SyncProgress) => this.#take(progress)));
	}

	/** Removes the feed with its posts and marks; for a day it can be brought back. */
	async remove(id: FeedId): Promise<void> {
		await this.#service.remove(id);
		this.#busySince.delete(id);
		this.#asked.delete(id);
		if (this.latest?.feedId === id) this.latest = null;
	}

	/** Brings a removed feed back as it was. */
	async undoRemove(id: FeedId): Promise<void> {
		await this.#service.undoRemove(id);
	}

	/** Deletes a removed feed for good, which frees its room. */
	async purge(id: FeedId): Promise<void> {
		await this.#service.purge(id);
	}

	/** Ends the feed's syncs for good; its posts stay. */
	async keepPosts(id: FeedId): Promise<void> {
		await this.#service.unfollow(id);
	}

	/** Syncs a feed again that was only kept. */
	async follow(id: FeedId): Promise<void> {
		await this.#service.follow(id);
		await this.#sync(id, 'whole');
	}

	/** Whether `problem` is that there is no room, while that is said anyway, with what can be done. */
	tellsOfFull({ code }: Problem): boolean {
		return this.fullSince !== null && code === STORAGE_FULL;
	}

	/** Tries whether there is room again. */
	async goOn(): Promise<void> {
		this.fullSince = null;
		await this.#service.goOn();
	}

	/** Whether another tab was syncing the feed when the reader asked for it here, and has not ended since. */
	isBusyElsewhere({ id, lastSync }: Feed): boolean {
		const since = this.#busySince.get(id);
		return since !== undefined && (lastSync?.at ?? 0) < since;
	}

	setOnline(isOnline: boolean): void {
		void this.#service.setOnline(isOnline);
	}

	/** The feeds of an address, the best first. */
	preview(address: string, isRelayed: boolean): Promise<Result<FeedPreview[]>> {
		return this.#service.preview(address, isRelayed);
	}

	/**
	 * Adds a feed of `address` and starts its first sync without waiting for it.
	 * @param url of the one that was chosen of those found there, or null for the best
	 */
	async add(
		address: string,
		url: string | null,
		isRelayed: boolean
	): Promise<Result<{ id: FeedId; title: string; isNew: boolean }>> {
		const added = await this.#service.add(address, url, isRelayed);
		if (added.ok) void this.#sync(added.value.id, 'news');
		return added;
	}

	/** Syncs all that can be compared, which also finds old edits and removals. A feed that was paused goes on. */
	async sync(id: FeedId): Promise<void> {
		await this.#service.resume(id);
		await this.#sync(id, 'whole');
	}

	/** Ends the feed's sync, and lets no other begin until it is resumed. */
	async pause(id: FeedId): Promise<void> {
		await this.#service.pause(id);
	}

	/** Goes on where the feed was paused. */
	async resume(id: FeedId): Promise<void> {
		await this.#service.resume(id);
		await this.#sync(id, 'news');
	}

	/** Ends the feed's sync; what it has brought stays. */
	async cancel(id: FeedId): Promise<void> {
		await this.#service.cancel(id);
	}

	/** Whether to fetch the feed through the reader's relay. */
	async setRelayed(id: FeedId, isRelayed: boolean): Promise<void> {
		await this.#service.setRelayed(id, isRelayed);
	}

	syncDue(): Promise<void> {
		return this.#service.syncDue();
	}

	/** Syncs what is due every minute. @returns a function that ends it. */
	startInterval(): () => void {
		const timer = setInterval(() => {
			if (!this.isStarting) void this.syncDue();
			void this.#service.purgeRemoved();
		}, DUE_EVERY);
		void this.#service.purgeRemoved();
		return () => clearInterval(timer);
	}

	/**
	 * Gives the reader the default feeds of `config.json` and syncs what is due.
	 * @param onConfig hears of the configuration as soon as it is here, unless it cannot be fetched: what is kept still syncs
	 */
	async start(configUrl: string, onConfig: (config: SiteConfig) => void): Promise<void> {
		void this.#service.syncDue();
		try {
			void this.#service.expectEarly(askedEarly());
			const config = await this.#service.siteConfig(configUrl);
			if (config.ok) {
				onConfig(config.value);
				this.startProblems = config.value.problems;
				void this.#service.expectEarly(askedEarly());
				const ofFeeds = await this.#service.addDefaultFeeds(config.value.feeds);
				this.startProblems = [...config.value.problems, ...ofFeeds];
			} else this.startProblems = [withoutConfig(config.problem)];
		} finally {
			this.isStarting = false;
		}
	}

	async #sync(id: FeedId, depth: SyncDepth): Promise<void> {
		this.#asked.add(id);
		const result = await this.#service.sync(id, depth);
		if (result === 'busy') this.#busySince.set(id, Date.now());
	}

	#take(progress: SyncProgress): void {
		if (progress.isRunning) {
			this.#busySince.delete(progress.feedId);
			this.running.set(progress.feedId, progress);
		} else {
			this.running.delete(progress.feedId);
			if (progress.outcome?.error?.code === STORAGE_FULL) this.fullSince ??= progress.outcome.at;
			else if (progress.outcome !== null && hasStored(progress.outcome)) this.fullSince = null;
			const isLatestAsked = this.latest !== null && this.#asked.has(this.latest.feedId);
			if (progress.outcome === null || (isLatestAsked && !this.#asked.has(progress.feedId))) return;
			this.latest = progress;
		}
	}
}

/** Addresses that the page has asked for before the app was there, each once: see src/packaging/first-posts.js. */
function askedEarly(): string[] {
	return (globalThis as { askedEarly?: string[] }).askedEarly?.splice(0) ?? [];
}

function withoutConfig(problem: Problem): Problem {
	const message = together(say('start_no_settings'), messageOf(problem));
	return newProblem(problem.code, message, say('start_no_settings_advice'));
}
