import type { FeedId, PostId } from '$lib/model/ids';
import { unexpectedProblem, type Problem } from '$lib/model/problem';
import { isPrivate } from '$lib/model/private-host';
import { bareLink } from '$lib/sources/files/bare-link';
import { pageOfLink, type LinkedPage } from '$lib/sources/files/page/linked-page';
import { isLoopback } from '$lib/sources/http-url';
import { throughRelay } from '$lib/sources/relay';
import type { FetchedText, SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { FeedRemovedError } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { findFeed } from '$lib/store/feeds';
import { linksOfFeed, noteNoPage } from '$lib/store/links';
import { storageProblem } from '$lib/store/storage-problem';
import { readSyncSettings } from '$lib/store/sync-settings';
import { inLanes } from '$lib/sync/in-lanes';
import { ClosedHosts } from './closed-hosts';
import { keepPage } from './keep-page';
import { isFinal, whyOf, type LinkCount, type LinkReport, type WhyLink } from './link-outcome';

/** What fetching needs of the world. */
export interface LinkWorld {
	/** What pages are fetched with. */
	context: SourceContext;
	/** Its abort ends the fetching: what was fetched stays. */
	signal: AbortSignal;
	/** Address of the app itself: only one that is on this very device may ask for pages that are there. */
	appAddress: string;
	/** Hears how many there are, and then of each that has been asked for. */
	report: (progress: { done: number; total: number }) => void;
}

/** A link whose page is wanted. */
export interface Link {
	id: PostId;
	url: string;
	isRelayed: boolean;
}

const isLink = (url: string | null, html: string) => bareLink(url, html) !== null;

/** How many links a feed has; its posts are read in parts. */
export async function countLinks(db: Database, feed: FeedId): Promise<LinkCount> {
	const count: LinkCount = { feed, waiting: 0, failed: 0 };
	for await (const { noPage } of linksOfFeed(db, feed, isLink)) {
		if (noPage === undefined) count.waiting += 1;
		else count.failed += 1;
	}
	return count;
}

/**
 * The links of a feed that came in a file; of any other there are none.
 * @param again whether those whose pages could not be had before, or those that were not asked for
 */
export async function linksToFetch(db: Database, id: FeedId, again: boolean): Promise<Link[]> {
	const feed = await findFeed(db, id);
	if (feed?.kind !== 'page') return [];
	const { isRelayed } = feed;
	const links: Link[] = [];
	for await (const { id, url, noPage } of linksOfFeed(db, feed.id, isLink)) {
		if (url !== null && again === (noPage !== undefined)) links.push({ id, url, isRelayed });
	}
	return links;
}

/** Fetches the pages of links, a few at a time; each is kept as it comes. Ends early without a network, and says so. */
export async function fetchLinks(
	db: Database,
	links: readonly Link[],
	world: LinkWorld
): Promise<LinkReport> {
	world.report({ done: 0, total: links.length });
	const { relay } = await readSyncSettings(db);
	const fetching = new Fetching(db, links.length, world, relay);
	await inLanes(links, (link) => fetching.take(link));
	return fetching.end();
}

class Fetching {
	readonly #db: Database;
	readonly #world: LinkWorld;
	readonly #relay: string;
	readonly #total: number;
	readonly #stayed = new Map<WhyLink, number>();
	readonly #closed = new ClosedHosts();
	#done = 0;
	#fetched = 0;
	#isOffline = false;
	#problem: Problem | null = null;

	constructor(db: Database, total: number, world: LinkWorld, relay: string) {
		this.#db = db;
		this.#total = total;
		this.#world = world;
		this.#relay = relay;
	}

	/** Never throws: what goes wrong here ends it. */
	async take(link: Link): Promise<void> {
		if (this.#hasEnded()) return;
		try {
			const why = await this.#fetch(link);
			if (why === null) this.#fetched += 1;
			else await this.#stays(link, why);
			this.#done += 1;
			this.#world.report({ done: this.#done, total: this.#total });
		} catch (error) {
			this.#fail(error);
		}
	}

	end(): LinkReport {
		const stayed = [...this.#stayed].map(([why, count]) => ({ why, count }));
		const left = this.#total - this.#done;
		// It may be cancelled before it is known how many there are.
		const isCancelled = this.#world.signal.aborted && (left > 0 || this.#total === 0);
		return {
			fetched: this.#fetched,
			stayed: stayed.sort((a, b) => b.count - a.count),
			left,
			ended: isCancelled ? 'cancelled' : this.#isOffline ? 'offline' : null,
			problem: this.#problem
		};
	}

	#hasEnded(): boolean {
		return this.#world.signal.aborted || this.#isOffline || this.#problem !== null;
	}

	/** @returns why it stays a link, or null when it is one no more */
	async #fetch({ id, url, isRelayed }: Link): Promise<WhyLink | null> {
		const { context, appAddress } = this.#world;
		if (isPrivate(url) && !(isLoopback(url) && isLoopback(appAddress))) return 'private';
		const answer = await this.#answer(url, isRelayed);
		if (typeof answer === 'string') return answer;
		const page = pageIn(answer, url);
		if ('why' in page) return page.why;
		await keepPage(this.#db, id, page.article, context.now());
		return null;
	}

	/** The relay is only asked for what cannot be had without. */
	async #answer(url: string, isRelayed: boolean): Promise<FetchedText | WhyLink> {
		const { fetchText } = this.#world.context;
		const answer = this.#closed.whyNot(url) ?? (await answerOf(fetchText, url));
		this.#closed.take(url, answer);
		const isClosed = answer === 'blocked' || answer === 'insecure';
		if (!isClosed || !isRelayed || this.#relay === '') return answer;
		// One elsewhere cannot reach it, and need not know of it.
		if (isPrivate(url) && !isLoopback(this.#relay)) return answer;
		return answerOf(throughRelay(fetchText, this.#relay), url);
	}

	async #stays({ id }: Link, why: WhyLink): Promise<void> {
		this.#stayed.set(why, (this.#stayed.get(why) ?? 0) + 1);
		if (isFinal(why)) await noteNoPage(this.#db, id, why);
	}

	#fail(error: unknown): void {
		// What the cancelling has cut off says nothing of the site.
		if (this.#world.signal.aborted) return;
		// A feed that is gone has no links.
		if (error instanceof FeedRemovedError) this.#done += 1;
		else if (error instanceof SourceError) this.#isOffline = true;
		else this.#problem ??= storageProblem(error) ?? unexpectedProblem(error);
	}
}

/** A page that cannot be taken apart is none; it must not be in the way of the others. */
function pageIn(answer: FetchedText, url: string): LinkedPage {
	try {
		return pageOfLink(answer, url);
	} catch (error) {
		console.error(error);
		return { why: 'no-text' };
	}
}

/** @throws SourceError when there is no network: that says nothing of the link */
async function answerOf(fetchText: SourceContext['fetchText'], url: string): Promise<FetchedText | WhyLink> {
	try {
		return await fetchText(url);
	} catch (error) {
		if (!(error instanceof SourceError) || error.code === 'offline') throw error;
		return whyOf(error);
	}
}
