import { isObject } from '$lib/sources/json-values';
import { parseJson } from '$lib/sources/parse-json';
import type { ListedPost, Source, SourceContext, SourceFeed, SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { idOf, numberOf } from './answer';
import { archivePages } from './archive';
import { changedPages } from './changes';
import { commentPages, commentsOfPost } from './comments';
import { NEWEST_FIRST } from './place';
import { changedAt } from './post';
import { PostReader } from './reader';
import { isIndex, siteOf } from './site';
import { walkList } from './walk';

/**
 * A blog made with WordPress, by its REST API: any site may read that, and it has the whole archive. The feed's address is
 * the API's root (see `apiRootOf`).
 * @see https://developer.wordpress.org/rest-api/
 */
export const wordpress: Source = {
	kind: 'wordpress',
	recognises: ({ text }) => {
		try {
			return isIndex(parseJson(text));
		} catch (error) {
			if (error instanceof SourceError) return false;
			throw error;
		}
	},
	pages: archivePages,
	following: {
		changes: changedPages,
		listing,
		postsOf,
		comments: commentPages,
		commentsOf: commentsOfPost
	}
};

async function* listing(feed: SourceFeed, context: SourceContext): AsyncGenerator<ListedPost[]> {
	const { root } = siteOf(feed, context);
	const params = { _fields: 'id,date,modified_gmt' };
	const list = { root, route: 'wp/v2/posts', order: NEWEST_FIRST, params };
	for await (const { items } of walkList(list, null, context)) yield items.flatMap(listedPost);
}

function listedPost(item: unknown): ListedPost[] {
	const id = idOf(item);
	return id === null || !isObject(item) ? [] : [{ guid: String(id), updatedAt: changedAt(item) }];
}

async function postsOf(feed: SourceFeed, guids: string[], context: SourceContext): Promise<SourcePage> {
	const reader = new PostReader(siteOf(feed, context), null);
	const ids = guids.flatMap((guid) => numberOf(guid) ?? []);
	const { posts, skipped, notes } = await reader.fetchById(ids);
	return { description: {}, posts, skipped, next: null, total: null, ...(notes.length > 0 && { notes }) };
}
