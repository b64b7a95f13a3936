import { say } from '$lib/messages/problem-words';
import { textToHtml } from '$lib/content/text-to-html';
import { webAddress } from '$lib/model/web-address';
import { lineOf } from '$lib/sources/feed-text';
import type { FileFeed } from '$lib/sources/files/file-format';
import { NOTHING_KNOWN } from '$lib/sources/files/kept-article';
import { isObject, listOf, memberOf, type JsonObject } from '$lib/sources/json-values';
import { jsonList, namesIn, saysYes, textIn } from './json-list';
import type { ReadItem } from './kept-parts';
import { linkHtml, quoteHtml } from './kept-link';

/** One list of pages from everywhere: a blog for each of their sites would be hundreds with a post. */
const WALLABAG: FileFeed = { url: 'file:wallabag', kind: 'page', description: { title: 'wallabag' } };

/**
 * Entries as wallabag exports them in JSON, and its API gives them.
 * @see https://doc.wallabag.org/en/user/import/
 */
export const wallabag = jsonList({
	kind: 'articles',
	recognises: (start) => /"is_archived"\s*:/.test(start) && /"is_starred"\s*:/.test(start),
	member: 'items',
	read: readEntry
});

function readEntry(entry: JsonObject, number: number): ReadItem {
	const url = webAddress(textIn(entry, 'given_url')) ?? webAddress(textIn(entry, 'url'));
	const content = textIn(entry, 'content');
	const title = lineOf(memberOf(entry, 'title'));
	if (url === null && content === '') return { reason: say('item_empty', { number }) };
	return {
		article: {
			...NOTHING_KNOWN,
			feed: WALLABAG,
			url,
			title,
			html: (content || linkHtml(url ?? '', title)) + quotesOf(entry),
			authors: namesIn(entry, 'published_by', 'name'),
			published: ['published_at', 'created_at'].map((name) => textIn(entry, name)),
			tags: namesIn(entry, 'tags', 'label'),
			image: webAddress(textIn(entry, 'preview_picture')),
			language: textIn(entry, 'language'),
			isStarred: saysYes(entry, 'is_starred'),
			isRead: saysYes(entry, 'is_archived')
		}
	};
}

/** What its reader marked in it, and wrote about that. */
function quotesOf(entry: JsonObject): string {
	return listOf(memberOf(entry, 'annotations'))
		.filter(isObject)
		.map((note) => quoteHtml(textIn(note, 'quote')) + textToHtml(textIn(note, 'text')))
		.join('');
}
