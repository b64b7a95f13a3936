import Fuse, { type IFuseOptions } from 'fuse.js';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { LIMIT, type BenchAnswer, type BenchEngine } from './engine';

const OPTIONS: IFuseOptions<SearchablePost> = {
	keys: [
		{ name: 'title', weight: 2.2 },
		{ name: 'categories', weight: 1.4 },
		{ name: 'tags', weight: 1.4 },
		{ name: 'authors', weight: 1.4 },
		{ name: 'text', weight: 1 }
	],
	useTokenSearch: true
};

/** What finds most in long texts: all words needed, fewer letters wrong, and a long text is no worse than a short one. */
const TUNED: IFuseOptions<SearchablePost> = {
	...OPTIONS,
	tokenMatch: 'all',
	threshold: 0.3,
	ignoreFieldNorm: true
};

/** Fuse.js 7 alone, with its own search for several words, over whole texts. */
export class FuseEngine implements BenchEngine {
	readonly #options: IFuseOptions<SearchablePost>;
	#fuse: Fuse<SearchablePost>;

	constructor(isTuned: boolean) {
		this.#options = isTuned ? TUNED : OPTIONS;
		this.#fuse = new Fuse([], this.#options);
	}

	build(posts: SearchablePost[]): void {
		this.#fuse = new Fuse(posts, this.#options);
	}

	/** It always finds everything; its limit only cuts what is given back. */
	search(query: string): BenchAnswer {
		const results = this.#fuse.search(query);
		return { ids: results.slice(0, LIMIT).map(({ item }) => item.id), total: results.length };
	}

	/** Its index is the posts themselves. */
	save(): null {
		return null;
	}

	restore(): void {
		throw new Error('Fuse.js has no index to restore.');
	}
}
