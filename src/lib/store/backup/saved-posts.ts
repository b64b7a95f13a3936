import type { Comment } from '$lib/model/comment';
import type { Highlight } from '$lib/model/highlight';
import type { FeedId, PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import { packedLength, unpackId, type PackedIds } from '$lib/model/packed-ids';
import type { Body } from '$lib/model/post';
import type { Database, PostRecord } from '$lib/store/database';

/** Posts read at once, at most. */
const POSTS_AT_ONCE = 100;
/** Characters read at once, unless a single post has more. */
const CHARACTERS_AT_ONCE = 4_000_000;
/** What a comment counts for, in characters. */
const COMMENT = 1000;

/** A post with all that belongs to it, as it was at one moment. */
export interface SavedPost {
	post: PostRecord;
	/** Undefined where the library has lost it. */
	body: Body | undefined;
	mark: Mark | undefined;
	comments: Comment[];
	highlights: Highlight[];
}

/**
 * The posts of `ids` that are still there, in parts that fit into memory; each part is of one moment. Posts that have come since
 * `ids` were read are not among them.
 * @param ids in the order of the table
 * @param feeds whose posts are wanted
 */
export async function* savedPosts(
	db: Database,
	ids: PackedIds,
	feeds: ReadonlySet<FeedId>
): AsyncGenerator<SavedPost[]> {
	const count = packedLength(ids);
	for (let at = 0; at < count;) {
		const length = Math.min(POSTS_AT_ONCE, count - at);
		const wanted = Array.from({ length }, (_, i) => unpackId(ids, at + i));
		const { posts, next } = await readPart(db, wanted, feeds);
		yield posts;
		at += next === null ? length : wanted.indexOf(next);
	}
}

interface Part {
	posts: SavedPost[];
	/** The first of those wanted for which there was no room; null for none. */
	next: PostId | null;
}

async function readPart(db: Database, wanted: PostId[], feeds: ReadonlySet<FeedId>): Promise<Part> {
	return db.transaction('r', [db.posts, db.bodies, db.marks, db.comments, db.highlights], async () => {
		const isWanted = new Set(wanted);
		const found = (await inRange<PostRecord>(db, 'posts', wanted)).filter(
			({ id, feedId }) => isWanted.has(id) && feeds.has(feedId)
		);
		const posts = found.slice(0, fitting(found));
		return { posts: await withRest(db, posts), next: found[posts.length]?.id ?? null };
	});
}

async function withRest(db: Database, posts: PostRecord[]): Promise<SavedPost[]> {
	if (posts.length === 0) return [];
	const ids = posts.map(({ id }) => id);
	const [bodies, marks, comments, highlights] = await Promise.all([
		inRange<Body>(db, 'bodies', ids),
		inRange<Mark>(db, 'marks', ids),
		commentsOf(db, posts),
		db.highlights.where('postId').between(ids[0], ids.at(-1), true, true).toArray()
	]);
	const [bodyOf, markOf] = [byId(bodies), byId(marks)];
	return posts.map((post) => ({
		post,
		body: bodyOf.get(post.id),
		mark: markOf.get(post.id),
		comments: comments.get(post.id) ?? [],
		highlights: highlights.filter(({ postId }) => postId === post.id)
	}));
}

/** How many of the first posts to read at once; at least one. */
function fitting(posts: PostRecord[]): number {
	let characters = 0;
	const tooMany = posts.findIndex(({ size, commentCount = 0 }, i) => {
		characters += size + commentCount * COMMENT;
		return i > 0 && characters > CHARACTERS_AT_ONCE;
	});
	return tooMany < 0 ? posts.length : tooMany;
}

/** Rows from the first of `ids` to the last: one request, where asking for each takes as many. */
function inRange<T>(db: Database, table: 'posts' | 'bodies' | 'marks', ids: PostId[]): Promise<T[]> {
	const [first, last] = [ids[0], ids.at(-1)];
	return db.table<T, PostId>(table).where('id').between(first, last, true, true).toArray();
}

function byId<T extends { id: PostId }>(rows: T[]): Map<PostId, T> {
	return new Map(rows.map((row) => [row.id, row]));
}

async function commentsOf(db: Database, posts: PostRecord[]): Promise<Map<PostId, Comment[]>> {
	const commented = posts.filter(({ commentCount = 0 }) => commentCount > 0);
	const byPost = new Map(commented.map(({ id }): [PostId, Comment[]] => [id, []]));
	if (byPost.size === 0) return byPost;
	const comments = await db.comments
		.where('postId')
		.anyOf([...byPost.keys()])
		.toArray();
	for (const comment of comments) byPost.get(comment.postId)?.push(comment);
	return byPost;
}
