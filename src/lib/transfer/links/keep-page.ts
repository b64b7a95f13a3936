import type { PostId } from '$lib/model/ids';
import type { Body, IncomingPost, Post } from '$lib/model/post';
import { bareLink } from '$lib/sources/files/bare-link';
import { keptPost, type KeptArticle } from '$lib/sources/files/kept-article';
import type { Database } from '$lib/store/database';
import { changePost, type LinkRecord } from '$lib/store/links';

/**
 * Gives a link the text of its page. What its list says of it stays: where it stands in the order, its categories and tags, and the
 * title and author, where the list names any.
 * @param now UTC milliseconds
 * @returns false when it is gone, or no link any more
 * @throws FeedRemovedError
 */
export function keepPage(db: Database, id: PostId, article: KeptArticle, now: number): Promise<boolean> {
	return changePost(db, id, (record, body) => {
		const { noPage: _, ...post } = record as LinkRecord;
		const link = bareLink(post.url, body.html);
		return link === null ? null : withPage(post, body, link.quote, article, now);
	});
}

function withPage(post: Post, body: Body, quote: string, article: KeptArticle, now: number): IncomingPost {
	const html = quote === '' ? article.html : `${quote}\n${article.html}`;
	const page = keptPost({ ...article, url: post.url, html }, now);
	const { title, authors, language, image, excerpt, thumbnail, wordCount } = page.post;
	const dates = post.hasOwnDate ? null : datesOf(page.post);
	return {
		post: {
			...post,
			...dates,
			title: isNamed(post) ? post.title : title || post.title,
			authors: post.authors.length > 0 ? post.authors : authors,
			language: language ?? post.language,
			image: post.image ?? image,
			thumbnail: post.image ?? thumbnail,
			excerpt,
			wordCount
		},
		body: { ...body, html: page.body.html, text: page.body.text }
	};
}

function datesOf({ hasOwnDate, publishedAt }: Post): Partial<Post> {
	return hasOwnDate ? { hasOwnDate, publishedAt } : {};
}

/** Lists often call a link by its address, and some leave out its beginning. */
function isNamed({ title, url }: Post): boolean {
	const bare = (text: string) => text.replace(/^https?:\/\/(?:www\.)?|\/$/gi, '').toLowerCase();
	return title !== '' && bare(title) !== bare(url ?? '');
}

/** What a new reading of its list says of a link whose page is kept: all that it says, and not that there is no text. */
export function withKeptPage(link: IncomingPost, post: Post, body: Body): IncomingPost {
	const quote = bareLink(link.post.url, link.body.html)?.quote ?? '';
	const isQuoted = quote === '' || body.html.includes(quote);
	const html = isQuoted ? body.html : `${quote}\n${body.html}`;
	const { hasOwnDate, authors, title, image } = link.post;
	const { publishedAt, excerpt, wordCount, thumbnail } = post;
	return {
		post: {
			...link.post,
			...(!hasOwnDate && post.hasOwnDate && { publishedAt, hasOwnDate: true }),
			title: isNamed(link.post) ? title : post.title,
			authors: authors.length > 0 ? authors : post.authors,
			language: link.post.language ?? post.language,
			image: image ?? post.image,
			thumbnail: image ?? thumbnail,
			excerpt,
			wordCount
		},
		body: { ...body, html }
	};
}
