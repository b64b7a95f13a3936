/** A line is longer than whoever reads it allows. */
export class LongLineError extends Error {
	override readonly name = 'LongLineError';
}

const NEWLINE = 10;

/**
 * The lines of a stream of bytes, each without its newline, held one at a time. What follows the last newline is a line too,
 * unless it is empty.
 * @param longest of the line with this number, from 0, in bytes
 * @throws LongLineError, and whatever the stream fails with
 */
export async function* linesOf(
	stream: ReadableStream<Uint8Array<ArrayBuffer>>,
	longest: (line: number) => number
): AsyncGenerator<Uint8Array, void> {
	const reader = stream.getReader();
	const line = new UnfinishedLine();
	let count = 0;
	try {
		for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
			let start = 0;
			for (let end = chunk.value.indexOf(NEWLINE); end >= 0; end = chunk.value.indexOf(NEWLINE, start)) {
				yield line.finish(chunk.value.subarray(start, end), longest(count));
				start = end + 1;
				count += 1;
			}
			line.add(chunk.value.subarray(start), longest(count));
		}
		const rest = line.finish(new Uint8Array(), longest(count));
		if (rest.length > 0) yield rest;
	} finally {
		// What is left of it is not wanted; a stream that has failed has nothing left.
		reader.cancel().catch(() => undefined);
	}
}

/** The pieces of a line whose end has not come yet. */
class UnfinishedLine {
	#pieces: Uint8Array[] = [];
	#length = 0;

	add(piece: Uint8Array, longest: number): void {
		this.#length += piece.length;
		if (this.#length > longest) throw new LongLineError();
		if (piece.length > 0) this.#pieces.push(piece);
	}

	/** The line whose last piece is `piece`. */
	finish(piece: Uint8Array, longest: number): Uint8Array {
		this.add(piece, longest);
		const [first, ...others] = this.#pieces;
		const line = others.length === 0 ? (first ?? piece) : joined(this.#pieces, this.#length);
		this.#pieces = [];
		this.#length = 0;
		return line;
	}
}

/** The pieces as one, `length` bytes in all. */
export function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(length);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
