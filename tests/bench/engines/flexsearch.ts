import { Document } from 'flexsearch';
import type { PostId } from '$lib/model/ids';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { LIMIT, type BenchAnswer, type BenchEngine } from './engine';

interface Fields {
	id: number;
	/** With labels and authors: it finds all words of a query together only within one field. */
	title: string;
	text: string;
	[name: string]: string | number;
}

/** FlexSearch 0.8: every beginning of every word is a key of its index; it forgives no typos. */
export class FlexSearchEngine implements BenchEngine {
	readonly #index = new Document<Fields>({
		tokenize: 'forward',
		document: { id: 'id', index: ['title', 'text'] }
	});
	/** Its handbook advises numbers as ids. */
	#ids: PostId[] = [];

	build(posts: SearchablePost[]): void {
		this.#ids = posts.map(({ id }) => id);
		posts.forEach(({ title, categories, tags, authors, text }, id) => {
			this.#index.add({ id, title: [title, ...categories, ...tags, ...authors].join(' '), text });
		});
	}

	/** Per field it gives the first `LIMIT`; what has the words in its title goes first. It counts no further. */
	search(query: string): BenchAnswer {
		const perField = this.#index.search(query, { limit: LIMIT });
		const found = new Set(perField.flatMap(({ result }) => result));
		const ids = [...found].slice(0, LIMIT).map((id) => this.#ids[Number(id)]!);
		return { ids, total: found.size };
	}

	save(): unknown[] {
		const parts: unknown[] = [JSON.stringify(this.#ids)];
		this.#index.export((key, json) => {
			parts.push([key, json]);
		});
		return parts;
	}

	restore([ids, ...parts]: unknown[]): void {
		this.#ids = JSON.parse(ids as string) as PostId[];
		for (const [key, json] of parts as [string, string][]) this.#index.import(key, json);
	}
}
