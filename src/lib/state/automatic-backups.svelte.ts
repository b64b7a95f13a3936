import { transfer } from 'comlink';
import { say } from '$lib/messages/problem-words';
import { ownName } from '$lib/model/own-name';
import { adviceOf, newProblem, type Problem } from '$lib/model/problem';
import {
	chooseBackupFolder,
	forgetBackupFolder,
	libraryState,
	readBackupFolder,
	recordBackup,
	type BackupFolder
} from '$lib/store/backup-folder';
import type { BackupSummary, KeptSettings } from '$lib/store/backup/backup-service';
import type { Database } from '$lib/store/database';
import { libraryId } from '$lib/store/guard-library';
import { observe } from '$lib/store/observe';
import { backupName, fileProblem, removeOldBackups } from './backup-files';
import { fillFileIn } from './fill-file';
import type { BackupTasks } from './backups.svelte';
import type { Outcome } from './worker-tasks.svelte';
import { askToWrite, canChooseFolder, chooseFolder, mayWrite } from './file-pickers';

/** Milliseconds after the start: what is on the screen comes first. */
const FIRST_LOOK_AFTER = 3000;
/** It is looked every so many milliseconds whether a backup is due. */
const LOOK_EVERY = 3_600_000;
/** One tab at a time writes to the folder. */
const LOCK = ownName('backlist-backup');

const NOT_ALLOWED = newProblem('backup-not-allowed', say('backup_waits'), say('backup_waits_advice'));

const ELSEWHERE = newProblem('backup-elsewhere', say('backup_elsewhere'), say('backup_elsewhere_advice'));

/** Backups that are written once a day, while the app is open, into a folder of the reader's choice. */
export class AutomaticBackups {
	readonly #db: Database;
	readonly #work: BackupTasks;
	readonly #settings: () => KeptSettings;
	readonly #fail: (error: unknown) => void;
	/** The browser can write into folders. */
	readonly isPossible = canChooseFolder();
	/** Undefined until it has been read, null for none. */
	folder = $state.raw<BackupFolder | null | undefined>(undefined);
	/** The reader's permission to write there holds, as far as was seen. */
	isAllowed = $state(true);
	/** Why the last try has failed, or null. */
	problem = $state.raw<Problem | null>(null);
	/** The same, when the reader had not asked for it and has not seen it. */
	notice = $state.raw<Problem | null>(null);
	/** What the reader has closed is not told again in this visit. */
	#seen = new Set<string>();

	/**
	 * @param settings of the page, to be saved with the library
	 * @param fail hears why the folder cannot be read from the library
	 */
	constructor(db: Database, work: BackupTasks, settings: () => KeptSettings, fail: (error: unknown) => void) {
		this.#db = db;
		this.#work = work;
		this.#settings = settings;
		this.#fail = fail;
	}

	/** Looks now and every hour whether a backup is due. @returns a function that ends it. */
	start(): () => void {
		if (!this.isPossible) return () => undefined;
		const look = () => void this.#look().catch(this.#fail);
		const first = setTimeout(look, FIRST_LOOK_AFTER);
		const timer = setInterval(look, LOOK_EVERY);
		const stopFolder = observe(
			() => readBackupFolder(this.#db),
			(folder) => (this.folder = folder),
			this.#fail
		);
		return () => {
			clearTimeout(first);
			clearInterval(timer);
			stopFolder();
		};
	}

	/** Lets the reader choose the folder and writes the first backup into it; only within a press. */
	async choose(): Promise<void> {
		const handle = await chooseFolder();
		if (handle === null) return;
		await chooseBackupFolder(this.#db, handle, Date.now());
		await this.backUpNow();
	}

	/** Asks the browser for permission again, and makes up for what was missed; only within a press. */
	async allowAgain(): Promise<void> {
		if (!this.folder || !(await askToWrite(this.folder.handle))) return;
		this.#settle(null);
		this.isAllowed = true;
		await this.#look();
	}

	/** Writes a backup, whether or not one is due. */
	async backUpNow(): Promise<void> {
		const hadTurn = await this.#alone((folder) => this.#write(folder));
		if (!hadTurn) this.problem = ELSEWHERE;
	}

	/** Ends them; what was written stays. */
	async stop(): Promise<void> {
		if (this.#work.running?.task === 'saving-automatically') this.#work.cancel();
		await forgetBackupFolder(this.#db);
		this.#settle(null);
	}

	/** Whether the permission still holds, for a reader who looks. */
	async refresh(): Promise<void> {
		const folder = await readBackupFolder(this.#db);
		this.isAllowed = folder === null || (await mayWrite(folder.handle));
	}

	/** The reader has seen the notice. */
	dismiss(): void {
		if (this.notice !== null) this.#seen.add(this.notice.code);
		this.notice = null;
	}

	/** Writes a backup when one is due, unless another tab is at it. */
	async #look(): Promise<void> {
		await this.#alone(async (folder) => {
			if (!(await this.#isDue(folder))) return;
			await this.#write(folder);
			if (this.problem !== null && !this.#seen.has(this.problem.code)) this.notice = this.problem;
		});
	}

	/** Once on each day of the reader's calendar, and only when there is something new to keep. */
	async #isDue({ last }: BackupFolder): Promise<boolean> {
		if (last === null) return true;
		if (new Date(last.at).toDateString() === new Date().toDateString()) return false;
		const { sequence, marks } = await libraryState(this.#db);
		return sequence !== last.sequence || marks !== last.marks;
	}

	async #write(folder: BackupFolder): Promise<void> {
		this.isAllowed = await mayWrite(folder.handle);
		if (!this.isAllowed) {
			this.problem = NOT_ALLOWED;
			return;
		}
		const [state, library] = await Promise.all([libraryState(this.#db), libraryId(this.#db)]);
		const at = Date.now();
		const name = backupName(library, at);
		const outcome = await this.#writeFile(folder, name);
		if (outcome?.ok !== true) {
			this.#settle(outcome?.problem ?? null);
			return;
		}
		const { bytes, leftOut } = outcome.value;
		await recordBackup(this.#db, folder, { ...state, at, name, bytes, leftOut });
		this.#settle(await removeOld(folder, library));
	}

	#writeFile({ handle }: BackupFolder, name: string): Promise<Outcome<BackupSummary>> {
		return this.#work.run('saving-automatically', ({ ask, signal }) => {
			const fill = (sink: WritableStream<Uint8Array>) =>
				ask((service) => service.write(transfer(sink, [sink]), this.#settings()));
			return fillFileIn(handle, name, fill, fileProblem, signal);
		});
	}

	/** Nothing that was told before holds any more. */
	#settle(problem: Problem | null): void {
		this.problem = problem;
		this.notice = null;
	}

	/** Does `work` with the folder as it is now while no other tab does. @returns whether it had its turn. */
	async #alone(work: (folder: BackupFolder) => Promise<void>): Promise<boolean> {
		return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
			if (lock === null) return false;
			const folder = await readBackupFolder(this.#db);
			if (folder !== null) await work(folder);
			return true;
		});
	}
}

/** @returns why not, or null: the new backup is there all the same. */
async function removeOld({ handle }: BackupFolder, library: string): Promise<Problem | null> {
	try {
		await removeOldBackups(handle, library);
		return null;
	} catch (error) {
		if (!(error instanceof DOMException)) throw error;
		const problem = fileProblem(error);
		return newProblem(problem.code, say('backup_old_ones_stay'), adviceOf(problem));
	}
}
