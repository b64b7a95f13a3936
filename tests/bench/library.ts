import type { PostId } from '$lib/model/ids';
import { Database } from '$lib/store/database';
import { changeMarks } from '$lib/store/marks';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { addFeeds, commitPart, libraryCorpus, partsOf, SEED } from './library-posts';
import { createQueries } from './queries';

/** Marks of one transaction. */
const MARKS = 1_000;

/**
 * Fills the library of this origin, which is empty, with `size` posts.
 * @param options whether some of them are read and some have a star
 * @returns what is typed in it later.
 */
async function fill(size: number, { isMarked = false } = {}): Promise<string[]> {
	const corpus = await libraryCorpus(size);
	const db = new Database();
	await addFeeds(db);
	for (const part of partsOf(corpus.posts)) await commitPart(db, part);
	if (isMarked) await mark(db, corpus.posts);
	db.close();
	return createQueries(corpus, SEED).typed;
}

async function mark(db: Database, posts: readonly SearchablePost[]): Promise<void> {
	const now = Date.now();
	const idsOf = (chosen: readonly SearchablePost[]): PostId[] => chosen.map(({ id }) => id);
	const read = idsOf(posts.filter(({ isRead }) => isRead));
	const starred = idsOf(posts.filter(({ isStarred }) => isStarred));
	for (let from = 0; from < read.length; from += MARKS) {
		await changeMarks(db, read.slice(from, from + MARKS), { readAt: now }, now);
	}
	for (let from = 0; from < starred.length; from += MARKS) {
		await changeMarks(db, starred.slice(from, from + MARKS), { starredAt: now }, now);
	}
}

/** The program that drives this page calls it. */
Object.assign(globalThis, { fillLibrary: fill });
