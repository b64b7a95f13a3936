import type { PostId } from '$lib/model/ids';
import { indexOfId, packedLength, unpackId, type PackedIds } from '$lib/model/packed-ids';

/** Ids in order, however they are held. */
interface KnownIds {
	length: number;
	/** `index` is in bounds. */
	at(index: number): PostId | undefined;
	indexOf(id: PostId): number;
}

/** The order of the posts of a list, of which only the beginning may be known. It never changes. */
export class PostOrder {
	/** Number of posts; null while it is not known. */
	readonly total: number | null;
	readonly #known: KnownIds;

	private constructor(known: KnownIds, total: number | null) {
		this.#known = known;
		this.total = total === null ? null : Math.max(total, known.length);
	}

	static of(ids: readonly PostId[]): PostOrder {
		return PostOrder.begun(ids, ids.length);
	}

	/** `total` posts, or nobody knows yet how many, of which the `first` are known. */
	static begun(first: readonly PostId[], total: number | null): PostOrder {
		const known = {
			length: first.length,
			at: (index: number) => first[index],
			indexOf: (id: PostId) => first.indexOf(id)
		};
		return new PostOrder(known, total);
	}

	static packed(ids: PackedIds): PostOrder {
		const length = packedLength(ids);
		const known = {
			length,
			at: (index: number) => unpackId(ids, index),
			indexOf: (id: PostId) => indexOfId(ids, id)
		};
		return new PostOrder(known, length);
	}

	/** Number of places: as many as are known while the others are not counted. */
	get length(): number {
		return this.total ?? this.#known.length;
	}

	/** Whether every place is known. */
	get isComplete(): boolean {
		return this.#known.length === this.total;
	}

	/** Undefined where nothing is, and where it is not known yet. */
	at(index: number): PostId | undefined {
		return index >= 0 && index < this.#known.length ? this.#known.at(index) : undefined;
	}

	/** -1 when it is not there, as far as is known. */
	indexOf(id: PostId): number {
		return this.#known.indexOf(id);
	}

	/** What is known of the places `from` to `to` (exclusive). */
	slice(from: number, to: number): PostId[] {
		const ids: PostId[] = [];
		for (let index = Math.max(0, from); index < to; index++) {
			const id = this.at(index);
			if (id === undefined) break;
			ids.push(id);
		}
		return ids;
	}
}
