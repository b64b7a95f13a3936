import type { Database } from './database';
import { CHECKED } from './health/changes';
import { startRun, type CheckOptions } from './health/check-run';
import { goThrough } from './health/go-through';
import type { LibraryReport } from './health/report';

export { countAll, countLost, countMendable } from './health/report';
export type { CheckOptions, LibraryReport };

/**
 * Goes through the whole library and finds what is damaged, missing or out of step. It only reads, a little at a time; others may
 * write meanwhile.
 * @throws the reason of `signal`, or a storage error
 */
export function checkLibrary(db: Database, options: CheckOptions = {}): Promise<LibraryReport> {
	return goThrough(startRun(db, options), (examination) =>
		db.transaction('r', [...CHECKED], () => examination(db))
	);
}
