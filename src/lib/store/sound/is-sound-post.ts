import type { PostRecord } from '$lib/store/database';
import { isAuthors } from './author';
import { hasKeys, isAttachments, isPlaces, type PostMembers } from './post-parts';
import { isCount, isFlag, isMembers, isOrdinal, isText, isTexts, isTime, isWebAddress } from './values';

/**
 * Whether a stored post is sound: what the shape in `post.ts` says, written out, since each of the thousands of posts of a list is asked and a
 * loop over rules takes five times as long.
 */
export function isSoundPost(value: unknown): value is PostRecord {
	if (!isMembers(value)) return false;
	const post: PostMembers = value;
	return hasSoundTexts(post) && hasSoundNumbers(post) && hasSoundLists(post) && hasSoundFlags(post);
}

function hasSoundTexts(post: PostMembers): boolean {
	return (
		isText(post.id) &&
		isText(post.feedId) &&
		isText(post.guid) &&
		isText(post.title) &&
		isText(post.excerpt) &&
		isText(post.revision) &&
		(post.url === null || isWebAddress(post.url)) &&
		(post.externalUrl === null || isWebAddress(post.externalUrl)) &&
		(post.language === null || isText(post.language)) &&
		(post.image === null || isWebAddress(post.image)) &&
		(post.bannerImage === null || isWebAddress(post.bannerImage)) &&
		(post.thumbnail == null || isWebAddress(post.thumbnail)) &&
		(post.replyUrl == null || isWebAddress(post.replyUrl))
	);
}

function hasSoundNumbers(post: PostMembers): boolean {
	return (
		isTime(post.publishedAt) &&
		isTime(post.firstSeenAt) &&
		(post.updatedAt === null || isTime(post.updatedAt)) &&
		(post.withdrawnAt === null || isTime(post.withdrawnAt)) &&
		(post.unreadPlace === undefined || isTime(post.unreadPlace)) &&
		(post.starredPlace === undefined || isTime(post.starredPlace)) &&
		(post.commentCount === undefined || isCount(post.commentCount)) &&
		isCount(post.wordCount) &&
		isCount(post.size) &&
		isOrdinal(post.sequence)
	);
}

function hasSoundLists(post: PostMembers): boolean {
	return (
		isTexts(post.categories) &&
		isTexts(post.categoryKeys) &&
		isTexts(post.tags) &&
		isAuthors(post.authors) &&
		isAttachments(post.attachments) &&
		isPlaces(post.categoryPlaces) &&
		isPlaces(post.authorPlaces) &&
		isPlaces(post.tagPlaces) &&
		hasKeys(post as PostRecord)
	);
}

function hasSoundFlags(post: PostMembers): boolean {
	return (
		isFlag(post.hasOwnDate) &&
		(post.isProtected === undefined || post.isProtected === true) &&
		(post.isFromFile === undefined || post.isFromFile === true) &&
		(post.isSticky === undefined || post.isSticky === true)
	);
}
