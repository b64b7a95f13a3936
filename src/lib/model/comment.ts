import type { CommentId, FeedId, PostId } from './ids';

/** What somebody wrote under a post on the site. */
export interface Comment {
	id: CommentId;
	feedId: FeedId;
	postId: PostId;
	/** The comment that this one answers, or null. It need not be kept: it may have been deleted. */
	parentId: CommentId | null;
	/** Plain text; empty for nobody. */
	authorName: string;
	/** The author's own page, absolute, or null. */
	authorUrl: string | null;
	/** UTC milliseconds. */
	publishedAt: number;
	/** Its place on the site, absolute, or null. */
	url: string | null;
	/** Untrusted, sanitised when shown. */
	html: string;
}
