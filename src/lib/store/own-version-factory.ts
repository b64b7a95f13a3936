import { rollBackWhenKept } from './kept-page';
import { SCHEMA_VERSION } from './schema-version';

/** Versions as browsers count them are ten times those of Dexie. */
const FACTOR = 10;
/**
 * The last version that is a form of ours: a Dexie of an older program, to which a library of a newer one looks incomplete, adds one to
 * the browser's number as it "mends" it.
 */
const LAST_OWN = (SCHEMA_VERSION + 1) * FACTOR - 1;

/** Whether `version`, as browsers count, is of a program that comes after this one. */
export function isNewer(version: number): boolean {
	return version > LAST_OWN;
}

/**
 * `indexedDB` that does not open what a newer version of the app has made. Dexie would: it opens whatever version is there, adds the
 * tables and indexes that it misses, and writes records in the old shape.
 */
export class OwnVersionFactory {
	/** Hears that there is a library of a newer version. */
	onNewer: () => void = () => undefined;

	/** @param version undefined when Dexie has found that the version it knows is not the newest */
	open(name: string, version = LAST_OWN): IDBOpenDBRequest {
		const request = indexedDB.open(name, version);
		request.addEventListener('success', () => rollBackWhenKept(request.result));
		request.addEventListener('error', () => {
			if (version === LAST_OWN && request.error?.name === 'VersionError') this.onNewer();
		});
		return request;
	}

	deleteDatabase(name: string): IDBOpenDBRequest {
		return indexedDB.deleteDatabase(name);
	}

	cmp(first: unknown, second: unknown): number {
		return indexedDB.cmp(first, second);
	}

	databases(): Promise<IDBDatabaseInfo[]> {
		return indexedDB.databases();
	}
}
