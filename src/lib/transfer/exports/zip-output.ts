import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { FileOutput } from './file-output';

/** Files that a zip can hold which every program opens: more need another format, as does what is longer than 4 GB. */
const MOST_FILES = 65_000;
const MOST_BYTES = 4_000_000_000;
/** Bytes handed to the packing at once. */
const AT_ONCE = 256 * 1024;

/** A zip that is written file by file, each as soon as it is given. */
export class ZipOutput {
	readonly #output: FileOutput;
	readonly #at: number;
	readonly #encoder = new TextEncoder();
	readonly #zip: Zip;
	/** What the packing has given, and the output has not got yet. */
	#packed: Uint8Array[] = [];
	#files = 0;
	#failure: Error | null = null;

	/** @param at UTC milliseconds that its files are said to be of */
	constructor(output: FileOutput, at: number) {
		this.#output = output;
		this.#at = at;
		this.#zip = new Zip((error, data) => {
			// TypeScript does not know that it is null where all is well.
			this.#failure ??= error as Error | null;
			this.#packed.push(data);
		});
	}

	/** Whether there is room for a file of so many bytes, beside what ends the zip. */
	hasRoom(bytes: number): boolean {
		return this.#files < MOST_FILES && this.#output.bytes + bytes < MOST_BYTES;
	}

	/** Adds a file, packed. @param name see `FileNames` */
	add(name: string, content: string): Promise<void> {
		return this.#add(new ZipDeflate(name, { level: 6 }), this.#encoder.encode(content));
	}

	/** Adds a file as it is: pictures are packed already. */
	addStored(name: string, content: Uint8Array): Promise<void> {
		return this.#add(new ZipPassThrough(name), content);
	}

	/** Writes the list of files at its end. */
	async finish(): Promise<void> {
		this.#zip.end();
		await this.#handOn();
	}

	async #add(file: ZipDeflate | ZipPassThrough, content: Uint8Array): Promise<void> {
		this.#files += 1;
		file.mtime = this.#at;
		this.#zip.add(file);
		for (let at = 0; at === 0 || at < content.length; at += AT_ONCE) {
			file.push(content.subarray(at, at + AT_ONCE), at + AT_ONCE >= content.length);
			await this.#handOn();
		}
	}

	async #handOn(): Promise<void> {
		if (this.#failure !== null) throw this.#failure;
		const packed = this.#packed;
		this.#packed = [];
		for (const piece of packed) await this.#output.write(piece);
	}
}
