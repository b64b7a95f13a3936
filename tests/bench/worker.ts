import { expose } from 'comlink';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { createCorpus } from './corpus';
import type { BenchEngine } from './engines/engine';
import { createEngine, type EngineName } from './engines/engines';
import { measureAdding, type Adding } from './incremental';
import { createQueries, type Queries } from './queries';
import { askEverything, type Answers } from './questions';
import { bytesOf, readParts, writeParts } from './saved-index';
import { timed } from './timing.mjs';

/** What the posts and the questions of a run are. */
export interface CorpusFacts {
	posts: number;
	/** English words, all and different ones. */
	words: number;
	distinctWords: number;
	/** Titles and texts, in bytes of UTF-8. */
	textBytes: number;
	typos: Queries['typos'];
	/** Milliseconds. */
	generated: number;
}

/** How an index was stored. */
export interface Saved {
	bytes: number;
	/** Milliseconds to make the parts out of the index, and to write them to IndexedDB. */
	made: number;
	written: number;
}

/** How an index came back; milliseconds. */
export interface Restored {
	read: number;
	restored: number;
	firstQuery: number;
}

const SEED = 20_260_628;
const INDEX = 'bench-index';

/** One engine in a thread of its own. The calls come in the order in which they stand here. */
export class Bench {
	#posts: SearchablePost[] = [];
	#queries: Queries | null = null;
	#warmUp: Queries | null = null;
	#engine: BenchEngine | null = null;

	async generate(size: number): Promise<CorpusFacts> {
		const list = await (await fetch('/bench/words.txt')).text();
		const begun = performance.now();
		const corpus = createCorpus(list, size, SEED);
		this.#queries = createQueries(corpus, SEED);
		this.#warmUp = createQueries(corpus, SEED + 1);
		this.#posts = corpus.posts;
		return {
			posts: size,
			words: corpus.totalWords,
			distinctWords: corpus.distinctWords,
			textBytes: corpus.posts.reduce((sum, { title, text }) => sum + bytesOf(title) + bytesOf(text), 0),
			typos: this.#queries.typos,
			generated: performance.now() - begun
		};
	}

	/** The questions that this worker asks, and those it warms up with; another worker can be given them. */
	questions(): [Queries | null, Queries | null] {
		return [this.#queries, this.#warmUp];
	}

	setQuestions([queries, warmUp]: [Queries | null, Queries | null]): void {
		this.#queries = queries;
		this.#warmUp = warmUp;
	}

	/** Loads the engine's code. */
	async create(name: EngineName): Promise<void> {
		this.#engine = await createEngine(name);
	}

	/** @returns milliseconds. */
	build(): Promise<number> {
		return timed(() => this.#loaded.build(this.#posts));
	}

	/** Leaves nothing in memory but the engine. */
	dropCorpus(): void {
		this.#posts = [];
		this.#queries = null;
		this.#warmUp = null;
	}

	/** @param share how many of the questions are asked: 1 for all. */
	ask(share: number): Answers {
		if (this.#queries === null || this.#warmUp === null) throw new Error('There are no questions.');
		return askEverything(this.#loaded, this.#queries, this.#warmUp, share);
	}

	/** Null for an engine that cannot be saved. */
	async save(): Promise<Saved | null> {
		const begun = performance.now();
		const parts = await this.#loaded.save();
		const made = performance.now() - begun;
		if (parts === null) return null;
		const written = await timed(() => writeParts(INDEX, parts));
		return { bytes: bytesOf(parts), made, written };
	}

	/** Into a new engine, up to the answer to `query`. */
	async restore(query: string): Promise<Restored> {
		const begun = performance.now();
		const parts = await readParts(INDEX);
		const read = performance.now() - begun;
		const restored = await timed(() => this.#loaded.restore(parts));
		const firstQuery = await timed(() => this.#loaded.search(query));
		return { read, restored, firstQuery };
	}

	/** Adds the posts of the corpus to a new engine as a sync does; null where that is not measured. */
	addAsSync(): Adding | null {
		return measureAdding(this.#loaded, this.#posts);
	}

	get #loaded(): BenchEngine {
		if (this.#engine === null) throw new Error('There is no engine.');
		return this.#engine;
	}
}

expose(new Bench());
