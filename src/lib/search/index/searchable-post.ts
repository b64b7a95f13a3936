import type { FeedId, PostId } from '$lib/model/ids';

/** What can be found of a post, and what it can be filtered by. */
export interface SearchablePost {
	id: PostId;
	feedId: FeedId;
	/** UTC milliseconds. */
	publishedAt: number;
	title: string;
	categories: string[];
	tags: string[];
	/** Names. */
	authors: string[];
	/** Plain text of the body. */
	text: string;
	hasImage: boolean;
	hasAudio: boolean;
	hasComments: boolean;
	isWithdrawn: boolean;
	/** What the reader did with it. */
	isRead: boolean;
	isStarred: boolean;
}
