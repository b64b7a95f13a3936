import { liveQuery } from 'dexie';

/**
 * Runs `query` now and again whenever a table range it read has changed, in this tab, another tab or a worker.
 * @returns a function that ends the watching.
 */
export function observe<T>(
	query: () => Promise<T>,
	onValue: (value: T) => void,
	onError: (error: unknown) => void
): () => void {
	const subscription = liveQuery(query).subscribe({ next: onValue, error: onError });
	return () => subscription.unsubscribe();
}
