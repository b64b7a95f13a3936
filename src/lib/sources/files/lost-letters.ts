import { say, type Said } from '$lib/messages/problem-words';
import type { FileFormat, FilePart, OpenFile, ReadOptions } from './file-format';

/** What stands where bytes were no letters of the encoding that the file was read in. */
const LOST = '\ufffd';

/** What to say of a text with letters that could not be read; nothing where all could. */
export function lettersLost(text: string): Said[] {
	return said(countLost(text));
}

export function countLost(text: string): number {
	let count = 0;
	for (let at = text.indexOf(LOST); at !== -1; at = text.indexOf(LOST, at + 1)) count += 1;
	return count;
}

/**
 * The same format, which says in the end how many letters of the file could not be read, also of a file that cannot be read to its
 * end. A format that decodes the bytes itself has to say it itself.
 */
export function tellingOfLostLetters(format: FileFormat): FileFormat {
	return { ...format, read: (file, options) => readAndTell(format, file, options) };
}

async function* readAndTell(
	format: FileFormat,
	file: OpenFile,
	options: ReadOptions
): AsyncGenerator<FilePart> {
	// Formats may go through a file more than once.
	let lost = 0;
	const see = (count: number) => (lost = Math.max(lost, count));
	const seen: OpenFile = { ...file, whole: () => wholeOf(file, see), stream: () => streamOf(file, see) };
	const notes = () => said(lost).map((note) => ({ is: 'note' as const, note }));
	try {
		yield* format.read(seen, options);
	} catch (error) {
		yield* notes();
		throw error;
	}
	yield* notes();
}

async function wholeOf(file: OpenFile, see: (lost: number) => void): Promise<string> {
	const text = await file.whole();
	see(countLost(text));
	return text;
}

async function* streamOf(file: OpenFile, see: (lost: number) => void): AsyncGenerator<string> {
	let lost = 0;
	for await (const text of file.stream()) {
		lost += countLost(text);
		see(lost);
		yield text;
	}
}

function said(count: number): Said[] {
	return count === 0 ? [] : [say('opml_letters_lost', { count })];
}
