import { Dexie, liveQuery } from 'dexie';
import type { Database } from './database';

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

/** Of the time, a query that is watched calmly takes at most one part in so many. */
const CALM = 10;
/** Milliseconds without it at most: one may take long for other reasons, as when what answers it has just been started. */
const LONGEST_CALM = 2500;

/**
 * Like {@link observe}, for a query that takes long: while changes keep coming, as in a sync, it is run again only so often
 * that it takes a tenth of the time.
 * @param tables whose changes count
 */
export function observeCalmly<T>(
	db: Database,
	tables: readonly string[],
	query: () => Promise<T>,
	onValue: (value: T) => void,
	onError: (error: unknown) => void
): () => void {
	const prefixes = tables.map((table) => `idb://${db.name}/${table}/`);
	let isStopped = false;
	let isWaiting = false;
	let isStale = false;

	const run = async (): Promise<void> => {
		isWaiting = true;
		isStale = false;
		let begun = performance.now();
		try {
			// Opening it takes far longer than reading what is in it, and is no reason to be slow to show what comes.
			await db.open();
			begun = performance.now();
			const value = await query();
			if (!isStopped) onValue(value);
		} catch (error) {
			if (!isStopped) onError(error);
		}
		setTimeout(
			() => {
				isWaiting = false;
				if (isStale && !isStopped) void run();
			},
			Math.min(LONGEST_CALM, CALM * (performance.now() - begun))
		);
	};
	const onMutated = (parts: object): void => {
		// `all`: the page comes back from the browser's memory and has missed what happened.
		const concerns = Object.keys(parts).some(
			(part) => part === 'all' || prefixes.some((prefix) => part.startsWith(prefix))
		);
		if (!concerns) return;
		if (isWaiting) isStale = true;
		else void run();
	};

	Dexie.on('storagemutated', onMutated);
	void run();
	return () => {
		isStopped = true;
		Dexie.on.storagemutated.unsubscribe(onMutated);
	};
}
