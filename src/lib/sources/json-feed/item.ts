import { countWords, excerptOf, firstImage, plainText } from '$lib/content/plain-text';
import { textToHtml } from '$lib/content/text-to-html';
import type { Author } from '$lib/model/author';
import { postIdOf, type FeedId } from '$lib/model/ids';
import { languageTag } from '$lib/model/language';
import type { Body, IncomingPost, Post } from '$lib/model/post';
import { dateOf } from '$lib/sources/feed-date';
import { lineOf, summaryOf } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import { attachmentsOf } from './attachments';
import { authorsOf } from './authors';
import { ITEM_MEMBERS, itemMembers, NO_LANGUAGE } from './members';
import { categoriesOf } from './tags';
import { unsaidMembers } from './unsaid';
import { memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { revisionOf } from '$lib/sources/revision';

/** Goes up when the same item gives another post than before: then the next sync renews what was kept. */
const READING = 2;

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
	const content: Omit<Post, 'revision'> = {
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
	const extensions = unsaidMembers(item, itemMembers(content, html, around), ITEM_MEMBERS, base);
	const post: Post = { ...content, revision: revisionOfItem(item, content, extensions) };
	return { post, body: { id, feedId, html, text, extensions } };
}

/** HTML if there is any, else the text as paragraphs, else at least the summary. */
function contentOf(item: JsonObject, summary: string): string {
	const html = textOf(memberOf(item, 'content_html'));
	if (html.trim() !== '') return html;
	return textToHtml(textOf(memberOf(item, 'content_text'))) || textToHtml(summary);
}

function inheritedOf(item: JsonObject, around: ItemSurroundings): Pick<Post, 'authors' | 'language'> {
	const own = authorsOf(item, around.base);
	const authors = own.length > 0 ? own : around.authors;
	const language = textOf(memberOf(item, 'language')).trim().toLowerCase();
	if (language === NO_LANGUAGE) return { authors, language: null };
	return { authors, language: languageTag(language) ?? around.language };
}

/**
 * Counts what is inherited: when the feed's authors change, its posts do. Items of which more is kept than once was are renewed, and
 * only those.
 */
function revisionOfItem(
	item: JsonObject,
	{ authors, language }: Pick<Post, 'authors' | 'language'>,
	extensions: Body['extensions']
): string {
	const keepsMore = Object.keys(extensions ?? {}).some((name) => ITEM_MEMBERS.has(name));
	return revisionOf([READING, item, authors, language, ...(keepsMore ? ['unsaid'] : [])]);
}

function datesOf(item: JsonObject, now: number): Pick<Post, 'publishedAt' | 'updatedAt' | 'hasOwnDate'> {
	const updatedAt = dateOf(memberOf(item, 'date_modified'), now);
	const ownDate = dateOf(memberOf(item, 'date_published'), now) ?? updatedAt;
	return { publishedAt: ownDate ?? now, updatedAt, hasOwnDate: ownDate !== null };
}
