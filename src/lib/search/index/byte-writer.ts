/** So many bytes are copied one by one faster than together. */
const FEW = 48;

/** Bytes that grow at their end. */
export class ByteWriter {
	#bytes: Uint8Array<ArrayBuffer>;
	#length = 0;

	/** @param expected how many bytes there will be, about */
	constructor(expected = 1024) {
		this.#bytes = new Uint8Array(Math.max(64, expected));
	}

	/** Bytes written so far. */
	get length(): number {
		return this.#length;
	}

	byte(value: number): void {
		if (this.#length === this.#bytes.length) this.#grow(1);
		this.#bytes[this.#length++] = value;
	}

	/** A whole number of up to 32 bits, seven bits a byte, lowest first; the top bit says that more follow. */
	varint(value: number): void {
		if (this.#length + 5 > this.#bytes.length) this.#grow(5);
		let rest = value >>> 0;
		while (rest > 0x7f) {
			this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
			rest >>>= 7;
		}
		this.#bytes[this.#length++] = rest;
	}

	/** What `source` holds from `from` to `to`, exclusive. */
	copy(source: Uint8Array, from: number, to: number): void {
		if (this.#length + to - from > this.#bytes.length) this.#grow(to - from);
		if (to - from > FEW) this.#bytes.set(source.subarray(from, to), this.#length);
		else for (let i = from; i < to; i++) this.#bytes[this.#length + i - from] = source[i]!;
		this.#length += to - from;
	}

	/** A copy of exactly what was written. */
	toBytes(): Uint8Array<ArrayBuffer> {
		return this.#bytes.slice(0, this.#length);
	}

	#grow(by: number): void {
		const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + by));
		larger.set(this.#bytes);
		this.#bytes = larger;
	}
}
