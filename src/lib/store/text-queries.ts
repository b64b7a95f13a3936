import type { FeedId, PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import type { Database, PostRecord } from './database';
import { listFeeds, ofFeed, removedFeeds } from './feeds';
import type { PostRow } from './post-queries';

/** What the search index needs of a post. */
export interface IndexedText {
	post: PostRecord;
	text: string;
	mark: Mark | null;
}

/**
 * Posts written by commits after number `sequence`, oldest commit first: at least `limit` of them when there
 * are so many, and never a part of a commit.
 */
export async function textsAfter(db: Database, sequence: number, limit: number): Promise<IndexedText[]> {
	return db.transaction('r', [db.posts, db.bodies, db.marks], async () => {
		// Numbers only: what else a damaged record has there would come again and again.
		const first = await db.posts
			.where('sequence')
			.between(sequence, Infinity, false, false)
			.limit(limit)
			.toArray();
		const last = first.at(-1)?.sequence ?? sequence;
		const rest = first.length < limit ? [] : await db.posts.where('sequence').equals(last).toArray();
		const seen = new Set(first.map(({ id }) => id));
		return withTexts(db, [...first, ...rest.filter(({ id }) => !seen.has(id))]);
	});
}

async function withTexts(db: Database, posts: PostRecord[]): Promise<IndexedText[]> {
	const ids = posts.map(({ id }) => id);
	const [bodies, marks] = await Promise.all([db.bodies.bulkGet(ids), db.marks.bulkGet(ids)]);
	return posts.map((post, i) => ({ post, text: bodies[i]?.text ?? '', mark: marks[i] ?? null }));
}

/** Title by id of all feeds kept: posts of any other feed are gone. */
export async function feedTitles(db: Database): Promise<Map<FeedId, string>> {
	return new Map((await listFeeds(db)).map(({ id, title }) => [id, title]));
}

/** How many posts are kept, by the posts themselves; quick, since none is read. */
export async function countKept(db: Database): Promise<number> {
	return db.transaction('r', [db.posts, db.feeds], async () => {
		const removed = (await removedFeeds(db)).map((id) =>
			db.posts
				.where('[feedId+publishedAt]')
				.between(...ofFeed(id))
				.count()
		);
		const [all, ...gone] = await Promise.all([db.posts.count(), ...removed]);
		return all - gone.reduce((sum, count) => sum + count, 0);
	});
}

/** A post as a list of search results shows it, and the text that it was found by. */
export interface RowWithText {
	row: PostRow;
	text: string;
}

/**
 * The posts of `ids` in that order, without those that are gone.
 * @param isMarked whether a post may have a mark: most have none, and each that is read takes time
 */
export async function rowsWithTexts(
	db: Database,
	ids: PostId[],
	isMarked: (id: PostId) => boolean
): Promise<RowWithText[]> {
	return db.transaction('r', [db.posts, db.bodies, db.marks], async () => {
		const [posts, bodies, marks] = await Promise.all([
			db.posts.bulkGet(ids),
			db.bodies.bulkGet(ids),
			db.marks.bulkGet(ids.filter(isMarked))
		]);
		const markOf = new Map(marks.map((mark) => [mark?.id, mark]));
		return posts.flatMap((post, i) => {
			if (post === undefined) return [];
			return [{ row: { post, mark: markOf.get(post.id) ?? null }, text: bodies[i]?.text ?? '' }];
		});
	});
}

/** Titles of the posts of `ids`, without those that are gone. */
export async function titlesOf(db: Database, ids: PostId[]): Promise<{ id: PostId; title: string }[]> {
	const posts = await db.posts.bulkGet(ids);
	return posts.flatMap((post) => (post === undefined ? [] : [{ id: post.id, title: post.title }]));
}
