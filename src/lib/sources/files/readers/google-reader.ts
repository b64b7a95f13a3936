import { say } from '$lib/messages/problem-words';
import { MOST_FILES } from '$lib/sources/bounds';
import { lineOf } from '$lib/sources/feed-text';
import { NAMELESS, type FileFeed } from '$lib/sources/files/file-format';
import { NOTHING_KNOWN } from '$lib/sources/files/kept-article';
import { hostName, httpUrl, withoutFragment } from '$lib/sources/http-url';
import { isObject, listOf, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { webAddress } from '$lib/model/web-address';
import type { Attachment } from '$lib/model/post';
import { jsonList, textIn } from './json-list';
import { secondsText } from './kept-dates';
import type { ReadItem } from './kept-parts';

const STARRED = /^user\/[^/]+\/state\/com\.google\/starred$/;
const READ = /^user\/[^/]+\/state\/com\.google\/read$/;
const LABEL = /^user\/[^/]+\/label\//;
/** Slashes may be escaped. */
const OWN_WORDS =
	/"user\\?\/[^"\\/]{1,40}\\?\/state\\?\/com\.google\\?\/|"tag:google\.com,2005:reader\\?\/|"streamId"\s*:|"crawlTimeMsec"\s*:/;
/** A post of it may be about all that. */
const JSON_FEED = /"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org/;
/** Where articles go that do not say what feed they are of. */
const STARRED_ARTICLES: FileFeed = {
	url: NAMELESS.starred,
	kind: 'page',
	description: { title: 'Starred articles' }
};

/**
 * Articles as Google Reader exported them, and FreshRSS, Inoreader, Feedly and The Old Reader do.
 * @see https://github.com/FreshRSS/FreshRSS/blob/edge/app/Models/Entry.php (`toGReader`)
 */
export const googleReader = jsonList({
	kind: 'articles',
	recognises: (start) => /"items"\s*:\s*\[/.test(start) && OWN_WORDS.test(start) && !JSON_FEED.test(start),
	member: 'items',
	read: readItem
});

function readItem(item: JsonObject, number: number): ReadItem {
	const url = addressIn(item, 'canonical') ?? addressIn(item, 'alternate');
	const html = textIn(item, 'content', 'content') || textIn(item, 'summary', 'content');
	const title = lineOf(memberOf(item, 'title'));
	if (url === null && html === '' && title === '') return { reason: say('item_empty', { number }) };
	const states = listOf(memberOf(item, 'categories')).map(textOf);
	const article = {
		...NOTHING_KNOWN,
		feed: feedOf(item, url),
		guid: textIn(item, 'guid'),
		url,
		title,
		html,
		authors: [lineOf(memberOf(item, 'author'))],
		published: [secondsText(memberOf(item, 'published'))],
		updated: [secondsText(memberOf(item, 'updated'))],
		categories: states.filter((state) => !state.startsWith('user/')),
		tags: states.filter((state) => LABEL.test(state)).map((state) => state.replace(LABEL, '')),
		attachments: attachmentsOf(item),
		isStarred: states.some((state) => STARRED.test(state)),
		isRead: states.some((state) => READ.test(state))
	};
	return { article };
}

function addressIn(item: JsonObject, member: string): string | null {
	for (const link of listOf(memberOf(item, member))) {
		const url = webAddress(isObject(link) ? textIn(link, 'href') : '');
		if (url !== null) return url;
	}
	return null;
}

/** Of its own address, where the list says that, or else of its blog's. */
function feedOf(item: JsonObject, url: string | null): FileFeed {
	const stream = textIn(item, 'origin', 'streamId').replace(/^feed\//, '');
	const feedUrl = webAddress(textIn(item, 'origin', 'feedUrl')) ?? webAddress(stream);
	const homeUrl = webAddress(textIn(item, 'origin', 'htmlUrl'));
	const address = feedUrl ?? homeUrl ?? (url === null ? null : httpUrl('/', url));
	if (address === null) return STARRED_ARTICLES;
	return {
		url: withoutFragment(address),
		kind: feedUrl === null ? 'page' : 'rss',
		description: { title: lineOf(textIn(item, 'origin', 'title')) || hostName(address), homeUrl }
	};
}

function attachmentsOf(item: JsonObject): Attachment[] {
	return listOf(memberOf(item, 'enclosure'))
		.slice(0, MOST_FILES)
		.flatMap((file) => {
			const url = isObject(file) ? webAddress(textIn(file, 'href')) : null;
			if (url === null || !isObject(file)) return [];
			return { url, mimeType: lineOf(memberOf(file, 'type')), title: '', bytes: null, seconds: null };
		});
}
