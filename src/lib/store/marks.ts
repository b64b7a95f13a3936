import type { PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import type { Database } from './database';

/** What the reader may change on a post; times in UTC milliseconds, 0 for "not". */
export type MarkChange = Partial<Pick<Mark, 'readAt' | 'starredAt'>>;

/** Changes only what is named; `now` is UTC milliseconds. */
export async function changeMark(db: Database, id: PostId, change: MarkChange, now: number): Promise<void> {
	await db.transaction('rw', db.marks, async () => {
		const before = (await db.marks.get(id)) ?? { id, readAt: 0, starredAt: 0, changedAt: 0 };
		await db.marks.put({ ...before, ...change, changedAt: now });
	});
}

/** Marks as read on opening: a post that is read already keeps its time, and one that is not kept gets no mark. */
export async function markOpened(db: Database, id: PostId, now: number): Promise<void> {
	await db.transaction('rw', [db.posts, db.marks], async () => {
		const [before, posts] = await Promise.all([db.marks.get(id), db.posts.where('id').equals(id).count()]);
		if (posts === 0 || (before !== undefined && before.readAt > 0)) return;
		await changeMark(db, id, { readAt: now }, now);
	});
}
