import { Dexie } from 'dexie';
import { categoryKey } from '$lib/model/category';
import type { PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import type { Body, Post } from '$lib/model/post';
import type { LibraryView } from '$lib/model/view';
import { authorKey } from './commit';
import type { Database } from './database';

/** Everything of a view but its search words and their order. */
export type PostFilter = Omit<LibraryView, 'query' | 'sort'>;

/** A post with what the reader did with it. */
export interface PostRow {
	post: Post;
	mark: Mark | null;
}

/**
 * Ids of the posts that pass `filter`, newest first. Reads keys of indexes only, never a post.
 * @param opened posts that stay although they no longer pass `filter.is`, so that a list does not change under
 * the reader's eyes.
 */
export async function postIds(
	db: Database,
	filter: PostFilter,
	opened: ReadonlySet<PostId> = new Set()
): Promise<PostId[]> {
	return db.transaction('r', [db.posts, db.marks], async () => {
		const [inOrder, hasMark, ...sets] = await Promise.all([
			idsByDate(db, filter),
			markTest(db, filter.is),
			...restrictions(db, filter)
		]);
		return inOrder
			.reverse()
			.filter((id) => sets.every((ids) => ids.has(id)) && (hasMark(id) || opened.has(id)));
	});
}

/** Oldest first: forward, IndexedDB gives all keys in one request. */
function idsByDate(db: Database, { feed, from, to }: PostFilter): Promise<PostId[]> {
	const low = from ?? Dexie.minKey;
	const high = to ?? Dexie.maxKey;
	const range =
		feed === null
			? db.posts.where('publishedAt').between(low, high, true, false)
			: db.posts.where('[feedId+publishedAt]').between([feed, low], [feed, high], true, false);
	return range.primaryKeys();
}

/** One set of ids for each thing asked. */
function restrictions(db: Database, filter: PostFilter): Promise<Set<PostId>>[] {
	const sets: Promise<PostId[]>[] = [];
	if (filter.categories.length > 0) sets.push(idsInCategories(db, filter.categories));
	if (filter.author !== null) {
		sets.push(db.posts.where('authorKeys').equals(authorKey(filter.author)).primaryKeys());
	}
	if (filter.tag !== null) sets.push(db.posts.where('tags').equals(filter.tag).primaryKeys());
	return sets.map(async (ids) => new Set(await ids));
}

async function markTest(db: Database, is: PostFilter['is']): Promise<(id: PostId) => boolean> {
	if (is === null) return () => true;
	const index = is === 'starred' ? 'starredAt' : 'readAt';
	const marked = new Set(await db.marks.where(index).above(0).primaryKeys());
	return is === 'starred' ? (id) => marked.has(id) : (id) => !marked.has(id);
}

/** The posts of `ids` in that order, without those that are gone. */
export async function postRows(db: Database, ids: PostId[]): Promise<PostRow[]> {
	return db.transaction('r', [db.posts, db.marks], async () => {
		const [posts, marks] = await Promise.all([db.posts.bulkGet(ids), db.marks.bulkGet(ids)]);
		return posts.flatMap((post, i) => (post === undefined ? [] : [{ post, mark: marks[i] ?? null }]));
	});
}

/** One post with its content, or undefined when it is not kept. */
export async function openPost(db: Database, id: PostId): Promise<(PostRow & { body: Body }) | undefined> {
	return db.transaction('r', [db.posts, db.bodies, db.marks], async () => {
		const [post, body, mark] = await Promise.all([db.posts.get(id), db.bodies.get(id), db.marks.get(id)]);
		return post === undefined || body === undefined ? undefined : { post, body, mark: mark ?? null };
	});
}

/** How many posts are kept, and how many of them are unread. */
export async function countPosts(db: Database): Promise<{ kept: number; unread: number }> {
	return db.transaction('r', [db.posts, db.marks], async () => {
		const [kept, read] = await Promise.all([db.posts.count(), db.marks.where('readAt').above(0).count()]);
		return { kept, unread: Math.max(0, kept - read) };
	});
}

/** Ids of the posts in any of `categories`, in no order. */
export function idsInCategories(db: Database, categories: string[]): Promise<PostId[]> {
	return db.posts.where('categoryKeys').anyOf(categories.map(categoryKey)).primaryKeys();
}
