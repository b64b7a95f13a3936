import { say, together, type Said } from '$lib/messages/problem-words';
import { newProblem, type Problem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';
import { backupFileName } from '$lib/store/backup/format';

/** Backups of one library that stay in the folder. */
const KEPT = 5;
/** Hexadecimal digits of a library's id that its backups are named by. */
const ID_LENGTH = 6;

/**
 * Name of an automatic backup: one for each day of the reader's calendar. The library is part of it, so that the backups of another
 * device, or of a library that was cleared since, are neither written over nor removed.
 * @param library id of 24 hexadecimal digits
 * @param at UTC milliseconds
 */
export function backupName(library: string, at: number): string {
	return backupFileName(at).replace(/\.backlist$/, `-${library.slice(0, ID_LENGTH)}.backlist`);
}

/** Writes to the sink, closes it, and says how it went. */
type Fill<T> = (sink: WritableStream<Uint8Array>) => Promise<Result<T>>;

/**
 * Writes a file as a whole or not at all: until its stream is closed, what was there stays.
 * @param signal ends it
 */
export async function fillFile<T>(
	file: FileSystemFileHandle,
	fill: Fill<T>,
	signal: AbortSignal
): Promise<Result<T>> {
	try {
		const result = await pour(await file.createWritable(), fill, signal);
		if (!result.ok) await removeEmpty(file);
		return result;
	} catch (error) {
		return asFileProblem(error);
	}
}

/** The same for the file `name` of a folder. */
export async function fillFileIn<T>(
	folder: FileSystemDirectoryHandle,
	name: string,
	fill: Fill<T>,
	signal: AbortSignal
): Promise<Result<T>> {
	try {
		return await fillFile(await folder.getFileHandle(name, { create: true }), fill, signal);
	} catch (error) {
		return asFileProblem(error);
	}
}

/**
 * Removes the backups of `library` that are older than its newest five. Empty files are no backups: a tab that was killed
 * leaves them.
 * @throws DOMException when the folder cannot be read, or a file not be removed
 */
export async function removeOldBackups(folder: FileSystemDirectoryHandle, library: string): Promise<void> {
	const pattern = new RegExp(`^backlist-\\d{4}-\\d\\d-\\d\\d-${library.slice(0, ID_LENGTH)}\\.backlist$`);
	const names: string[] = [];
	for await (const [name, handle] of folder.entries()) {
		if (handle.kind === 'file' && pattern.test(name)) names.push(name);
	}
	let kept = 0;
	for (const name of names.sort().reverse()) {
		if (kept >= KEPT) await folder.removeEntry(name);
		else if (!(await isEmpty(await folder.getFileHandle(name)))) kept++;
	}
}

/** What went wrong with a file or folder that the reader chose, in words. */
export function fileProblem({ name, message }: DOMException): Problem {
	switch (name) {
		case 'NotFoundError':
			return besides('backup-place-gone', say('backup_place_gone'), say('backup_place_gone_advice'));
		case 'NotAllowedError':
		case 'SecurityError':
			return besides(
				'backup-not-allowed',
				say('backup_place_not_allowed'),
				say('backup_place_not_allowed_advice')
			);
		case 'QuotaExceededError':
			return besides('backup-no-room', say('backup_no_room'), say('backup_no_room_advice'));
		default: {
			const reason = message || name;
			return besides(
				'backup-not-written',
				say('backup_not_written', { reason }),
				say('backup_in_use_advice')
			);
		}
	}
}

/** A problem with nothing but the new backup. */
function besides(code: string, message: Said, advice: Said): Problem {
	return newProblem(code, message, together(say('backup_kept_advice'), advice));
}

/** @throws what is thrown, when no file or folder is the cause. */
function asFileProblem(error: unknown): Result<never> {
	if (error instanceof DOMException) return { ok: false, problem: fileProblem(error) };
	throw error;
}

/** The worker that fills the sink cannot hear whether the file took it all: that is awaited here. */
async function pour<T>(
	file: FileSystemWritableFileStream,
	fill: Fill<T>,
	signal: AbortSignal
): Promise<Result<T>> {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	const filling = new AbortController();
	const pouring = readable.pipeTo(file, { signal: AbortSignal.any([signal, filling.signal]) }).then(
		() => null,
		(error: unknown) => error as Error
	);
	const result = await fill(writable);
	// A worker that has failed may have left its end open.
	if (!result.ok) filling.abort();
	const failure = await pouring;
	if (failure !== null && (result.ok || isOfFile(failure))) throw failure;
	return result;
}

/** Otherwise the pouring has failed because the filling had. */
function isOfFile(failure: unknown): boolean {
	return failure instanceof DOMException && failure.name !== 'AbortError';
}

/** A file that was made for a backup that did not come about. */
async function removeEmpty(file: FileSystemFileHandle): Promise<void> {
	// TypeScript does not know `remove`, and not every browser has it.
	const { remove } = file as { remove?: () => Promise<void> };
	if (remove !== undefined && (await isEmpty(file))) await remove.call(file);
}

async function isEmpty(file: FileSystemFileHandle): Promise<boolean> {
	return (await file.getFile()).size === 0;
}
