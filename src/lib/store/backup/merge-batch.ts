import type { Comment } from '$lib/model/comment';
import type { Highlight } from '$lib/model/highlight';
import type { FeedId, HighlightId, PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import { nextSequence } from '$lib/store/commit';
import { Counts } from '$lib/store/counts';
import type { Database, PostRecord } from '$lib/store/database';
import { latestMark } from '$lib/store/marks';
import type { KeptBody, KeptPost } from './format';
import { noteGap, type MergedFeed } from './merge-feed';
import { mergeMark } from './merge-mark';
import { arriving, completed, withCommentCount, withMark, type MergedPost } from './merge-post';

/** What is brought in at once. Marks, comments and highlights may belong to posts of an earlier batch. */
export interface Batch {
	posts: { post: KeptPost; body: KeptBody }[];
	marks: Mark[];
	comments: Comment[];
	highlights: Highlight[];
}

/** How much of a batch has come in; the rest was here already, or belongs to a feed that was removed meanwhile. */
export interface Arrivals {
	posts: number;
	marks: number;
	comments: number;
	highlights: number;
}

type PostsInHand = Map<PostId, MergedPost>;

/**
 * Merges a part of a backup into the library in one transaction, with all that follows from it: places, counts, and the numbers by
 * which the search hears of it. What is here already is not written again.
 */
export async function mergeBatch(
	db: Database,
	batch: Batch,
	feeds: ReadonlyMap<FeedId, MergedFeed>
): Promise<Arrivals> {
	const { posts, bodies, marks, comments, highlights, categories, counters, meta } = db;
	const tables = [db.feeds, posts, bodies, marks, comments, highlights, categories, counters, meta];
	return db.transaction('rw', tables, async () => {
		const inHand = await takeInHand(db, batch);
		const arrivals = {
			posts: [...inHand.values()].filter(({ before }) => before === undefined).length,
			marks: await mergeMarks(db, inHand, batch.marks),
			comments: await mergeComments(db, inHand, batch.comments),
			highlights: await mergeHighlights(db, inHand, batch.highlights)
		};
		await storePosts(db, [...inHand.values()], feeds);
		return arrivals;
	});
}

/** The posts that the batch is about, those of removed feeds not among them. */
async function takeInHand(db: Database, { posts, marks, comments, highlights }: Batch): Promise<PostsInHand> {
	const ids = new Set([
		...posts.map(({ post }) => post.id),
		...marks.map(({ id }) => id),
		...[...comments, ...highlights].map(({ postId }) => postId)
	]);
	const known = (await db.posts.bulkGet([...ids])).filter((post) => post !== undefined);
	const inHand: PostsInHand = new Map(
		known.map((post) => [post.id, { before: post, after: post, body: undefined, isEdited: false }])
	);
	const withBody = await idsWithBody(db, known);
	for (const saved of posts) {
		const here = inHand.get(saved.post.id);
		if (here === undefined) inHand.set(saved.post.id, arriving(saved));
		else inHand.set(saved.post.id, completed(here, saved, withBody));
	}
	return withoutRemoved(db, inHand);
}

async function idsWithBody(db: Database, posts: PostRecord[]): Promise<Set<PostId>> {
	const ids = posts.map(({ id }) => id);
	return new Set(ids.length === 0 ? [] : await db.bodies.where('id').anyOf(ids).primaryKeys());
}

async function withoutRemoved(db: Database, inHand: PostsInHand): Promise<PostsInHand> {
	const ids = [...new Set([...inHand.values()].map(({ after }) => after.feedId))];
	const feeds = await db.feeds.bulkGet(ids);
	const kept = new Set(feeds.flatMap((feed) => (feed?.removedAt === null ? [feed.id] : [])));
	return new Map([...inHand].filter(([, { after }]) => kept.has(after.feedId)));
}

/** @returns how many marks are new, or other than before. */
async function mergeMarks(db: Database, inHand: PostsInHand, saved: Mark[]): Promise<number> {
	const marks = saved.filter(({ id }) => inHand.has(id));
	if (marks.length === 0) return 0;
	const here = await db.marks.bulkGet(marks.map(({ id }) => id));
	const changed = new Map<PostId, Mark>();
	marks.forEach((mark, i) => {
		const merged = mergeMark(changed.get(mark.id) ?? here[i], mark);
		if (merged !== null) changed.set(mark.id, merged);
	});
	if (changed.size === 0) return 0;
	const first = (await latestMark(db)) + 1;
	await db.marks.bulkPut([...changed.values()].map((mark, i) => ({ ...mark, sequence: first + i })));
	await db.counters.put({ key: 'marks', value: first + changed.size - 1 });
	for (const [id, mark] of changed) change(inHand, id, (post) => withMark(post, mark));
	return changed.size;
}

/** @returns how many comments are new. */
async function mergeComments(db: Database, inHand: PostsInHand, saved: Comment[]): Promise<number> {
	const comments = saved.filter(({ postId, feedId }) => inHand.get(postId)?.after.feedId === feedId);
	if (comments.length === 0) return 0;
	const here = await db.comments.bulkGet(comments.map(({ id }) => id));
	const missing = new Map(comments.filter((_, i) => here[i] === undefined).map((one) => [one.id, one]));
	if (missing.size === 0) return 0;
	await db.comments.bulkPut([...missing.values()]);
	for (const id of new Set([...missing.values()].map(({ postId }) => postId))) {
		const count = await db.comments.where('postId').equals(id).count();
		change(inHand, id, (post) => withCommentCount(post, count));
	}
	return missing.size;
}

/** Of two highlights of the same id the one that was changed later counts. @returns how many are new, or other than before. */
async function mergeHighlights(db: Database, inHand: PostsInHand, saved: Highlight[]): Promise<number> {
	const highlights = saved.filter(({ postId, feedId }) => inHand.get(postId)?.after.feedId === feedId);
	if (highlights.length === 0) return 0;
	const here = await db.highlights.bulkGet(highlights.map(({ id }) => id));
	const latest = new Map(
		here.flatMap((one) => (one === undefined ? [] : [[one.id, one.changedAt] as const]))
	);
	const changed = new Map<HighlightId, Highlight>();
	for (const highlight of highlights) {
		if (highlight.changedAt <= (latest.get(highlight.id) ?? -Infinity)) continue;
		latest.set(highlight.id, highlight.changedAt);
		changed.set(highlight.id, highlight);
	}
	await db.highlights.bulkPut([...changed.values()]);
	return changed.size;
}

function change(inHand: PostsInHand, id: PostId, edit: (post: MergedPost) => MergedPost): void {
	const post = inHand.get(id);
	if (post !== undefined) inHand.set(id, edit(post));
}

async function storePosts(
	db: Database,
	posts: MergedPost[],
	feeds: ReadonlyMap<FeedId, MergedFeed>
): Promise<void> {
	const changed = posts.filter(({ before, after }) => after !== before);
	if (changed.length === 0) return;
	const sequence = changed.some(({ isEdited }) => isEdited) ? await nextSequence(db) : 0;
	const counts = new Counts();
	for (const { before, after } of changed) {
		if (before !== undefined) counts.add(before, -1);
		counts.add(after, 1);
	}
	await db.posts.bulkPut(changed.map(({ after, isEdited }) => (isEdited ? { ...after, sequence } : after)));
	await db.bodies.bulkPut(changed.flatMap(({ body }) => (body === undefined ? [] : [body])));
	await counts.store(db);
	const added = changed.filter(({ before }) => before === undefined);
	for (const id of new Set(added.map(({ after }) => after.feedId))) await noteGap(db, id, feeds.get(id));
}
