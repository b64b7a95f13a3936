import type { Database } from '$lib/store/database';

/** Reads the files that people bring, and keeps what they hold. */
export class ImportService {
	readonly #db: Database;

	constructor(db: Database) {
		this.#db = db;
	}
}
