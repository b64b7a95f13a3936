import { transfer } from 'comlink';
import type { PostId } from '$lib/model/ids';
import type { PackedIds } from '$lib/model/packed-ids';
import type { MonthCount } from '$lib/model/month-count';
import { viewOf, type LibraryView } from '$lib/model/view';
import type { Database } from '$lib/store/database';
import type { PostRow } from '$lib/store/post-queries';
import { titlesOf, type RowWithText } from '$lib/store/text-queries';
import type { FoundPost, Overview, SearchAnswer, SearchWish, Suggestions } from './answer';
import { completionsAt, type KnownNames } from './query/completions';
import { Destinations } from './query/destinations';
import { IndexFollower, type IndexState } from './index-follower';
import { namesIn } from './index/names';
import { relatedPosts } from './match/related';
import { SearchEngine, type Findings } from './match/search-engine';
import { excerptOf, highlight } from './match/snippet';
import type { Sought } from './match/sought';
import { countNewest, newestPosts } from './newest';
import { RowCache } from './row-cache';

export type { IndexState };

/** Posts whose titles are compared with a query, for jumping to them. */
const MOST_TITLES = 30;

/**
 * Search over everything stored, always up to date. Made to run in a worker, see worker.ts; all it takes and gives
 * can be cloned.
 */
export class SearchService {
	readonly #db: Database;
	readonly #engine = new SearchEngine();
	readonly #follower: IndexFollower;
	readonly #rows: RowCache;
	/** Of the last wish, since its rows are asked next. */
	#last: { key: string; findings: Findings } | null = null;
	#names: { version: string; known: KnownNames; destinations: Destinations } | null = null;

	/** @param locks null where the browser has none: then every tab stores the index. */
	constructor(db: Database, locks: LockManager | null) {
		this.#db = db;
		this.#rows = new RowCache(db, this.#engine.index);
		this.#follower = new IndexFollower(db, this.#engine, locks);
	}

	/**
	 * Answers at once, from what is indexed so far; the answer says whether that is everything.
	 * @param rows how many of the first posts to show
	 */
	async search(wish: SearchWish, rows: number): Promise<SearchAnswer> {
		const begun = performance.now();
		const findings = this.#find(wish);
		const ids = this.#engine.page(findings, 0, rows);
		const milliseconds = performance.now() - begun;
		const { isEmpty, ranking, categoryCounts, corrections, sought } = findings;
		return {
			query: wish.view.query,
			isEmpty,
			total: ranking.length,
			first: await this.#show(ids, sought),
			categoryCounts,
			corrections,
			isComplete: this.#follower.state.isComplete,
			milliseconds
		};
	}

	/** Places `from` to `to` (exclusive) of what is found, without posts that are gone. */
	async rows(wish: SearchWish, from: number, to: number): Promise<FoundPost[]> {
		const findings = this.#find(wish);
		return this.#show(this.#engine.page(findings, from, to), findings.sought);
	}

	/** Ids of everything that is found, in order. */
	order(wish: SearchWish): PackedIds {
		const order = this.#engine.order(this.#find(wish));
		return transfer(order, [order.buffer]);
	}

	/** How many posts of what is found are from each month, the newest first; as far as it is indexed. */
	months(wish: SearchWish): MonthCount[] {
		return this.#engine.months(this.#find(wish));
	}

	/** What the posts are about that pass the filters of `view`. */
	overview(view: LibraryView): Overview {
		const findings = this.#find({ view, opened: [] });
		const { authors, tags, categories } = this.#engine.names(findings);
		const { isComplete } = this.#follower.state;
		return { months: this.#engine.months(findings), authors, tags, categories, isComplete };
	}

	/** See {@link newestPosts}. */
	async newest(wish: SearchWish): Promise<PackedIds> {
		const order = await newestPosts(this.#db, wish);
		return transfer(order, [order.buffer]);
	}

	/** See {@link countNewest}. */
	countNewest(wish: SearchWish): Promise<Map<string, number>> {
		return countNewest(this.#db, wish);
	}

	/** What is to be marked in a post that was found by `query`. */
	sought(query: string): Sought[] {
		const view = viewOf(new URLSearchParams());
		return this.#find({ view: { ...view, query }, opened: [] }).sought;
	}

	/** See {@link relatedPosts}; none for a post that is not there. */
	async related(id: PostId, most: number): Promise<PostRow[]> {
		const [open] = await this.#rows.read([id]);
		if (open === undefined) return [];
		const { post } = open.row;
		const ids = relatedPosts(this.#engine.index, { id, title: post.title, text: open.text }, most);
		return (await this.#rows.read(ids)).map(({ row }) => row);
	}

	/** Ways to go on, and places to jump to, for what stands in the search box. */
	async suggest(query: string, caret: number): Promise<Suggestions> {
		const { known, destinations } = this.#knownNames();
		const titles = await titlesOf(this.#db, this.#engine.idsWithTitle(query, MOST_TITLES));
		return {
			query,
			caret,
			completions: completionsAt(query, caret, known),
			destinations: destinations.find(query, titles)
		};
	}

	/** Calls back soon, and then each time the index has taken in changes, a few times a second at most. */
	onIndexed(callback: (state: IndexState) => void): void {
		this.#follower.onIndexed(callback);
	}

	/** Resolves once everything that was stored at the start can be found, or could not be read. */
	ready(): Promise<IndexState> {
		return this.#follower.ready();
	}

	/** Ends following the library; resolves once it is no longer read. */
	close(): Promise<void> {
		return this.#follower.close();
	}

	#find({ view, opened }: SearchWish): Findings {
		const { version, marksVersion } = this.#engine.index;
		const key = JSON.stringify([view, opened, version, marksVersion, this.#engine.titlesVersion]);
		if (this.#last?.key !== key) this.#last = { key, findings: this.#engine.find(view, opened) };
		return this.#last.findings;
	}

	async #show(ids: PostId[], sought: readonly Sought[]): Promise<FoundPost[]> {
		const rows = await this.#rows.read(ids);
		return rows.map((found) => foundPost(found, sought));
	}

	#knownNames(): { known: KnownNames; destinations: Destinations } {
		const { index, feedTitles, titlesVersion } = this.#engine;
		const version = `${index.version} ${titlesVersion}`;
		if (this.#names?.version !== version) {
			const names = namesIn(index.segments);
			const counts = index.countByFeed();
			const feeds = [...feedTitles].map(([id, name]) => ({ id, name, count: counts.get(id) ?? 0 }));
			this.#names = {
				version,
				known: { ...names, feeds },
				destinations: new Destinations({ ...names, feeds })
			};
		}
		return this.#names;
	}
}

function foundPost({ row, text }: RowWithText, sought: readonly Sought[]): FoundPost {
	const { pieces, cutBefore, cutAfter } = excerptOf(text, sought);
	const title = highlight(row.post.title, sought, 'title');
	return { row, snippet: { title, text: pieces, cutBefore, cutAfter } };
}
