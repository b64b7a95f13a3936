import type { SearchablePost } from '$lib/search/index/searchable-post';
import type { BenchEngine } from './engines/engine';
import { timingOf, type Timing } from './timing.mjs';

/** Posts that a sync commits at once. */
const BATCH = 100;

/** How long an index takes to follow a sync. */
export interface Adding {
	batch: number;
	/** Milliseconds for each batch, with what is done in the background after it. */
	perBatch: Timing;
	/** The same of the last tenth of the batches, when the index is nearly full. */
	perBatchAtEnd: Timing;
	/** Milliseconds of the longest time in which no question would be answered. */
	longestPause: number;
	/** Milliseconds. */
	total: number;
}

/** Null for an engine of which this is not asked. */
export function measureAdding(engine: BenchEngine, posts: SearchablePost[]): Adding | null {
	if (engine.add === undefined) return null;
	const perBatch: number[] = [];
	let longestPause = 0;
	for (let from = 0; from < posts.length; from += BATCH) {
		const batch = posts.slice(from, from + BATCH);
		const begun = performance.now();
		let before = begun;
		const pause = () => {
			const now = performance.now();
			longestPause = Math.max(longestPause, now - before);
			before = now;
		};
		engine.add(batch);
		pause();
		while (engine.tidy?.() === true) pause();
		pause();
		perBatch.push(performance.now() - begun);
	}
	return {
		batch: BATCH,
		perBatch: timingOf(perBatch)!,
		perBatchAtEnd: timingOf(perBatch.slice(-Math.ceil(perBatch.length / 10)))!,
		longestPause,
		total: perBatch.reduce((sum, sample) => sum + sample, 0)
	};
}
