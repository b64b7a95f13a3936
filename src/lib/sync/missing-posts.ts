import type { PostId } from '$lib/model/ids';
import type { SourcePage } from '$lib/sources/source';
import { idsOfFeed, postsById, withdrawPosts } from '$lib/store/withdrawals';
import type { SyncRun } from './run';

/** What a whole feed lists, as a teacher calls a roll: who does not answer is missing. */
export interface Roll {
	ids: Set<PostId>;
	/** UTC milliseconds of the newest and the oldest post so far. */
	newest: number;
	oldest: number;
	/** Whether every item could be read, has a date, and is no newer than the one before. */
	isInOrder: boolean;
	call: (page: SourcePage) => void;
}

export function startRoll(): Roll {
	const roll: Roll = {
		ids: new Set(),
		newest: -Infinity,
		oldest: Infinity,
		isInOrder: true,
		call: ({ posts, skipped }) => {
			for (const { post } of posts) {
				roll.isInOrder &&= post.hasOwnDate && post.publishedAt <= roll.oldest;
				roll.ids.add(post.id);
				roll.newest = Math.max(roll.newest, post.publishedAt);
				roll.oldest = Math.min(roll.oldest, post.publishedAt);
			}
			roll.isInOrder &&= skipped.length === 0;
		}
	};
	return roll;
}

/**
 * Marks posts that the site has taken down: those that are kept, lie between the newest and the oldest post of a feed that
 * was read to its end, and are not in it. A feed that holds its latest ten posts says nothing about older ones, and a
 * copy from a cache nothing about newer ones. Nothing is concluded from a feed that is not in order (it may list
 * what was edited last), nor when half of them are missing (then it has begun to name its posts in another way).
 */
export async function markMissing(run: SyncRun, roll: Roll): Promise<void> {
	const { db, feed, tally } = run;
	if (!roll.isInOrder || roll.ids.size === 0) return;
	// From just after the oldest: others of the same moment may not have fitted in.
	const between = await idsOfFeed(db, feed.id, roll.oldest + 1, roll.newest);
	const missing = between.filter((id) => !roll.ids.has(id));
	if (missing.length === 0 || (missing.length > 1 && missing.length * 2 >= between.length)) return;
	const posts = await postsById(db, missing);
	const gone = posts.flatMap((post) =>
		post?.hasOwnDate === true && post.withdrawnAt === null ? [post.id] : []
	);
	tally.withdrawn += await withdrawPosts(db, gone, run.context.now());
}
