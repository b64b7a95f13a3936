import { transfer, type Remote } from 'comlink';
import { m } from '$lib/messages/messages';
import { say } from '$lib/messages/problem-words';
import { newProblem, type Problem } from '$lib/model/problem';
import type {
	BackupService,
	BackupSummary,
	KeptSettings,
	RestoreReport
} from '$lib/store/backup/backup-service';
import { BACKUP_TYPE, backupFileName } from '$lib/store/backup/format';
import type { Database } from '$lib/store/database';
import { AutomaticBackups } from './automatic-backups.svelte';
import { fileProblem } from './backup-files';
import { fillFile } from './fill-file';
import { canChooseFile, chooseFile } from './file-pickers';
import { startDownload, type Download } from './save-file';
import type { Settings } from './settings.svelte';
import { WorkerTasks, type Outcome, type RunningTask } from './worker-tasks.svelte';

export type { BackupSummary, RestoreReport };

/** What the backup worker does for the reader. */
export type BackupTask = 'saving' | 'saving-automatically' | 'checking' | 'restoring';

/** What it is doing; numbers are posts. */
export type RunningBackup = RunningTask<BackupTask>;

export type BackupTasks = WorkerTasks<BackupService, BackupTask>;

const workerFailed = () =>
	newProblem('worker-failed', say('worker_backup_failed'), say('worker_backup_failed_advice'));

/** A backup that was saved. */
export interface SavedBackup {
	summary: BackupSummary;
	/** The file for the browser's downloads, or null when it was written where the reader chose. */
	download: Download | null;
}

/** A file that holds a backup. */
export interface FoundBackup {
	file: File;
	summary: BackupSummary;
}

/** What a backup file is to a browser that asks where to save it. */
const fileType = () => ({
	description: m.settings_backup_file_type(),
	mediaType: BACKUP_TYPE,
	extension: '.backlist'
});

/** Saving the whole library to a file, and taking such a file in. */
export class Backups {
	readonly #work: BackupTasks;
	readonly #settings: Settings;
	readonly automatic: AutomaticBackups;
	/** The latest that was saved in this visit. */
	saved = $state.raw<SavedBackup | null>(null);
	saveProblem = $state.raw<Problem | null>(null);
	/** What the reader may restore. */
	found = $state.raw<FoundBackup | null>(null);
	/** What the latest restore of this visit has brought. */
	restored = $state.raw<RestoreReport | null>(null);
	/** The reader has ended a restore before its end. */
	isRestoreCut = $state(false);
	restoreProblem = $state.raw<Problem | null>(null);

	/** `fail` hears what has no better place to be told. */
	constructor(
		db: Database,
		settings: Settings,
		startWorker: (onFailure: () => void) => Remote<BackupService>,
		fail: (error: unknown) => void
	) {
		this.#settings = settings;
		this.#work = new WorkerTasks({ start: startWorker, failed: workerFailed }, { done: 0, total: 0 });
		this.automatic = new AutomaticBackups(db, this.#work, () => this.#kept(), fail);
	}

	/** What runs, or null. */
	get running(): RunningBackup | null {
		return this.#work.running;
	}

	/** Writes automatic backups when they are due. @returns a function that ends it. */
	start(): () => void {
		return this.automatic.start();
	}

	/** Saves everything: where the reader chooses, or in the browser's downloads; only within a press. */
	async save(): Promise<void> {
		this.saveProblem = null;
		if (!canChooseFile()) {
			this.#keepSaved(await this.#download());
			return;
		}
		const file = await chooseFile(backupFileName(Date.now()), fileType());
		if (file !== null) this.#keepSaved(await this.#write(file));
	}

	/** Looks at what is in a file; nothing is changed. */
	async check(file: File): Promise<void> {
		this.found = null;
		this.restored = null;
		this.isRestoreCut = false;
		this.restoreProblem = null;
		const outcome = await this.#work.run('checking', ({ ask }) => ask((service) => service.check(file)));
		if (outcome?.ok === true) this.found = { file, summary: outcome.value };
		else this.restoreProblem = outcome?.problem ?? null;
	}

	/** Merges the file that was found into the library, and its settings where this device has none of its own. */
	async restore(): Promise<void> {
		if (this.found === null) return;
		const { file } = this.found;
		this.restoreProblem = null;
		this.isRestoreCut = false;
		const outcome = await this.#work.run('restoring', ({ ask }) => ask((service) => service.restore(file)));
		this.isRestoreCut = outcome === null;
		if (outcome?.ok === true) {
			this.#settings.adopt(outcome.value.settings.reading);
			this.restored = outcome.value;
			this.found = null;
		} else {
			this.restoreProblem = outcome?.problem ?? null;
		}
	}

	/** Ends what runs. What a restore has brought so far stays. */
	cancel(): void {
		this.#work.cancel();
	}

	async #write(file: FileSystemFileHandle): Promise<Outcome<SavedBackup>> {
		return withoutDownload(
			await this.#work.run('saving', ({ ask, signal }) => {
				const fill = (sink: WritableStream<Uint8Array>) =>
					ask((service) => service.write(transfer(sink, [sink]), this.#kept()));
				return fillFile(file, fill, fileProblem, signal);
			})
		);
	}

	async #download(): Promise<Outcome<SavedBackup>> {
		const outcome = await this.#work.run('saving', ({ ask }) => ask((service) => service.pack(this.#kept())));
		if (outcome?.ok !== true) return outcome;
		const { file, summary } = outcome.value;
		const download = { url: URL.createObjectURL(file), name: file.name };
		startDownload(download);
		return { ok: true, value: { summary, download } };
	}

	#keepSaved(outcome: Outcome<SavedBackup>): void {
		if (this.saved?.download) URL.revokeObjectURL(this.saved.download.url);
		this.saved = outcome?.ok === true ? outcome.value : null;
		this.saveProblem = outcome?.ok === false ? outcome.problem : null;
	}

	/** What belongs to this device rather than to its library. */
	#kept(): KeptSettings {
		return { reading: this.#settings.reading };
	}
}

function withoutDownload(outcome: Outcome<BackupSummary>): Outcome<SavedBackup> {
	return outcome?.ok === true ? { ok: true, value: { summary: outcome.value, download: null } } : outcome;
}
