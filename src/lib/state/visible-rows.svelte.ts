import type { PostId } from '$lib/model/ids';
import type { Snippet } from '$lib/search/answer';
import type { Database } from '$lib/store/database';
import { observe } from '$lib/store/observe';
import { postRows, type PostRow } from '$lib/store/post-queries';

/** Places in the list, `to` exclusive. */
export interface Range {
	from: number;
	to: number;
}

/** What a row shows. */
export interface ShownRow {
	row: PostRow;
	/** Null when nothing is searched. */
	snippet: Snippet | null;
}

/** Rows read beyond those in sight. */
const MARGIN = 20;
/** The rows around the top of a list. */
export const TOP_ROWS: Range = { from: 0, to: 2 * MARGIN };
/** Milliseconds without another list before rows are followed: the first reading of them would keep a letter's answer waiting. */
const PAUSE = 300;

/** The rows in sight and some around them: only these are held, and they follow what happens to their posts. */
export class VisibleRows {
	readonly #db: Database;
	readonly #fail: (error: unknown) => void;
	#rows = $state.raw<ReadonlyMap<PostId, PostRow>>(new Map());
	/** Those held before: when posts come above them they are still in sight, and others are read in their places first. */
	#before: ReadonlyMap<PostId, PostRow> = new Map();
	#snippets = $state.raw<ReadonlyMap<PostId, Snippet>>(new Map());
	#sight: Range = { from: 0, to: MARGIN };
	#range = TOP_ROWS;
	#followSoon: ReturnType<typeof setTimeout> | undefined;
	#stopFollowing = () => {};

	constructor(db: Database, fail: (error: unknown) => void) {
		this.#db = db;
		this.#fail = fail;
	}

	row(id: PostId): PostRow | undefined {
		return this.#rows.get(id) ?? this.#before.get(id);
	}

	snippet(id: PostId): Snippet | undefined {
		return this.#snippets.get(id);
	}

	/** The places that are held, or will be soon. */
	get range(): Range {
		return this.#range;
	}

	/** The list begins at its top again, of which `range` is held. */
	begin(range: Range): void {
		this.#sight = { from: 0, to: MARGIN };
		this.#range = range;
	}

	/** @returns whether rows `from` to `to` (exclusive), which are in sight now, need reading: those of `range`. */
	look(from: number, to: number): boolean {
		this.#sight = { from, to };
		const { from: first, to: last } = this.#range;
		// Before the reader comes to its edge, but not for the few rows that an answer brings: more of those follow by themselves.
		const ahead = last - first < 2 * MARGIN ? 0 : MARGIN / 2;
		if ((first === 0 || from - ahead >= first) && to + ahead <= last) return false;
		this.widen();
		return true;
	}

	/** From now on, `range` is what is in sight and some rows around it. */
	widen(): void {
		const { from, to } = this.#sight;
		this.#range = { from: Math.max(0, from - MARGIN), to: to + MARGIN };
	}

	/** Shows these rows, and soon follows them. */
	show(found: readonly ShownRow[]): void {
		this.#take(found.map(({ row }) => row));
		this.#snippets = new Map(
			found.flatMap(({ row, snippet }) => (snippet === null ? [] : [[row.post.id, snippet]]))
		);
		this.stop();
		const ids = found.map(({ row }) => row.post.id);
		this.#followSoon = setTimeout(() => this.#follow(ids), PAUSE);
	}

	/** Ends the following. */
	stop(): void {
		clearTimeout(this.#followSoon);
		this.#stopFollowing();
	}

	#follow(ids: PostId[]): void {
		this.#stopFollowing = observe(
			() => postRows(this.#db, ids),
			(rows) => this.#take(rows),
			this.#fail
		);
	}

	/** A row that is as before stays the very same, so that nothing of it is drawn again. */
	#take(rows: PostRow[]): void {
		const before = this.#rows;
		this.#before = before;
		this.#rows = new Map(
			rows.map((row) => {
				const { id } = row.post;
				const known = before.get(id);
				return [id, known !== undefined && isSame(known, row) ? known : row];
			})
		);
	}
}

function isSame(a: PostRow, b: PostRow): boolean {
	return (
		a.post.revision === b.post.revision &&
		a.post.publishedAt === b.post.publishedAt &&
		a.post.withdrawnAt === b.post.withdrawnAt &&
		a.mark?.changedAt === b.mark?.changedAt
	);
}
