import type { Comment } from '$lib/model/comment';
import type { CommentId, FeedId, PostId } from '$lib/model/ids';
import { Shape } from './shape';
import { isText, isTime, isWebAddress, noText, nothing, orNull, webAddressIn, zero } from './values';

const COMMENT = new Shape<Comment>({
	id: [isText, () => '' as CommentId],
	feedId: [isText, () => '' as FeedId],
	postId: [isText, () => '' as PostId],
	parentId: [orNull(isText), nothing],
	authorName: [isText, noText],
	authorUrl: [orNull(isWebAddress), webAddressIn],
	publishedAt: [isTime, zero],
	url: [orNull(isWebAddress), webAddressIn],
	html: [isText, noText]
});

/** Names of the members that are not what they should be. */
export const unsoundInComment = (value: unknown): string[] => COMMENT.unsoundIn(value);

/** A stored comment itself when it is sound; of a damaged one, what can be shown. */
export const usableComment = (value: unknown): Comment => COMMENT.usable(value);
