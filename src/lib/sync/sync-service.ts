import type { SyncOutcome } from '$lib/model/feed';
import type { FeedId, PostId } from '$lib/model/ids';
import { unexpectedProblem, type Problem } from '$lib/model/problem';
import type { SyncSettings } from '$lib/model/sync-settings';
import { parseRelay } from '$lib/sources/relay';
import type { FetchedText, SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { FeedRemovedError } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, changeFeed, findFeed, listFeeds, removeFeed } from '$lib/store/feeds';
import { offeredFeeds, recordOffered } from '$lib/store/offered-feeds';
import { storageProblem } from '$lib/store/storage-problem';
import { changeSyncSettings, readSyncSettings } from '$lib/store/sync-settings';
import { isDue } from './due';
import { readFeedFile } from './feed-file';
import { importFeed, type ImportedFeed } from './import-feed';
import { fetchComments } from './post-comments';
import { feedRecordOf, findFeedsAt, previewOf, type FeedPreview, type FoundFeed } from './preview';
import type { SyncProgress } from './progress';
import type { SyncDepth } from './run';
import { parseSiteConfig, type SiteConfig } from './site-config';
import { SyncStopped } from './stopped';
import { relayed, syncFeed } from './sync-feed';

/** A value, or what went wrong in words: errors lose their class on the way out of a worker. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** What the service needs of the world. */
export interface ServiceWorld {
	/** What sources fetch with; the signal ends its requests. */
	createContext: (signal?: AbortSignal) => SourceContext;
	/** Null where the browser has none: on plain http, where one tab at a time is up to the reader. */
	locks: LockManager | null;
	/** From 0 up to 1. */
	random: () => number;
}

/** Feeds synced at the same time. */
const LANES = 4;
/** Milliseconds for which the answers that were previewed may serve the sync that follows. */
const REMEMBERED_FOR = 60_000;

/** What the page asks of the sync worker. */
export class SyncService {
	readonly #db: Database;
	readonly #createContext: (signal?: AbortSignal) => SourceContext;
	readonly #context: SourceContext;
	readonly #locks: LockManager | null;
	readonly #random: () => number;
	#report: (progress: SyncProgress) => void = () => undefined;
	/** Answers that were previewed, by address, for a short while. */
	readonly #remembered = new Map<string, FetchedText>();
	/** Ends a sync that runs here. */
	readonly #running = new Map<FeedId, AbortController>();
	/** The sync of each feed that was asked for last here, until it ends. */
	readonly #underWay = new Map<FeedId, { depth: SyncDepth; outcome: Promise<unknown> }>();
	/** What the page knows of the network; a worker does not always hear of it. */
	isPageOnline = true;

	constructor(db: Database, { createContext, locks, random }: ServiceWorld) {
		this.#db = db;
		this.#locks = locks;
		this.#random = random;
		this.#createContext = (signal) => {
			const context = createContext(signal);
			return { ...context, fetchText: (url) => this.#recall(url) ?? context.fetchText(url) };
		};
		this.#context = createContext();
	}

	/** The page went online or offline. */
	setOnline(isOnline: boolean): void {
		this.isPageOnline = isOnline;
	}

	/** `report` hears of every page of every sync that this service runs. */
	onProgress(report: (progress: SyncProgress) => void): void {
		this.#report = report;
	}

	/** Looks at the feeds of an address without keeping anything; the best first. */
	async preview(address: string, isRelayed: boolean): Promise<Result<FeedPreview[]>> {
		return attempt(async () => {
			const found = await this.#find(address, isRelayed, true);
			return Promise.all(
				found.map(async (feed) => previewOf(feed, (await findFeed(this.#db, feed.id)) !== undefined))
			);
		});
	}

	/**
	 * Keeps a feed of an address; its posts come with the sync that the caller starts next.
	 * @param url of the one that was chosen of those found there, or null for the best
	 */
	async add(
		address: string,
		url: string | null,
		isRelayed: boolean
	): Promise<Result<{ id: FeedId; title: string; isNew: boolean }>> {
		return attempt(async () => {
			const [best, ...others] = await this.#find(address, isRelayed, false);
			if (best === undefined) throw new Error(`Nothing was found at ${address}`);
			const chosen = [best, ...others].find((found) => found.url === url) ?? best;
			const feed = feedRecordOf(chosen, this.#context.now(), isRelayed);
			return { id: feed.id, title: feed.title, isNew: await addFeed(this.#db, feed) };
		});
	}

	/** Looks at a feed in a file without keeping anything. */
	async previewFile(file: File): Promise<Result<FeedPreview>> {
		return attempt(async () => {
			const found = await readFeedFile(file, this.#context);
			return previewOf(found, (await findFeed(this.#db, found.id)) !== undefined);
		});
	}

	/** Keeps the posts of a file. */
	async importFile(file: File): Promise<Result<ImportedFeed>> {
		return attempt(async () => importFeed(this.#db, await readFeedFile(file, this.#context), this.#context));
	}

	/**
	 * A sync that was asked for follows an automatic one that is under way here, since it finds more.
	 * @returns null when the feed is not kept (any more), `busy` when it is being synced, here or in another tab.
	 */
	async sync(id: FeedId, depth: SyncDepth): Promise<SyncOutcome | 'busy' | null> {
		const before = this.#underWay.get(id);
		if (before !== undefined && !(before.depth === 'news' && depth === 'whole')) return 'busy';
		const begin = () => this.#runAlone(id, depth);
		const outcome = before === undefined ? begin() : before.outcome.then(begin, begin);
		const own = { depth, outcome };
		this.#underWay.set(id, own);
		try {
			return await outcome;
		} finally {
			if (this.#underWay.get(id) === own) this.#underWay.delete(id);
		}
	}

	async #runAlone(id: FeedId, depth: SyncDepth): Promise<SyncOutcome | 'busy' | null> {
		if (this.#locks === null) return this.#run(id, depth);
		return this.#locks.request(`backlist-sync-${id}`, { ifAvailable: true }, async (lock) =>
			lock === null ? 'busy' : this.#run(id, depth)
		);
	}

	async #run(id: FeedId, depth: SyncDepth): Promise<SyncOutcome | null> {
		const ending = new AbortController();
		const { signal } = ending;
		this.#running.set(id, ending);
		try {
			return await syncFeed(id, depth, {
				db: this.#db,
				settings: await readSyncSettings(this.#db),
				context: this.#createContext(signal),
				signal,
				random: this.#random,
				wait: (milliseconds) => waitFor(milliseconds, signal),
				report: (progress) => this.#report(progress)
			});
		} finally {
			this.#running.delete(id);
		}
	}

	/** Syncs every feed that is due, a few at a time: one that hardly answers does not hold up the others. */
	async syncDue(): Promise<void> {
		if (!this.isPageOnline) return;
		const { interval } = await readSyncSettings(this.#db);
		const due = (await listFeeds(this.#db)).filter((feed) => isDue(feed, interval, this.#context.now()));
		await inLanes(due, (feed) => this.sync(feed.id, 'news'));
	}

	/** Ends the feed's sync, in whichever tab it runs, and lets no other begin until it is resumed. */
	async pause(id: FeedId): Promise<void> {
		await changeFeed(this.#db, id, { isPaused: true });
		this.#running.get(id)?.abort(new SyncStopped('paused'));
	}

	/** Lets the feed be synced again; the caller starts the sync that goes on where the last one was. */
	async resume(id: FeedId): Promise<void> {
		await changeFeed(this.#db, id, { isPaused: false });
	}

	/** Ends a sync that runs here. What it has brought stays; an automatic one goes on from there after a while. */
	cancel(id: FeedId): void {
		this.#running.get(id)?.abort(new SyncStopped('cancelled'));
	}

	/** Whether to fetch the feed through the reader's relay. */
	async setRelayed(id: FeedId, isRelayed: boolean): Promise<void> {
		await changeFeed(this.#db, id, { isRelayed });
	}

	/** Keeps how to sync. @returns what is wrong with a relay's address; then nothing is kept. */
	async changeSettings(change: Partial<SyncSettings>): Promise<Result<null>> {
		return attempt(async () => {
			const { relay } = change;
			const checked =
				relay === undefined || relay.trim() === '' ? (relay?.trim() ?? null) : parseRelay(relay);
			await changeSyncSettings(this.#db, { ...change, ...(checked !== null && { relay: checked }) });
			return null;
		});
	}

	/** Fetches the comments of one post. @returns how many were new. */
	async fetchComments(id: PostId): Promise<Result<number>> {
		return attempt(async () => {
			const { relay } = await readSyncSettings(this.#db);
			return fetchComments(this.#db, id, this.#context, relay);
		});
	}

	/** Removes the feed with its posts and marks from this device, and ends its sync. */
	async remove(id: FeedId): Promise<void> {
		await removeFeed(this.#db, id);
		this.#running.get(id)?.abort(new FeedRemovedError(id));
	}

	/** What the person who hosts this app wrote into `config.json`. */
	async siteConfig(url: string): Promise<Result<SiteConfig>> {
		return attempt(async () => parseSiteConfig(await this.#context.fetchText(url)));
	}

	/**
	 * Adds the default feeds that this reader was never given, and starts to sync them. One that cannot be fetched is
	 * tried again next time.
	 */
	async addDefaultFeeds(urls: string[]): Promise<Problem[]> {
		const offered = await offeredFeeds(this.#db);
		const problems: Problem[] = [];
		await inLanes(
			urls.filter((url) => !offered.has(url)),
			async (url) => {
				const problem = await this.#addDefaultFeed(url);
				if (problem !== null) problems.push(problem);
			}
		);
		return problems;
	}

	async #addDefaultFeed(url: string): Promise<Problem | null> {
		const added = await this.add(url, null, false);
		if (!added.ok) {
			const message = `The feed ${url}, with which this site starts, could not be added. ${added.problem.message}`;
			return { ...added.problem, message };
		}
		await recordOffered(this.#db, url, this.#context.now());
		void this.sync(added.value.id, 'news');
		return null;
	}

	/**
	 * What is fetched on the way serves what follows within a minute: adding, and the first sync.
	 * @param isFresh whether nothing fetched before may serve
	 */
	async #find(address: string, isRelayed: boolean, isFresh: boolean): Promise<FoundFeed[]> {
		const fetchText: SourceContext['fetchText'] = async (url) => {
			const before = isFresh ? undefined : this.#remembered.get(url);
			const answer = before ?? (await this.#context.fetchText(url));
			this.#remember(url, answer);
			return answer;
		};
		const { relay } = await readSyncSettings(this.#db);
		const context = { ...this.#context, fetchText: isRelayed ? relayed(fetchText, relay) : fetchText };
		return findFeedsAt(address, context);
	}

	#remember(url: string, answer: FetchedText): void {
		this.#remembered.set(url, answer);
		setTimeout(() => {
			if (this.#remembered.get(url) === answer) this.#remembered.delete(url);
		}, REMEMBERED_FOR);
	}

	/** The answer that a preview has just fetched, once. */
	#recall(url: string): Promise<FetchedText> | null {
		const page = this.#remembered.get(url);
		if (page === undefined) return null;
		this.#remembered.delete(url);
		return Promise.resolve(page);
	}
}

/** Handles a few items at a time. */
async function inLanes<T>(items: T[], handle: (item: T) => Promise<unknown>): Promise<void> {
	const waiting = [...items];
	const lane = async () => {
		for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await handle(item);
	};
	await Promise.all(Array.from({ length: LANES }, lane));
}

/** @throws the reason of `signal` */
function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const leave = () => {
			clearTimeout(timer);
			reject(signal.reason as Error);
		};
		const timer = setTimeout(() => {
			signal.removeEventListener('abort', leave);
			resolve();
		}, milliseconds);
		signal.addEventListener('abort', leave, { once: true });
	});
}

async function attempt<T>(action: () => Promise<T>): Promise<Result<T>> {
	try {
		return { ok: true, value: await action() };
	} catch (error) {
		const problem = error instanceof SourceError ? error.toProblem() : storageProblem(error);
		return { ok: false, problem: problem ?? unexpectedProblem(error) };
	}
}
