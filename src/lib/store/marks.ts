import type { PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import { Counts } from './counts';
import type { Database, PostRecord } from './database';
import { placesOf } from './places';
import { isText } from './sound/values';

/** What the reader may change on a post; times in UTC milliseconds, 0 for "not". */
export type MarkChange = Partial<Pick<Mark, 'readAt' | 'starredAt'>>;

/** Changes only what is named, on a post that is kept; `now` is UTC milliseconds. */
export async function changeMark(db: Database, id: PostId, change: MarkChange, now: number): Promise<void> {
	await changeMarks(db, [id], change, now);
}

/**
 * Changes only what is named, on all posts of `ids` that are kept and whose mark `isMeant`, at once.
 * @returns the posts whose marks it has changed
 */
export async function changeMarks(
	db: Database,
	ids: PostId[],
	change: MarkChange,
	now: number,
	isMeant: (mark: Mark) => boolean = () => true
): Promise<PostId[]> {
	const before = await changeEach(db, ids, (mark) => (isMeant(mark) ? change : null), now);
	return before.map(({ id }) => id);
}

/**
 * Changes marks of `ids`, of posts that are kept, each as `changeOf` says of what it is; null leaves it.
 * @returns the marks that it has changed, as they were
 */
export async function changeEach(
	db: Database,
	ids: PostId[],
	changeOf: (mark: Mark) => MarkChange | null,
	now: number
): Promise<Mark[]> {
	return db.transaction(
		'rw',
		MARKING.map((table) => db.table(table)),
		async () => {
			const [posts, known] = await Promise.all([db.posts.bulkGet(ids), db.marks.bulkGet(ids)]);
			const marked = ids.flatMap((id, i) => {
				const [post, before] = [posts[i], known[i] ?? unmarked(id)];
				const change = post === undefined ? null : changeOf(before);
				if (post === undefined || change === null) return [];
				return [{ post, before, mark: { ...before, ...change, changedAt: now } }];
			});
			await putMarks(db, marked);
			return marked.map(({ before }) => before);
		}
	);
}

/** Sets what is not, and takes away what is, as the library has it by then; `now` is UTC milliseconds. */
export async function toggleMark(
	db: Database,
	id: PostId,
	name: keyof MarkChange,
	now: number
): Promise<void> {
	await db.transaction(
		'rw',
		MARKING.map((table) => db.table(table)),
		async () => {
			const before = await db.marks.get(id);
			await changeMark(db, id, { [name]: (before?.[name] ?? 0) > 0 ? 0 : now }, now);
		}
	);
}

/** Marks as read what is unread of `ids`; what is read already keeps its time. @returns those that were unread. */
export function markAllRead(db: Database, ids: PostId[], now: number): Promise<PostId[]> {
	return changeMarks(db, ids, { readAt: now }, now, ({ readAt }) => readAt === 0);
}

/** Takes back a {@link markAllRead} of the time `readAt`, but not what was read at another time. */
export function unmarkAllRead(db: Database, ids: PostId[], readAt: number, now: number): Promise<PostId[]> {
	return changeMarks(db, ids, { readAt: 0 }, now, (mark) => mark.readAt === readAt);
}

/**
 * What was read or starred where posts come from counts here, too; but a post that the reader has marked or unmarked here stays
 * unread when it is, and no star is taken away.
 */
export async function markImported(
	db: Database,
	{ read, starred }: { read: PostId[]; starred: PostId[] },
	now: number
): Promise<void> {
	if (read.length > 0) await changeMarks(db, read, { readAt: now }, now, ({ changedAt }) => changedAt === 0);
	if (starred.length > 0) {
		await changeMarks(db, starred, { starredAt: now }, now, ({ starredAt }) => starredAt === 0);
	}
}

/** The tables that {@link putMarks} writes. */
export const MARKING = ['posts', 'marks', 'counters', 'feeds', 'categories'] as const;

/** Stores marks with all that follows from them: places in lists, and counts. To be called within a transaction over {@link MARKING}. */
export async function putMarks(db: Database, marked: { post: PostRecord; mark: Mark }[]): Promise<void> {
	if (marked.length === 0) return;
	const first = (await latestMark(db)) + 1;
	const counts = new Counts();
	const records = marked.map(({ post, mark }) => {
		counts.add(post, -1);
		const record = withMark(post, mark);
		counts.add(record, 1);
		return record;
	});
	await db.marks.bulkPut(marked.map(({ mark }, i) => ({ ...mark, sequence: first + i })));
	await db.posts.bulkPut(records);
	await counts.store(db);
	await db.counters.put({ key: 'marks', value: first + marked.length - 1 });
}

function unmarked(id: PostId): Mark {
	return { id, readAt: 0, starredAt: 0, changedAt: 0 };
}

function withMark(
	{ unreadPlace: _unread, starredPlace: _starred, ...post }: PostRecord,
	mark: Mark
): PostRecord {
	return { ...post, ...placesOf(post, { isRead: mark.readAt > 0, isStarred: mark.starredAt > 0 }) };
}

/** Marks as read on opening: a post that is read already keeps its time. */
export async function markOpened(db: Database, id: PostId, now: number): Promise<void> {
	await db.transaction(
		'rw',
		MARKING.map((table) => db.table(table)),
		async () => {
			const before = await db.marks.get(id);
			if (before === undefined || before.readAt === 0) await changeMark(db, id, { readAt: now }, now);
		}
	);
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
		// A damaged record may have any key.
		return { read: read.filter(isText), starred: starred.filter(isText) };
	});
}
