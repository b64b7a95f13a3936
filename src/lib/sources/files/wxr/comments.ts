import { commentIdOf, type FeedId, type PostId } from '$lib/model/ids';
import type { Comment } from '$lib/model/comment';
import { lineOf } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import { autop } from './autop';
import { withoutComments } from './body';
import { childrenOf, textIn } from './elements';
import { numberIn, type WxrItem } from './item';
import { firstDate } from './post';

/** Of one post. */
const MOST = 20_000;

/** What a post's comments are read with. */
export interface CommentSurroundings {
	feedId: FeedId;
	postId: PostId;
	/** Of the post, absolute, or null. */
	url: string | null;
	/** UTC milliseconds. */
	now: number;
}

/** The comments of a post that its site shows: neither those that wait for approval or are spam, nor mere links from elsewhere. */
export function commentsOf(item: WxrItem, around: CommentSurroundings): Comment[] {
	return item.comments.slice(0, MOST).flatMap((xml) => readComment(xml, around));
}

function readComment(xml: string, { feedId, postId, url, now }: CommentSurroundings): Comment[] {
	const texts = new Map(childrenOf(xml).map(({ name, inner }) => [name, inner]));
	const text = (name: string) => textIn(texts.get(`wp:comment_${name}`) ?? '').trim();
	const id = numberIn(text('id'));
	const isShown = text('approved') === '1' && /^(comment)?$/.test(text('type'));
	if (id === null || !isShown) return [];
	const parent = numberIn(text('parent'));
	return [
		{
			id: commentIdOf(feedId, String(id)),
			feedId,
			postId,
			parentId: parent === null ? null : commentIdOf(feedId, String(parent)),
			authorName: lineOf(text('author')),
			authorUrl: httpUrl(text('author_url'), url ?? 'file:'),
			publishedAt: firstDate([text('date_gmt'), text('date')], now) ?? now,
			url: url === null ? null : new URL(`#comment-${id}`, url).href,
			html: autop(withoutComments(text('content'))).trim()
		}
	];
}
