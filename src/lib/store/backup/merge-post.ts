import { categoryKey } from '$lib/model/category';
import type { PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import type { Body, Post } from '$lib/model/post';
import { recordOf, sizeOf } from '$lib/store/commit';
import type { PostRecord } from '$lib/store/database';
import { placesOf } from '$lib/store/places';
import type { KeptBody, KeptPost } from './format';

/** A post of the library while a backup is merged into it. */
export interface MergedPost {
	/** As it is here; undefined when it is not. */
	before: PostRecord | undefined;
	/** As it will be; the same object when nothing changes. */
	after: PostRecord;
	/** Undefined when the one that is here stays. */
	body: Body | undefined;
	/** Whether the search has to read it again; of marks it hears otherwise. */
	isEdited: boolean;
}

interface SavedPost {
	post: KeptPost;
	body: KeptBody;
}

/** A post that is not here yet, unread. Its number of commit follows when it is stored. */
export function arriving({ post: kept, body: saved }: SavedPost): MergedPost {
	const post: Post = { ...kept, categoryKeys: kept.categories.map(categoryKey) };
	const body = bodyOf(kept, saved);
	const after = recordOf(post, { sequence: 0, size: sizeOf(body) }, { isRead: false, isStarred: false });
	return { before: undefined, after, body, isEdited: true };
}

/**
 * A post that is here stays as it is, but takes the text of the backup when there is none here: the site may show it for a password
 * only by now.
 * @param withBody ids of posts that have a body here
 */
export function completed(
	here: MergedPost,
	{ post, body: saved }: SavedPost,
	withBody: ReadonlySet<PostId>
): MergedPost {
	const { before, after } = here;
	if (before === undefined || (withBody.has(post.id) && after.size > 0)) return here;
	const body = bodyOf(post, saved);
	const size = sizeOf(body);
	if (size === 0 && withBody.has(post.id)) return here;
	const { excerpt, wordCount, thumbnail, image, bannerImage } = post;
	const told = { excerpt, wordCount, thumbnail, image, bannerImage };
	return { before, after: { ...after, ...told, size }, body, isEdited: true };
}

export function withMark(post: MergedPost, { readAt, starredAt }: Mark): MergedPost {
	const { unreadPlace: _unread, starredPlace: _starred, ...record } = post.after;
	const places = placesOf(record, { isRead: readAt > 0, isStarred: starredAt > 0 });
	return { ...post, after: { ...record, ...places } };
}

export function withCommentCount(post: MergedPost, commentCount: number): MergedPost {
	return { ...post, after: { ...post.after, commentCount }, isEdited: true };
}

function bodyOf({ id, feedId }: KeptPost, body: KeptBody): Body {
	return { id, feedId, ...body };
}
