import type { Problem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';

/** What went wrong with a file or folder that the reader chose, in words. */
export type ExplainFile = (error: DOMException) => Problem;

/** Writes to the sink, closes it, and says how it went. */
export type Fill<T> = (sink: WritableStream<Uint8Array>) => Promise<Result<T>>;

/**
 * Writes a file as a whole or not at all: until its stream is closed, what was there stays.
 * @param explain puts into words what is wrong with the file or folder
 * @param signal ends it
 */
export async function fillFile<T>(
	file: FileSystemFileHandle,
	fill: Fill<T>,
	explain: ExplainFile,
	signal: AbortSignal
): Promise<Result<T>> {
	try {
		const result = await pour(await file.createWritable(), fill, signal);
		if (!result.ok) await removeEmpty(file);
		return result;
	} catch (error) {
		return asFileProblem(error, explain);
	}
}

/** The same for the file `name` of a folder. */
export async function fillFileIn<T>(
	folder: FileSystemDirectoryHandle,
	name: string,
	fill: Fill<T>,
	explain: ExplainFile,
	signal: AbortSignal
): Promise<Result<T>> {
	try {
		return await fillFile(await folder.getFileHandle(name, { create: true }), fill, explain, signal);
	} catch (error) {
		return asFileProblem(error, explain);
	}
}

/** @throws what is thrown, when no file or folder is the cause. */
function asFileProblem(error: unknown, explain: ExplainFile): Result<never> {
	if (error instanceof DOMException) return { ok: false, problem: explain(error) };
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

/** A file that was made for something that did not come about. */
async function removeEmpty(file: FileSystemFileHandle): Promise<void> {
	// TypeScript does not know `remove`, and not every browser has it.
	const { remove } = file as { remove?: () => Promise<void> };
	if (remove !== undefined && (await isEmpty(file))) await remove.call(file);
}

export async function isEmpty(file: FileSystemFileHandle): Promise<boolean> {
	return (await file.getFile()).size === 0;
}
