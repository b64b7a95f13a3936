import type { FeedId, PostId } from '$lib/model/ids';
import { ownName } from '$lib/model/own-name';
import { unexpectedProblem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';
import { bareLink } from '$lib/sources/files/bare-link';
import type { SourceContext } from '$lib/sources/source';
import type { Database } from '$lib/store/database';
import { changeFeed, findFeed, listFeeds } from '$lib/store/feeds';
import { openPost } from '$lib/store/post-queries';
import { storageProblem } from '$lib/store/storage-problem';
import { countLinks, fetchLinks, linksToFetch, type Link } from './fetch-links';
import type { LinkCount, LinkReport } from './link-outcome';

/** How far it is, in links. */
export interface LinkProgress {
	done: number;
	total: number;
}

/** What the reader wants fetched. */
export interface LinkWish {
	feeds: FeedId[];
	/** Those pages that could not be had before, and not those that were not asked for. */
	again: boolean;
	/** Whether to ask the reader's relay for pages whose sites refuse; not given, as it is kept of each feed. */
	isRelayed?: boolean;
}

/** What the service needs of the world. */
export interface LinkServiceWorld {
	/** What pages are fetched with; the signal ends its requests. */
	createContext: (signal: AbortSignal) => SourceContext;
	/** Null where the browser has none: on plain http, where one tab at a time is up to the reader. */
	locks: LockManager | null;
	appAddress: string;
}

const BUSY: LinkReport = { fetched: 0, stayed: [], left: 0, ended: 'busy-elsewhere', problem: null };

/** Fetches the pages of links. Made to run in a worker, see transfer-worker.ts; all it takes and gives can be cloned. */
export class LinkService {
	readonly #db: Database;
	readonly #world: LinkServiceWorld;
	#running: AbortController | null = null;
	#report: (progress: LinkProgress) => void = () => undefined;
	/** What the page knows of the network; a worker does not always hear of it. */
	isPageOnline = true;

	constructor(db: Database, world: LinkServiceWorld) {
		this.#db = db;
		this.#world = world;
	}

	/** `report` hears how far the one that runs is. */
	onProgress(report: (progress: LinkProgress) => void): void {
		this.#report = report;
	}

	setOnline(isOnline: boolean): void {
		this.isPageOnline = isOnline;
	}

	/** How many links each feed has that came in files; those without any are left out. */
	count(): Promise<Result<LinkCount[]>> {
		return attempt(async () => {
			const counts: LinkCount[] = [];
			const feeds = (await listFeeds(this.#db)).filter(({ kind }) => kind === 'page');
			for (const { id } of feeds) counts.push(await countLinks(this.#db, id));
			return counts.filter(({ waiting, failed }) => waiting + failed > 0);
		});
	}

	/** Fetches the pages of the links of feeds. When it ends early what has come so far stays, and the report says so. */
	fetch({ feeds, again, isRelayed }: LinkWish): Promise<Result<LinkReport>> {
		return attempt(() =>
			this.#alone(async (signal) => {
				const links: Link[] = [];
				for (const feed of feeds) {
					if (signal.aborted) break;
					// One that is followed has a choice of its own.
					const isOfLinks = (await findFeed(this.#db, feed))?.kind === 'page';
					if (isOfLinks && isRelayed !== undefined) await changeFeed(this.#db, feed, { isRelayed });
					links.push(...(await linksToFetch(this.#db, feed, again)));
				}
				return this.#fetch(links, signal);
			})
		);
	}

	/** Fetches the page of one link. */
	fetchOne(id: PostId): Promise<Result<LinkReport>> {
		return attempt(() =>
			this.#cancellable(async (signal) => {
				const { post, body } = (await openPost(this.#db, id)) ?? {};
				if (post?.url == null || bareLink(post.url, body?.html ?? '') === null)
					return this.#fetch([], signal);
				const isRelayed = (await findFeed(this.#db, post.feedId))?.isRelayed ?? false;
				return this.#fetch([{ id, url: post.url, isRelayed }], signal);
			})
		);
	}

	/** Ends what runs. */
	cancel(): void {
		this.#running?.abort(new Error('The reader has cancelled it'));
	}

	#fetch(links: readonly Link[], signal: AbortSignal): Promise<LinkReport> {
		const { appAddress, createContext } = this.#world;
		const report = (progress: LinkProgress) => this.#report(progress);
		return fetchLinks(this.#db, links, { context: createContext(signal), signal, appAddress, report });
	}

	/** From its beginning on: to count thousands of links takes a while, too. */
	async #cancellable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
		const running = new AbortController();
		this.#running = running;
		try {
			return await work(running.signal);
		} finally {
			if (this.#running === running) this.#running = null;
		}
	}

	/** Two tabs at once would ask for every page twice. */
	async #alone(work: (signal: AbortSignal) => Promise<LinkReport>): Promise<LinkReport> {
		const { locks } = this.#world;
		if (locks === null) return this.#cancellable(work);
		return locks.request(ownName('backlist-links'), { ifAvailable: true }, (lock) =>
			lock === null ? BUSY : this.#cancellable(work)
		);
	}
}

async function attempt<T>(action: () => Promise<T>): Promise<Result<T>> {
	try {
		return { ok: true, value: await action() };
	} catch (error) {
		return { ok: false, problem: storageProblem(error) ?? unexpectedProblem(error) };
	}
}
