import type { BenchEngine } from './engines/engine';
import { QUERY_SETS, type BenchQuery, type Queries, type QuerySet } from './queries';

/** What came of one set of queries. */
export interface SetAnswers {
	/** Milliseconds of each query, in order. */
	samples: number[];
	/** Of the queries for a certain post: the share where it came first, and where it was among the first ten. */
	recall: { at1: number; at10: number } | null;
	/** Queries to which there was no answer at all. */
	empty: number;
}

export type Answers = Record<QuerySet, SetAnswers>;

/** Other queries of each kind that are asked before the clock runs. */
const WARM_UP = 30;

/**
 * Asks all sets of queries, each query once, so that an engine that remembers answers has none of these yet.
 * @param share how many of the queries are asked, evenly chosen
 */
export function askEverything(
	engine: BenchEngine,
	queries: Queries,
	warmUp: Queries,
	share: number
): Answers {
	for (const set of QUERY_SETS) {
		// Many queries begin with the same one or two letters: an engine that remembers those is to meet them first below.
		const others = warmUp.sets[set].filter(({ text }) => text.length >= 3);
		for (const { text } of evenly(others, (WARM_UP * share) / others.length)) engine.search(text);
	}
	const answers = QUERY_SETS.map((set) => [set, ask(engine, evenly(queries.sets[set], share))] as const);
	return Object.fromEntries(answers) as Answers;
}

function ask(engine: BenchEngine, queries: BenchQuery[]): SetAnswers {
	const samples: number[] = [];
	const places: number[] = [];
	let empty = 0;
	for (const { text, post } of queries) {
		const begun = performance.now();
		const { ids } = engine.search(text);
		samples.push(performance.now() - begun);
		if (ids.length === 0) empty++;
		if (post !== null) places.push(ids.indexOf(post));
	}
	const within = (first: number) =>
		places.filter((place) => place >= 0 && place < first).length / places.length;
	return { samples, recall: places.length === 0 ? null : { at1: within(1), at10: within(10) }, empty };
}

/** At least one. */
function evenly<T>(list: readonly T[], share: number): T[] {
	const count = Math.min(list.length, Math.max(1, Math.round(list.length * share)));
	return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]!);
}
