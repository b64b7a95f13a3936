import { say } from '$lib/messages/problem-words';
import { commentIdOf, postIdOf } from '$lib/model/ids';
import type { Comment } from '$lib/model/comment';
import { dateOf } from '$lib/sources/feed-date';
import { lineOf } from '$lib/sources/feed-text';
import { hostName, httpUrl } from '$lib/sources/http-url';
import { isObject, memberOf, type JsonObject } from '$lib/sources/json-values';
import type { CommentsPage, SourceContext, SourceFeed } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { idOf, numberOf, renderedOf } from './answer';
import { utcOf, utcText } from './dates';
import { COMMENTS_NEWEST_FIRST } from './place';
import type { RouteParams } from './routes';
import { siteOf, type Site } from './site';
import { walkList, type ListPage } from './walk';

const FIELDS = 'id,post,parent,author_name,author_url,date,date_gmt,content,link';
/** Of one post, the newest. */
const MOST_OF_POST = 10_000;

/**
 * The comments of a site, newest first.
 * @param from the `next` of an earlier page, or null for the newest
 * @param since of an earlier page: only comments after it
 * @param overlap milliseconds before `since` from which comments are wanted too: they are dated when they were written, however
 * long they waited for the author's leave
 * @throws SourceError `api-closed` when the site does not give out its comments
 */
export async function* commentPages(
	feed: SourceFeed,
	from: string | null,
	since: string | null,
	overlap: number,
	context: SourceContext
): AsyncGenerator<CommentsPage> {
	const site = siteOf(feed, context);
	const bound = since === null ? NaN : Date.parse(since);
	const params = { after: Number.isNaN(bound) ? null : utcText(bound - overlap) };
	for await (const { items, next } of walkComments(site, params, from)) {
		const objects = items.filter(isObject);
		const comments = objects.flatMap((item) => readComment(item, site));
		yield { comments, next, since: sinceOf(objects, context.now()) };
	}
}

/**
 * All comments of one post, newest first; of more than ten thousand, the newest.
 * @param guid what WordPress calls the post
 * @throws SourceError `api-closed` when the site does not give out its comments
 */
export async function commentsOfPost(
	feed: SourceFeed,
	guid: string,
	context: SourceContext
): Promise<Comment[]> {
	const post = numberOf(guid);
	const site = siteOf(feed, context);
	const comments: Comment[] = [];
	if (post === null) return comments;
	for await (const { items } of walkComments(site, { post }, null)) {
		comments.push(...items.filter(isObject).flatMap((item) => readComment(item, site)));
		if (comments.length >= MOST_OF_POST) break;
	}
	return comments.slice(0, MOST_OF_POST);
}

/** @see https://developer.wordpress.org/rest-api/reference/comments/ */
async function* walkComments(site: Site, params: RouteParams, from: string | null): AsyncGenerator<ListPage> {
	const list = {
		root: site.root,
		route: 'wp/v2/comments',
		order: COMMENTS_NEWEST_FIRST,
		params: { _fields: FIELDS, ...params }
	};
	try {
		yield* walkList(list, from, site);
	} catch (error) {
		if (!(error instanceof SourceError) || error.code !== 'api-closed') throw error;
		throw new SourceError(
			'api-closed',
			say('wordpress_no_comments', { host: hostName(site.root) }),
			say('wordpress_no_comments_advice'),
			error.details
		);
	}
}

/** None of an item that is no comment of a post. */
function readComment(item: JsonObject, { feedId, root, now }: Site): Comment[] {
	const [id, post] = [idOf(item), numberOf(memberOf(item, 'post'))];
	if (id === null || post === null) return [];
	const parent = numberOf(memberOf(item, 'parent'));
	const time = now();
	return [
		{
			id: commentIdOf(feedId, String(id)),
			feedId,
			postId: postIdOf(feedId, String(post)),
			parentId: parent === null ? null : commentIdOf(feedId, String(parent)),
			authorName: lineOf(memberOf(item, 'author_name')),
			authorUrl: httpUrl(memberOf(item, 'author_url'), root),
			publishedAt: dateOf(memberOf(item, 'date_gmt'), time) ?? dateOf(memberOf(item, 'date'), time) ?? time,
			url: httpUrl(memberOf(item, 'link'), root),
			html: renderedOf(item, 'content')
		}
	];
}

function sinceOf(items: JsonObject[], now: number): string | null {
	const times = items.map((item) => utcOf(memberOf(item, 'date_gmt'))).filter((time) => time !== null);
	return times.length === 0 ? null : utcText(Math.min(Math.max(...times), now));
}
