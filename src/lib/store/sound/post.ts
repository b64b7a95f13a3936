import { categoryKey } from '$lib/model/category';
import type { FeedId, PostId } from '$lib/model/ids';
import type { PostRecord } from '$lib/store/database';
import { placesOf } from '$lib/store/places';
import { authorsIn, isAuthors } from './author';
import { isSoundPost } from './is-sound-post';
import { attachmentsIn, hasKeys, isAttachments, isPlace, isPlaces, type PostMembers } from './post-parts';
import { membersOf, Shape } from './shape';
import {
	absent,
	isCount,
	isFlag,
	isOrdinal,
	isText,
	isTexts,
	isTime,
	isTrue,
	isWebAddress,
	no,
	noText,
	nothing,
	orAbsent,
	orNull,
	soundIn,
	webAddressIn,
	zero
} from './values';

/** Of no post at all: what a record has whose own id cannot be one. No feed has this post either, so that no list shows it. */
const NO_ID = '0'.repeat(24) as PostId;
const NO_FEED = '' as FeedId;

/** What a post is called whose name is lost: no site calls one so. */
export function lostGuid(id: string): string {
	return `hash:lost-${id}`;
}

/** Any of its places has the date too. */
function dateOf(_: unknown, { unreadPlace, starredPlace, firstSeenAt, ...lists }: PostMembers): number {
	const { categoryPlaces, authorPlaces, tagPlaces } = lists;
	const places = [categoryPlaces, authorPlaces, tagPlaces].flatMap((list) => soundIn(list, isPlace));
	const dates = [unreadPlace, starredPlace, ...places.map(([, date]) => date), firstSeenAt];
	return dates.find(isTime) ?? 0;
}

const guidOf = (_: unknown, { id }: PostMembers): string => lostGuid(String(id));

const POST = new Shape<PostRecord>({
	id: [isText, () => NO_ID],
	feedId: [isText, () => NO_FEED],
	guid: [isText, guidOf],
	url: [orNull(isWebAddress), webAddressIn],
	externalUrl: [orNull(isWebAddress), webAddressIn],
	title: [isText, noText],
	authors: [isAuthors, authorsIn],
	publishedAt: [isTime, dateOf],
	hasOwnDate: [isFlag, no],
	updatedAt: [orNull(isTime), nothing],
	categories: [
		isTexts,
		(names, { categoryKeys }) => soundIn(Array.isArray(names) ? names : categoryKeys, isText)
	],
	categoryKeys: [isTexts, (keys) => soundIn(keys, isText)],
	tags: [isTexts, (tags) => soundIn(tags, isText)],
	excerpt: [isText, noText],
	language: [orNull(isText), nothing],
	image: [orNull(isWebAddress), webAddressIn],
	// Absent from posts that were stored before there was one.
	thumbnail: [orAbsent(orNull(isWebAddress)), webAddressIn],
	bannerImage: [orNull(isWebAddress), webAddressIn],
	wordCount: [isCount, zero],
	attachments: [isAttachments, attachmentsIn],
	firstSeenAt: [isTime, zero],
	withdrawnAt: [orNull(isTime), nothing],
	revision: [isText, noText],
	isProtected: [orAbsent(isTrue), absent],
	isSticky: [orAbsent(isTrue), absent],
	isFromFile: [orAbsent(isTrue), absent],
	replyUrl: [orAbsent(orNull(isWebAddress)), webAddressIn],
	commentCount: [orAbsent(isCount), absent],
	sequence: [isOrdinal, zero],
	size: [isCount, zero],
	categoryPlaces: [isPlaces, () => []],
	authorPlaces: [isPlaces, () => []],
	tagPlaces: [isPlaces, () => []],
	// Whatever it was, it said that there is one.
	unreadPlace: [orAbsent(isTime), zero],
	starredPlace: [orAbsent(isTime), zero]
});

/** What only the library knows of a post; the rest comes from its feed. */
const OURS: ReadonlySet<string> = new Set<keyof PostRecord>([
	'id',
	'feedId',
	'firstSeenAt',
	'withdrawnAt',
	'isFromFile',
	'commentCount',
	'sequence',
	'size',
	'categoryPlaces',
	'authorPlaces',
	'tagPlaces',
	'unreadPlace',
	'starredPlace'
]);

/** Names of the members that are not what they should be. */
export function unsoundInPost(value: unknown): string[] {
	const names = POST.unsoundIn(value);
	return names.length === 0 && !isSoundPost(value) ? ['categoryKeys'] : names;
}

/** Whether something is lost that the feed gave, and would give again. */
export function hasLostText(unsound: readonly string[]): boolean {
	return unsound.some((name) => !OURS.has(name));
}

/**
 * A stored post itself when it is sound; of a damaged one, what can be shown. When something is lost of what its feed gave, its
 * revision is that of no post, so that the next sync that meets it writes it anew.
 */
export function usablePost(value: unknown): PostRecord {
	if (isSoundPost(value)) return value;
	const unsound = unsoundInPost(value);
	const post = POST.usable(value);
	if (hasLostText(unsound)) post.revision = '';
	if (!hasKeys(post)) post.categoryKeys = post.categories.map(categoryKey);
	const isStarred = membersOf(value).starredPlace !== undefined;
	const isRead = membersOf(value).unreadPlace === undefined;
	if (!isText(membersOf(value).id)) post.feedId = NO_FEED;
	const { unreadPlace: _unread, starredPlace: _starred, ...rest } = post;
	return { ...rest, ...placesOf(rest, { isRead, isStarred }) };
}
