import MiniSearch, { type Options } from 'minisearch';
import type { PostId } from '$lib/model/ids';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { LIMIT, type BenchAnswer, type BenchEngine } from './engine';

interface Fields {
	id: PostId;
	title: string;
	labels: string;
	authors: string;
	text: string;
}

const OPTIONS: Options<Fields> = {
	fields: ['title', 'labels', 'authors', 'text'],
	searchOptions: {
		boost: { title: 2.2, labels: 1.4, authors: 1.4 },
		prefix: true,
		fuzzy: 0.2,
		combineWith: 'AND'
	}
};

/** MiniSearch 7, prefixes and typos allowed in every word, all words needed. */
export class MiniSearchEngine implements BenchEngine {
	#index = new MiniSearch<Fields>(OPTIONS);

	build(posts: SearchablePost[]): void {
		for (const post of posts) this.#index.add(fieldsOf(post));
	}

	/** It always finds and scores everything; there is no limit to give it. */
	search(query: string): BenchAnswer {
		const results = this.#index.search(query);
		return { ids: results.slice(0, LIMIT).map(({ id }) => id as PostId), total: results.length };
	}

	save(): unknown[] {
		return [JSON.stringify(this.#index)];
	}

	restore([json]: unknown[]): void {
		this.#index = MiniSearch.loadJSON(json as string, OPTIONS);
	}
}

function fieldsOf({ id, title, categories, tags, authors, text }: SearchablePost): Fields {
	return { id, title, labels: [...categories, ...tags].join(' '), authors: authors.join(' '), text };
}
