import type { LiveSegment } from './live-segment';

/** Neighbours of like size are merged when there are so many. */
const MANY = 8;
/** Segments up to so many posts are alike, and then those up to {@link MANY} times as many, and so on. */
const SMALL = 256;
/** A large segment has at most so many times as many posts as those that it is merged with. */
const FAIR_SHARE = 4;
/** A segment of more posts is left alone: it would take long to write, and twice the memory. */
const LARGE = 1 << 16;

/**
 * Neighbours that are worth merging now, or none. A post is merged anew only when its segment has become one of a run of
 * like ones, so that indexing n posts one by one takes n log n.
 */
export function segmentsToMerge(segments: readonly LiveSegment[]): LiveSegment[] {
	const sparse = segments.find(({ count, liveCount }) => liveCount < count / 2);
	if (sparse !== undefined) return [sparse];
	for (let most = SMALL; most <= LARGE; most *= MANY) {
		const run = firstRun(segments, most);
		if (run.length > 0) return run;
	}
	return [];
}

/**
 * What is worth merging when no posts come for a while, so that a search has few segments to look through: all small ones,
 * and a large one when they have a fair share of its posts.
 */
export function segmentsToMergeAtRest(segments: readonly LiveSegment[]): LiveSegment[] {
	let from = segments.length;
	let posts = 0;
	while (from > 0) {
		const { count, liveCount } = segments[from - 1]!;
		if (posts > 0 && (count > FAIR_SHARE * posts || posts + liveCount > LARGE)) break;
		posts += liveCount;
		from--;
	}
	const run = segments.slice(from);
	return run.length > 1 ? run : [];
}

/** The first {@link MANY} or more neighbours of at most `most` posts each, not more than a large segment together. */
function firstRun(segments: readonly LiveSegment[], most: number): LiveSegment[] {
	let run: LiveSegment[] = [];
	let posts = 0;
	for (const segment of segments) {
		const fits = segment.count <= most && posts + segment.liveCount <= LARGE;
		if (fits) {
			run.push(segment);
			posts += segment.liveCount;
		} else if (run.length >= MANY) return run;
		else [run, posts] = [[], 0];
	}
	return run.length >= MANY ? run : [];
}
