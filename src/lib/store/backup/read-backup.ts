import type { FeedId } from '$lib/model/ids';
import { emptyFile, foreignFile, unreadableFile } from './backup-error';
import {
	LONGEST_HEADER,
	LONGEST_LINE,
	type BackupHeader,
	type BackupRecord,
	type BackupSummary
} from './format';
import { linesOf, LongLineError } from './lines';
import { RecordReader } from './record-reader';
import { unpack } from './unpack';

/** What a file is read with. */
export interface Reading {
	/** Of the library, removed ones not among them. */
	feeds: Iterable<FeedId>;
	/** Its abort ends the reading, with its reason. */
	signal: AbortSignal;
	/** Takes each record in its turn; `header` is that of the file. */
	take: (record: BackupRecord, header: BackupHeader) => void | Promise<void>;
}

/**
 * Reads a backup from its beginning to its end, one record at a time. Only when this resolves was the file whole.
 * @throws BackupError, the reason of `signal`, and whatever `take` throws
 */
export async function readBackup(file: Blob, { feeds, signal, take }: Reading): Promise<BackupSummary> {
	const reader = new RecordReader(feeds);
	for await (const line of linesOfFile(file, reader)) {
		signal.throwIfAborted();
		const record = reader.read(line);
		if (record === null || reader.header === null) continue;
		const taking = take(record, reader.header);
		// Most records are only put aside: waiting for each of them takes time.
		if (taking !== undefined) await taking;
	}
	const { at, app } = reader.finish();
	return { at, app, counts: reader.counts, bytes: file.size, leftOut: 0 };
}

/** The lines of the file, and its failures in words for people. */
async function* linesOfFile(file: Blob, reader: RecordReader): AsyncGenerator<Uint8Array, void> {
	const longest = (line: number) => (line === 0 ? LONGEST_HEADER : LONGEST_LINE);
	const lines = linesOf(await unpackFile(file), longest);
	try {
		for (let line = await next(lines, reader); line !== null; line = await next(lines, reader)) yield line;
	} finally {
		await lines.return(undefined);
	}
	if (reader.header === null) throw emptyFile();
}

async function unpackFile(file: Blob): ReturnType<typeof unpack> {
	try {
		return await unpack(file);
	} catch (error) {
		throw error instanceof DOMException ? unreadableFile(error.message) : error;
	}
}

/** Null at the end. */
async function next(
	lines: AsyncGenerator<Uint8Array, void>,
	reader: RecordReader
): Promise<Uint8Array | null> {
	try {
		return (await lines.next()).value ?? null;
	} catch (error) {
		if (error instanceof LongLineError) {
			throw reader.header === null ? foreignFile(null) : reader.broken('endless-line');
		}
		// What is no whole gzip file fails with this one, a file that has gone with one of the browser's own.
		if (error instanceof TypeError) throw reader.broken('cut-off');
		throw error instanceof DOMException ? unreadableFile(error.message) : error;
	}
}
