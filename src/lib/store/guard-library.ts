import type { Database } from './database';
import { isNewer, type OwnVersionFactory } from './own-version-factory';
import { randomId } from './random-id';

/** Why a connection to the library has ended: a newer version of the app has taken over, or the browser has cleared the data. */
export type LibraryEnd = 'newer' | 'cleared';

/** Milliseconds before each look at what is there after the browser has ended the connection: while it clears data nothing can be opened. */
const LOOKS = [0, 100, 300, 1000, 3000];

/** The library that this program has opened is not one that it may read or write. */
export class LibraryEndedError extends Error {
	override readonly name = 'LibraryEndedError';

	constructor(readonly end: LibraryEnd) {
		super(end === 'newer' ? 'A newer version keeps the library.' : 'The library was cleared.');
	}
}

/**
 * Sees to it that `db` only ever reads and writes the library that it opened first, in a shape that it knows. A program that knows
 * nothing of a newer version would go on in its own old way; one whose data was cleared would go on in an empty library,
 * where a sync's checkpoint would skip everything before it.
 */
export function guardLibrary(db: Database, factory: OwnVersionFactory): void {
	let library: string | null = null;
	const tell = (end: LibraryEnd): void => {
		if (db.end !== null) return;
		db.end = end;
		db.onEnd(end);
	};
	factory.onNewer = () => tell('newer');
	// Dexie closes the connection then, and opens it again for whatever is asked next.
	db.on('versionchange', ({ newVersion }) => {
		if (newVersion !== null && isNewer(newVersion)) tell('newer');
	});
	db.on('blocked', () => {
		db.isBlocked = true;
		db.onBlocked();
	});
	// The browser has ended the connection, as it does when data is cleared. What opening it again finds, `tell` tells.
	const look = ([wait, ...later]: readonly number[]): void => {
		if (wait === undefined || db.end !== null) return;
		setTimeout(() => void db.open().catch(() => look(later)), wait);
	};
	// Sticky: each time the connection is opened. What it throws, everything asked of the connection throws.
	db.on(
		'ready',
		async () => {
			const found = await libraryId(db);
			if (library !== null && found !== library) {
				tell('cleared');
				throw new LibraryEndedError('cleared');
			}
			library = found;
			db.isBlocked = false;
			db.backendDB().addEventListener('close', () => look(LOOKS));
		},
		true
	);
}

/** What tells this library from any other, on this device too. */
export function libraryId(db: Database): Promise<string> {
	return db.transaction('rw', db.meta, async () => {
		const known = await db.meta.get('library');
		if (known?.key === 'library') return known.value;
		const value = randomId();
		await db.meta.add({ key: 'library', value });
		return value;
	});
}
