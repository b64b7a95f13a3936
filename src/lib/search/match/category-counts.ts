import { categoryKey } from '$lib/model/category';
import type { LiveSegment } from '$lib/search/index/live-segment';
import type { PostIndex } from '$lib/search/index/post-index';

/** By number of a name in a segment. */
interface Tally {
	counts: Uint32Array;
	isChosen: boolean[];
}

/** Counts posts by category, and tells which are in a chosen one. */
export class CategoryCounts {
	readonly #index: PostIndex;
	readonly #chosen: ReadonlySet<string>;
	readonly #tallies = new Map<LiveSegment, Tally>();
	/** Of the segment of the last post: the next one is mostly in it too. */
	#latest: { live: LiveSegment; tally: Tally } | null = null;

	/** @param chosen names; none: every post is in. */
	constructor(index: PostIndex, chosen: readonly string[]) {
		this.#index = index;
		this.#chosen = new Set(chosen.map(categoryKey));
	}

	/** Counts the post at `slot`. @returns whether it is in a chosen category, or none is chosen. */
	count(slot: number): boolean {
		let latest = this.#latest;
		if (latest === null || slot < latest.live.base || slot >= latest.live.base + latest.live.count) {
			const live = this.#index.segmentAt(slot);
			latest = this.#latest = { live, tally: this.#tallyOf(live) };
		}
		const { live, tally } = latest;
		const { starts, values } = live.segment.posts.categories;
		const { counts, isChosen } = tally;
		let isIn = this.#chosen.size === 0;
		const post = slot - live.base;
		for (let at = starts[post]!; at < starts[post + 1]!; at++) {
			const name = values[at]!;
			counts[name]!++;
			isIn ||= isChosen[name]!;
		}
		return isIn;
	}

	/** By `categoryKey`. */
	total(): Map<string, number> {
		const total = new Map<string, number>();
		for (const [live, { counts }] of this.#tallies) {
			live.keysOf(live.segment.posts.categories).forEach((key, name) => {
				if (counts[name]! > 0) total.set(key, (total.get(key) ?? 0) + counts[name]!);
			});
		}
		return total;
	}

	#tallyOf(live: LiveSegment): Tally {
		let tally = this.#tallies.get(live);
		if (tally === undefined) {
			const keys = live.keysOf(live.segment.posts.categories);
			tally = {
				counts: new Uint32Array(keys.length),
				isChosen: keys.map((key) => this.#chosen.has(key))
			};
			this.#tallies.set(live, tally);
		}
		return tally;
	}
}
