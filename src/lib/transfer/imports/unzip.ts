import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { say, type Said } from '$lib/messages/problem-words';
import { SourceError } from '$lib/sources/source-error';
import { isBySystem } from './beside';
import { chunksOf, type Reading } from './open-file';

/** Bytes that the files of one archive may have together, unpacked. */
const LARGEST = 2 * 1024 ** 3;
/** What the end of an archive begins with, and how many bytes from its end that stands at most. */
const END = [0x50, 0x4b, 0x05, 0x06];
const LONGEST_END = 22 + 0xffff;
/** Bytes of an archive that are unpacked at once. */
const AT_ONCE = 16 * 1024;
/** Ways of packing: not at all, and the usual one. */
const KNOWN_WAYS = [0, 8];
/** Files of one archive that are looked at. */
const MOST_FILES = 20_000;
/** Bytes of an unpacked file that are held at once: the rest is with the browser, which puts it on the disk. */
const HELD = 4 * 1024 * 1024;
/** What begins so is an archive; what begins with the second is an empty one. */
const ARCHIVES = [
	[0x50, 0x4b, 0x03, 0x04],
	[0x50, 0x4b, 0x05, 0x06]
];

/** A file of an archive, or why it cannot be had. */
export type Unpacked = { file: File } | { name: string; why: Said };

/** Whether a file is a zip archive, whatever its name. */
export async function isZip(file: Blob): Promise<boolean> {
	const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
	return ARCHIVES.some((signature) => signature.every((byte, at) => start[at] === byte));
}

/**
 * The files of a zip archive, one after the other; at no time is more of it in memory than a part of one file.
 * @param largest bytes that its files may have together, unpacked
 * @throws SourceError when it is damaged, or too large; the files before have been given.
 */
export async function* unzip(
	archive: File,
	{ signal, report }: Reading,
	largest = LARGEST
): AsyncGenerator<Unpacked> {
	const hasEnd = await endsAsArchive(archive);
	const opened = new Archive(archive.name, largest);
	for await (const chunk of chunksOf(archive)) {
		signal.throwIfAborted();
		report(chunk.byteLength);
		// What is handed in at once is unpacked at once, up to a thousand times as large.
		for (let at = 0; at < chunk.length; at += AT_ONCE) yield* opened.take(chunk.subarray(at, at + AT_ONCE));
	}
	yield* opened.end();
	if (!hasEnd) throw damaged(archive.name);
}

async function endsAsArchive(archive: Blob): Promise<boolean> {
	const tail = new Uint8Array(await archive.slice(-LONGEST_END).arrayBuffer());
	return tail.some((_, at) => END.every((byte, i) => tail[at + i] === byte));
}

class Archive {
	readonly #name: string;
	readonly #largest: number;
	readonly #unzip: Unzip;
	#ready: Unpacked[] = [];
	#isWithin = 0;
	#failure: SourceError | null = null;
	#files = 0;
	#bytes = 0;

	constructor(name: string, largest: number) {
		this.#name = name;
		this.#largest = largest;
		this.#unzip = new Unzip((entry) => this.#open(entry));
		this.#unzip.register(InflateOnce);
	}

	take(chunk: Uint8Array): Unpacked[] {
		return this.#push(chunk, false);
	}

	/** @throws SourceError when the archive ends within a file */
	end(): Unpacked[] {
		const last = this.#push(new Uint8Array(), true);
		if (this.#failure !== null) throw this.#failure;
		if (this.#isWithin > 0 || this.#files === 0) throw damaged(this.#name);
		return last;
	}

	#push(chunk: Uint8Array, isLast: boolean): Unpacked[] {
		if (this.#failure !== null) throw this.#failure;
		this.#ready = [];
		try {
			this.#unzip.push(chunk, isLast);
		} catch (error) {
			if (!(error instanceof Error)) throw error;
			// What came before it is given first.
			this.#failure = damaged(this.#name);
		}
		// Thrown within, it would be taken for a fault of that file.
		if (this.#files > MOST_FILES || this.#bytes > this.#largest) throw tooMany(this.#name, this.#largest);
		return this.#ready;
	}

	#open(entry: UnzipFile): void {
		this.#files += 1;
		if (this.#files > MOST_FILES) return;
		if (entry.name.endsWith('/') || isBySystem(entry.name)) return;
		if (!KNOWN_WAYS.includes(entry.compression)) {
			this.#ready.push({ name: entry.name, why: say('file_in_zip_unreadable', { file: entry.name }) });
			return;
		}
		const content = new Content();
		this.#isWithin += 1;
		entry.ondata = (error, data, isLast) => {
			if (error !== null) {
				this.#isWithin -= 1;
				const why = say('file_in_zip_unreadable', { file: entry.name });
				this.#ready.push({ name: entry.name, why });
				return;
			}
			this.#bytes += data.byteLength;
			if (this.#bytes > this.#largest) return;
			content.add(data);
			if (!isLast) return;
			this.#isWithin -= 1;
			this.#ready.push({ file: content.asFile(entry.name) });
		};
		entry.start();
	}
}

/** Says once that a file is damaged, and then lets the rest of it pass. */
class InflateOnce extends UnzipInflate {
	#isDamaged = false;

	override push(chunk: Uint8Array, isLast: boolean): void {
		if (this.#isDamaged) return;
		const { ondata } = this;
		this.ondata = (error, ...rest) => {
			this.#isDamaged ||= error !== null;
			ondata(error, ...rest);
		};
		super.push(chunk, isLast);
		this.ondata = ondata;
	}
}

/** What has been unpacked of one file. */
class Content {
	#before: Blob[] = [];
	#held: Uint8Array<ArrayBuffer>[] = [];
	#bytesHeld = 0;

	add(data: Uint8Array): void {
		// What it is a view of may be written over.
		this.#held.push(data.slice());
		this.#bytesHeld += data.byteLength;
		if (this.#bytesHeld < HELD) return;
		this.#before.push(new Blob(this.#held));
		[this.#held, this.#bytesHeld] = [[], 0];
	}

	asFile(name: string): File {
		return new File([...this.#before, ...this.#held], name);
	}
}

function damaged(name: string): SourceError {
	return new SourceError(
		'not-a-feed',
		say('file_zip_damaged', { file: name }),
		say('file_zip_damaged_advice')
	);
}

function tooMany(name: string, largest: number): SourceError {
	const inputs = { file: name, gigabytes: largest / 1024 ** 3, files: MOST_FILES };
	return new SourceError('too-large', say('file_zip_too_large', inputs), say('file_zip_too_large_advice'));
}
