import { say, together, type Said } from '$lib/messages/problem-words';
import { adviceOf, messageOf, newProblem, unexpectedProblem, type Problem } from '$lib/model/problem';
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

/** What people choose by mistake. */
export type FileKind = 'zip' | 'html' | 'xml' | 'json' | 'pdf' | 'picture';

/** What can be wrong with a backup as a whole. */
export type Damage =
	| 'no-end'
	| 'more-after-end'
	| 'endless-line'
	| 'no-json'
	| 'too-many-records'
	| 'too-many-feeds'
	| 'cut-off';

/** Not a file of ours. @param kind what it looks like, or null */
export function foreignFile(kind: FileKind | null): BackupError {
	const message = kind === null ? say('backup_foreign') : say('backup_foreign_kind', { kind });
	return untouched('backup-foreign', message, say('backup_foreign_advice'));
}

/** Whole, but made by something that does not keep to the format. @param number of the post, from 1 */
export function strangePost(number: number): BackupError {
	const message = say('backup_strange_post', { number });
	return untouched('backup-foreign', message, say('backup_strange_post_advice'));
}

export function emptyFile(): BackupError {
	return untouched('backup-empty', say('backup_empty'), say('backup_empty_advice'));
}

export function newerBackup(version: number): BackupError {
	const message = say('backup_newer', { version, known: BACKUP_VERSION });
	return untouched('backup-newer', message, say('backup_newer_advice'));
}

/**
 * @param why what is wrong, or the member of a record that is
 * @param posts that could be read before
 */
export function brokenBackup(why: Damage | { member: string }, posts: number): BackupError {
	const inputs = { why: typeof why === 'string' ? why : why.member };
	const message =
		posts === 0 ? say('backup_broken_at_start', inputs) : say('backup_broken', { ...inputs, post: posts });
	return untouched('backup-broken', message, say('backup_broken_advice'));
}

export function unreadableFile(reason: string): BackupError {
	return untouched(
		'backup-unreadable',
		say('backup_unreadable', { reason }),
		say('backup_unreadable_advice')
	);
}

/** The place where it was to go did not take it. */
export function unwritableBackup(reason: string): BackupError {
	const message = together(say('backup_not_written', { reason }), say('backup_as_it_was'));
	return new BackupError(newProblem('backup-not-written', message, say('backup_not_written_advice')));
}

export function cancelledBackup(): BackupError {
	return new BackupError(
		newProblem('backup-cancelled', say('backup_cancelled'), say('backup_cancelled_advice'))
	);
}

/** A restore that ended while it was storing. @param done posts of the file that are in the library now */
export function cutOffRestore(problem: Problem, done: number, total: number): BackupError {
	const message = together(
		say('backup_restore_ended', { done, total }),
		withoutUntouched(messageOf(problem))
	);
	const advice = together(
		say('backup_restored_stays_advice'),
		adviceOf(problem),
		say('backup_restore_again_advice')
	);
	return new BackupError(newProblem(problem.code, message, advice));
}

/** Found before anything was stored. */
function untouched(code: string, message: Said, advice: Said): BackupError {
	return new BackupError(newProblem(code, together(message, say('backup_untouched')), advice));
}

/** Something was stored by now. */
function withoutUntouched({ text, sentences }: Said): Said {
	return {
		text: text.replace(` ${say('backup_untouched').text}`, ''),
		sentences: sentences.filter(({ key }) => key !== 'backup_untouched')
	};
}
