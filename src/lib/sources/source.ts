import type { Comment } from '$lib/model/comment';
import type { FeedDescription, FetchedKind } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { IncomingPost } from '$lib/model/post';
import type { Words } from '$lib/model/problem';

/** The feed to fetch. */
export interface SourceFeed {
	id: FeedId;
	/** Absolute address of the feed. */
	url: string;
}

/** One answer of the site, read. */
export interface SourcePage {
	/** What the answer says of the feed itself; what it leaves out stays as it is kept. */
	description: Partial<FeedDescription>;
	/** Newest first, as far as the site orders them; every post once. */
	posts: IncomingPost[];
	skipped: SkippedItem[];
	/** Address of the page to fetch after this one (what a checkpoint keeps); null at the end of the archive. */
	next: string | null;
	/** Posts in the whole archive, when the site says so. */
	total: number | null;
	/**
	 * Only of a {@link FollowedSource}: everything that was changed before this moment is on the pages up to this one, and on
	 * those that follow in the walk. In the source's own notation, by the site's clock.
	 */
	since?: string;
	/** What could not be had though the posts could, in words for the reader. */
	notes?: Words[];
}

/** An item that could not be read. It is counted and shown, and never stops the others. */
export interface SkippedItem {
	/** Position in its page, from 0. */
	position: number;
	/** In words for the reader. */
	reason: Words;
}

/** What a source is handed, so that it touches neither the clock nor the network by itself. */
export interface SourceContext {
	/** Fetches within bounds; throws SourceError. */
	fetchText: (url: string) => Promise<FetchedText>;
	/** UTC milliseconds. */
	now: () => number;
}

/** The text of an answer. */
export interface FetchedText {
	/** Address after redirects. */
	url: string;
	text: string;
	/** The media type alone, in lower case, such as `application/feed+json`; empty when not given. */
	mimeType: string;
	/** Those that the site lets other sites read; absent for a file. */
	headers?: Pick<Headers, 'get'>;
	/** Size of the answer in bytes, unpacked; absent for a file. */
	bytes?: number;
}

/** One format or kind of site. */
export interface Source {
	kind: FetchedKind;
	/** Whether `page` is in this format at all. */
	recognises: (page: FetchedText) => boolean;
	/**
	 * The archive page by page, newest first, starting at `from` (the feed's own address or a checkpoint's).
	 * @throws SourceError when a page cannot be fetched or read; pages before it have been given.
	 */
	pages: (feed: SourceFeed, from: string, context: SourceContext) => AsyncGenerator<SourcePage>;
	/** Of a site that can be asked what has changed. */
	following?: FollowedSource;
}

/** What a site with an API of its own offers beyond pages. Every method throws SourceError. */
export interface FollowedSource {
	/**
	 * Posts that are new or edited since a moment that an earlier page gave as its `since`, in the order of the changes.
	 * Each page has the `since` from which to go on after it; `next` is not used. There may be no page at all.
	 * @param differing of posts that the site lists, gives those that are not kept just so: only they are fetched
	 */
	changes: (
		feed: SourceFeed,
		since: string,
		context: SourceContext,
		differing: (posts: ListedPost[]) => Promise<ListedPost[]>
	) => AsyncGenerator<SourcePage>;
	/** What is there now, without any content: of each post what the site calls it and when it was last changed. */
	listing: (feed: SourceFeed, context: SourceContext) => AsyncGenerator<ListedPost[]>;
	/** Those of the posts named that are there, of up to a few hundred. */
	postsOf: (feed: SourceFeed, guids: string[], context: SourceContext) => Promise<SourcePage>;
	/**
	 * The site's comments, newest first, from `from` (null for the newest, or the `next` of an earlier page).
	 * With `since`, which an earlier page gave, only those after it, and those of the `overlap` milliseconds before: a comment
	 * may have waited for its approval.
	 */
	comments: (
		feed: SourceFeed,
		from: string | null,
		since: string | null,
		overlap: number,
		context: SourceContext
	) => AsyncGenerator<CommentsPage>;
	/** All comments of one post. */
	commentsOf: (feed: SourceFeed, guid: string, context: SourceContext) => Promise<Comment[]>;
}

/** A post as a listing has it. */
export interface ListedPost {
	guid: string;
	/** UTC milliseconds: what the post's `updatedAt` is if it is the same. */
	updatedAt: number;
}

/** One answer of the site with comments of any of its posts, also of those that are not kept. */
export interface CommentsPage {
	comments: Comment[];
	/** Address of the page after this one; null at the end. */
	next: string | null;
	/** Comments before are on this page and those that follow in the walk; null when the page has none. */
	since: string | null;
}
