import { say } from '$lib/messages/problem-words';
import { textToHtml } from '$lib/content/text-to-html';
import { webAddress } from '$lib/model/web-address';
import { lineOf } from '$lib/sources/feed-text';
import type { FileFeed } from '$lib/sources/files/file-format';
import { NOTHING_KNOWN, type KeptArticle } from '$lib/sources/files/kept-article';
import { escapeUTF8 } from 'entities';
import type { ReadItem } from './kept-parts';

/** A link that another reader kept, without its page. */
export type KeptLink = Partial<
	Pick<KeptArticle, 'authors' | 'categories' | 'tags' | 'image' | 'isRead' | 'isStarred' | 'summary'>
> & {
	/** As written. */
	address: string;
	title: string;
	/** When it was kept, as `dateOf` reads it; '' when unknown. */
	savedAt: string;
	/** What its reader marked in it or wrote about it, plain text. */
	quote?: string;
	/** Its page, where the reader has kept that, too: HTML. */
	content?: string;
};

/** A link as a post of its list, which says no more than where it leads. */
export function linkItem(feed: FileFeed, link: KeptLink, number: number): ReadItem {
	const { address, savedAt, quote = '', content = '', ...known } = link;
	const url = webAddress(address);
	if (url === null) return { reason: say('saved_no_address', { number }) };
	const title = lineOf(known.title);
	const html = (content || linkHtml(url, title)) + quoteHtml(quote);
	return { article: { ...NOTHING_KNOWN, ...known, feed, url, title, html, published: [savedAt] } };
}

/** '' for nothing. @param quote plain text */
export function quoteHtml(quote: string): string {
	return quote === '' ? '' : `\n<blockquote>${textToHtml(quote)}</blockquote>`;
}

/** A paragraph that is a link. */
export function linkHtml(url: string, title: string): string {
	return `<p><a href="${escapeUTF8(url)}">${escapeUTF8(title || url)}</a></p>`;
}
