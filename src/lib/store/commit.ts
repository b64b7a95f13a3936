import type { Checkpoint, Feed, FeedDescription, Followed } from '$lib/model/feed';
import type { FeedId, PostId } from '$lib/model/ids';
import type { Body, IncomingPost, Post } from '$lib/model/post';
import { Counts } from './counts';
import type { Database, PostRecord } from './database';
import { markedOf, placesOf, type Marked } from './places';

/** Posts of one page, of a part of it, or of a file, with where to go on after them. */
export interface Commit {
	/** What the page says of the feed itself; what it leaves out stays. */
	description: Partial<FeedDescription>;
	posts: IncomingPost[];
	/** Where the walk through the archive goes on; not given, it stays. */
	checkpoint?: Checkpoint | null;
	/** Posts that are kept already stay as they are. */
	onlyNew?: boolean;
	/** They come in a file, and not from their site. */
	areFromFile?: boolean;
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
	const tables = [db.feeds, db.posts, db.bodies, db.marks, db.categories, db.meta];
	return db.transaction('rw', tables, async () => {
		const feed = await keptFeed(db, feedId);
		const known = await db.posts.bulkGet(commit.posts.map(({ post }) => post.id));
		const changes = commit.posts.flatMap((incoming, i) =>
			commit.onlyNew === true && known[i] !== undefined
				? []
				: changeOf(known[i], commit.areFromFile === true ? fromFile(incoming) : incoming)
		);
		const added = changes.filter(({ before }) => before === undefined).length;
		const updated = changes.filter((change) => isEdit(change)).length;
		const counts = new Counts();
		if (changes.length > 0) await storeChanges(db, changes, counts);
		const { description, checkpoint = feed.checkpoint, followed = feed.followed } = commit;
		const after = counts.applyTo({ ...feed, ...description, checkpoint, followed });
		await db.feeds.put(after);
		return {
			added,
			updated,
			postCount: after.postCount,
			isPaused: feed.isPaused
		};
	});
}

/**
 * A feed that may take posts, within a transaction over feeds.
 * @throws FeedRemovedError when it is no longer kept
 */
export async function keptFeed(db: Database, id: FeedId): Promise<Feed> {
	const feed = await db.feeds.get(id);
	if (feed?.removedAt !== null) throw new FeedRemovedError(id);
	return feed;
}

async function storeChanges(db: Database, changes: Change[], counts: Counts): Promise<void> {
	const sequence = await nextSequence(db);
	const marks = await marksOfNew(db, changes);
	const records = changes.map(({ before, after, isLocked }) => {
		const size = isLocked && before !== undefined ? before.size : sizeOf(after.body);
		return recordOf(
			after.post,
			{ sequence, size },
			before === undefined ? (marks.get(after.post.id) ?? UNMARKED) : markedOf(before)
		);
	});
	for (const { before } of changes) if (before !== undefined) counts.add(before, -1);
	for (const record of records) counts.add(record, 1);
	await db.posts.bulkPut(records);
	await db.bodies.bulkPut(changes.filter(({ isLocked }) => !isLocked).map(({ after }) => after.body));
	await counts.storeCategories(db);
}

interface Change {
	before: PostRecord | undefined;
	after: IncomingPost;
	/** The site gives the text only for a password now: what was kept stays. */
	isLocked: boolean;
}

function fromFile({ post, body }: IncomingPost): IncomingPost {
	return { post: { ...post, isFromFile: true }, body };
}

/** Nothing when the feed gave just what is kept already; what is kept from a file is the site's from then on. */
function changeOf(before: PostRecord | undefined, incoming: IncomingPost): Change[] {
	const isSame = before?.revision === incoming.post.revision && before.withdrawnAt === null;
	if (isSame && (before.isFromFile === undefined || incoming.post.isFromFile === true)) return [];
	if (before === undefined) return [{ before, after: incoming, isLocked: false }];
	const isLocked = incoming.post.isProtected === true;
	const post = { ...incoming.post, ...(isLocked && textOf(before)), ...oursOf(before, incoming.post) };
	return [{ before, after: { ...incoming, post }, isLocked }];
}

/** Whether anything is told by it that was not known. */
function isEdit({ before, after }: Change): boolean {
	return before !== undefined && (before.revision !== after.post.revision || before.withdrawnAt !== null);
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

/** A post that was lost and comes back finds what the reader did with it. */
async function marksOfNew(db: Database, changes: Change[]): Promise<Map<PostId, Marked>> {
	const added = changes.filter(({ before }) => before === undefined).map(({ after }) => after.post.id);
	const marks = await db.marks.bulkGet(added);
	return new Map(
		marks
			.filter((mark) => mark !== undefined)
			.map(({ id, readAt, starredAt }) => [id, { isRead: readAt > 0, isStarred: starredAt > 0 }])
	);
}

const UNMARKED: Marked = { isRead: false, isStarred: false };

/** A post as it is stored. */
export function recordOf(
	post: Post,
	stored: Pick<PostRecord, 'sequence' | 'size'>,
	marked: Marked
): PostRecord {
	return { ...post, ...placesOf(post, marked), ...stored };
}

/** Characters of HTML and text. */
export function sizeOf({ html, text }: Body): number {
	return html.length + text.length;
}

/** Number of a commit that is about to change posts; to be asked within its transaction, over `meta`. */
export async function nextSequence(db: Database): Promise<number> {
	const value = (await latestSequence(db)) + 1;
	await db.meta.put({ key: 'sequence', value });
	return value;
}

/** Number of the latest commit; 0 in an empty library. */
export async function latestSequence(db: Database): Promise<number> {
	const latest = await db.meta.get('sequence');
	return latest?.key === 'sequence' ? latest.value : 0;
}
