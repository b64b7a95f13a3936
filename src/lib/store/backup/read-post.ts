import type { Comment } from '$lib/model/comment';
import { postIdOf, type CommentId, type FeedId, type PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import type { Attachment } from '$lib/model/post';
import type { KeptBody, KeptPost } from './format';
import {
	amount,
	amountOrNull,
	damaged,
	flag,
	id,
	language,
	line,
	list,
	memberOf,
	membersOf,
	moment,
	momentOrNull,
	names,
	plainJson,
	prose,
	rareFlag,
	text,
	webAddress,
	type Members
} from './members';
import { readAuthors } from './read-feed';

/**
 * A post of a backup, checked member by member; what it holds besides is left out. Saving goes through here too, so that
 * whatever is saved can be restored.
 * @throws DamagedRecordError
 */
export function readPost(value: unknown): KeptPost {
	const post = membersOf(value, 'post');
	return {
		...identityOf(post),
		url: webAddress(post, 'url'),
		externalUrl: webAddress(post, 'externalUrl'),
		title: line(post, 'title'),
		authors: readAuthors(post),
		publishedAt: moment(post, 'publishedAt'),
		hasOwnDate: flag(post, 'hasOwnDate'),
		updatedAt: momentOrNull(post, 'updatedAt'),
		categories: names(post, 'categories'),
		tags: names(post, 'tags'),
		excerpt: prose(post, 'excerpt'),
		language: language(post, 'language'),
		image: webAddress(post, 'image'),
		thumbnail: webAddress(post, 'thumbnail'),
		bannerImage: webAddress(post, 'bannerImage'),
		wordCount: amount(post, 'wordCount'),
		attachments: list(post, 'attachments', readAttachment).flat(),
		firstSeenAt: moment(post, 'firstSeenAt'),
		withdrawnAt: momentOrNull(post, 'withdrawnAt'),
		revision: text(post, 'revision'),
		...rareFlag(post, 'isProtected'),
		...rareFlag(post, 'isSticky'),
		...rareFlag(post, 'isFromFile'),
		...(memberOf(post, 'replyUrl') !== undefined && { replyUrl: webAddress(post, 'replyUrl') })
	};
}

/** @throws DamagedRecordError */
export function readBody(value: unknown): KeptBody {
	const body = membersOf(value, 'body');
	const extensions = memberOf(body, 'extensions');
	return {
		html: text(body, 'html'),
		text: prose(body, 'text'),
		extensions:
			extensions === null
				? null
				: (plainJson(membersOf(extensions, 'extensions'), 'extensions') as Record<string, unknown>)
	};
}

/** @throws DamagedRecordError */
export function readMark(value: unknown): Mark {
	const mark = membersOf(value, 'mark');
	return {
		id: id(mark, 'id') as PostId,
		// 0 means that it is not, and so does whatever is before.
		readAt: Math.max(moment(mark, 'readAt'), 0),
		starredAt: Math.max(moment(mark, 'starredAt'), 0),
		changedAt: moment(mark, 'changedAt')
	};
}

/** @throws DamagedRecordError */
export function readComment(value: unknown): Comment {
	const comment = membersOf(value, 'comment');
	return {
		id: id(comment, 'id') as CommentId,
		feedId: id(comment, 'feedId') as FeedId,
		postId: id(comment, 'postId') as PostId,
		parentId: memberOf(comment, 'parentId') === null ? null : (id(comment, 'parentId') as CommentId),
		authorName: line(comment, 'authorName'),
		authorUrl: webAddress(comment, 'authorUrl'),
		publishedAt: moment(comment, 'publishedAt'),
		url: webAddress(comment, 'url'),
		html: text(comment, 'html')
	};
}

function identityOf(post: Members): Pick<KeptPost, 'id' | 'feedId' | 'guid'> {
	const own = id(post, 'id') as PostId;
	const feedId = id(post, 'feedId') as FeedId;
	const guid = text(post, 'guid');
	// A post whose guid was lost keeps the id that it was made from.
	const isLost = guid === `hash:lost-${own}`;
	if (!isLost && own !== postIdOf(feedId, guid)) throw damaged('id', 'that of the post’s guid');
	return { id: own, feedId, guid };
}

/** None for a file that is not on the web. */
function readAttachment(value: unknown): Attachment[] {
	const attachment = membersOf(value, 'attachments');
	const url = webAddress(attachment, 'url');
	if (url === null) return [];
	return [
		{
			url,
			mimeType: line(attachment, 'mimeType'),
			title: line(attachment, 'title'),
			bytes: amountOrNull(attachment, 'bytes'),
			seconds: amountOrNull(attachment, 'seconds')
		}
	];
}
