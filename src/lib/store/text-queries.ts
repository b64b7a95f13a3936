import type { FeedId, PostId } from '$lib/model/ids';
import type { Database, PostRecord } from './database';

/** What the search index needs of a post. */
export interface IndexedText {
	post: PostRecord;
	text: string;
}

/**
 * Posts written by commits after number `sequence`, oldest commit first: at least `limit` of them when there
 * are so many, and never a part of a commit.
 */
export async function textsAfter(db: Database, sequence: number, limit: number): Promise<IndexedText[]> {
	return db.transaction('r', [db.posts, db.bodies], async () => {
		const first = await db.posts.where('sequence').above(sequence).limit(limit).toArray();
		const last = first.at(-1)?.sequence ?? sequence;
		const rest = first.length < limit ? [] : await db.posts.where('sequence').equals(last).toArray();
		const seen = new Set(first.map(({ id }) => id));
		return withTexts(db, [...first, ...rest.filter(({ id }) => !seen.has(id))]);
	});
}

async function withTexts(db: Database, posts: PostRecord[]): Promise<IndexedText[]> {
	const bodies = await db.bodies.bulkGet(posts.map(({ id }) => id));
	return posts.map((post, i) => ({ post, text: bodies[i]?.text ?? '' }));
}

/** Number of the latest commit; 0 in an empty library. */
export async function latestSequence(db: Database): Promise<number> {
	return (await db.meta.get('sequence'))?.value ?? 0;
}

/** Ids of all feeds kept: posts of any other feed are gone. */
export async function feedIds(db: Database): Promise<FeedId[]> {
	return db.feeds.toCollection().primaryKeys();
}

/** Title and text of `ids`, without those that are gone. */
export async function textsOf(
	db: Database,
	ids: PostId[]
): Promise<{ id: PostId; title: string; text: string }[]> {
	return db.transaction('r', [db.posts, db.bodies], async () => {
		const [posts, bodies] = await Promise.all([db.posts.bulkGet(ids), db.bodies.bulkGet(ids)]);
		return ids.flatMap((id, i) => {
			const post = posts[i];
			return post === undefined ? [] : [{ id, title: post.title, text: bodies[i]?.text ?? '' }];
		});
	});
}
