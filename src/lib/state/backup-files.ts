import { say, together, type Said } from '$lib/messages/problem-words';
import { newProblem, type Problem } from '$lib/model/problem';
import { backupFileName } from '$lib/store/backup/format';
import { isEmpty } from './fill-file';

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
