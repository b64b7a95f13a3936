import type { Remote } from 'comlink';
import type { SearchService } from '$lib/search/search-service';
import type { Sought } from '$lib/search/match/sought';

/** The places of a plain text that answer a query: UTF-16 units, `end` exclusive, in order, apart from each other. */
export type FindMatches = (text: string) => { start: number; end: number }[];

/** How the matches of one query are found in an article. */
export interface ArticleMatches {
	title: FindMatches;
	text: FindMatches;
}

/** Finds in an opened article what its search is about. */
export class ArticleMatcher {
	readonly #search: Pick<Remote<SearchService>, 'ready' | 'sought'>;
	#latest: { query: string; matches: Promise<ArticleMatches> } | null = null;

	constructor(search: Pick<Remote<SearchService>, 'ready' | 'sought'>) {
		this.#search = search;
	}

	/** Null when nothing is searched. From one article to the next, the same query is not asked again. */
	async of(query: string): Promise<ArticleMatches | null> {
		if (query.trim() === '') return null;
		if (this.#latest?.query !== query) this.#latest = { query, matches: this.#prepare(query) };
		try {
			return await this.#latest.matches;
		} catch (error) {
			this.#latest = null;
			throw error;
		}
	}

	async #prepare(query: string): Promise<ArticleMatches> {
		// How text is taken apart comes with the first article that was searched for: a list needs none of it.
		const [sought, { findMatches }] = await Promise.all([
			this.#sought(query),
			import('$lib/search/match/matches')
		]);
		return {
			title: (text) => findMatches(text, sought, 'title'),
			text: (text) => findMatches(text, sought, 'text')
		};
	}

	/** What a mistyped word was taken for is known once the index is there. */
	async #sought(query: string): Promise<Sought[]> {
		await this.#search.ready();
		return this.#search.sought(query);
	}
}
