import type { Database } from '$lib/store/database';

/** How the library is gone through. */
export interface CheckOptions {
	/** Its abort ends it, with its reason; what was mended until then stays. */
	signal?: AbortSignal;
	/** UTC milliseconds, for times that are lost. */
	now?: number;
	/** Posts that are looked at in one go: some ten milliseconds of work. */
	atOnce?: number;
	/** Lets others have their turn; resolves when it may go on. */
	rest?: () => Promise<void>;
}

/** One way through the library. */
export interface CheckRun {
	db: Database;
	now: number;
	atOnce: number;
	/** Lets others have their turn. @throws the reason when it is to end */
	rest: () => Promise<void>;
}

const AT_ONCE = 100;

export function startRun(db: Database, options: CheckOptions): CheckRun {
	const { signal, now = Date.now(), atOnce = AT_ONCE, rest = turn } = options;
	return {
		db,
		now,
		atOnce,
		rest: async () => {
			signal?.throwIfAborted();
			await rest();
		}
	};
}

function turn(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}
