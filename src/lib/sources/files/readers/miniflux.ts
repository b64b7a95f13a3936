import { say } from '$lib/messages/problem-words';
import type { Attachment } from '$lib/model/post';
import { webAddress } from '$lib/model/web-address';
import { MOST_BYTES, MOST_FILES } from '$lib/sources/bounds';
import { lineOf } from '$lib/sources/feed-text';
import type { FileFeed } from '$lib/sources/files/file-format';
import { NOTHING_KNOWN } from '$lib/sources/files/kept-article';
import { hostName, withoutFragment } from '$lib/sources/http-url';
import { amountOf, isObject, listOf, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { jsonList, saysYes, textIn } from './json-list';
import type { ReadItem } from './kept-parts';

/**
 * Entries as Miniflux's API gives them, in an object with their number or as a list.
 * @see https://miniflux.app/docs/api.html#endpoint-get-entries
 */
export const miniflux = jsonList({
	kind: 'articles',
	recognises: (start) => /"feed_id"\s*:\s*\d/.test(start) && /"(?:hash|status|published_at)"\s*:/.test(start),
	member: 'entries',
	read: readEntry
});

function readEntry(entry: JsonObject, number: number): ReadItem {
	const url = webAddress(textIn(entry, 'url'));
	const html = textIn(entry, 'content');
	const title = lineOf(memberOf(entry, 'title'));
	if (url === null && html === '' && title === '') return { reason: say('item_empty', { number }) };
	return {
		article: {
			...NOTHING_KNOWN,
			feed: feedOf(entry),
			url,
			title,
			html,
			authors: [lineOf(memberOf(entry, 'author'))],
			published: ['published_at', 'created_at'].map((name) => textIn(entry, name)),
			categories: listOf(memberOf(entry, 'tags')).map(textOf),
			attachments: attachmentsOf(entry),
			isStarred: saysYes(entry, 'starred'),
			isRead: textIn(entry, 'status') === 'read'
		}
	};
}

function feedOf(entry: JsonObject): FileFeed {
	const url = webAddress(textIn(entry, 'feed', 'feed_url'));
	const homeUrl = webAddress(textIn(entry, 'feed', 'site_url'));
	const address = url ?? homeUrl;
	if (address === null) return { url: 'file:miniflux', kind: 'page', description: { title: 'Miniflux' } };
	const title = lineOf(textIn(entry, 'feed', 'title')) || hostName(address);
	return {
		url: withoutFragment(address),
		kind: url === null ? 'page' : 'rss',
		description: { title, homeUrl }
	};
}

function attachmentsOf(entry: JsonObject): Attachment[] {
	return listOf(memberOf(entry, 'enclosures'))
		.slice(0, MOST_FILES)
		.flatMap((file) => {
			const url = isObject(file) ? webAddress(textIn(file, 'url')) : null;
			if (url === null || !isObject(file)) return [];
			const size = amountOf(memberOf(file, 'size'), MOST_BYTES);
			// Miniflux writes 0 where the feed does not say.
			const bytes = size === 0 ? null : size;
			return { url, mimeType: lineOf(memberOf(file, 'mime_type')), title: '', bytes, seconds: null };
		});
}
