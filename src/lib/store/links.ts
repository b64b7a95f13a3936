import type { FeedId, PostId } from '$lib/model/ids';
import type { Body, IncomingPost } from '$lib/model/post';
import { keptFeed, nextSequence, recordOf, sizeOf } from './commit';
import { Counts } from './counts';
import type { Database, PostRecord } from './database';
import { markedOf } from './places';
import { idsOfFeed } from './withdrawals';

/** Characters beyond which a post is more than a link with what its reader wrote beside it. */
const LONGEST_LINK = 20_000;
/** Posts read at once. */
const AT_ONCE = 200;

/**
 * A post of which nothing but the link is kept. Why its page could not be had is noted on the record alone: whoever writes the post
 * anew without it, as a backup may, only has the page asked for once more.
 */
export interface LinkRecord extends PostRecord {
	/** Name of the reason for which the page was not had when it was last asked for. */
	noPage?: string;
}

/** Tells whether nothing but its link is kept of a post. */
type IsLink = (url: string | null, html: string) => boolean;

/** The posts of a feed that are only links, the newest first. Bodies are read only of posts that are as short as those. */
export async function* linksOfFeed(db: Database, id: FeedId, isLink: IsLink): AsyncGenerator<LinkRecord> {
	const ids = (await idsOfFeed(db, id)).reverse();
	for (let at = 0; at < ids.length; at += AT_ONCE) {
		const posts = (await db.posts.bulkGet(ids.slice(at, at + AT_ONCE))).filter(
			(post) => post !== undefined && post.url !== null && post.size <= LONGEST_LINK
		) as LinkRecord[];
		const bodies = await db.bodies.bulkGet(posts.map((post) => post.id));
		yield* posts.filter(({ url }, i) => isLink(url, bodies[i]?.html ?? ''));
	}
}

/** Notes why the page of a link could not be had. */
export async function noteNoPage(db: Database, id: PostId, noPage: string): Promise<void> {
	const note: Partial<LinkRecord> = { noPage };
	await db.posts.update(id, note);
}

/**
 * Changes a post that is kept, its text with it. Its revision stays: what its feed gave is what it was, so that the same again is no edit.
 * @param change gives what the post becomes, of the same id, or null to leave it as it is
 * @returns whether it was changed
 * @throws FeedRemovedError when its feed is no longer kept
 */
export async function changePost(
	db: Database,
	id: PostId,
	change: (post: PostRecord, body: Body) => IncomingPost | null
): Promise<boolean> {
	const tables = [db.feeds, db.posts, db.bodies, db.categories, db.meta];
	return db.transaction('rw', tables, async () => {
		const [before, body] = await Promise.all([db.posts.get(id), db.bodies.get(id)]);
		const after = before === undefined || body === undefined ? null : change(before, body);
		if (before === undefined || after === null) return false;
		const feed = await keptFeed(db, before.feedId);
		const stored = { sequence: await nextSequence(db), size: sizeOf(after.body) };
		const record = recordOf({ ...after.post, revision: before.revision }, stored, markedOf(before));
		const counts = new Counts();
		counts.add(before, -1);
		counts.add(record, 1);
		await db.posts.put(record);
		await db.bodies.put(after.body);
		await counts.storeCategories(db);
		await db.feeds.put(counts.applyTo(feed));
		return true;
	});
}
