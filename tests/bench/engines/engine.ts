import type { PostId } from '$lib/model/ids';
import type { SearchablePost } from '$lib/search/index/searchable-post';

/** What a search found. */
export interface BenchAnswer {
	/** The first twenty, best first. */
	ids: PostId[];
	/** How many there are, as far as the engine says. */
	total: number;
}

/** One search library, used as its handbook says. */
export interface BenchEngine {
	/** Called once, with all posts. */
	build(posts: SearchablePost[]): void | Promise<void>;
	/** Adds posts to those that are there; only where that is measured. */
	add?(posts: SearchablePost[]): void;
	/** Does a part of what it does in the background after {@link add}. @returns whether there may be more to do. */
	tidy?(): boolean;
	search(query: string): BenchAnswer;
	/** The index in parts that IndexedDB can keep, each as a record; null when the engine cannot be saved. */
	save(): unknown[] | null | Promise<unknown[]>;
	/** The inverse of {@link save}, on a new engine. */
	restore(saved: unknown[]): void | Promise<void>;
}

/** Results that are asked for: a screenful. */
export const LIMIT = 20;
