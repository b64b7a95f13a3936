import { LONGEST_NOTE, type Highlight, type Passage } from '$lib/model/highlight';
import type { HighlightId, PostId } from '$lib/model/ids';
import type { Post } from '$lib/model/post';
import type { Database } from './database';
import { removedFeeds } from './feeds';
import { randomId } from './random-id';

/** A highlight with the post that it is in; undefined when that is not there. */
export interface PlacedHighlight {
	highlight: Highlight;
	post: Post | undefined;
}

/**
 * Marks a passage of a post that is kept.
 * @param now UTC milliseconds
 * @returns null when the post is not kept.
 */
export function addHighlight(
	db: Database,
	postId: PostId,
	passage: Passage,
	now: number
): Promise<Highlight | null> {
	return db.transaction('rw', [db.posts, db.highlights], async () => {
		const post = await db.posts.get(postId);
		if (post === undefined) return null;
		const { feedId } = post;
		const highlight = {
			id: randomId() as HighlightId,
			postId,
			feedId,
			createdAt: now,
			changedAt: now,
			note: '',
			...passage
		};
		await db.highlights.add(highlight);
		return highlight;
	});
}

/** Keeps what the reader notes on a passage, as much as fits; `now` is UTC milliseconds. */
export async function changeNote(db: Database, id: HighlightId, note: string, now: number): Promise<void> {
	await db.highlights.update(id, { note: note.slice(0, LONGEST_NOTE).toWellFormed(), changedAt: now });
}

/** @returns the highlight as it was, for {@link putHighlightBack}; undefined when it was gone already. */
export function removeHighlight(db: Database, id: HighlightId): Promise<Highlight | undefined> {
	return db.transaction('rw', db.highlights, async () => {
		const highlight = await db.highlights.get(id);
		await db.highlights.delete(id);
		return highlight;
	});
}

/** Undoes {@link removeHighlight}. */
export async function putHighlightBack(db: Database, highlight: Highlight): Promise<void> {
	await db.highlights.put(highlight);
}

/** The highlights of a post, in the order of its text as it was. */
export async function highlightsOf(db: Database, postId: PostId): Promise<Highlight[]> {
	const highlights = await db.highlights.where('postId').equals(postId).toArray();
	return highlights.sort((a, b) => a.position.start - b.position.start || a.createdAt - b.createdAt);
}

/** All highlights, newest first; those in posts of removed feeds are not among them. */
export async function listHighlights(db: Database): Promise<PlacedHighlight[]> {
	return db.transaction('r', [db.highlights, db.posts, db.feeds], async () => {
		const removed = new Set(await removedFeeds(db));
		const all = await db.highlights.toArray();
		const shown = all.filter(({ feedId }) => !removed.has(feedId)).sort((a, b) => b.createdAt - a.createdAt);
		const ids = [...new Set(shown.map(({ postId }) => postId))];
		const posts = new Map((await db.posts.bulkGet(ids)).map((post, i) => [ids[i], post]));
		return shown.map((highlight) => ({ highlight, post: posts.get(highlight.postId) }));
	});
}
