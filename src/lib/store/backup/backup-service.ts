import type { Result } from '$lib/model/result';
import type { Database } from '$lib/store/database';
import { packed } from '$lib/store/packed-file';
import { BackupError, backupProblem, cancelledBackup } from './backup-error';
import { backupFileName, BACKUP_TYPE, type BackupSummary, type KeptSettings } from './format';
import { checkBackup, restoreBackup, type RestoreReport } from './restore-backup';
import { writeBackup } from './write-backup';

export type { BackupCounts, BackupSummary, KeptSettings } from './format';
export type { Arrived, RestoreReport } from './restore-backup';

/** How far it is, in posts; `total` is 0 until it is known. */
export interface BackupProgress {
	done: number;
	total: number;
}

/** Progress is told once in so many posts. */
const REPORT_EVERY = 100;

/**
 * Saves the library to a file, and takes such a file in. Made to run in a worker, see worker.ts; all it takes and gives can be
 * cloned or transferred.
 */
export class BackupService {
	readonly #db: Database;
	readonly #running = new Set<AbortController>();
	#report: (progress: BackupProgress) => void = () => undefined;

	constructor(db: Database) {
		this.#db = db;
	}

	/** `report` hears how far the one that runs is. */
	onProgress(report: (progress: BackupProgress) => void): void {
		this.#report = report;
	}

	/**
	 * Writes everything to `sink`, and closes it; it is aborted when that fails. Syncs may go on meanwhile: what they bring is for the
	 * next backup.
	 */
	write(sink: WritableStream<Uint8Array>, settings: KeptSettings): Promise<Result<BackupSummary>> {
		return this.#attempt((signal) => this.#write(sink, settings, Date.now(), signal));
	}

	/** Writes everything to a file for the browser's downloads. */
	pack(settings: KeptSettings): Promise<Result<{ file: File; summary: BackupSummary }>> {
		const at = Date.now();
		const kind = { at, name: backupFileName(at), type: BACKUP_TYPE };
		return this.#attempt((signal) =>
			packed(kind, (sink) => this.#write(sink, settings, at, signal), isUnwritable)
		);
	}

	/** Reads all of a backup, and changes nothing. */
	check(file: Blob): Promise<Result<BackupSummary>> {
		return this.#attempt((signal) => checkBackup(this.#db, file, { signal, report: this.#reportNow() }));
	}

	/**
	 * Merges a backup into the library, after having checked all of it. What is here stays, and nothing comes in twice. When it is
	 * cancelled, or the device is full, what came in so far stays.
	 */
	restore(file: Blob): Promise<Result<RestoreReport>> {
		return this.#attempt((signal) =>
			restoreBackup(this.#db, file, { now: Date.now(), signal, report: this.#reportNow() })
		);
	}

	/** Ends what runs. */
	cancel(): void {
		for (const controller of this.#running) controller.abort(cancelledBackup());
	}

	#write(
		sink: WritableStream<Uint8Array>,
		settings: KeptSettings,
		at: number,
		signal: AbortSignal
	): Promise<BackupSummary> {
		return writeBackup(this.#db, sink, settings, { at, signal, report: this.#reportNow() });
	}

	/** Reports that are far enough from one another to be heard. */
	#reportNow(): (done: number, total: number) => void {
		let last = -1;
		return (done, total) => {
			const step = done === total ? total : done - (done % REPORT_EVERY);
			if (step === last) return;
			last = step;
			this.#report({ done, total });
		};
	}

	async #attempt<T>(action: (signal: AbortSignal) => Promise<T>): Promise<Result<T>> {
		const controller = new AbortController();
		this.#running.add(controller);
		try {
			return { ok: true, value: await action(controller.signal) };
		} catch (error) {
			return { ok: false, problem: backupProblem(error) };
		} finally {
			this.#running.delete(controller);
		}
	}
}

function isUnwritable(error: unknown): boolean {
	return error instanceof BackupError && error.problem.code === 'backup-not-written';
}
