import type { Comment } from '$lib/model/comment';
import { commentIdOf, feedIdOf, type CommentId } from '$lib/model/ids';
import type { IncomingPost, Post } from '$lib/model/post';
import { dateOf } from '$lib/sources/feed-date';
import { lineOf } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import { isObject, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { isoDate, type JsonMembers } from './members';

/*
 * JSON Feed knows no comments, so an export of ours has them in an extension of the item. Only files give them back: what is fetched is what a
 * site says of its posts, and keeps them as any other extension.
 */

/** The member of an item that has the comments on it. */
export const COMMENTS = '_backlist_comments';
/** What it is about, as the specification asks. */
const ABOUT = 'What visitors wrote under this post, oldest first.';
/** Of one post. */
const MOST = 20_000;
const ID = /^[\da-f]{24}$/;

/** The member for some comments. @param feedUrl address of the feed that they were kept with */
export function writeComments(comments: readonly Comment[], feedUrl: string | undefined): JsonMembers {
	return { about: ABOUT, feed_url: feedUrl, comments: comments.map(writeComment) };
}

/** What is null is left out when it is written. */
function writeComment(comment: Comment): JsonMembers {
	const { authorName, authorUrl } = comment;
	return {
		id: comment.id,
		in_reply_to: comment.parentId ?? undefined,
		url: comment.url ?? undefined,
		date_published: isoDate(comment.publishedAt) ?? undefined,
		author: authorName === '' ? undefined : { name: authorName, url: authorUrl ?? undefined },
		content_html: comment.html
	};
}

/** A post without the comments that its item held, and those. @param now UTC milliseconds */
export function commentsApart(
	incoming: IncomingPost,
	now: number
): { incoming: IncomingPost; comments: Comment[] } {
	const { post, body } = incoming;
	const { [COMMENTS]: member, ...others } = body.extensions ?? {};
	const list = isObject(member) ? memberOf(member, 'comments') : null;
	if (!isObject(member) || !Array.isArray(list)) return { incoming, comments: [] };
	const extensions = Object.keys(others).length === 0 ? null : others;
	const idOf = nameReader(member, post);
	const comments = (list as unknown[])
		.slice(0, MOST)
		.flatMap((comment) => (isObject(comment) ? readComment(comment, { post, idOf, now }) : []));
	const byId = new Map(comments.map((comment) => [comment.id, comment]));
	return { incoming: { post, body: { ...body, extensions } }, comments: [...byId.values()] };
}

/** In the feed that they were kept with comments are the same as there; in another they have ids of their own. */
function nameReader(member: JsonObject, { feedId }: Post): (name: string) => CommentId {
	const isSameFeed = feedIdOf(textOf(memberOf(member, 'feed_url'))) === feedId;
	return (name) => (isSameFeed && ID.test(name) ? (name as CommentId) : commentIdOf(feedId, name));
}

interface CommentSurroundings {
	post: Post;
	idOf: (name: string) => CommentId;
	now: number;
}

function readComment(comment: JsonObject, { post, idOf, now }: CommentSurroundings): Comment[] {
	const name = textOf(memberOf(comment, 'id'));
	if (name === '') return [];
	const answered = textOf(memberOf(comment, 'in_reply_to'));
	const author = memberOf(comment, 'author');
	const ofAuthor = (member: string) => (isObject(author) ? memberOf(author, member) : undefined);
	const base = post.url ?? 'file:';
	return [
		{
			id: idOf(name),
			feedId: post.feedId,
			postId: post.id,
			parentId: answered === '' ? null : idOf(answered),
			authorName: lineOf(ofAuthor('name')),
			authorUrl: httpUrl(ofAuthor('url'), base),
			publishedAt: dateOf(memberOf(comment, 'date_published'), now) ?? post.publishedAt,
			url: httpUrl(memberOf(comment, 'url'), base),
			html: textOf(memberOf(comment, 'content_html'))
		}
	];
}
