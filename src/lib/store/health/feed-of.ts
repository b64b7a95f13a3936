import { postIdOf, type FeedId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { membersOf } from '$lib/store/sound/shape';
import { isId, isText } from '$lib/store/sound/values';
import { rawRecords } from './changes';
import type { Entry } from './piece';

/** Feeds that are there. */
export interface KnownFeeds {
	/** Removed ones too, which can come back. */
	kept: ReadonlySet<FeedId>;
	/** Those that are being deleted: nothing of theirs matters any more. */
	purging: ReadonlySet<FeedId>;
}

/** Instead of when a feed was removed, while it is being deleted; see `feeds.ts`. */
export const PURGING = 0;

/** The feeds that are there now, within a transaction. */
export async function knownFeeds(db: Database): Promise<KnownFeeds> {
	const feeds = (await rawRecords(db, 'feeds')).map(membersOf).filter(({ id }) => isId(id));
	const idsOf = (isPurging: boolean) =>
		feeds.filter(({ removedAt }) => (removedAt === PURGING) === isPurging).map(({ id }) => id as FeedId);
	return { kept: new Set(idsOf(false)), purging: new Set(idsOf(true)) };
}

/**
 * The feed that an entry belongs to. Post and body both name it; where they differ, or name one that is not there, the id tells, which
 * is made of the feed's and of what that calls the post.
 * @returns null when nothing tells.
 */
export function feedOf({ key, post, body, comments }: Entry, { kept, purging }: KnownFeeds): FeedId | null {
	const { feedId: named, guid } = membersOf(post);
	const ofBody = membersOf(body).feedId;
	const isThere = (id: unknown) => kept.has(id as FeedId) || purging.has(id as FeedId);
	if (isThere(named) && (body === undefined || ofBody === named)) return named as FeedId;
	const candidates = [named, ofBody, ...comments.map((comment) => membersOf(comment).feedId)].filter(
		isId
	) as FeedId[];
	const made = isText(guid)
		? [...candidates, ...kept, ...purging].find((id) => (postIdOf(id, guid) as string) === key)
		: undefined;
	return made ?? candidates.find(isThere) ?? candidates[0] ?? null;
}
