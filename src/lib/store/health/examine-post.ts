import type { FeedId, PostId } from '$lib/model/ids';
import type { Body } from '$lib/model/post';
import { sizeOf } from '$lib/store/commit';
import type { PostRecord } from '$lib/store/database';
import { placesOf, type Place, type Places } from '$lib/store/places';
import { hasLostText, unsoundInPost, usablePost } from '$lib/store/sound/post';
import { membersOf } from '$lib/store/sound/shape';
import { wordsFor, type Changes } from './changes';
import { missingBody, type Examined } from './examine-body';
import { examineComments } from './examine-comments';
import { examineMark } from './examine-mark';
import type { KnownFeeds } from './feed-of';
import type { Entry } from './piece';
import { rebuiltPost } from './rebuilt';

/** What is known apart from the entry that is examined. */
export interface Surroundings {
	feeds: KnownFeeds;
	/** UTC milliseconds, for times that are lost. */
	now: number;
}

/** @param foundBody null when there is none */
export function examinePost(
	entry: Entry,
	id: PostId,
	feedId: FeedId,
	foundBody: Examined<Body> | null,
	{ feeds, now }: Surroundings,
	changes: Changes
): void {
	const body = foundBody ?? missingBody(id, feedId, changes);
	const found = foundPost(entry, id, feedId, body.record, now, changes);
	const marked = examineMark(entry, id, now, changes);
	const commentCount = examineComments(entry.comments, { feedId }, changes);
	const places = placesOf(found.record, marked);
	const isMisplaced = !found.isChanged && !areSame(places, found.record);
	if (isMisplaced) changes.note('wrongPlaces', 'posts', id, 'stands in wrong lists');
	const isMiscounted = (found.record.commentCount ?? 0) !== commentCount;
	if (isMiscounted) changes.note('wrongCounts', 'posts', id, `has ${commentCount} comments`);
	const isLost = found.isLost || body.isLost;
	if (found.isChanged || isLost || isMisplaced || isMiscounted) {
		changes.put('posts', {
			...withoutMarks(found.record),
			...places,
			...((isMiscounted || found.record.commentCount !== undefined) && { commentCount }),
			...(isLost && { revision: '' }),
			size: isLost || found.isChanged ? sizeOf(body.record) : found.record.size
		});
	}
	const hasLostComments = (found.record.commentCount ?? 0) > commentCount;
	if (isLost || hasLostComments) changes.refetched.add(feedId);
	if (!feeds.kept.has(feedId)) missFeed(feedId, found.record.url, changes);
}

function foundPost(
	{ post }: Entry,
	id: PostId,
	feedId: FeedId,
	body: Body,
	now: number,
	changes: Changes
): Examined<PostRecord> {
	if (post === undefined) return { record: rebuiltPost(body, now), isChanged: true, isLost: true };
	const unsound = unsoundInPost(post);
	if (membersOf(post).feedId !== feedId) unsound.push('feedId');
	if (unsound.length > 0) changes.note('damaged', 'posts', id, wordsFor(unsound));
	const record = { ...usablePost(post), id, feedId };
	return { record, isChanged: unsound.length > 0, isLost: hasLostText(unsound) };
}

function missFeed(feedId: FeedId, url: string | null, changes: Changes): void {
	if (changes.missingFeeds.has(feedId)) return;
	changes.note('missingFeeds', 'feeds', feedId, 'is not there, and its posts are');
	changes.missingFeeds.set(feedId, url);
	changes.refetched.add(feedId);
}

/** Whether lists and dates are the same; `record` may say more. */
function areSame(places: Places, record: Places): boolean {
	const samePlaces = (a: Place[], b: Place[]) =>
		a.length === b.length && a.every(([key, date], i) => b[i]?.[0] === key && b[i][1] === date);
	return (
		places.unreadPlace === record.unreadPlace &&
		places.starredPlace === record.starredPlace &&
		samePlaces(places.categoryPlaces, record.categoryPlaces) &&
		samePlaces(places.authorPlaces, record.authorPlaces) &&
		samePlaces(places.tagPlaces, record.tagPlaces)
	);
}

function withoutMarks({
	unreadPlace: _u,
	starredPlace: _s,
	...post
}: PostRecord): Omit<PostRecord, 'unreadPlace'> {
	return post;
}
