import { latestSequence } from './commit';
import type { Database } from './database';

/** Another one when there may be other pictures to keep: after a commit of posts, and when the stars have changed. */
export async function mediaStamp(db: Database): Promise<number[]> {
	return db.transaction('r', [db.meta, db.marks], async () => {
		const starred = db.marks.where('starredAt').above(0);
		const [sequence, stars, latest] = await Promise.all([
			latestSequence(db),
			starred.count(),
			db.marks.orderBy('starredAt').last()
		]);
		return [sequence, stars, latest?.starredAt ?? 0];
	});
}
