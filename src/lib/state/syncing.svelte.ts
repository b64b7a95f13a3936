import { proxy, type Remote } from 'comlink';
import { SvelteMap } from 'svelte/reactivity';
import type { Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { Problem } from '$lib/model/problem';
import type { FeedPreview } from '$lib/sync/preview';
import type { SyncProgress } from '$lib/sync/progress';
import type { SiteConfig } from '$lib/sync/site-config';
import type { Result, SyncService } from '$lib/sync/sync-service';
import type { WalkDepth } from '$lib/sync/walk-archive';

export type { FeedPreview, Result, SyncProgress };

/** What syncs are doing, and how to start them. */
export class Syncing {
	readonly #service: Remote<SyncService>;
	/** Syncs that run in this tab, by feed. */
	readonly running = new SvelteMap<FeedId, SyncProgress>();
	/** The sync that ended last in this tab; one that the reader asked for goes before an automatic one. */
	latest = $state.raw<SyncProgress | null>(null);
	/** When a sync was asked for here that another tab was doing: UTC milliseconds. */
	readonly #busySince = new SvelteMap<FeedId, number>();
	/** Feeds whose sync the reader asked for. */
	readonly #asked = new Set<FeedId>();
	/** Default feeds are still being looked for. */
	isStarting = $state(true);
	/** Why default feeds could not be added, this time. */
	startProblems = $state.raw<Problem[]>([]);

	constructor(service: Remote<SyncService>) {
		this.#service = service;
		this.setOnline(navigator.onLine);
		void service.onProgress(proxy((progress: SyncProgress) => this.#take(progress)));
	}

	/** Removes the feed with its posts and marks from this device. */
	async remove(id: FeedId): Promise<void> {
		await this.#service.remove(id);
		this.#busySince.delete(id);
		this.#asked.delete(id);
		if (this.latest?.feedId === id) this.latest = null;
	}

	/** Whether another tab was syncing the feed when the reader asked for it here, and has not ended since. */
	isBusyElsewhere({ id, lastSync }: Feed): boolean {
		const since = this.#busySince.get(id);
		return since !== undefined && (lastSync?.at ?? 0) < since;
	}

	setOnline(isOnline: boolean): void {
		void this.#service.setOnline(isOnline);
	}

	preview(address: string): Promise<Result<FeedPreview>> {
		return this.#service.preview(address);
	}

	/** Adds the feed at `address` and starts its first sync without waiting for it. */
	async add(address: string): Promise<Result<{ id: FeedId; title: string; isNew: boolean }>> {
		const added = await this.#service.add(address);
		if (added.ok) void this.#sync(added.value.id, 'news');
		return added;
	}

	/** Syncs the whole archive of a feed, which also finds old edits. */
	sync(id: FeedId): Promise<void> {
		return this.#sync(id, 'whole');
	}

	syncDue(): Promise<void> {
		return this.#service.syncDue();
	}

	/**
	 * Gives the reader the default feeds of `config.json` and syncs what is due.
	 * @returns the configuration, or null when it cannot be fetched: what is kept still syncs.
	 */
	async start(configUrl: string): Promise<SiteConfig | null> {
		void this.#service.syncDue();
		try {
			const config = await this.#service.siteConfig(configUrl);
			this.startProblems = config.ok
				? await this.#service.addDefaultFeeds(config.value.feeds)
				: [withoutConfig(config.problem)];
			return config.ok ? config.value : null;
		} finally {
			this.isStarting = false;
		}
	}

	async #sync(id: FeedId, depth: WalkDepth): Promise<void> {
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
			const isLatestAsked = this.latest !== null && this.#asked.has(this.latest.feedId);
			if (progress.outcome === null || (isLatestAsked && !this.#asked.has(progress.feedId))) return;
			this.latest = progress;
		}
	}
}

function withoutConfig({ code, message }: Problem): Problem {
	return {
		code,
		message: `The settings of this site (config.json) could not be fetched. ${message}`,
		advice: 'Feeds that you have added are not affected. Tell the person who runs this site.'
	};
}
