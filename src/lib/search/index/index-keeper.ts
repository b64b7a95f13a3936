import type { Database } from '$lib/store/database';
import { readSearchIndex, writeSearchIndex } from '$lib/store/search-index';
import { DamagedIndexError, packSegment, unpackSegment, type PackedSegment } from './pack-segment';
import type { KeptSegment, PostIndex } from './post-index';

/** Of everything that is stored. Another one means: build the index anew. */
const FORMAT = 1;

/** What is stored beside the segments. */
interface StoredState {
	format: number;
	/** Number of the last commit that is in the index. */
	sequence: number;
	/** In order. `alive` is null where all posts of a segment are there. */
	segments: { key: number; alive: Uint8Array<ArrayBuffer> | null }[];
}

/** Keeps an index in the store: segments are written once, and which of their posts are still there with each change. */
export class IndexKeeper {
	readonly #db: Database;
	#generation = 0;
	/** Keys of the segments that are stored. */
	#stored: ReadonlySet<number> = new Set();
	/** What was written last, to write nothing twice. */
	#written = '';

	constructor(db: Database) {
		this.#db = db;
	}

	/**
	 * Fills `index` with what is stored.
	 * @returns the number of the last commit in it; 0, with `index` empty, when nothing usable is stored.
	 */
	async load(index: PostIndex): Promise<number> {
		const stored = await readSearchIndex(this.#db);
		this.#generation = stored?.generation ?? 0;
		this.forget();
		index.restore([]);
		if (stored === null || !isState(stored.state)) return 0;
		const segments = unpackAll(stored.state, stored.parts);
		if (segments === null) return 0;
		index.restore(segments);
		this.#stored = new Set(stored.parts.keys());
		this.#written = versionOf(index, stored.state.sequence);
		return stored.state.sequence;
	}

	/** What is stored is of no use: the next saving replaces all of it. */
	forget(): void {
		this.#stored = new Set();
		this.#written = '';
	}

	/**
	 * Stores `index`, which has all commits up to number `sequence`.
	 * @returns false when another tab has stored its own meanwhile: load that.
	 */
	async save(index: PostIndex, sequence: number): Promise<boolean> {
		const written = versionOf(index, sequence);
		if (written === this.#written) return true;
		const kept = new Set(index.segments.map(({ key }) => key));
		const added = new Map(
			index.segments
				.filter(({ key }) => !this.#stored.has(key))
				.map(({ key, segment }): [number, PackedSegment] => [key, packSegment(segment)])
		);
		const segments = index.segments.map(({ key, alive, hasGaps }) => ({
			key,
			alive: hasGaps ? alive : null
		}));
		const state: StoredState = { format: FORMAT, sequence, segments };
		const generation = await writeSearchIndex(this.#db, { generation: this.#generation, state, added, kept });
		if (generation === null) return false;
		this.#generation = generation;
		this.#stored = kept;
		this.#written = written;
		return true;
	}
}

function versionOf({ version }: PostIndex, sequence: number): string {
	return `${version} ${sequence}`;
}

function isState(state: unknown): state is StoredState {
	return (state as Partial<StoredState> | null)?.format === FORMAT;
}

/** Null when anything is missing or damaged. */
function unpackAll({ segments }: StoredState, parts: ReadonlyMap<number, unknown>): KeptSegment[] | null {
	try {
		return segments.map(({ key, alive }) => {
			const segment = unpackSegment(parts.get(key) as PackedSegment);
			const { count } = segment.posts;
			if (alive !== null && alive.length !== count)
				throw new DamagedIndexError('Gaps do not fit their segment.');
			return { key, segment, alive: alive ?? new Uint8Array(count).fill(1) };
		});
	} catch (error) {
		if (error instanceof DamagedIndexError) return null;
		throw error;
	}
}
