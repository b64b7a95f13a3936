import { Database } from '$lib/store/database';

let early: Database | null = null;

/** Opens the library while the page is still being put together, which takes about as long. */
export function openEarly(): void {
	early = new Database();
	// Whoever reads it hears why it cannot be opened.
	void early.open().catch(() => undefined);
}

/** The library that was opened early, or one of its own for whoever comes second. */
export function takeDatabase(): Database {
	const database = early ?? new Database();
	early = null;
	return database;
}
