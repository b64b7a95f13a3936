// A blog with the posts of the library, as its server gives it.

import { htmlOf, libraryCorpus } from './library-posts';

/** Posts of a page. */
const PAGE = 100;

/**
 * A JSON Feed in pages.
 * @param origin of the server; page 0 is `/feed.json`, the others `/feed-1.json` and so on
 */
export async function feedPages(size: number, origin: string): Promise<string[]> {
	const { posts } = await libraryCorpus(size);
	const newest = posts.toSorted((a, b) => b.publishedAt - a.publishedAt);
	const count = Math.ceil(size / PAGE);
	return Array.from({ length: count }, (_, page) =>
		JSON.stringify({
			version: 'https://jsonfeed.org/version/1.1',
			title: 'Harbour Notes',
			home_page_url: `${origin}/`,
			feed_url: `${origin}/feed.json`,
			...(page + 1 < count && { next_url: `${origin}/feed-${page + 1}.json` }),
			items: newest.slice(page * PAGE, (page + 1) * PAGE).map((post) => ({
				id: post.id,
				url: `${origin}/posts/${post.id}`,
				title: post.title,
				content_html: htmlOf(post.text),
				date_published: new Date(post.publishedAt).toISOString(),
				authors: post.authors.map((name) => ({ name })),
				tags: post.categories
			}))
		})
	);
}
