import type { FeedId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import type { Finding, FindingKind } from './report';

/** The tables that are checked and mended. */
export const CHECKED = [
	'feeds',
	'posts',
	'bodies',
	'marks',
	'categories',
	'comments',
	'highlights',
	'meta',
	'counters',
	'syncLog',
	'settings',
	'searchIndex',
	'offered'
] as const;

export type CheckedTable = (typeof CHECKED)[number];

/** What was found in a part of the library, and what has to change for it to be sound. Nothing of it is done yet. */
export class Changes {
	/** Posts that were looked at. */
	posts = 0;
	readonly findings: Finding[] = [];
	readonly puts = new Map<CheckedTable, unknown[]>();
	readonly removals = new Map<CheckedTable, unknown[]>();
	/** Feeds of which something was lost that their sites still have. */
	readonly refetched = new Set<FeedId>();
	/** Feeds that are not there, each with the address of one of its posts. */
	readonly missingFeeds = new Map<FeedId, string | null>();

	note(kind: FindingKind, table: CheckedTable, key: unknown, what: string): void {
		this.findings.push({ kind, table, id: String(key), what });
	}

	put(table: CheckedTable, record: unknown): void {
		listIn(this.puts, table).push(record);
	}

	remove(table: CheckedTable, key: unknown): void {
		listIn(this.removals, table).push(key);
	}

	/** Whether there is nothing to do; something may have been found all the same. */
	get isEmpty(): boolean {
		const { puts, removals, refetched, missingFeeds } = this;
		return [puts, removals, refetched, missingFeeds].every(({ size }) => size === 0);
	}
}

function listIn(lists: Map<CheckedTable, unknown[]>, table: CheckedTable): unknown[] {
	const known = lists.get(table);
	if (known !== undefined) return known;
	const list: unknown[] = [];
	lists.set(table, list);
	return list;
}

/** Reads all of a table as it is stored. */
export function rawRecords(db: Database, table: CheckedTable): Promise<unknown[]> {
	return db.table<unknown>(table).toCollection().raw().toArray();
}

/** What is wrong with a record whose `members` are not what they should be. */
export function wordsFor(members: readonly string[]): string {
	return members.length === 0 ? 'is no record' : `has no usable ${members.join(', ')}`;
}
