import type { FeedId, PostId } from '$lib/model/ids';
import { unpackId } from '$lib/model/packed-ids';
import { DateOrder } from './date-order';
import { IS_READ, IS_STARRED, LiveSegment } from './live-segment';
import { segmentsToMerge, segmentsToMergeAtRest } from './merge-policy';
import { mergeSegments, type Merged } from './merge-segments';
import type { SearchablePost } from './searchable-post';
import type { Segment } from './segment';
import { buildSegment, MOST_POSTS } from './segment-builder';
import { MonthOrder } from './month-order';
import { SlotTable } from './slot-table';

/** What the reader did with a post. */
export interface PostMarks {
	id: PostId;
	isRead: boolean;
	isStarred: boolean;
}

/** A segment as it is stored, and which of its posts are still there. */
export interface KeptSegment {
	key: number;
	segment: Segment;
	alive: Uint8Array<ArrayBuffer>;
}

/** How soon further occurrences in a body stop to matter, and how much its length does (BM25's k1 and b). */
const SATURATION = 1.2;
const LENGTH_MATTERS = 0.6;

/**
 * Inverted index of all posts: segments that never change, side by side. A post has a slot, its place when all segments
 * are put one after another. An edited post is in a new segment, and dead in the one where it was.
 */
export class PostIndex {
	#segments: LiveSegment[] = [];
	#nextKey = 1;
	#table = new SlotTable();
	#order: DateOrder | null = null;
	#months: MonthOrder | null = null;
	#norms: Float32Array | null = null;
	#merging: { sources: LiveSegment[]; steps: Generator<undefined, Merged> } | null = null;
	/** Grows with every change of what can be found. */
	version = 0;
	/** Grows with every change of marks. */
	marksVersion = 0;

	get segments(): readonly LiveSegment[] {
		return this.#segments;
	}

	/** Number of posts. */
	get size(): number {
		return this.#segments.reduce((sum, { liveCount }) => sum + liveCount, 0);
	}

	/** Slots, those of dead posts too: how long an array per slot must be. */
	get slotCount(): number {
		const last = this.#segments.at(-1);
		return last === undefined ? 0 : last.base + last.count;
	}

	/** A post with a known id replaces what was there; of several with one id the last counts. */
	add(posts: readonly SearchablePost[]): void {
		const latest = [...new Map(posts.map((post) => [post.id, post])).values()];
		this.remove(latest.map(({ id }) => id));
		for (let i = 0; i < latest.length; i += MOST_POSTS) {
			const part = latest.slice(i, i + MOST_POSTS);
			const live = new LiveSegment(buildSegment(part), this.#nextKey++);
			part.forEach((post, number) => (live.marks[number] = marksOf(post)));
			this.#append(live);
		}
	}

	remove(ids: readonly PostId[]): void {
		for (const id of ids) {
			const slot = this.#table.find(id);
			if (slot === -1) continue;
			const live = this.segmentAt(slot);
			live.kill(slot - live.base);
		}
		this.#changed();
	}

	/** Forgets the posts of all other feeds. @returns whether there were any. */
	keepFeeds(kept: ReadonlySet<FeedId>): boolean {
		const before = this.size;
		for (const live of this.#segments) {
			const { feeds, feedIds } = live.segment.posts;
			const isGone = feedIds.map((id) => !kept.has(id));
			if (!isGone.includes(true)) continue;
			for (let post = 0; post < live.count; post++) if (isGone[feeds[post]!] === true) live.kill(post);
		}
		if (this.size === before) return false;
		this.#changed();
		return true;
	}

	/** Posts that are not in the index are passed over. */
	setMarks(marks: readonly PostMarks[]): void {
		for (const mark of marks) {
			const slot = this.slotOf(mark.id);
			if (slot === -1) continue;
			const live = this.segmentAt(slot);
			live.marks[slot - live.base] = marksOf(mark);
		}
		this.marksVersion++;
	}

	/** The marks of all posts: those that are not named have none. */
	setMarksOf(read: readonly PostId[], starred: readonly PostId[]): void {
		for (const { marks } of this.#segments) marks.fill(0);
		for (const id of read) this.#addMark(id, IS_READ);
		for (const id of starred) this.#addMark(id, IS_STARRED);
		this.marksVersion++;
	}

	isMarked(id: PostId): boolean {
		const slot = this.slotOf(id);
		if (slot === -1) return false;
		const { marks, base } = this.segmentAt(slot);
		return marks[slot - base] !== 0;
	}

	/** Takes segments that were stored, instead of everything there is. */
	restore(kept: readonly KeptSegment[]): void {
		this.#segments = [];
		this.#merging = null;
		this.#nextKey = Math.max(this.#nextKey, ...kept.map(({ key }) => key + 1));
		for (const { key, segment, alive } of kept) {
			const live = new LiveSegment(segment, key, alive);
			live.base = this.slotCount;
			this.#segments.push(live);
		}
		this.#renumber();
	}

	/** The slot of a post that can be found, or -1. */
	slotOf(id: PostId): number {
		const slot = this.#table.find(id);
		if (slot === -1) return -1;
		const live = this.segmentAt(slot);
		return live.alive[slot - live.base] === 0 ? -1 : slot;
	}

	segmentAt(slot: number): LiveSegment {
		return this.#segments.findLast(({ base }) => base <= slot)!;
	}

	idAt(slot: number): PostId {
		const live = this.segmentAt(slot);
		return unpackId(live.segment.posts.ids, slot - live.base);
	}

	/** Newest first. */
	dateOrder(): DateOrder {
		return (this.#order ??= new DateOrder(this.#segments, this.slotCount));
	}

	/** See {@link MonthOrder}. */
	monthOrder(): MonthOrder {
		return (this.#months ??= new MonthOrder(this.#segments, this.dateOrder()));
	}

	/** Number of posts of each feed. */
	countByFeed(): Map<FeedId, number> {
		const counts = new Map<FeedId, number>();
		for (const { segment, alive } of this.#segments) {
			const { feeds, feedIds } = segment.posts;
			feeds.forEach((feed, post) => {
				const id = feedIds[feed]!;
				if (alive[post] === 1) counts.set(id, (counts.get(id) ?? 0) + 1);
			});
		}
		return counts;
	}

	/** By slot: what BM25 adds to the number of occurrences in a body of that length before dividing by it. */
	lengthNorms(): Float32Array {
		return (this.#norms ??= this.#lengthNorms());
	}

	/**
	 * Merges small segments for a few milliseconds.
	 * @param isAtRest no posts have come for a while
	 * @returns whether there may be more to do
	 */
	mergeSome(milliseconds: number, isAtRest = false): boolean {
		const toMerge = isAtRest ? segmentsToMergeAtRest : segmentsToMerge;
		const sources = this.#merging?.sources ?? toMerge(this.#segments);
		if (sources.length === 0) return false;
		this.#merging ??= { sources, steps: mergeSegments(sources) };
		const until = performance.now() + milliseconds;
		do {
			const step = this.#merging.steps.next();
			if (step.done === true) {
				this.#replace(sources, step.value);
				this.#merging = null;
				break;
			}
		} while (performance.now() < until);
		return true;
	}

	#addMark(id: PostId, mark: number): void {
		const slot = this.slotOf(id);
		if (slot === -1) return;
		const live = this.segmentAt(slot);
		live.marks[slot - live.base]! |= mark;
	}

	#append(live: LiveSegment): void {
		live.base = this.slotCount;
		this.#segments.push(live);
		this.#table.append(live.segment.posts.ids);
		this.#changed();
	}

	#changed(): void {
		this.version++;
		this.#order = null;
		this.#months = null;
		this.#norms = null;
	}

	/** What happened to the posts while they were merged happens to the merged ones. */
	#replace(sources: readonly LiveSegment[], { segment, numbers }: Merged): void {
		const merged = new LiveSegment(segment, this.#nextKey++);
		sources.forEach((source, i) => {
			numbers[i]!.forEach((number, post) => {
				if (number === -1) return;
				merged.marks[number] = source.marks[post]!;
				if (source.alive[post] === 0) merged.kill(number);
			});
		});
		const at = this.#segments.indexOf(sources[0]!);
		this.#segments.splice(at, sources.length, ...(merged.liveCount > 0 ? [merged] : []));
		this.#renumber();
	}

	#renumber(): void {
		this.#table = new SlotTable();
		let base = 0;
		for (const live of this.#segments) {
			live.base = base;
			base += live.count;
			this.#table.append(live.segment.posts.ids);
		}
		this.#changed();
	}

	#lengthNorms(): Float32Array {
		const words = this.#segments.reduce((sum, { liveWords }) => sum + liveWords, 0);
		const average = Math.max(1, words / Math.max(1, this.size));
		const norms = new Float32Array(this.slotCount);
		for (const { base, segment } of this.#segments) {
			segment.posts.bodyLengths.forEach((length, post) => {
				norms[base + post] = SATURATION * (1 - LENGTH_MATTERS + LENGTH_MATTERS * (length / average));
			});
		}
		return norms;
	}
}

function marksOf({ isRead, isStarred }: Pick<PostMarks, 'isRead' | 'isStarred'>): number {
	return (isRead ? IS_READ : 0) | (isStarred ? IS_STARRED : 0);
}
