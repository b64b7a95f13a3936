import { countWords, excerptOf, firstImage, plainText } from '$lib/content/plain-text';
import { textToHtml } from '$lib/content/text-to-html';
import type { Author } from '$lib/model/author';
import { postIdOf, type FeedId } from '$lib/model/ids';
import { languageTag } from '$lib/model/language';
import type { IncomingPost, Post } from '$lib/model/post';
import { dateOf } from '$lib/sources/feed-date';
import { lineOf, summaryOf } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import { attachmentsOf } from './attachments';
import { authorsOf } from './authors';
import { categoriesOf } from './tags';
import { isShallow, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { revisionOf } from '$lib/sources/revision';

/** Goes up when the same item gives another post than before: then the next sync renews what was kept. */
const READING = 2;

/** Members of an item that JSON Feed 1.0 and 1.1 name; all others are extensions. */
const SPECIFIED = new Set([
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

/** Extensions nested deeper than this are left out: storing and exporting them would overflow the stack. */
const DEEPEST_EXTENSION = 100;

/** What an item inherits from its feed and page. */
export interface ItemSurroundings {
	feedId: FeedId;
	/** Absolute address of the page. */
	base: string;
	/** Of the feed: those of an item that names none. */
	authors: Author[];
	/** Of the feed: that of an item that names none. */
	language: string | null;
	/** UTC milliseconds. */
	now: number;
}

/**
 * An item of a JSON Feed as a post. Never throws for what the item holds.
 * @see https://www.jsonfeed.org/version/1.1/#items
 */
export function readItem(item: JsonObject, guid: string, around: ItemSurroundings): IncomingPost {
	const { feedId, base } = around;
	const id = postIdOf(feedId, guid);
	const summary = summaryOf(memberOf(item, 'summary'));
	const html = contentOf(item, summary);
	const text = plainText(html);
	const url = httpUrl(memberOf(item, 'url'), base);
	const image = httpUrl(memberOf(item, 'image'), base);
	const post: Post = {
		id,
		feedId,
		guid,
		url,
		externalUrl: httpUrl(memberOf(item, 'external_url'), base),
		title: lineOf(memberOf(item, 'title')),
		...inheritedOf(item, around),
		...datesOf(item, around.now),
		...categoriesOf(memberOf(item, 'tags')),
		tags: [],
		excerpt: excerptOf(summary || text),
		image,
		thumbnail: image ?? httpUrl(firstImage(html), url ?? base),
		bannerImage: httpUrl(memberOf(item, 'banner_image'), base),
		wordCount: countWords(text),
		attachments: attachmentsOf(memberOf(item, 'attachments'), base),
		firstSeenAt: around.now,
		withdrawnAt: null
	};
	return { post, body: { id, feedId, html, text, extensions: extensionsOf(item) } };
}

/** HTML if there is any, else the text as paragraphs, else at least the summary. */
function contentOf(item: JsonObject, summary: string): string {
	const html = textOf(memberOf(item, 'content_html'));
	if (html.trim() !== '') return html;
	return textToHtml(textOf(memberOf(item, 'content_text'))) || textToHtml(summary);
}

/** The revision counts what is inherited: when the feed's authors change, its posts do. */
function inheritedOf(
	item: JsonObject,
	around: ItemSurroundings
): Pick<Post, 'authors' | 'language' | 'revision'> {
	const own = authorsOf(item, around.base);
	const authors = own.length > 0 ? own : around.authors;
	const language = languageTag(textOf(memberOf(item, 'language'))) ?? around.language;
	return { authors, language, revision: revisionOf([READING, item, authors, language]) };
}

function datesOf(item: JsonObject, now: number): Pick<Post, 'publishedAt' | 'updatedAt' | 'hasOwnDate'> {
	const updatedAt = dateOf(memberOf(item, 'date_modified'), now);
	const ownDate = dateOf(memberOf(item, 'date_published'), now) ?? updatedAt;
	return { publishedAt: ownDate ?? now, updatedAt, hasOwnDate: ownDate !== null };
}

function extensionsOf(item: JsonObject): Record<string, unknown> | null {
	const extensions = Object.entries(item).filter(
		([name, value]) => !SPECIFIED.has(name) && name !== '__proto__' && isShallow(value, DEEPEST_EXTENSION)
	);
	return extensions.length === 0 ? null : Object.fromEntries(extensions);
}
