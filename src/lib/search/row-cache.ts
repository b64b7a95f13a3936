import type { PostId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { rowsWithTexts, type RowWithText } from '$lib/store/text-queries';
import type { PostIndex } from './index/post-index';

/** Posts kept: some megabytes. */
const MOST = 300;

/**
 * What lists of results show, kept for a while: with each letter typed the first posts are mostly those of the letter
 * before, and reading a post takes longer than finding it.
 */
export class RowCache {
	readonly #db: Database;
	readonly #index: PostIndex;
	readonly #rows = new Map<PostId, RowWithText>();
	/** Of the index: when it changes, so may have any post. */
	#version = '';

	constructor(db: Database, index: PostIndex) {
		this.#db = db;
		this.#index = index;
	}

	/** The posts of `ids` in that order, without those that are gone. */
	async read(ids: readonly PostId[]): Promise<RowWithText[]> {
		const version = `${this.#index.version} ${this.#index.marksVersion}`;
		if (this.#version !== version) this.#rows.clear();
		this.#version = version;
		const missing = ids.filter((id) => !this.#rows.has(id));
		const read = new Map<PostId, RowWithText>();
		if (missing.length > 0) {
			const rows = await rowsWithTexts(this.#db, missing, (id) => this.#index.isMarked(id));
			for (const found of rows) read.set(found.row.post.id, found);
		}
		const result = ids.flatMap((id) => read.get(id) ?? this.#rows.get(id) ?? []);
		if (this.#version === version) this.#keep(result);
		return result;
	}

	/** The latest ones. */
	#keep(rows: readonly RowWithText[]): void {
		for (const found of rows) {
			this.#rows.delete(found.row.post.id);
			this.#rows.set(found.row.post.id, found);
		}
		for (const id of this.#rows.keys()) {
			if (this.#rows.size <= MOST) break;
			this.#rows.delete(id);
		}
	}
}
