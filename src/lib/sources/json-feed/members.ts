import type { Author } from '$lib/model/author';
import type { Feed } from '$lib/model/feed';
import type { Attachment, Body, Post } from '$lib/model/post';

/*
 * Posts and feeds as JSON Feed writes them: what reading undoes, so that nothing is lost on the way there and back.
 * https://www.jsonfeed.org/version/1.1/
 */

/** Members of an item that JSON Feed 1.0 and 1.1 name; all others are extensions. */
export const ITEM_MEMBERS: ReadonlySet<string> = new Set([
	'id',
	'url',
	'external_url',
	'title',
	'content_html',
	'content_text',
	'summary',
	'image',
	'banner_image',
	'date_published',
	'date_modified',
	'author',
	'authors',
	'tags',
	'language',
	'attachments'
]);

/** Those of a feed that a page of it, rather than the feed, is told by. */
export const PAGE_MEMBERS: ReadonlySet<string> = new Set(['version', 'items', 'next_url']);

/** Members of a feed that both versions name, without {@link PAGE_MEMBERS}. */
export const FEED_MEMBERS: ReadonlySet<string> = new Set([
	'title',
	'home_page_url',
	'feed_url',
	'description',
	'user_comment',
	'icon',
	'favicon',
	'author',
	'authors',
	'language',
	'expired',
	'hubs'
]);

/** Of a post in a language that is not known, among those of a feed in one that is. @see https://www.rfc-editor.org/rfc/rfc5646 */
export const NO_LANGUAGE = 'und';

export type JsonMembers = Record<string, unknown>;

/** What an item inherits from its feed, and so need not say. */
export type Inherited = Pick<Feed, 'authors' | 'language'>;

/** What of a post goes into an item. */
type PostContent = Omit<Post, 'revision'>;

/** What the post says, by the members that the specification names. */
export function itemMembers(post: PostContent, html: string, feed: Inherited): JsonMembers {
	return present({
		id: post.guid,
		url: post.url,
		external_url: post.externalUrl,
		title: post.title || null,
		content_html: html,
		image: post.image,
		banner_image: post.bannerImage,
		date_published: post.hasOwnDate ? isoDate(post.publishedAt) : null,
		date_modified: post.updatedAt === null ? null : isoDate(post.updatedAt),
		authors: areSame(post.authors, feed.authors) ? null : post.authors.map(writeAuthor),
		tags: someOf([...post.categories, ...post.tags]),
		language: post.language === feed.language ? null : (post.language ?? NO_LANGUAGE),
		attachments: someOf(post.attachments.map(writeAttachment))
	});
}

/** What the feed says, by the members that the specification names. */
export function feedMembers(
	feed: Pick<
		Feed,
		'title' | 'homeUrl' | 'description' | 'authors' | 'language' | 'icon' | 'favicon' | 'expired'
	>
): JsonMembers {
	return present({
		title: feed.title,
		home_page_url: feed.homeUrl,
		description: feed.description || null,
		icon: feed.icon,
		favicon: feed.favicon,
		authors: someOf(feed.authors.map(writeAuthor)),
		language: feed.language,
		expired: feed.expired ? true : null
	});
}

/** A post as an item of a JSON Feed, with all that its own item said. */
export function writeItem(post: Post, body: Pick<Body, 'html' | 'extensions'>, feed: Inherited): JsonMembers {
	return withUnsaid(itemMembers(post, body.html, feed), body.extensions, ITEM_MEMBERS);
}

/** A feed without its items, with all that it said itself. */
export function writeFeed(feed: Feed): JsonMembers {
	return withUnsaid(feedMembers(feed), feed.extensions ?? null, FEED_MEMBERS);
}

/** The same moment as RFC 3339 writes it, in UTC; a year before 0 or after 9999 is none there. */
export function isoDate(time: number): string | null {
	const date = new Date(time).toISOString();
	return /^[+-]/.test(date) ? null : date;
}

/** @param unsaid as `unsaidMembers` has it: null takes a member away that the source did not have. */
function withUnsaid(
	said: JsonMembers,
	unsaid: Readonly<JsonMembers> | null,
	specified: ReadonlySet<string>
): JsonMembers {
	const members = { ...said, ...unsaid };
	for (const name of specified) if (members[name] === null) Reflect.deleteProperty(members, name);
	return members;
}

function writeAuthor({ name, url, avatar }: Author): JsonMembers {
	return present({ name, url, avatar });
}

function writeAttachment({ url, mimeType, title, bytes, seconds }: Attachment): JsonMembers {
	return present({
		url,
		mime_type: mimeType || null,
		title: title || null,
		size_in_bytes: bytes,
		duration_in_seconds: seconds
	});
}

function areSame(some: readonly Author[], others: readonly Author[]): boolean {
	const keyOf = ({ name, url, avatar }: Author) => JSON.stringify([name, url, avatar]);
	return (
		some.length === others.length && some.every((author, i) => keyOf(author) === keyOf(others[i] ?? author))
	);
}

function someOf<T>(list: T[]): T[] | null {
	return list.length === 0 ? null : list;
}

/** Without those that are null. */
function present(members: JsonMembers): JsonMembers {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
