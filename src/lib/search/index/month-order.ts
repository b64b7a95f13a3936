import type { MonthCount } from '$lib/model/month-count';
import { monthAt } from '$lib/model/period';
import type { DateOrder } from './date-order';
import type { LiveSegment } from './live-segment';

/** Posts, each at a slot. */
interface Slots {
	each(take: (slot: number) => void): void;
}

/** The months from which the posts of an index are, so that counting any of them looks at no date. */
export class MonthOrder {
	/** By number of a month, the newest 0: UTC milliseconds at which it begins in the reader's time zone. */
	readonly #starts: number[] = [];
	/** By slot, the number of its month. */
	readonly #monthOf: Uint32Array;

	constructor(segments: readonly LiveSegment[], order: DateOrder) {
		const times = new Float64Array(order.slotAt.length);
		for (const { base, segment } of segments) times.set(segment.posts.publishedAt, base);
		this.#monthOf = new Uint32Array(times.length);
		let start = Infinity;
		// From the newest on: a date is looked up once for each month.
		for (const slot of order.slotAt) {
			const time = times[slot]!;
			if (time < start) this.#starts.push((start = monthAt(time).from));
			this.#monthOf[slot] = this.#starts.length - 1;
		}
	}

	/** How many of `slots` are from each month, the newest first, without the months that have none. */
	count(slots: Slots): MonthCount[] {
		const counts = new Uint32Array(this.#starts.length);
		slots.each((slot) => counts[this.#monthOf[slot]!]!++);
		return this.#starts
			.map((from, month) => ({ from, count: counts[month]! }))
			.filter(({ count }) => count > 0);
	}
}
