import type { Database } from '$lib/store/database';
import { randomId } from '$lib/store/random-id';
import { membersOf } from '$lib/store/sound/shape';
import { isOrdinal, isText } from '$lib/store/sound/values';
import { Changes, rawRecords } from './changes';

const ANY = [0, Number.MAX_SAFE_INTEGER] as const;

/** Examines the numbers that only grow, and by which the search knows what it has not seen yet. Within a transaction. */
export async function examineNumbers(db: Database): Promise<Changes> {
	const changes = new Changes();
	const posts = await db.posts
		.where('sequence')
		.between(...ANY)
		.reverse()
		.limit(1)
		.keys();
	const commits = await highest(db, 'meta', 'sequence', Number(posts[0] ?? 0), changes);
	const marks = await db.marks
		.where('sequence')
		.between(...ANY)
		.reverse()
		.limit(1)
		.keys();
	await highest(db, 'counters', 'marks', Number(marks[0] ?? 0), changes);
	// What was committed under a number that was used before is nothing new to the search: it reads all of it again.
	if (commits === 'lost') await forgetIndex(db, changes);
	await examineName(db, changes);
	return changes;
}

/** @returns whether the highest number was lost. */
async function highest(
	db: Database,
	table: 'meta' | 'counters',
	key: string,
	used: number,
	changes: Changes
): Promise<'kept' | 'lost'> {
	const records = await rawRecords(db, table);
	const record = records.map(membersOf).find((record) => record.key === key);
	if (record === undefined && used === 0) return 'kept';
	const value = record?.value;
	if ((isOrdinal(value) || value === 0) && value >= used) return 'kept';
	changes.note('damaged', table, key, `is less than ${used}, which was used`);
	changes.put(table, { key, value: used });
	return 'lost';
}

async function forgetIndex(db: Database, changes: Changes): Promise<void> {
	const keys = await db.searchIndex.toCollection().primaryKeys();
	for (const key of keys) changes.remove('searchIndex', key);
}

async function examineName(db: Database, changes: Changes): Promise<void> {
	const record = (await rawRecords(db, 'meta')).map(membersOf).find(({ key }) => key === 'library');
	if (record === undefined || isText(record.value)) return;
	changes.note('damaged', 'meta', 'library', 'is no name');
	changes.put('meta', { key: 'library', value: randomId() });
}
