import type { Author } from './author';
import type { FeedId, PostId } from './ids';

/** What a list needs of a post. Its HTML is a {@link Body}; what the reader did with it is a Mark. */
export interface Post {
	id: PostId;
	feedId: FeedId;
	/** What the feed calls this post. */
	guid: string;
	/** Its page on the site, absolute, or null. */
	url: string | null;
	/** What a link post is about, absolute, or null. */
	externalUrl: string | null;
	/** Plain text; empty when the post has none (see `displayTitle`). */
	title: string;
	authors: Author[];
	/** UTC milliseconds. */
	publishedAt: number;
	/** False when the feed gave no date, or an impossible one: then `publishedAt` is when the post was first seen. */
	hasOwnDate: boolean;
	/** UTC milliseconds of the last edit, or null when the feed does not say. */
	updatedAt: number | null;
	/** As the blog writes them, in its order, each once. */
	categories: string[];
	/** `categoryKey` of each of `categories`: what filters and indexes compare. */
	categoryKeys: string[];
	/** WordPress tags; a JSON Feed's `tags` are categories. */
	tags: string[];
	/** Plain text of at most about 280 characters. */
	excerpt: string;
	/** BCP 47 language tag, or null. */
	language: string | null;
	/** Picture that the feed names for the post, absolute, or null. */
	image: string | null;
	/** Picture for a list: `image`, or else the first one of the text; absolute, or null. */
	thumbnail: string | null;
	/** Wide picture for the top of the post, absolute, or null. */
	bannerImage: string | null;
	wordCount: number;
	attachments: Attachment[];
	/** UTC milliseconds at which this library first saw the post. */
	firstSeenAt: number;
	/** UTC milliseconds at which the site was seen to have taken it down; null while it is there. */
	withdrawnAt: number | null;
	/** Digest of everything the feed gave, to tell an edit from the same again. */
	revision: string;
	/** There when the site shows the text only to people who know a password: then there is none here. */
	isProtected?: true;
	/** There when it came in a file and its site has not given it since: then that the site does not have it says nothing. */
	isFromFile?: true;
	/** There when the blog keeps the post on top of its front page. */
	isSticky?: true;
	/** Where a reply is written on the site, absolute; absent or null where the source names none or replies are closed. */
	replyUrl?: string | null;
	/** Comments kept; absent for none. Counted by the store, never by a source. */
	commentCount?: number;
}

/** A file that belongs to a post, such as a podcast's episode. */
export interface Attachment {
	/** Absolute. */
	url: string;
	/** Media type, such as `audio/mpeg`; empty when not given. */
	mimeType: string;
	title: string;
	/** Size in bytes, or null. */
	bytes: number | null;
	/** Length in seconds, or null. */
	seconds: number | null;
}

/** The content of a post, kept apart so that lists never load it. */
export interface Body {
	id: PostId;
	feedId: FeedId;
	/** HTML as the feed gave it: untrusted, sanitised when shown. */
	html: string;
	/** The words of `html`, for search and snippets. */
	text: string;
	/**
	 * What the feed's item says and the post does not, as it came, kept for export: members that no specification names, and those
	 * of which the post has less, such as a plain text. A specified member that is null was not there. Null when there is nothing.
	 */
	extensions: Record<string, unknown> | null;
}

/** A post as a source gives it, not yet stored. */
export interface IncomingPost {
	post: Post;
	body: Body;
}
