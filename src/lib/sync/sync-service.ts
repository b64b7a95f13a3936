import type { Feed, SyncOutcome } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import { unexpectedProblem, type Problem } from '$lib/model/problem';
import type { FetchedText, SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { FeedRemovedError } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed, listFeeds, removeFeed } from '$lib/store/feeds';
import { offeredFeeds, recordOffered } from '$lib/store/offered-feeds';
import { storageProblem } from '$lib/store/storage-problem';
import { feedRecordOf, findFeedAt, previewOf, type FeedPreview, type FoundFeed } from './preview';
import type { SyncProgress } from './progress';
import { parseSiteConfig, type SiteConfig } from './site-config';
import { syncFeed } from './sync-feed';
import type { WalkDepth } from './walk-archive';

/** A value, or what went wrong in words: errors lose their class on the way out of a worker. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

type CreateContext = (signal?: AbortSignal) => SourceContext;

/** Feeds synced at the same time. */
const LANES = 4;
/** An automatic sync leaves a feed alone for this long. */
const FRESH_FOR = 30 * 60_000;
/** Milliseconds for which the answer that was previewed may serve as the first page of the sync. */
const REMEMBERED_FOR = 60_000;

/** What the page asks of the sync worker. */
export class SyncService {
	readonly #db: Database;
	readonly #createContext: CreateContext;
	readonly #context: SourceContext;
	readonly #locks: LockManager | null;
	#report: (progress: SyncProgress) => void = () => undefined;
	/** Answers that were previewed, by address, for a short while. */
	readonly #remembered = new Map<string, FetchedText>();
	/** Ends a sync that runs here. */
	readonly #running = new Map<FeedId, AbortController>();
	/** What the page knows of the network; a worker does not always hear of it. */
	isPageOnline = true;

	/**
	 * @param createContext what sources fetch with; the signal ends its requests
	 * @param locks null where the browser has none: on plain http, where one tab at a time is up to the reader
	 */
	constructor(db: Database, createContext: CreateContext, locks: LockManager | null) {
		this.#db = db;
		this.#locks = locks;
		this.#createContext = (signal) => {
			const context = createContext(signal);
			return { ...context, fetchText: (url) => this.#recall(url) ?? context.fetchText(url) };
		};
		this.#context = this.#createContext();
	}

	/** The page went online or offline. */
	setOnline(isOnline: boolean): void {
		this.isPageOnline = isOnline;
	}

	/** `report` hears of every page of every sync that this service runs. */
	onProgress(report: (progress: SyncProgress) => void): void {
		this.#report = report;
	}

	/** Looks at the feed of an address without keeping anything. */
	async preview(address: string): Promise<Result<FeedPreview>> {
		return attempt(async () => {
			const found = await this.#find(address);
			return previewOf(found, (await findFeed(this.#db, found.id)) !== undefined);
		});
	}

	/** Keeps the feed of an address; its posts come with the sync that the caller starts next. */
	async add(address: string): Promise<Result<{ id: FeedId; title: string; isNew: boolean }>> {
		return attempt(async () => {
			const found = await this.#find(address);
			const feed = feedRecordOf(found, this.#context.now());
			return { id: feed.id, title: feed.title, isNew: await addFeed(this.#db, feed) };
		});
	}

	/** @returns null when the feed is not kept (any more), `busy` when it is being synced, here or in another tab. */
	async sync(id: FeedId, depth: WalkDepth): Promise<SyncOutcome | 'busy' | null> {
		if (this.#locks === null) return this.#run(id, depth);
		return this.#locks.request(`backlist-sync-${id}`, { ifAvailable: true }, async (lock) =>
			lock === null ? 'busy' : this.#run(id, depth)
		);
	}

	async #run(id: FeedId, depth: WalkDepth): Promise<SyncOutcome | null> {
		const ending = new AbortController();
		this.#running.set(id, ending);
		try {
			const context = this.#createContext(ending.signal);
			return await syncFeed(this.#db, id, depth, context, (progress) => this.#report(progress));
		} finally {
			this.#running.delete(id);
		}
	}

	/** Syncs every feed that is due, a few at a time: one that hardly answers does not hold up the others. */
	async syncDue(): Promise<void> {
		const due = (await listFeeds(this.#db)).filter((feed) => isDue(feed, this.#context.now()));
		await inLanes(due, (feed) => this.sync(feed.id, 'news'));
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
		const added = await this.add(url);
		if (!added.ok) {
			const message = `The feed ${url}, with which this site starts, could not be added. ${added.problem.message}`;
			return { ...added.problem, message };
		}
		await recordOffered(this.#db, url, this.#context.now());
		void this.sync(added.value.id, 'news');
		return null;
	}

	async #find(address: string): Promise<FoundFeed> {
		const found = await findFeedAt(address, this.#context);
		this.#remembered.set(found.url, found.page);
		setTimeout(() => {
			if (this.#remembered.get(found.url) === found.page) this.#remembered.delete(found.url);
		}, REMEMBERED_FOR);
		return found;
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

function isDue({ lastSync, checkpoint, expired }: Feed, now: number): boolean {
	if (lastSync === null || checkpoint !== null) return true;
	return !expired && now - lastSync.at > FRESH_FOR;
}

async function attempt<T>(action: () => Promise<T>): Promise<Result<T>> {
	try {
		return { ok: true, value: await action() };
	} catch (error) {
		const problem = error instanceof SourceError ? error.toProblem() : storageProblem(error);
		return { ok: false, problem: problem ?? unexpectedProblem(error) };
	}
}
