import type { PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import type { Database } from './database';

/** What the reader may change on a post; times in UTC milliseconds, 0 for "not". */
export type MarkChange = Partial<Pick<Mark, 'readAt' | 'starredAt'>>;

/** Changes only what is named; `now` is UTC milliseconds. */
export async function changeMark(db: Database, id: PostId, change: MarkChange, now: number): Promise<void> {
	await db.transaction('rw', [db.marks, db.counters], async () => {
		const [known, latest] = await Promise.all([db.marks.get(id), latestMark(db)]);
		const sequence = latest + 1;
		const before = known ?? { id, readAt: 0, starredAt: 0, changedAt: 0 };
		await db.marks.put({ ...before, ...change, changedAt: now, sequence });
		await db.counters.put({ key: 'marks', value: sequence });
	});
}

/** Marks as read on opening: a post that is read already keeps its time, and one that is not kept gets no mark. */
export async function markOpened(db: Database, id: PostId, now: number): Promise<void> {
	await db.transaction('rw', [db.posts, db.marks, db.counters], async () => {
		const [before, posts] = await Promise.all([db.marks.get(id), db.posts.where('id').equals(id).count()]);
		if (posts === 0 || (before !== undefined && before.readAt > 0)) return;
		await changeMark(db, id, { readAt: now }, now);
	});
}

/** Number of the latest change of a mark, which may be gone with its feed; 0 when there was none. */
export async function latestMark(db: Database): Promise<number> {
	return (await db.counters.get('marks'))?.value ?? 0;
}

/** Marks that were changed after change number `sequence`, in any tab. */
export function marksAfter(db: Database, sequence: number): Promise<Mark[]> {
	return db.marks.where('sequence').above(sequence).toArray();
}

/** Ids of the posts that are read, and of those that are starred. */
export async function markedIds(db: Database): Promise<{ read: PostId[]; starred: PostId[] }> {
	return db.transaction('r', db.marks, async () => {
		const [read, starred] = await Promise.all([
			db.marks.where('readAt').above(0).primaryKeys(),
			db.marks.where('starredAt').above(0).primaryKeys()
		]);
		return { read, starred };
	});
}
