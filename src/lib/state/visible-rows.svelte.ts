import type { PostId } from '$lib/model/ids';
import type { Snippet } from '$lib/search/answer';
import type { Database } from '$lib/store/database';
import { observe } from '$lib/store/observe';
import { postRows, type PostRow } from '$lib/store/post-queries';

/** Places in the list, `to` exclusive. */
interface Range {
	from: number;
	to: number;
}

/** What the rows of a range show. */
interface Loaded {
	range: Range;
	ids: PostId[];
	rows: ReadonlyMap<PostId, PostRow>;
	snippets: ReadonlyMap<PostId, Snippet>;
}

type FetchSnippets = (query: string, ids: PostId[]) => Promise<Snippet[]>;

/** Rows read beyond those in sight. */
const MARGIN = 20;
const FIRST: Range = { from: 0, to: 2 * MARGIN };

/** The rows in sight and some around them: only these are held, and they follow what happens to their posts. */
export class VisibleRows {
	readonly #db: Database;
	readonly #fetchSnippets: FetchSnippets;
	readonly #fail: (error: unknown) => void;
	#rows = $state.raw<ReadonlyMap<PostId, PostRow>>(new Map());
	#snippets = $state.raw<ReadonlyMap<PostId, Snippet>>(new Map());
	#range = FIRST;
	#stopFollowing = () => {};

	constructor(db: Database, fetchSnippets: FetchSnippets, fail: (error: unknown) => void) {
		this.#db = db;
		this.#fetchSnippets = fetchSnippets;
		this.#fail = fail;
	}

	row(id: PostId): PostRow | undefined {
		return this.#rows.get(id);
	}

	snippet(id: PostId): Snippet | undefined {
		return this.#snippets.get(id);
	}

	/** The next list starts at its top. */
	reset(): void {
		this.#range = FIRST;
	}

	/** @returns whether rows `from` to `to` (exclusive) need reading. */
	look(from: number, to: number): boolean {
		if (from >= this.#range.from && to <= this.#range.to) return false;
		this.#range = { from: Math.max(0, from - MARGIN), to: to + MARGIN };
		return true;
	}

	/** Reads what the range shows of a list; `query` null when nothing is searched. Changes nothing on the screen. */
	async load(list: PostId[], query: string | null): Promise<Loaded> {
		const range = this.#range;
		const ids = list.slice(range.from, range.to);
		const [rows, snippets] = await Promise.all([
			postRows(this.#db, ids),
			query === null || ids.length === 0 ? [] : this.#fetchSnippets(query, ids)
		]);
		return {
			range,
			ids,
			rows: rowsById(rows),
			snippets: new Map(snippets.map((snippet) => [snippet.id, snippet]))
		};
	}

	/** Whether the reader has scrolled on since `loaded` was asked for. */
	isBehind({ range }: Loaded): boolean {
		return range !== this.#range;
	}

	/** Shows what was read, and follows it. */
	show({ ids, rows, snippets }: Loaded): void {
		this.#rows = rows;
		this.#snippets = snippets;
		this.stop();
		this.#stopFollowing = observe(
			() => postRows(this.#db, ids),
			(changed) => (this.#rows = rowsById(changed)),
			this.#fail
		);
	}

	/** Ends the following. */
	stop(): void {
		this.#stopFollowing();
	}
}

function rowsById(rows: PostRow[]): ReadonlyMap<PostId, PostRow> {
	return new Map(rows.map((row) => [row.post.id, row]));
}
