import { deflateSync, Zip, ZipPassThrough } from 'fflate';
import type { FileOutput } from './file-output';

/** Files that a zip can hold which every program opens: more need another format, as does what is longer than 4 GB. */
const MOST_FILES = 65_000;
const MOST_BYTES = 4_000_000_000;
/** Beyond these, there is no room for pictures: posts come first. */
const MOST_FILES_WITH_PICTURE = 40_000;
const MOST_BYTES_WITH_PICTURE = 3_000_000_000;
/** Between these, in UTC milliseconds, a zip can say when a file is of: a clock may be wrong. */
const FIRST_DAY = Date.UTC(1980, 0, 2);
const LAST_DAY = Date.UTC(2099, 11, 30);
/** How zip calls Unix, whose names are taken as they are written, and what its files may be: read by all. */
const UNIX = 3;
const READABLE = 0o100644 * 2 ** 16;
/** How zip calls DEFLATE. */
const DEFLATE = 8;

/** A file that is packed as a whole: fflate's own that does so holds its workspace of 200 KB until the zip is finished. */
class PackedFile extends ZipPassThrough {
	override compression = DEFLATE;

	protected override process(content: Uint8Array, isLast: boolean): void {
		this.ondata(null, deflateSync(content), isLast);
	}
}

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

	/** The same for a picture, which leaves room for posts that come later. */
	hasRoomForPicture(bytes: number): boolean {
		return this.#files < MOST_FILES_WITH_PICTURE && this.#output.bytes + bytes < MOST_BYTES_WITH_PICTURE;
	}

	/** Adds a file, packed. @param name see `FileNames` */
	add(name: string, content: string): Promise<void> {
		return this.#add(new PackedFile(name), this.#encoder.encode(content));
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

	async #add(file: ZipPassThrough, content: Uint8Array): Promise<void> {
		this.#files += 1;
		file.mtime = Math.min(Math.max(this.#at, FIRST_DAY), LAST_DAY);
		file.os = UNIX;
		file.attrs = READABLE;
		this.#zip.add(file);
		file.push(content, true);
		await this.#handOn();
	}

	async #handOn(): Promise<void> {
		if (this.#failure !== null) throw this.#failure;
		const packed = this.#packed;
		this.#packed = [];
		for (const piece of packed) await this.#output.write(piece);
	}
}
