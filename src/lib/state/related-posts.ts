import type { Remote } from 'comlink';
import type { PostId } from '$lib/model/ids';
import type { SearchService } from '$lib/search/search-service';
import type { PostRow } from '$lib/store/post-queries';

export type { PostRow };

/** So many are shown under a post. */
const MOST = 5;

/** Finds the posts that are about what an open post is about. */
export class RelatedPosts {
	readonly #search: Pick<Remote<SearchService>, 'ready' | 'related'>;

	constructor(search: Pick<Remote<SearchService>, 'ready' | 'related'>) {
		this.#search = search;
	}

	/** The nearest first; waits for the index, since half of it would give other ones. */
	async of(id: PostId): Promise<PostRow[]> {
		await this.#search.ready();
		return this.#search.related(id, MOST);
	}
}
