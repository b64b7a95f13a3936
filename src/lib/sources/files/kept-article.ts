import type { Author } from '$lib/model/author';
import { feedIdOf } from '$lib/model/ids';
import { languageTag } from '$lib/model/language';
import type { Attachment, IncomingPost } from '$lib/model/post';
import { visibleLine } from '$lib/model/visible-text';
import { LONGEST_NAME, MOST_PEOPLE } from '$lib/sources/bounds';
import { categoriesOf } from '$lib/sources/json-feed/tags';
import { revisionOf } from '$lib/sources/revision';
import { postOf } from '$lib/sources/xml/post';
import type { FileFeed } from './file-format';

/** An article as a file has it that is no feed: a page, or what another reader kept. */
export interface KeptArticle {
	feed: FileFeed;
	/** What it is known by where it comes from; '' where that is its address, or nothing. */
	guid: string;
	/** Absolute, or null. */
	url: string | null;
	title: string;
	html: string;
	/** Plain text; '' for none. */
	summary: string;
	/** Names. */
	authors: readonly string[];
	/** As written, the best first. */
	published: readonly string[];
	updated: readonly string[];
	categories: readonly string[];
	tags: readonly string[];
	/** Absolute, or null. */
	image: string | null;
	/** As written; '' for none. */
	language: string;
	attachments: Attachment[];
	isStarred: boolean;
	isRead: boolean;
}

/** Absolute address that nothing can have: what relative ones in a text without an address are read against. */
const NOWHERE = 'https://file.invalid/';

/** Of an article of which nothing more is known. */
export const NOTHING_KNOWN: Omit<KeptArticle, 'feed' | 'url' | 'title' | 'html'> = {
	guid: '',
	summary: '',
	authors: [],
	published: [],
	updated: [],
	categories: [],
	tags: [],
	image: null,
	language: '',
	attachments: [],
	isStarred: false,
	isRead: false
};

/**
 * An article as a post: known by its guid, else its address, else its title and words.
 * @param now UTC milliseconds
 */
export function keptPost(article: KeptArticle, now: number): IncomingPost {
	const { url, html, summary, image, published, updated, categories, attachments } = article;
	const title = visibleLine(article.title);
	const entry = {
		url,
		html,
		summary,
		image,
		published,
		updated,
		categories,
		attachments,
		title,
		id: article.guid
	};
	const incoming = postOf(
		{
			...entry,
			externalUrl: null,
			authors: authorsOf(article.authors),
			language: languageTag(article.language),
			replyUrl: null,
			extensions: null,
			base: url ?? NOWHERE
		},
		article.guid || (url ?? `hash:${revisionOf([title, html])}`),
		{ feedId: feedIdOf(article.feed.url), authors: [], language: null, now }
	);
	const { post } = incoming;
	const tags = categoriesOf(article.tags).categories;
	const thumbnail = post.thumbnail?.startsWith(NOWHERE) === true ? null : post.thumbnail;
	return { ...incoming, post: { ...post, tags, thumbnail, revision: revisionOf([post.revision, tags]) } };
}

function authorsOf(names: readonly string[]): Author[] {
	const lines = names.map((name) => visibleLine(name, LONGEST_NAME)).filter((name) => name !== '');
	return [...new Set(lines)].slice(0, MOST_PEOPLE).map((name) => ({ name, url: null, avatar: null }));
}
