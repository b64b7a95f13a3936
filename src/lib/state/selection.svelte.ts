import type { PostId } from '$lib/model/ids';
import type { PostOrder } from './post-order';

/** The list that is chosen from, as far as choosing goes. */
interface ChosenFrom {
	/** Tells one list from another; the same list with newer posts keeps its key. */
	key: string;
	order: PostOrder;
}

/** Posts that the reader has chosen in a list, wherever their rows are, to do something with all of them. */
export class Selection {
	readonly #shown: () => ChosenFrom;
	/** The reader is choosing, if only nothing yet. */
	isOn = $state(false);
	/** Goes up with each change: a set that reports on every post of tens of thousands takes its time. */
	#version = $state(0);
	#ids = new Set<PostId>();
	/** The last that was chosen or given up by itself, or null. */
	#last: PostId | null = null;
	#key = '';
	/** Of which nothing has gone since it was looked through. */
	#order: PostOrder | null = null;

	/** `shown` says what is on the screen. */
	constructor(shown: () => ChosenFrom) {
		this.#shown = shown;
	}

	get count(): number {
		return this.#version >= 0 ? this.#ids.size : 0;
	}

	has(id: PostId): boolean {
		return this.#version >= 0 && this.#ids.has(id);
	}

	begin(): void {
		if (this.isOn) return;
		this.isOn = true;
		this.#key = this.#shown().key;
	}

	/** Chooses a post, or no longer; `isRange`: chooses all from the last one to this. */
	choose(id: PostId, isRange = false): void {
		this.begin();
		const range = isRange ? this.#through(id) : [];
		if (range.length > 0) for (const each of range) this.#ids.add(each);
		else if (!this.#ids.delete(id)) this.#ids.add(id);
		this.#last = id;
		this.#version += 1;
	}

	/** Chooses the whole list, all of which is known. */
	chooseAll(): void {
		this.begin();
		const { order } = this.#shown();
		this.#ids = new Set(order.slice(0, order.length));
		this.#order = order;
		this.#version += 1;
	}

	/** The chosen in the order of the list. */
	inOrder(): PostId[] {
		const { order } = this.#shown();
		return order.slice(0, order.length).filter((id) => this.#ids.has(id));
	}

	/**
	 * What is on the screen has changed: what is not in the list any more is not chosen, and nothing is in another list.
	 * @returns whether something was chosen and is not, since it is another list
	 */
	follow(): boolean {
		if (!this.isOn) return false;
		const { key, order } = this.#shown();
		if (key !== this.#key) return this.end();
		// What comes next says how the list goes on.
		if (!order.isComplete || order === this.#order) return false;
		this.#order = order;
		if (this.#ids.size === 0) return false;
		const before = this.#ids.size;
		this.#ids = new Set(this.inOrder());
		if (this.#ids.size !== before) this.#version += 1;
		return false;
	}

	/** @returns whether something was chosen */
	end(): boolean {
		const had = this.#ids.size > 0;
		this.isOn = false;
		this.#ids = new Set();
		this.#last = null;
		this.#order = null;
		this.#version += 1;
		return had;
	}

	/** All from the last to `id`, in whichever direction; empty where there is no last one. */
	#through(id: PostId): PostId[] {
		const { order } = this.#shown();
		const [from, to] = [this.#last === null ? -1 : order.indexOf(this.#last), order.indexOf(id)];
		if (from < 0 || to < 0) return [];
		return order.slice(Math.min(from, to), Math.max(from, to) + 1);
	}
}
