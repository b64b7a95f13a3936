import { unexpectedProblem, type Problem } from '$lib/model/problem';
import { storageProblem } from '$lib/store/storage-problem';
import { BACKUP_VERSION } from './format';

/** Why a backup could not be read or written, in words. */
export class BackupError extends Error {
	override readonly name = 'BackupError';

	constructor(readonly problem: Problem) {
		super(problem.message);
	}
}

/** Whatever went wrong, in words. */
export function backupProblem(error: unknown): Problem {
	if (error instanceof BackupError) return error.problem;
	return storageProblem(error) ?? unexpectedProblem(error);
}

const UNTOUCHED = 'Nothing in your library was changed.';
const OURS = 'Choose a file that Backlist has saved; its name ends in .backlist.';

/** Not a file of ours. @param kind what it looks like, such as “a web page” */
export function foreignFile(kind: string | null): BackupError {
	return new BackupError({
		code: 'backup-foreign',
		message: `This file is not a backup of Backlist${kind === null ? '' : `: it looks like ${kind}`}. ${UNTOUCHED}`,
		advice: OURS
	});
}

/** Whole, but made by something that does not keep to the format. @param number of the post, from 1 */
export function strangePost(number: number): BackupError {
	return new BackupError({
		code: 'backup-foreign',
		message: `Post ${number} of this backup belongs to a blog that is neither in the file nor in your library. ${UNTOUCHED}`,
		advice: 'Choose a backup that Backlist itself has saved.'
	});
}

export function emptyFile(): BackupError {
	return new BackupError({
		code: 'backup-empty',
		message: `This file is empty. ${UNTOUCHED}`,
		advice: 'The backup was probably cut off before it began. Choose another one.'
	});
}

export function newerBackup(version: number): BackupError {
	return new BackupError({
		code: 'backup-newer',
		message: `This backup was saved by a newer version of Backlist (format ${version}; this one reads up to ${BACKUP_VERSION}). ${UNTOUCHED}`,
		advice: 'Reload Backlist to get its newest version, then restore the file again.'
	});
}

/**
 * @param why in words that go on a sentence, such as “its end is missing”
 * @param posts that could be read before
 */
export function brokenBackup(why: string, posts: number): BackupError {
	const place = posts === 0 ? 'before its first post' : `after post ${posts}`;
	return new BackupError({
		code: 'backup-broken',
		message: `This backup is damaged: ${why} (${place}). ${UNTOUCHED}`,
		advice: 'Copy or download the file again if you have it elsewhere, or choose an older backup.'
	});
}

export function unreadableFile(reason: string): BackupError {
	return new BackupError({
		code: 'backup-unreadable',
		message: `The file could not be read (${reason}). ${UNTOUCHED}`,
		advice: 'It may have been moved or changed, or its drive removed. Choose it again.'
	});
}

/** The place where it was to go did not take it. */
export function unwritableBackup(reason: string): BackupError {
	return new BackupError({
		code: 'backup-not-written',
		message: `The backup could not be written (${reason}). Your library is as it was.`,
		advice: 'See whether there is room where it goes, or save it somewhere else.'
	});
}

export function cancelledBackup(): BackupError {
	return new BackupError({
		code: 'backup-cancelled',
		message: 'It was cancelled before its end.',
		advice: 'Start it again whenever you like.'
	});
}

/** A restore that ended while it was storing. @param done posts of the file that are in the library now */
export function cutOffRestore({ code, message, advice }: Problem, done: number, total: number): BackupError {
	return new BackupError({
		code,
		message: `The restore ended after ${done} of ${total} posts. ${message.replace(` ${UNTOUCHED}`, '')}`,
		advice: `What came in stays. ${advice} Restore the same file again to go on: nothing comes in twice.`
	});
}
