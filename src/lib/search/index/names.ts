import type { KnownName } from '$lib/search/query/completions';
import type { LiveSegment } from './live-segment';
import type { NameColumn, PostColumns } from './segment';

/** What an index can be asked for by name. */
export interface IndexNames {
	categories: KnownName[];
	tags: KnownName[];
	authors: KnownName[];
	/** In which posts were published, newest first. */
	years: number[];
}

/**
 * The names in use, as most posts write them, with the number of posts that have each; most first.
 * @param wanted by slot, 1 for each post that counts; or else all posts that are there do
 */
export function namesIn(segments: readonly LiveSegment[], wanted?: Uint8Array): IndexNames {
	const count = (columnOf: (posts: PostColumns) => NameColumn) => countNames(segments, columnOf, wanted);
	return {
		categories: count(({ categories }) => categories),
		tags: count(({ tags }) => tags),
		authors: count(({ authors }) => authors),
		years: yearsIn(segments)
	};
}

function countNames(
	segments: readonly LiveSegment[],
	columnOf: (posts: PostColumns) => NameColumn,
	wanted: Uint8Array | undefined
): KnownName[] {
	const byKey = new Map<string, { count: number; name: string; most: number }>();
	for (const live of segments) {
		const column = columnOf(live.segment.posts);
		const isWanted = wanted?.subarray(live.base, live.base + live.count) ?? live.alive;
		const counts = countPosts(live, column, isWanted);
		live.keysOf(column).forEach((key, name) => {
			const count = counts[name]!;
			if (count === 0) return;
			const known = byKey.get(key) ?? { count: 0, name: '', most: 0 };
			if (count > known.most) [known.name, known.most] = [column.names[name]!, count];
			known.count += count;
			byKey.set(key, known);
		});
	}
	return [...byKey.values()]
		.map(({ name, count }) => ({ name, count }))
		.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** By name, the posts that have it. @param isWanted by post, 1 for each that counts */
function countPosts(
	live: LiveSegment,
	{ names, starts, values }: NameColumn,
	isWanted: Uint8Array
): Uint32Array {
	const counts = new Uint32Array(names.length);
	for (let post = 0; post < live.count; post++) {
		if (isWanted[post] === 0) continue;
		for (let at = starts[post]!; at < starts[post + 1]!; at++) counts[values[at]!]!++;
	}
	return counts;
}

function yearsIn(segments: readonly LiveSegment[]): number[] {
	let [earliest, latest] = [Infinity, -Infinity];
	for (const { segment, alive } of segments) {
		segment.posts.publishedAt.forEach((time, post) => {
			if (alive[post] === 0) return;
			earliest = Math.min(earliest, time);
			latest = Math.max(latest, time);
		});
	}
	if (earliest > latest) return [];
	const [first, last] = [new Date(earliest).getFullYear(), new Date(latest).getFullYear()];
	return Array.from({ length: last - first + 1 }, (_, i) => last - i);
}
