import { countWords, excerptOf, firstImage, plainText } from '$lib/content/plain-text';
import { postIdOf, type FeedId } from '$lib/model/ids';
import type { IncomingPost, Post } from '$lib/model/post';
import { visibleLine } from '$lib/model/visible-text';
import { dateOf } from '$lib/sources/feed-date';
import { httpUrl } from '$lib/sources/http-url';
import { categoriesOf } from '$lib/sources/json-feed/tags';
import { isObject, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { revisionOf } from '$lib/sources/revision';
import { renderedOf } from './answer';
import { utcOf } from './dates';
import { excerptTextOf } from './excerpt';
import { numbersOf, pictureOf, type Names } from './names';

/** Goes up when the same answer gives another post than before: then the next sync renews what was kept. */
const READING = 2;

/** Members of a post that are read; the others would only cost time and bytes. `date` is for finding one's place. */
export const POST_FIELDS =
	'id,date,date_gmt,modified_gmt,link,title,content,excerpt,author,featured_media,sticky,categories,tags,' +
	'comment_status,jetpack_featured_media_url';

/** What a post of WordPress is read with. */
export interface PostSurroundings {
	feedId: FeedId;
	/** Address of the API. */
	root: string;
	names: Names;
	/** Milliseconds that the site's clock is ahead of UTC. */
	clockOffset: number;
	/** UTC milliseconds. */
	now: number;
}

/**
 * A post of WordPress's API. Never throws for what it holds.
 * @see https://developer.wordpress.org/rest-api/reference/posts/
 */
export function readPost(item: JsonObject, wordpressId: number, around: PostSurroundings): IncomingPost {
	const { feedId, root, now } = around;
	const guid = String(wordpressId);
	const id = postIdOf(feedId, guid);
	const content = memberOf(item, 'content');
	const isProtected = isObject(content) && memberOf(content, 'protected') === true;
	const html = isProtected ? '' : renderedOf(item, 'content');
	const text = plainText(html);
	const url = httpUrl(memberOf(item, 'link'), root);
	const image = imageOf(item, around);
	const isOpen = memberOf(item, 'comment_status') === 'open' && url !== null;
	const post: Post = {
		id,
		feedId,
		guid,
		url,
		externalUrl: null,
		title: visibleLine(plainText(renderedOf(item, 'title'))),
		...namesIn(item, around.names, image),
		...datesOf(item, around),
		excerpt: isProtected ? '' : excerptOf(excerptTextOf(renderedOf(item, 'excerpt'), url) || text),
		language: null,
		image,
		thumbnail: image ?? httpUrl(firstImage(html), url ?? root),
		bannerImage: null,
		wordCount: countWords(text),
		attachments: [],
		firstSeenAt: now,
		withdrawnAt: null,
		replyUrl: isOpen ? new URL('#respond', url).href : null,
		...(isProtected && { isProtected }),
		...(memberOf(item, 'sticky') === true && { isSticky: true })
	};
	return { post, body: { id, feedId, html, text, extensions: null } };
}

/** UTC milliseconds at which a post was last changed. The same of a listing as of the whole post, since they are compared. */
export function changedAt(item: JsonObject): number {
	return utcOf(memberOf(item, 'modified_gmt')) ?? utcOf(memberOf(item, 'date')) ?? 0;
}

/**
 * What the post's numbers stand for, and a digest of all of it: when a category is renamed, its posts are. What is embedded
 * is only another way to the same names.
 */
function namesIn(
	item: JsonObject,
	names: Names,
	image: string | null
): Pick<Post, 'authors' | 'categories' | 'categoryKeys' | 'tags' | 'revision'> {
	const authors = numbersOf(item, 'author').flatMap((id) => names.authors.get(id) ?? []);
	const categories = numbersOf(item, 'categories').flatMap((id) => names.categories.get(id)?.name ?? []);
	const tags = numbersOf(item, 'tags').flatMap((id) => names.tags.get(id)?.name ?? []);
	const { _embedded, _links, ...own } = item;
	return {
		authors,
		...categoriesOf(categories),
		tags: categoriesOf(tags).categories,
		revision: revisionOf([READING, own, authors, categories, tags, image])
	};
}

function imageOf(item: JsonObject, { names, root }: PostSurroundings): string | null {
	const given = httpUrl(memberOf(item, 'jetpack_featured_media_url'), root);
	const id = pictureOf(item);
	return given ?? (id === null ? null : (names.pictures.get(id) ?? null));
}

/** Imported posts may have no `date_gmt`, and then at least the time on the site's clock. */
function datesOf(
	item: JsonObject,
	{ clockOffset, now }: PostSurroundings
): Pick<Post, 'publishedAt' | 'updatedAt' | 'hasOwnDate'> {
	const local = dateOf(memberOf(item, 'date'), now);
	const ownDate =
		dateOf(textOf(memberOf(item, 'date_gmt')), now) ?? (local === null ? null : local - clockOffset);
	return { publishedAt: ownDate ?? now, updatedAt: changedAt(item), hasOwnDate: ownDate !== null };
}
