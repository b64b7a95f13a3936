import { categoryKey, type Category } from '$lib/model/category';
import type { Checkpoint, FeedDescription, Followed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { IncomingPost, Post } from '$lib/model/post';
import type { Database, PostRecord } from './database';

/** Posts of one page, or of a part of it, with where to go on after them. */
export interface Commit {
	/** What the page says of the feed itself; what it leaves out stays. */
	description: Partial<FeedDescription>;
	posts: IncomingPost[];
	checkpoint: Checkpoint | null;
	/** How far the site has been followed with these posts; not given, it stays. */
	followed?: Followed;
}

export interface CommitResult {
	added: number;
	updated: number;
	/** Posts kept of this feed now. */
	postCount: number;
	/** The reader has paused the feed, here or in another tab. */
	isPaused: boolean;
}

/** The feed was removed, here or in another tab, while it was syncing. */
export class FeedRemovedError extends Error {
	override readonly name = 'FeedRemovedError';
}

/**
 * Stores posts and checkpoint in one transaction: after a crash both are there or neither.
 * A post with a known id is an edit: its content is replaced, the reader's mark is not touched.
 * @throws FeedRemovedError when the feed is no longer kept; nothing is stored then.
 */
export async function commitPosts(db: Database, feedId: FeedId, commit: Commit): Promise<CommitResult> {
	const tables = [db.feeds, db.posts, db.bodies, db.categories, db.meta];
	return db.transaction('rw', tables, async () => {
		const feed = await db.feeds.get(feedId);
		if (feed === undefined) throw new FeedRemovedError(feedId);
		const known = await db.posts.bulkGet(commit.posts.map(({ post }) => post.id));
		const changes = commit.posts.flatMap((incoming, i) => changeOf(known[i], incoming));
		const added = changes.filter(({ before }) => before === undefined).length;
		if (changes.length > 0) {
			const sequence = await nextSequence(db);
			await db.posts.bulkPut(changes.map(({ after }) => recordOf(after.post, sequence)));
			await db.bodies.bulkPut(changes.filter(({ isLocked }) => !isLocked).map(({ after }) => after.body));
			await countCategories(db, feedId, changes);
		}
		const postCount = feed.postCount + added;
		const { description, checkpoint, followed = feed.followed } = commit;
		await db.feeds.put({ ...feed, ...description, postCount, checkpoint, followed });
		return { added, updated: changes.length - added, postCount, isPaused: feed.isPaused };
	});
}

interface Change {
	before: PostRecord | undefined;
	after: IncomingPost;
	/** The site gives the text only for a password now: what was kept stays. */
	isLocked: boolean;
}

/** Nothing when the feed gave just what is kept already. */
function changeOf(before: PostRecord | undefined, incoming: IncomingPost): Change[] {
	if (before?.revision === incoming.post.revision && before.withdrawnAt === null) return [];
	if (before === undefined) return [{ before, after: incoming, isLocked: false }];
	const isLocked = incoming.post.isProtected === true;
	const post = { ...incoming.post, ...(isLocked && textOf(before)), ...oursOf(before, incoming.post) };
	return [{ before, after: { ...incoming, post }, isLocked }];
}

/** What an edit leaves as it is: what the library itself found out. */
function oursOf({ firstSeenAt, commentCount, publishedAt }: PostRecord, post: Post): Partial<Post> {
	return {
		firstSeenAt,
		...(!post.hasOwnDate && { publishedAt }),
		...(commentCount !== undefined && { commentCount })
	};
}

/** What a post says of its text. */
function textOf({ excerpt, wordCount, thumbnail, image, bannerImage }: PostRecord): Partial<Post> {
	return { excerpt, wordCount, thumbnail, image, bannerImage };
}

function recordOf(post: Post, sequence: number): PostRecord {
	return { ...post, sequence, authorKeys: post.authors.map(({ name }) => authorKey(name)) };
}

/** Authors are compared as categories are. */
export const authorKey = categoryKey;

/** Number of a commit that is about to change posts; to be asked within its transaction, over `meta`. */
export async function nextSequence(db: Database): Promise<number> {
	const value = ((await db.meta.get('sequence'))?.value ?? 0) + 1;
	await db.meta.put({ key: 'sequence', value });
	return value;
}

async function countCategories(db: Database, feedId: FeedId, changes: Change[]): Promise<void> {
	const deltas = new Map<string, { name: string; delta: number }>();
	const add = (post: Post, step: 1 | -1) => {
		post.categoryKeys.forEach((key, i) => {
			const delta = (deltas.get(key)?.delta ?? 0) + step;
			deltas.set(key, { name: post.categories[i] ?? key, delta });
		});
	};
	for (const { before, after } of changes) {
		if (before !== undefined) add(before, -1);
		add(after.post, 1);
	}
	const keys = [...deltas.keys()];
	const known = await db.categories.bulkGet(keys.map((key) => [feedId, key] as [FeedId, string]));
	const counted: Category[] = keys.map((key, i) => {
		const { name, delta } = deltas.get(key) ?? { name: key, delta: 0 };
		return { feedId, key, name, count: (known[i]?.count ?? 0) + delta };
	});
	await db.categories.bulkPut(counted.filter(({ count }) => count > 0));
	const empty = counted.filter(({ count }) => count <= 0);
	await db.categories.bulkDelete(empty.map(({ key }) => [feedId, key] as [FeedId, string]));
}
