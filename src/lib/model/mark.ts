import type { PostId } from './ids';

/** What the reader did with a post. A sync never touches it. */
export interface Mark {
	id: PostId;
	/** UTC milliseconds, or 0 while unread. */
	readAt: number;
	/** UTC milliseconds, or 0 while not starred. */
	starredAt: number;
	/** UTC milliseconds of the last change. */
	changedAt: number;
}
