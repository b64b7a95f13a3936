import type { ByteWriter } from './byte-writer';
import type { Segment } from './segment';

/*
 * Postings of a term, post after post:
 *
 *     varint   gap << 2 | isInFields << 1 | isRepeated       gap: posts skipped since the one before
 *     byte     the fields besides the body                   only if isInFields
 *     varint   how often the post has the term               only if isRepeated; otherwise once
 *
 * Its positions, in a stream of their own, are differences: a varint for each time that a post has the term, the first
 * one counted from the post's beginning. Most queries never read them.
 */

/** Postings of many terms, one after another. */
export interface PostingLists {
	postings: Uint8Array<ArrayBuffer>;
	/** By term: where its postings begin; one more than there are terms. */
	postingEnds: Uint32Array<ArrayBuffer>;
}

/** @param skipped posts between this one and the one before with the term. */
export function writePosting(bytes: ByteWriter, skipped: number, fields: number, count: number): void {
	bytes.varint((skipped << 2) | (fields === 0 ? 0 : 2) | (count === 1 ? 0 : 1));
	if (fields !== 0) bytes.byte(fields);
	if (count !== 1) bytes.varint(count);
}

/** Walks over the postings of one term at a time. Made once and reused, since a query walks over thousands. */
export class PostingReader {
	#bytes: Uint8Array = new Uint8Array();
	#at = 0;
	#end = 0;
	/** Number of the post in its segment. */
	post = -1;
	/** Fields besides the body that have the term, as bits. */
	fields = 0;
	/** How often the post has the term, in all its fields. */
	count = 0;

	/** Begins before the first posting of `term`. */
	open({ postings, postingEnds }: PostingLists, term: number): void {
		this.#bytes = postings;
		this.#at = postingEnds[term]!;
		this.#end = postingEnds[term + 1]!;
		this.post = -1;
	}

	/** Goes to the next posting. @returns whether there is one. */
	next(): boolean {
		if (this.#at >= this.#end) return false;
		const bytes = this.#bytes;
		let byte = bytes[this.#at++]!;
		let head = byte & 0x7f;
		for (let shift = 7; byte > 0x7f; shift += 7) {
			byte = bytes[this.#at++]!;
			head |= (byte & 0x7f) << shift;
		}
		this.post += (head >>> 2) + 1;
		this.fields = (head & 2) === 0 ? 0 : bytes[this.#at++]!;
		this.count = (head & 1) === 0 ? 1 : this.#varint();
		return true;
	}

	#varint(): number {
		const bytes = this.#bytes;
		let byte = bytes[this.#at++]!;
		let value = byte & 0x7f;
		for (let shift = 7; byte > 0x7f; shift += 7) {
			byte = bytes[this.#at++]!;
			value |= (byte & 0x7f) << shift;
		}
		return value;
	}
}

/** Reads the positions beside the postings of one term at a time. */
export class PositionReader {
	#bytes: Uint8Array = new Uint8Array();
	/** Offset of what comes next. */
	at = 0;

	/** Begins before the positions of the first post with `term`. */
	open({ positions, positionEnds }: Pick<Segment, 'positions' | 'positionEnds'>, term: number): void {
		this.#bytes = positions;
		this.at = positionEnds[term]!;
	}

	/** The positions of the next post, which has `count` of them, ascending. */
	read(count: number): number[] {
		const positions: number[] = [];
		let position = 0;
		for (let i = 0; i < count; i++) {
			let byte = this.#bytes[this.at++]!;
			let step = byte & 0x7f;
			for (let shift = 7; byte > 0x7f; shift += 7) {
				byte = this.#bytes[this.at++]!;
				step |= (byte & 0x7f) << shift;
			}
			position += step;
			positions.push(position);
		}
		return positions;
	}

	/** Passes over the `count` positions of the next post. */
	skip(count: number): void {
		const bytes = this.#bytes;
		let at = this.at;
		for (let left = count; left > 0; at++) if (bytes[at]! < 0x80) left--;
		this.at = at;
	}
}
