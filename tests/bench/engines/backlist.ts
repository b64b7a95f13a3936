import { viewOf } from '$lib/model/view';
import { packSegment, unpackSegment, type PackedSegment } from '$lib/search/index/pack-segment';
import { SearchEngine } from '$lib/search/match/search-engine';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { LIMIT, type BenchAnswer, type BenchEngine } from './engine';

const EVERYTHING = viewOf(new URLSearchParams());
/** Milliseconds of merging at once, as in the app. */
const MERGE_FOR = 8;

/** Backlist's own search. */
export class BacklistEngine implements BenchEngine {
	readonly #engine = new SearchEngine();

	/** With all that the app would do in the background afterwards. */
	build(posts: SearchablePost[]): void {
		this.add(posts);
		while (this.tidy() || this.#engine.index.mergeSome(MERGE_FOR, true));
	}

	add(posts: SearchablePost[]): void {
		this.#engine.add(posts);
	}

	tidy(): boolean {
		return this.#engine.index.mergeSome(MERGE_FOR);
	}

	search(query: string): BenchAnswer {
		const findings = this.#engine.find({ ...EVERYTHING, query });
		return { ids: this.#engine.page(findings, 0, LIMIT), total: findings.ranking.length };
	}

	save(): unknown[] {
		return this.#engine.index.segments.map(({ segment }) => packSegment(segment));
	}

	restore(saved: unknown[]): void {
		const kept = saved.map((packed, key) => {
			const segment = unpackSegment(packed as PackedSegment);
			return { key: key + 1, segment, alive: new Uint8Array(segment.posts.count).fill(1) };
		});
		this.#engine.index.restore(kept);
	}
}
