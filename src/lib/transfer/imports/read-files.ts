import { say, type Said } from '$lib/messages/problem-words';
import { newProblem, unexpectedProblem, type Problem } from '$lib/model/problem';
import type { FileFormat, FileKind, FilePart, OpenFile, ReadOptions } from '$lib/sources/files/file-format';
import { formatOf } from '$lib/sources/files/file-formats';
import { SourceError } from '$lib/sources/source-error';
import { storageProblem } from '$lib/store/storage-problem';
import { ArchivePace } from './archive-pace';
import { isBeside } from './beside';
import { OmnivoreArchive } from './omnivore-archive';
import { openFile, type Reading } from './open-file';
import { isZip, unzip } from './unzip';

/** What is met on the way through files. Each file begins, has its parts, and ends. */
export type FileEvent =
	| { is: 'begin'; name: string; kind: FileKind }
	| { is: 'part'; part: FilePart }
	/** @param problem why it was not read, or not to its end; null when all of it was. */
	| { is: 'end'; name: string; problem: Problem | null }
	/** Something in an archive that is nothing to read, such as a picture. */
	| { is: 'passed-over' };

/** Whatever of `files` can be read, those of archives with them, and last what may be parts of one another. One that cannot be read never ends it. */
export async function* readFiles(
	files: readonly File[],
	options: ReadOptions,
	reading: Reading
): AsyncGenerator<FileEvent> {
	const waiting: Waiting[] = [];
	const wait = (file: Waiting) => waiting.push(file);
	for (const file of files) {
		reading.signal.throwIfAborted();
		try {
			if (await isZip(file)) yield* readArchive(file, options, reading, wait);
			else yield* readFile(file, options, reading, wait);
		} catch (error) {
			yield ended(file.name, error, reading);
		}
	}
	const together = knowingEachOther(waiting);
	for (const { format, setPasses } of together) setPasses(format.passes ?? 1);
	for (const { file, format } of together) {
		try {
			yield* partsOf(file, format, options, reading);
		} catch (error) {
			yield ended(file.name, error, reading);
		}
	}
}

/** A file that is read after the others, since one of them may be a part of it. */
interface Waiting {
	file: OpenFile;
	format: FileFormat;
	/** How often it will be gone through. */
	setPasses: (passes: number) => void;
}

type Wait = (file: Waiting) => void;

function knowingEachOther(waiting: readonly Waiting[]): readonly Waiting[] {
	if (waiting.length < 2) return waiting;
	const formats = new Map<FileFormat, FileFormat>();
	for (const { format } of waiting) {
		const files = waiting.filter((each) => each.format === format).map(({ file }) => file);
		if (!formats.has(format)) formats.set(format, format.knowing?.(files) ?? format);
	}
	return waiting.map((each) => ({ ...each, format: formats.get(each.format) ?? each.format }));
}

async function* readArchive(
	archive: File,
	options: ReadOptions,
	reading: Reading,
	wait: Wait
): AsyncGenerator<FileEvent> {
	const pace = new ArchivePace(reading);
	const articles = new OmnivoreArchive();
	for await (const unpacked of unzip(archive, pace.unpacking)) {
		if ('why' in unpacked) yield unreadable(unpacked.name, unpacked.why);
		else if (isBeside(unpacked.file.name)) yield { is: 'passed-over' };
		else if (!articles.take(unpacked.file)) {
			yield* readInner(unpacked.file, options, pace.readingOf(unpacked.file), wait);
		}
	}
	for await (const file of articles.files()) yield* readInner(file, options, pace.readingOf(file), wait);
	pace.end();
}

async function* readInner(
	file: File,
	options: ReadOptions,
	reading: Reading,
	wait: Wait
): AsyncGenerator<FileEvent> {
	try {
		if (await isZip(file)) yield unreadable(file.name, say('file_zip_within', { file: file.name }));
		else yield* readFile(file, options, reading, wait);
	} catch (error) {
		yield ended(file.name, error, reading);
	}
}

async function* readFile(
	file: File,
	options: ReadOptions,
	reading: Reading,
	wait: Wait
): AsyncGenerator<FileEvent> {
	if (file.size === 0) throw emptyFile(file.name);
	let passes = 1;
	const report = (bytes: number) => reading.report(bytes / passes);
	const opened = await openFile(file, { ...reading, report });
	const format = formatOf(opened);
	if (format === undefined) throw unknownFormat(file.name);
	passes = format.passes ?? 1;
	if (format.knowing === undefined) yield* partsOf(opened, format, options, reading);
	else wait({ file: opened, format, setPasses: (count) => (passes = count) });
}

async function* partsOf(
	file: OpenFile,
	format: FileFormat,
	options: ReadOptions,
	{ signal }: Reading
): AsyncGenerator<FileEvent> {
	yield { is: 'begin', name: file.name, kind: format.kind };
	for await (const part of format.read(file, options)) {
		signal.throwIfAborted();
		yield { is: 'part', part: titled(part, options) };
	}
	yield { is: 'end', name: file.name, problem: null };
}

/** What has no title of its own gets one in the reader's language. */
function titled(part: FilePart, { titles = {} }: ReadOptions): FilePart {
	const title = part.is === 'posts' ? titles[part.feed.url] : undefined;
	if (part.is !== 'posts' || title === undefined) return part;
	const { feed } = part;
	return { ...part, feed: { ...feed, description: { ...feed.description, title } } };
}

/** @throws the error again when the reader has cancelled */
function ended(name: string, error: unknown, { signal }: Reading): FileEvent {
	signal.throwIfAborted();
	return { is: 'end', name, problem: problemOf(error, name) };
}

function problemOf(error: unknown, name: string): Problem {
	if (error instanceof SourceError) return error.toProblem();
	// It was moved, changed or locked after it had been chosen.
	if (error instanceof DOMException && ['NotFoundError', 'NotReadableError'].includes(error.name)) {
		return newProblem('file-gone', say('file_gone', { file: name }), say('file_gone_advice'));
	}
	return storageProblem(error) ?? unexpectedProblem(error);
}

function unreadable(name: string, why: Said): FileEvent {
	return { is: 'end', name, problem: newProblem('not-a-feed', why, say('file_unknown_advice')) };
}

function emptyFile(name: string): SourceError {
	return new SourceError('not-a-feed', say('file_empty', { file: name }), say('file_empty_advice'));
}

function unknownFormat(name: string): SourceError {
	return new SourceError(
		'unsupported-format',
		say('file_unknown', { file: name }),
		say('file_unknown_advice')
	);
}
