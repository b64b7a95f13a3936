import { latestSequence } from './commit';
import type { Database } from './database';
import { latestMark } from './marks';

/** How far the library had come: it has changed when either number has grown. */
export interface LibraryState {
	/** Number of the latest commit. */
	sequence: number;
	/** Number of the latest change of a mark. */
	marks: number;
}

/** A backup in the folder, and how far the library had come when it was begun. */
export interface WrittenBackup extends LibraryState {
	/** UTC milliseconds. */
	at: number;
	/** Of the file. */
	name: string;
	bytes: number;
	/** Records that were too damaged to be saved. */
	leftOut: number;
}

/** Where automatic backups go. */
export interface BackupFolder {
	handle: FileSystemDirectoryHandle;
	/** When the reader chose it, in UTC milliseconds; tells it from one chosen later. */
	chosenAt: number;
	/** The latest, or null before the first. */
	last: WrittenBackup | null;
}

/** The folder that the reader chose, or null for none. */
export async function readBackupFolder(db: Database): Promise<BackupFolder | null> {
	const record = await db.settings.get('backup-folder');
	return record?.key === 'backup-folder' ? record.value : null;
}

/** From now on automatic backups go there. */
export async function chooseBackupFolder(
	db: Database,
	handle: FileSystemDirectoryHandle,
	now: number
): Promise<void> {
	await db.settings.put({ key: 'backup-folder', value: { handle, chosenAt: now, last: null } });
}

/** Ends automatic backups; the files stay where they are. */
export async function forgetBackupFolder(db: Database): Promise<void> {
	await db.settings.delete('backup-folder');
}

/** Notes what was written to `folder`, unless the reader has chosen another one meanwhile, or none. */
export async function recordBackup(db: Database, folder: BackupFolder, last: WrittenBackup): Promise<void> {
	await db.transaction('rw', db.settings, async () => {
		const current = await readBackupFolder(db);
		if (current?.chosenAt !== folder.chosenAt) return;
		await db.settings.put({ key: 'backup-folder', value: { ...current, last } });
	});
}

/** How far the library has come. */
export async function libraryState(db: Database): Promise<LibraryState> {
	return db.transaction('r', [db.meta, db.counters], async () => {
		const [sequence, marks] = await Promise.all([latestSequence(db), latestMark(db)]);
		return { sequence, marks };
	});
}
