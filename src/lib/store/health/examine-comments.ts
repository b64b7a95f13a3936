import type { FeedId } from '$lib/model/ids';
import { unsoundInComment, usableComment } from '$lib/store/sound/comment';
import { membersOf } from '$lib/store/sound/shape';
import { isId, isText } from '$lib/store/sound/values';
import { wordsFor, type Changes } from './changes';

/**
 * Examines the comments of a post; null for one that is not there, whose comments stay while its feed may bring it back.
 * @returns how many there are.
 */
export function examineComments(
	comments: readonly unknown[],
	post: { feedId: FeedId } | null,
	changes: Changes
): number {
	return comments.filter((comment) => examineComment(comment, post, changes)).length;
}

/** @returns whether it stays. */
function examineComment(comment: unknown, post: { feedId: FeedId } | null, changes: Changes): boolean {
	const { id, feedId } = membersOf(comment);
	const unsound = unsoundInComment(comment);
	const owner = post?.feedId ?? (feedId as FeedId);
	if (!isText(id) || !isId(owner)) {
		changes.note('useless', 'comments', id, 'belongs to nothing');
		changes.remove('comments', id);
		if (isId(owner)) changes.refetched.add(owner);
		return false;
	}
	if (post === null) changes.note('commentsWithoutPost', 'comments', id, 'has no post');
	if (unsound.length > 0 || feedId !== owner) {
		changes.note('damaged', 'comments', id, wordsFor(unsound.length > 0 ? unsound : ['feedId']));
		changes.put('comments', { ...usableComment(comment), feedId: owner });
		if (unsound.length > 0) changes.refetched.add(owner);
	}
	return true;
}
