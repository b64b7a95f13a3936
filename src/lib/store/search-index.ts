import type { Database } from './database';
import { bytesOf } from './sizes';

/** The search index as it is stored: a state, and parts by number. */
export interface StoredIndex {
	/** Tells one version of the index from the next. */
	generation: number;
	state: unknown;
	parts: Map<number, unknown>;
}

/** What changes in a stored index. */
export interface IndexChange {
	/** The version that this is a change of; 0: there was none. */
	generation: number;
	state: unknown;
	/** Parts that are new, by number; never 0. */
	added: ReadonlyMap<number, unknown>;
	/** Numbers of all parts that there are then. */
	kept: ReadonlySet<number>;
}

const STATE = 0;

/** @returns null when none is stored. */
export async function readSearchIndex(db: Database): Promise<StoredIndex | null> {
	const records = await db.searchIndex.toArray();
	const state = records.find(({ key }) => key === STATE);
	if (state === undefined) return null;
	const parts = records.filter(({ key }) => key !== STATE);
	return {
		generation: state.generation,
		state: state.value,
		parts: new Map(parts.map(({ key, value }) => [key, value]))
	};
}

/**
 * Stores a change in one transaction: after a crash the index is as before or as after.
 * @returns the new generation, or null, with nothing stored, when another tab has changed the index meanwhile.
 */
export async function writeSearchIndex(db: Database, change: IndexChange): Promise<number | null> {
	return db.transaction('rw', db.searchIndex, async () => {
		const state = await db.searchIndex.get(STATE);
		if ((state?.generation ?? 0) !== change.generation) return null;
		const generation = change.generation + 1;
		const keys = await db.searchIndex.toCollection().primaryKeys();
		await db.searchIndex.bulkDelete(keys.filter((key) => key !== STATE && !change.kept.has(key)));
		const added = [...change.added].map(([key, value]) => ({ key, generation, value }));
		const bytes = await bytesAfter(db, state?.bytes ?? new Map(), change);
		await db.searchIndex.bulkPut([{ key: STATE, generation, bytes, value: change.state }, ...added]);
		return generation;
	});
}

/** About how many bytes the stored index takes, as noted when it was written: its parts are large, and need not be read. */
export async function searchIndexBytes(db: Database): Promise<number> {
	const state = await db.searchIndex.get(STATE);
	if (state?.bytes !== undefined) return [...state.bytes.values()].reduce((sum, bytes) => sum + bytes, 0);
	let total = 0;
	await db.searchIndex.each(({ value }) => (total += bytesOf(value)));
	return total;
}

/** Bytes of each record once `change` is stored. A part that was stored before they were noted is read for that, once. */
async function bytesAfter(
	db: Database,
	before: ReadonlyMap<number, number>,
	{ state, added, kept }: IndexChange
): Promise<Map<number, number>> {
	const bytes = new Map([[STATE, bytesOf(state)]]);
	for (const key of kept) {
		const noted = added.has(key) ? bytesOf(added.get(key)) : before.get(key);
		bytes.set(key, noted ?? bytesOf((await db.searchIndex.get(key))?.value));
	}
	return bytes;
}
