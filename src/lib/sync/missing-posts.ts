import type { PostId } from '$lib/model/ids';
import type { Post } from '$lib/model/post';
import type { SourcePage } from '$lib/sources/source';
import { idsOfFeed, postsById, withdrawPosts } from '$lib/store/withdrawals';
import type { SyncRun } from './run';

/** From which post to which a page has all that there are: UTC milliseconds, without the ends. */
interface Span {
	oldest: number;
	newest: number;
}

/** What a whole feed lists, as a teacher calls a roll: who does not answer is missing. */
export class Roll {
	readonly ids = new Set<PostId>();
	readonly spans: Span[] = [];
	/** Whether every item could be read, has a date, and is no newer than the one before. */
	isInOrder = true;

	/**
	 * Only within a page nothing can be missing by chance: between two of them a post may have slipped from one to the
	 * other, or one of them come from a cache.
	 */
	call({ posts, skipped }: SourcePage): void {
		let oldest = this.spans.at(-1)?.oldest ?? Infinity;
		for (const { post } of posts) {
			this.isInOrder &&= post.hasOwnDate && post.publishedAt <= oldest;
			oldest = post.publishedAt;
			this.ids.add(post.id);
		}
		this.isInOrder &&= skipped.length === 0;
		const [newest] = posts;
		if (newest !== undefined) this.spans.push({ oldest, newest: newest.post.publishedAt });
	}
}

/** Posts that no feed names are known by what they say, so an edit makes others of them. */
const isNamed = (guid: string) => !guid.startsWith('hash:');

/** What came in a file may have gone from the site long before: people bring it for that. */
const isOfSite = (post: Post | undefined) => post?.isFromFile !== true;

/**
 * Marks posts that the site has taken down: those that are kept, lie between the newest and the oldest post of a page, and are
 * not in the feed, which was read to its end. A feed that holds its latest ten posts says nothing about older ones, and a
 * copy from a cache nothing about newer ones. Nothing is concluded from a feed that is not in order (it may list
 * what was edited last), nor when half of them are missing (then it has begun to name its posts in another way).
 */
export async function markMissing(run: SyncRun, roll: Roll): Promise<void> {
	const { db, feed, tally } = run;
	if (!roll.isInOrder) return;
	const between: PostId[] = [];
	// From just after the oldest: others of the same moment may not have fitted in.
	for (const { oldest, newest } of roll.spans) {
		between.push(...(await idsOfFeed(db, feed.id, oldest + 1, newest)));
	}
	const unlisted = between.filter((id) => !roll.ids.has(id));
	const missing = (await postsById(db, unlisted)).filter(isOfSite);
	const ofSite = between.length - unlisted.length + missing.length;
	if (missing.length === 0 || (missing.length > 1 && missing.length * 2 >= ofSite)) return;
	const gone = missing.flatMap((post) =>
		post?.withdrawnAt === null && post.hasOwnDate && isNamed(post.guid) ? [post.id] : []
	);
	tally.withdrawn += await withdrawPosts(db, gone, run.context.now());
}
