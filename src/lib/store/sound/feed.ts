import type { Checkpoint, Feed, FollowedComments, SourceKind } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import { authorsIn, isAuthors } from './author';
import { folderIn, isFolder } from './folder';
import { isKeepPictures } from './media';
import { isOutcome, outcomeIn } from './outcome';
import { membersOf, Shape } from './shape';
import {
	absent,
	isAddress,
	isCount,
	isFlag,
	isMembers,
	isText,
	isTime,
	isTrue,
	isWebAddress,
	no,
	noText,
	nothing,
	orAbsent,
	orNull,
	webAddressIn,
	zero
} from './values';

const KINDS: Record<SourceKind, true> = {
	'json-feed': true,
	wordpress: true,
	rss: true,
	atom: true,
	rdf: true,
	page: true
};
const isKind = (value: unknown): boolean => isText(value) && Object.hasOwn(KINDS, value);

const isParents = (value: unknown): value is Record<string, string> =>
	isMembers(value) && Object.values(value).every(isText);

const CHECKPOINT = new Shape<Checkpoint>({
	next: [isText, noText],
	pages: [isCount, zero],
	total: [orNull(isCount), nothing]
});
const isCheckpoint = orNull((value) => CHECKPOINT.isSound(value));

const COMMENTS = new Shape<FollowedComments>({
	next: [orNull(isText), nothing],
	since: [orNull(isText), nothing]
});
const isFollowed = orNull((value) => {
	const { since, comparedAt, comments } = membersOf(value);
	return isText(since) && isTime(comparedAt) && COMMENTS.isSound(comments);
});

/** Removed, and being deleted: what a record gets whose own id cannot be one, so that nothing shows it. */
const HIDDEN = 0;

const FEED = new Shape<Feed>({
	id: [isText, () => '' as FeedId],
	kind: [isKind, (_, { url, followed }) => kindOf(url, followed)],
	url: [isAddress, (_, { id, homeUrl }) => standInAddress(id, homeUrl)],
	title: [isText, (_, { homeUrl, url }) => hostOf(homeUrl) ?? hostOf(url) ?? 'A feed without a name'],
	homeUrl: [orNull(isWebAddress), webAddressIn],
	description: [isText, noText],
	authors: [isAuthors, authorsIn],
	language: [orNull(isText), nothing],
	icon: [orNull(isWebAddress), webAddressIn],
	favicon: [orNull(isWebAddress), webAddressIn],
	expired: [isFlag, no],
	categoryParents: [isParents, () => ({})],
	extensions: [orAbsent(orNull(isMembers)), absent],
	addedAt: [isTime, zero],
	postCount: [isCount, zero],
	unreadCount: [isCount, zero],
	size: [isCount, zero],
	checkpoint: [isCheckpoint, (_, { url }) => (isAddress(url) ? fromTheStart(url) : null)],
	lastSync: [orNull(isOutcome), outcomeIn],
	followed: [isFollowed, nothing],
	isRelayed: [isFlag, no],
	isFromFile: [isFlag, no],
	isPaused: [isFlag, no],
	retryAt: [isTime, zero],
	failures: [isCount, zero],
	folder: [orAbsent(isFolder), folderIn],
	loadsPictures: [orAbsent(isTrue), absent],
	keepsPictures: [orAbsent(isKeepPictures), absent],
	// Without its address there is nothing to follow.
	isFollowed: [isFlag, (_, { url }) => isAddress(url)],
	removedAt: [orNull(isTime), (_, { id }) => (isText(id) ? null : HIDDEN)]
});

/** Names of the members that are not what they should be. */
export const unsoundInFeed = (value: unknown): string[] => FEED.unsoundIn(value);

/** A stored feed itself when it is sound; of a damaged one, what can be shown and synced. */
export function usableFeed(value: unknown): Feed {
	const feed = FEED.usable(value);
	if (feed === value) return feed;
	const { url, id } = membersOf(value);
	if (!isAddress(url)) feed.isFollowed = false;
	if (!isText(id)) feed.removedAt = HIDDEN;
	return feed;
}

/** Where a sync begins that goes through the whole archive and compares every post. */
export function fromTheStart(url: string): Checkpoint {
	return { next: url, pages: 0, total: null };
}

/** An address for a feed whose own is lost: its site, where that is known. Each has another, since no two feeds may have the same. */
export function standInAddress(id: unknown, homeUrl: unknown): string {
	const site = isAddress(homeUrl) ? new URL('/', homeUrl).href : 'https://unknown.invalid/';
	return `${site}#feed-${String(id)}`;
}

/** Whether `url` is one of {@link standInAddress}. */
export function isStandIn({ id, url }: Pick<Feed, 'id' | 'url'>): boolean {
	return url.endsWith(`#feed-${id}`);
}

/** Whether adding a feed that is kept changes it: it had lost its address, or came in a file and can be fetched now. */
export function isFoundAgain(kept: Feed, added: Feed): boolean {
	return isStandIn(kept) || (kept.isFromFile && !added.isFromFile);
}

/**
 * A feed that is kept and has just been added again, as `added`. One that was {@link isFoundAgain} is followed, and its next sync goes
 * through everything.
 */
export function addedAgain(kept: Feed, added: Feed): Feed {
	if (!isFoundAgain(kept, added)) return kept;
	const { kind, url, isRelayed, isFromFile } = added;
	return {
		...kept,
		kind,
		url,
		isRelayed,
		isFromFile,
		isFollowed: true,
		checkpoint: fromTheStart(url),
		retryAt: 0
	};
}

/** The most likely; a sync that finds another says so. */
export function kindOf(url: unknown, followed: unknown): SourceKind {
	if (isMembers(followed) || (isText(url) && /\/wp-json\b|[?&]rest_route=/.test(url))) return 'wordpress';
	return isText(url) && /\bjson\b/.test(url) ? 'json-feed' : 'rss';
}

export function hostOf(url: unknown): string | null {
	return isAddress(url) ? new URL(url).host.replace(/^www\./, '') || null : null;
}
