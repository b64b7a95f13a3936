import { countWords, excerptOf, firstImage, plainText } from '$lib/content/plain-text';
import type { Author } from '$lib/model/author';
import { postIdOf, type FeedId } from '$lib/model/ids';
import type { Attachment, IncomingPost, Post } from '$lib/model/post';
import { dateOf } from '$lib/sources/feed-date';
import { httpUrl } from '$lib/sources/http-url';
import { categoriesOf } from '$lib/sources/json-feed/tags';
import { revisionOf } from '$lib/sources/revision';

/** Goes up when the same item gives another post than before: then the next sync renews what was kept. */
const READING = 2;

/** An item of RSS or an entry of Atom, in words that are the same for both. */
export interface XmlEntry {
	/** What the feed calls it; '' for nothing. */
	id: string;
	/** Its page, absolute, or null. */
	url: string | null;
	externalUrl: string | null;
	/** Plain text. */
	title: string;
	html: string;
	/** Plain text; '' when the feed has none beside the content. */
	summary: string;
	/** Empty when it names none of its own. */
	authors: Author[];
	/** BCP 47 language tag, or null when it names none of its own. */
	language: string | null;
	/** As written, the best first. */
	published: readonly (string | undefined)[];
	updated: readonly (string | undefined)[];
	categories: readonly (string | undefined)[];
	/** Absolute, or null. */
	image: string | null;
	attachments: Attachment[];
	/** Absolute, or null. */
	replyUrl: string | null;
	extensions: Record<string, unknown> | null;
	/** Absolute address that those in `html` are relative to when there is no `url`. */
	base: string;
}

/** What an item inherits from its feed and page. */
export interface XmlSurroundings {
	feedId: FeedId;
	/** Of the feed: those of an item that names none. */
	authors: Author[];
	/** Of the feed: that of an item that names none. */
	language: string | null;
	/** UTC milliseconds. */
	now: number;
}

/** An item as a post. */
export function postOf(entry: XmlEntry, guid: string, around: XmlSurroundings): IncomingPost {
	const { feedId, now } = around;
	const id = postIdOf(feedId, guid);
	const { html, extensions, url, image } = entry;
	const text = plainText(html);
	const content: Omit<Post, 'id' | 'feedId' | 'firstSeenAt' | 'publishedAt' | 'revision'> = {
		guid,
		url,
		externalUrl: entry.externalUrl,
		title: entry.title,
		authors: entry.authors.length > 0 ? entry.authors : around.authors,
		language: entry.language ?? around.language,
		hasOwnDate: false,
		updatedAt: null,
		...categoriesOf(entry.categories),
		tags: [],
		excerpt: excerptOf(entry.summary || text),
		image,
		thumbnail: image ?? httpUrl(firstImage(html), url ?? entry.base),
		bannerImage: null,
		wordCount: countWords(text),
		attachments: entry.attachments,
		withdrawnAt: null,
		replyUrl: entry.replyUrl
	};
	// Counts what was read and not what was written: numbers of comments in a feed are no edit of the post.
	const revision = revisionOf([READING, content, html, extensions, entry.published, entry.updated]);
	const post: Post = { ...content, ...datesOf(entry, now), id, feedId, firstSeenAt: now, revision };
	return { post, body: { id, feedId, html, text, extensions } };
}

function datesOf(
	{ published, updated }: Pick<XmlEntry, 'published' | 'updated'>,
	now: number
): Pick<Post, 'publishedAt' | 'updatedAt' | 'hasOwnDate'> {
	const updatedAt = firstDate(updated, now);
	const ownDate = firstDate(published, now) ?? updatedAt;
	return { publishedAt: ownDate ?? now, updatedAt, hasOwnDate: ownDate !== null };
}

function firstDate(dates: readonly (string | undefined)[], now: number): number | null {
	for (const written of dates) {
		const date = dateOf(written, now);
		if (date !== null) return date;
	}
	return null;
}
