import type { Sort } from '$lib/model/view';
import { ID_WORDS } from '$lib/model/packed-ids';
import type { PostIndex } from '$lib/search/index/post-index';

/**
 * By slot, what a post is worth where words do not count: the first has the most, and of equal ones the newer comes first.
 * @param seed decides the order of `random`, which is the same for the same posts on every device
 */
export function worthInOrder(
	index: PostIndex,
	sort: Exclude<Sort, 'relevance'>,
	seed: number | null
): (slot: number) => number {
	switch (sort) {
		case 'date':
			return () => 0;
		case 'oldest': {
			const { rankOf } = index.dateOrder();
			return (slot) => rankOf[slot]!;
		}
		case 'longest':
			return (slot) => {
				const { segment, base } = index.segmentAt(slot);
				return segment.posts.bodyLengths[slot - base]!;
			};
		case 'random':
			return (slot) => {
				const { segment, base } = index.segmentAt(slot);
				return shuffled(segment.posts.ids[(slot - base) * ID_WORDS]!, seed ?? 0);
			};
	}
}

/** A number from 0 to 1 that looks like chance (the last steps of MurmurHash3). */
function shuffled(id: number, seed: number): number {
	let hash = id ^ Math.imul(seed + 1, 0x9e3779b1);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
