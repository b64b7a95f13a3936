import type { PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import type { Body } from '$lib/model/post';
import type { Database, PostRecord } from './database';

/** Posts read at once, at most. */
const POSTS_AT_ONCE = 100;
/** Characters read at once, unless a single post has more. */
const CHARACTERS_AT_ONCE = 4_000_000;

/** A post with its content, and what the reader did with it. */
export interface WholePost {
	post: PostRecord;
	body: Body;
	mark: Mark | null;
}

/** The posts of `ids` that are still there, in that order, read in parts that fit into memory. */
export async function* wholePosts(db: Database, ids: readonly PostId[]): AsyncGenerator<WholePost> {
	for (let at = 0; at < ids.length;) {
		const { posts, taken } = await readPart(db, ids.slice(at, at + POSTS_AT_ONCE));
		yield* posts;
		at += taken;
	}
}

/** @returns the first of `wanted` for which there is room, and how many of its ids that took. */
async function readPart(db: Database, wanted: PostId[]): Promise<{ posts: WholePost[]; taken: number }> {
	return db.transaction('r', [db.posts, db.bodies, db.marks], async () => {
		const found = await db.posts.bulkGet(wanted);
		const taken = fitting(found);
		const ids = wanted.slice(0, taken);
		const [bodies, marks] = await Promise.all([db.bodies.bulkGet(ids), db.marks.bulkGet(ids)]);
		const posts = found.slice(0, taken).flatMap((post, i) => {
			if (post === undefined) return [];
			const { id, feedId } = post;
			const body = bodies[i] ?? { id, feedId, html: '', text: '', extensions: null };
			return [{ post, body, mark: marks[i] ?? null }];
		});
		return { posts, taken };
	});
}

/** How many of the first posts to read at once; at least one. */
function fitting(posts: readonly (PostRecord | undefined)[]): number {
	let characters = 0;
	const tooMany = posts.findIndex((post, i) => {
		characters += post?.size ?? 0;
		return i > 0 && characters > CHARACTERS_AT_ONCE;
	});
	return tooMany < 0 ? posts.length : tooMany;
}
