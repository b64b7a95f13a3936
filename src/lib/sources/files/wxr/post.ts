import { countWords, excerptOf, firstImage, plainText } from '$lib/content/plain-text';
import { postIdOf, type FeedId } from '$lib/model/ids';
import type { Attachment, IncomingPost, Post } from '$lib/model/post';
import { shortened, visibleLine } from '$lib/model/visible-text';
import { LONGEST_NAME } from '$lib/sources/bounds';
import { dateOf } from '$lib/sources/feed-date';
import { lineOf } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import { attachmentsOf } from '$lib/sources/json-feed/attachments';
import { categoriesOf } from '$lib/sources/json-feed/tags';
import { revisionOf } from '$lib/sources/revision';
import { excerptTextOf } from '$lib/sources/wordpress/excerpt';
import { bodyOf } from './body';
import { numberIn, type WxrItem } from './item';
import type { Survey } from './survey';

/** Goes up when the same item gives another post than before: then another import renews what was kept. */
const READING = 1;

/** What a post of an export is read with. */
export interface WxrSurroundings extends Pick<Survey, 'head' | 'attachments' | 'patterns'> {
	feedId: FeedId;
	/** UTC milliseconds. */
	now: number;
}

/**
 * An item as the post that WordPress's API would give, as far as an export has it: with the same id, so that one becomes the
 * other. Never throws for what it holds.
 */
export function postOf(item: WxrItem, guid: string, around: WxrSurroundings): IncomingPost {
	const { feedId, head, attachments, patterns, now } = around;
	const id = postIdOf(feedId, guid);
	const base = head.homeUrl ?? 'file:';
	const url = httpUrl(item.text('link'), base);
	const html = bodyOf(item.text('content:encoded'), { postId: item.id, attachments, patterns });
	const text = plainText(html);
	const image = attachments.get(numberIn(item.meta.get('_thumbnail_id') ?? ''))?.url ?? null;
	const isOpen = item.text('wp:comment_status').trim() === 'open' && url !== null;
	const content: Omit<Post, 'id' | 'feedId' | 'firstSeenAt' | 'publishedAt' | 'revision'> = {
		guid,
		url,
		externalUrl: null,
		title: visibleLine(plainText(item.text('title'))),
		authors: authorsOf(item, head.authors),
		hasOwnDate: false,
		updatedAt: firstDate([item.text('wp:post_modified_gmt'), item.text('wp:post_modified')], now),
		...categoriesOf(item.categories),
		tags: categoriesOf(item.tags).categories,
		excerpt: excerptOf(excerptTextOf(item.text('excerpt:encoded'), url) || text),
		// What a blog is set to is seldom what it is written in.
		language: null,
		image,
		thumbnail: image ?? httpUrl(firstImage(html), url ?? base),
		bannerImage: null,
		wordCount: countWords(text),
		attachments: enclosuresOf(item.enclosures, base),
		withdrawnAt: null,
		replyUrl: isOpen ? new URL('#respond', url).href : null,
		...(item.text('wp:is_sticky').trim() === '1' && { isSticky: true })
	};
	const ownDate = firstDate(publishedIn(item), now);
	const dates = { publishedAt: ownDate ?? now, hasOwnDate: ownDate !== null };
	const revision = revisionOf([READING, content, ownDate, html]);
	return {
		post: { ...content, ...dates, id, feedId, firstSeenAt: now, revision },
		body: { id, feedId, html, text, extensions: null }
	};
}

/** The first of them that can be, in UTC milliseconds; null when none can. */
export function firstDate(written: readonly string[], now: number): number | null {
	for (const date of written) {
		const time = dateOf(date, now);
		if (time !== null) return time;
	}
	return null;
}

/** What was never published has no time in UTC, only one on the site's clock. */
function publishedIn(item: WxrItem): string[] {
	return ['wp:post_date_gmt', 'wp:post_date', 'pubdate'].map(item.text);
}

/** WXR 1.0 has names to show where later versions have what their authors sign in with. */
function authorsOf(item: WxrItem, names: ReadonlyMap<string, string>): Post['authors'] {
	const login = item.text('dc:creator').trim();
	const name = names.get(login) ?? shortened(lineOf(login), LONGEST_NAME);
	return name === '' ? [] : [{ name, url: null, avatar: null }];
}

/** WordPress notes an enclosure in lines: address, bytes, media type, and plugins for podcasts what else they know. */
function enclosuresOf(notes: readonly string[], base: string): Attachment[] {
	const files = notes.map((note) => {
		const [url = '', bytes = '', mimeType = '', more = ''] = note.split('\n').map((line) => line.trim());
		return {
			url,
			size_in_bytes: bytes === '0' ? '' : bytes,
			mime_type: mimeType,
			duration_in_seconds: secondsIn(more)
		};
	});
	return attachmentsOf(files, base);
}

function secondsIn(more: string): string {
	const clock = /"duration";s:\d+:"([\d:]{1,12})"/.exec(more)?.[1];
	return clock === undefined
		? ''
		: String(clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0));
}
