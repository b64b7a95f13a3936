import type { FeedId, PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import type { Body, Post } from '$lib/model/post';
import type { Database } from './database';
import { findFeed, removedFeeds } from './feeds';
import {
	allByDate,
	categoryByDate,
	criteriaOf,
	feedByDate,
	spansOf,
	starredByDate,
	unreadByDate,
	type ByDate,
	type PostFilter
} from './posts-by-date';
import { isText } from './sound/values';

export type { PostFilter };

/** A post with what the reader did with it. */
export interface PostRow {
	post: Post;
	mark: Mark | null;
}

const ALWAYS = { from: null, to: null };

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
	return db.transaction('r', [db.posts, db.feeds], async () => {
		const staysOpen = filter.is !== null && opened.size > 0;
		const spans = await spansOf(db, filter);
		const criteria = criteriaOf(db, staysOpen ? { ...filter, is: null } : filter, spans);
		if (criteria.every(({ isInOrder }) => !isInOrder)) {
			criteria.push({ lists: spans.map((dates) => allByDate(db, dates)), isInOrder: true });
		}
		const [removed, marked, ...sets] = await Promise.all([
			idsOfRemoved(db),
			staysOpen ? idsMarked(db, filter.is) : null,
			...criteria.map(({ lists }) => idsOfAny(lists))
		]);
		const inOrder = sets[criteria.findIndex(({ isInOrder }) => isInOrder)] ?? [];
		const hasMark = (id: PostId) => marked === null || marked.has(id) || opened.has(id);
		return [...inOrder]
			.reverse()
			.filter((id) => sets.every((ids) => ids.has(id)) && hasMark(id) && !removed.has(id));
	});
}

/** Those of lists in order oldest first: forward, IndexedDB gives all keys in one request. */
async function idsOfAny(lists: ByDate[]): Promise<Set<PostId>> {
	const ids = await Promise.all(lists.map((posts) => posts.primaryKeys()));
	// A damaged record may have any key, and more than one place in a list.
	return new Set(ids.flat().filter(isText));
}

async function idsMarked(db: Database, is: PostFilter['is']): Promise<Set<PostId>> {
	return idsOfAny([is === 'unread' ? unreadByDate(db, null, ALWAYS) : starredByDate(db, ALWAYS)]);
}

/** Ids of the posts of feeds that were removed and are not purged yet. */
async function idsOfRemoved(db: Database): Promise<Set<PostId>> {
	const feeds: FeedId[] = await removedFeeds(db);
	const ids = await Promise.all(feeds.map((id) => feedByDate(db, id, ALWAYS).primaryKeys()));
	return new Set(ids.flat());
}

/** Ids of the posts in any of `categories`, in no order; one that is in two of them comes twice. */
export async function idsInCategories(db: Database, categories: string[]): Promise<PostId[]> {
	const ids = categories.map((name) => categoryByDate(db, name, ALWAYS).primaryKeys());
	return (await Promise.all(ids)).flat();
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
	return db.transaction('r', [db.posts, db.bodies, db.marks, db.feeds], async () => {
		const [post, body, mark] = await Promise.all([db.posts.get(id), db.bodies.get(id), db.marks.get(id)]);
		if (post === undefined || (await findFeed(db, post.feedId)) === undefined) return undefined;
		return { post, body: body ?? withoutText(post), mark: mark ?? null };
	});
}

/** Of a post whose text was lost: its next sync brings it again. */
function withoutText({ id, feedId }: Post): Body {
	return { id, feedId, html: '', text: '', extensions: null };
}
