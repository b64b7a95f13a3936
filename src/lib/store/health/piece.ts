import { cmp, Dexie, type Collection, type WhereClause } from 'dexie';
import type { PostId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { membersOf } from '$lib/store/sound/shape';

/** Everything that is stored about one post, as it is stored: be it damaged, or not there. */
export interface Entry {
	key: unknown;
	post: unknown;
	body: unknown;
	mark: unknown;
	comments: unknown[];
}

/** Some entries that stand one after another by key. */
export interface Piece {
	entries: Entry[];
	/** Key after which the next piece begins; null after the last. */
	end: Key | null;
}

/** Of a record; damaged ones may have others than ids. */
export type Key = string | number | Date | BufferSource | Key[];

/** Before every key. */
export const START: Key = Dexie.minKey;

/** The tables that {@link readPiece} reads. */
export const OF_A_POST = ['posts', 'bodies', 'marks'] as const;

/** Comments that are read at once. */
const MOST_COMMENTS = 1000;

/** The entries after `after`, of at most `size` records of each table. To be asked within a transaction. */
export async function readPiece(db: Database, after: Key, size: number): Promise<Piece> {
	const keys = await Promise.all(
		OF_A_POST.map((table) =>
			db.table<unknown, Key>(table).where(':id').above(after).limit(size).primaryKeys()
		)
	);
	const ends = keys.flatMap((list) => (list.length < size ? [] : list.slice(-1)));
	const comments = await readComments(db, after, ends.sort(cmp)[0] ?? null);
	const { end } = comments;
	const entries = new Map<string, Entry>();
	const [posts, bodies, marks] = await Promise.all(
		OF_A_POST.map((table) => readRange(db, table, after, end))
	);
	for (const post of posts ?? []) entryIn(entries, membersOf(post).id).post = post;
	for (const body of bodies ?? []) entryIn(entries, membersOf(body).id).body = body;
	for (const mark of marks ?? []) entryIn(entries, membersOf(mark).id).mark = mark;
	for (const comment of comments.records) {
		const { postId } = membersOf(comment);
		if (end === null || cmp(postId, end) <= 0) entryIn(entries, postId).comments.push(comment);
	}
	return { entries: [...entries.values()], end };
}

/** What is stored about one post, within a transaction. */
export async function readEntry(db: Database, id: PostId): Promise<Entry> {
	const only = async (table: string) => {
		const [record] = await db.table<unknown>(table).where(':id').equals(id).raw().toArray();
		return record;
	};
	const [post, body, mark] = await Promise.all(OF_A_POST.map(only));
	const comments = await db.comments.where('postId').equals(id).raw().toArray();
	return { key: id, post, body, mark, comments };
}

function readRange(db: Database, table: string, after: Key, end: Key | null): Promise<unknown[]> {
	return within(db.table(table).where(':id'), after, end).raw().toArray();
}

/** The comments of posts after `after` up to `end`, or up to the last post of which all comments are among them. */
async function readComments(
	db: Database,
	after: Key,
	end: Key | null
): Promise<{ records: unknown[]; end: Key | null }> {
	const records = await within(db.table('comments').where('postId'), after, end)
		.limit(MOST_COMMENTS)
		.raw()
		.toArray();
	if (records.length < MOST_COMMENTS) return { records, end };
	const postIds = records.map((comment) => membersOf(comment).postId as Key);
	const [last] = postIds.slice(-1);
	if (last === undefined) return { records, end };
	// Of the last one there may be more.
	const whole = postIds.findLast((postId) => cmp(postId, last) < 0);
	if (whole !== undefined) return { records, end: whole };
	const all = await db
		.table<unknown>('comments')
		.where('postId')
		.equals(last as string)
		.raw()
		.toArray();
	return { records: all, end: last };
}

function within(keys: WhereClause, after: Key, end: Key | null): Collection {
	return end === null ? keys.above(after) : keys.between(after, end, false, true);
}

function entryIn(entries: Map<string, Entry>, key: unknown): Entry {
	const name = typeof key === 'string' ? key : `${typeof key} ${JSON.stringify(key)}`;
	const known = entries.get(name);
	if (known !== undefined) return known;
	const entry: Entry = { key, post: undefined, body: undefined, mark: undefined, comments: [] };
	entries.set(name, entry);
	return entry;
}
