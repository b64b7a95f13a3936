import { say } from '$lib/messages/problem-words';
import { encodingOfFile, mediaType } from '$lib/sources/fetch/decode-text';
import { START, type OpenFile } from '$lib/sources/files/file-format';
import { SourceError } from '$lib/sources/source-error';

/** Largest file that is read as a whole, in bytes, as of an answer. */
const LARGEST = 64 * 1024 * 1024;
/** Bytes of a file that hold the beginning by which it is recognised, in any encoding. */
const BEGINNING = 2 * START;

/** Bytes of a file that are read at once. */
const CHUNK = 256 * 1024;

/** What a file is read under. */
export interface Reading {
	/** Aborted when the reader cancels. */
	signal: AbortSignal;
	/** Hears how many more bytes have been read. */
	report: (bytes: number) => void;
}

/** Opens a file for one reading. @throws what the browser says of a file that is gone, or that it may not read */
export async function openFile(file: File, { signal, report }: Reading): Promise<OpenFile> {
	const beginning = new Uint8Array(await file.slice(0, BEGINNING).arrayBuffer());
	const encoding = encodingOfFile(beginning);
	const bytes = async () => {
		if (file.size > LARGEST) throw tooLarge(file);
		const all = new Uint8Array(await file.arrayBuffer());
		signal.throwIfAborted();
		report(file.size);
		return all;
	};
	return {
		name: file.name,
		mimeType: mediaType(file.type),
		text: new TextDecoder(encoding).decode(beginning, { stream: true }).slice(0, START),
		size: file.size,
		stream: () => textOf(file, encoding, { signal, report }),
		whole: async () => new TextDecoder(encoding).decode(await bytes()),
		bytes
	};
}

async function* textOf(file: File, encoding: string, { signal, report }: Reading): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding);
	for await (const chunk of chunksOf(file)) {
		signal.throwIfAborted();
		report(chunk.byteLength);
		yield decoder.decode(chunk, { stream: true });
	}
	yield decoder.decode();
}

/** The bytes of a file in parts of one size. What a file's own stream gives may come faster than it is read, and lie in memory. */
export async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
	for (let start = 0; start < file.size; start += CHUNK) {
		yield new Uint8Array(await file.slice(start, start + CHUNK).arrayBuffer());
	}
}

function tooLarge({ name, size }: File): SourceError {
	const inputs = { file: name, size: Math.round(size / 1024 ** 2), most: LARGEST / 1024 ** 2 };
	return new SourceError('too-large', say('file_too_large', inputs), say('file_too_large_advice'));
}
