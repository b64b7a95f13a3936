import type { PostId } from '$lib/model/ids';
import type { SourceContext } from '$lib/sources/source';
import { sources } from '$lib/sources/sources';
import { replaceComments } from '$lib/store/comments';
import type { Database } from '$lib/store/database';
import { findFeed } from '$lib/store/feeds';
import { postsById } from '$lib/store/withdrawals';
import { viaRelay } from './via-relay';

/**
 * Fetches the comments of one post as they are now on the site, and keeps those.
 * @param relay template of the reader's relay, or ''
 * @returns how many were new; 0 also for a site whose comments cannot be asked for
 * @throws SourceError
 */
export async function fetchComments(
	db: Database,
	id: PostId,
	context: SourceContext,
	relay: string
): Promise<number> {
	const [post] = await postsById(db, [id]);
	const feed = post === undefined ? undefined : await findFeed(db, post.feedId);
	if (post === undefined || feed === undefined || feed.kind === 'page') return 0;
	const { following } = sources[feed.kind];
	// What the site has taken down it has no comments of; those that were kept stay.
	if (following === undefined || post.withdrawnAt !== null) return 0;
	const fetchText = feed.isRelayed ? viaRelay(context.fetchText, relay) : context.fetchText;
	const comments = await following.commentsOf(feed, post.guid, { ...context, fetchText });
	// A site answers "none" for a post that it has just deleted, too.
	if (comments.length === 0 && (post.commentCount ?? 0) > 0) {
		const { posts } = await following.postsOf(feed, [post.guid], { ...context, fetchText });
		if (posts.length === 0) return 0;
	}
	return replaceComments(db, id, comments);
}
