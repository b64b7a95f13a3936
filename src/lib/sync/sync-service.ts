import { say, together } from '$lib/messages/problem-words';
import { hasStored, KEPT_IF_REMOVED, type SyncOutcome } from '$lib/model/feed';
import type { FeedId, PostId } from '$lib/model/ids';
import { adviceOf, messageOf, newProblem, unexpectedProblem, type Problem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';
import type { SyncSettings } from '$lib/model/sync-settings';
import { parseRelay } from '$lib/sources/relay';
import type { SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { checkUp, type CheckUp } from '$lib/store/check-up';
import { FeedRemovedError } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import {
	addFeed,
	changeFeed,
	feedsToPurge,
	findFeed,
	listFeeds,
	purgeFeed,
	removeFeed,
	restoreFeed
} from '$lib/store/feeds';
import { offeredFeeds, recordOffered } from '$lib/store/offered-feeds';
import { STORAGE_FULL, storageProblem } from '$lib/store/storage-problem';
import { changeSyncSettings, readSyncSettings } from '$lib/store/sync-settings';
import { isDue } from './due';
import { inLanes } from './in-lanes';
import { fetchComments } from './post-comments';
import { feedRecordOf, findFeedsAt, previewOf, type FeedPreview, type FoundFeed } from './preview';
import type { SyncProgress } from './progress';
import { RememberedAnswers } from './remembered-answers';
import type { SyncDepth } from './run';
import { parseSiteConfig, type SiteConfig } from './site-config';
import { SyncStopped } from './stopped';
import { syncFeed } from './sync-feed';
import { SyncTurns, type SyncResult } from './sync-turns';
import { viaRelay } from './via-relay';

/** What the service needs of the world. */
export interface ServiceWorld {
	/** What sources fetch with; the signal ends its requests. */
	createContext: (signal?: AbortSignal) => SourceContext;
	/** Null where the browser has none: on plain http, where one tab at a time is up to the reader. */
	locks: LockManager | null;
	/** From 0 up to 1. */
	random: () => number;
}

/** Milliseconds after which it is tried again to store something on a device that gave no more room. */
const FULL_FOR = 60 * 60_000;

/** What the page asks of the sync worker. */
export class SyncService {
	readonly #db: Database;
	readonly #locks: LockManager | null;
	readonly #createContext: (signal?: AbortSignal) => SourceContext;
	readonly #context: SourceContext;
	readonly #random: () => number;
	#report: (progress: SyncProgress) => void = () => undefined;
	readonly #remembered = new RememberedAnswers();
	readonly #turns: SyncTurns;
	/** UTC milliseconds until which no automatic sync begins, since the device has no more room. */
	#fullUntil = 0;
	/** What the page knows of the network; a worker does not always hear of it. */
	isPageOnline = true;

	constructor(db: Database, { createContext, locks, random }: ServiceWorld) {
		this.#db = db;
		this.#locks = locks;
		this.#turns = new SyncTurns(locks, (id, depth, signal) => this.#run(id, depth, signal));
		this.#random = random;
		this.#createContext = (signal) => {
			const context = createContext(signal);
			const fetchText: SourceContext['fetchText'] = async (url) =>
				this.#remembered.take(url) ?? context.fetchText(url);
			return { ...context, fetchText };
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
			const chosen = url === null ? best : [best, ...others].find((found) => found.url === url);
			if (chosen === undefined) throw notFoundAgain(url);
			const feed = feedRecordOf(chosen, this.#context.now(), isRelayed);
			const isNew = await addFeed(this.#db, feed);
			// Whoever adds a feed again wants it synced, and in this way.
			await changeFeed(this.#db, feed.id, { isRelayed, isPaused: false, isFollowed: true });
			return { id: feed.id, title: feed.title, isNew };
		});
	}

	/** @returns how it ended; null when the feed is not kept or followed (any more), is paused, or came in a file. */
	sync(id: FeedId, depth: SyncDepth): Promise<SyncResult> {
		return this.#turns.sync(id, depth);
	}

	async #run(id: FeedId, depth: SyncDepth, signal: AbortSignal): Promise<SyncOutcome | null> {
		const outcome = await syncFeed(id, depth, {
			db: this.#db,
			settings: await readSyncSettings(this.#db),
			context: this.#createContext(signal),
			signal,
			random: this.#random,
			wait: (milliseconds) => waitFor(milliseconds, signal),
			report: (progress) => this.#report(progress)
		});
		if (outcome?.error?.code === STORAGE_FULL) this.#fullUntil = this.#context.now() + FULL_FOR;
		else if (outcome !== null && hasStored(outcome)) this.#fullUntil = 0;
		return outcome;
	}

	/** Syncs every feed that is due, a few at a time: one that hardly answers does not hold up the others. */
	async syncDue(): Promise<void> {
		if (!this.isPageOnline || this.#isFull()) return;
		const settings = await readSyncSettings(this.#db);
		const now = this.#context.now();
		const due = (await listFeeds(this.#db)).filter((feed) => isDue(feed, settings, now));
		await inLanes(due, async ({ id }) => {
			// Another tab may have synced it, or the reader paused it, while others had their turn.
			const feed = await findFeed(this.#db, id);
			const isStillDue = feed !== undefined && isDue(feed, settings, this.#context.now());
			if (isStillDue && !this.#isFull()) await this.sync(id, 'news');
		});
	}

	/** Deletes what was removed long ago, and what is left of a feed whose deletion was cut off. */
	async purgeRemoved(): Promise<void> {
		const ids = await feedsToPurge(this.#db, this.#context.now(), KEPT_IF_REMOVED);
		for (const id of ids) await purgeFeed(this.#db, id);
	}

	/** The device had no more room a while ago: what is fetched could not be kept. */
	#isFull(): boolean {
		const left = this.#fullUntil - this.#context.now();
		// A clock that was set back must not make this last.
		return left > 0 && left <= FULL_FOR;
	}

	/** Ends the feed's sync, in whichever tab it runs, and lets no other begin until it is resumed. */
	async pause(id: FeedId): Promise<void> {
		await changeFeed(this.#db, id, { isPaused: true });
		this.#turns.end(id, new SyncStopped('paused'));
	}

	/** Lets the feed be synced again; the caller starts the sync that goes on where the last one was. */
	async resume(id: FeedId): Promise<void> {
		await changeFeed(this.#db, id, { isPaused: false });
	}

	/** Ends the syncs that run and wait here. What they have brought stays; an automatic one goes on from there after a while. */
	cancel(id: FeedId): void {
		this.#turns.end(id, new SyncStopped('cancelled'));
	}

	/** Whether to fetch the feed through the reader's relay. A sync that runs here ends, and goes on the other way. */
	async setRelayed(id: FeedId, isRelayed: boolean): Promise<void> {
		await changeFeed(this.#db, id, { isRelayed });
		if (!this.#turns.isRunning(id)) return;
		this.#turns.end(id, new SyncStopped('cancelled'));
		void this.sync(id, 'news');
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

	/** Removes the feed with its posts and marks from everything that is shown, and ends its sync. */
	async remove(id: FeedId): Promise<void> {
		await removeFeed(this.#db, id, this.#context.now());
		this.#turns.end(id, new FeedRemovedError(id));
	}

	/** Brings back what was removed. */
	async undoRemove(id: FeedId): Promise<void> {
		await restoreFeed(this.#db, id);
	}

	/** Deletes a removed feed for good. */
	async purge(id: FeedId): Promise<void> {
		await purgeFeed(this.#db, id);
	}

	/** Ends the feed's syncs for good; its posts stay. */
	async unfollow(id: FeedId): Promise<void> {
		await changeFeed(this.#db, id, { isFollowed: false });
		this.#turns.end(id, new SyncStopped('cancelled'));
	}

	/** Lets the feed be synced again; the caller starts the sync. */
	async follow(id: FeedId): Promise<void> {
		await changeFeed(this.#db, id, { isFollowed: true, isPaused: false });
	}

	/** See {@link checkUp}. */
	checkLibrary(): Promise<Result<CheckUp | null>> {
		return attempt(() => checkUp(this.#db, this.#locks));
	}

	/** There may be room again. */
	async goOn(): Promise<void> {
		this.#fullUntil = 0;
		await this.syncDue();
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
			const { problem } = added;
			const message = together(say('start_feed_not_added', { address: url }), messageOf(problem));
			return newProblem(problem.code, message, adviceOf(problem));
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
			const before = isFresh ? undefined : this.#remembered.find(url);
			const answer = before ?? (await this.#context.fetchText(url));
			this.#remembered.remember(url, answer);
			return answer;
		};
		const { relay } = await readSyncSettings(this.#db);
		const context = { ...this.#context, fetchText: isRelayed ? viaRelay(fetchText, relay) : fetchText };
		return findFeedsAt(address, context);
	}
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

function notFoundAgain(url: string | null): SourceError {
	const message = say('find_not_again', { address: String(url) });
	return new SourceError('not-found', message, say('find_not_again_advice'));
}

async function attempt<T>(action: () => Promise<T>): Promise<Result<T>> {
	try {
		return { ok: true, value: await action() };
	} catch (error) {
		const problem = error instanceof SourceError ? error.toProblem() : storageProblem(error);
		return { ok: false, problem: problem ?? unexpectedProblem(error) };
	}
}
