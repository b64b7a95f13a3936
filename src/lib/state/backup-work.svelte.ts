import { proxy, type Remote } from 'comlink';
import { say } from '$lib/messages/problem-words';
import { newProblem, unexpectedProblem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';
import type { BackupProgress, BackupService } from '$lib/store/backup/backup-service';
import { storageProblem } from '$lib/store/storage-problem';

/** What the backup worker does for the reader. */
export type BackupTask = 'saving' | 'saving-automatically' | 'checking' | 'restoring';

/** What it is doing; numbers are posts, `total` is 0 until it is known. */
export interface RunningBackup extends BackupProgress {
	task: BackupTask;
}

/** How a task ended; null when the reader cancelled it. */
export type Outcome<T> = Result<T> | null;

/** What a task works with. */
export interface TaskTools {
	/** Asks the worker, or learns that it has failed. */
	ask: <T>(call: (service: Remote<BackupService>) => Promise<Result<T>>) => Promise<Result<T>>;
	/** Aborted when the reader cancels the task. */
	signal: AbortSignal;
}

interface Connection {
	service: Remote<BackupService>;
	/** Never settles while the worker is well. */
	failed: Promise<Result<never>>;
}

const WORKER_FAILED: Result<never> = {
	ok: false,
	problem: newProblem('worker-failed', say('worker_backup_failed'), say('worker_backup_failed_advice'))
};

/** Gives the backup worker one task at a time; the worker itself is started with the first. */
export class BackupWork {
	running = $state.raw<RunningBackup | null>(null);
	readonly #startWorker: (onFailure: () => void) => Remote<BackupService>;
	#connection: Connection | null = null;
	#cancelling = new AbortController();
	/** The end of the last task. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(startWorker: (onFailure: () => void) => Remote<BackupService>) {
		this.#startWorker = startWorker;
	}

	/** Does `job` after those before it. Never throws: whatever goes wrong is told. */
	run<T>(task: BackupTask, job: (tools: TaskTools) => Promise<Result<T>>): Promise<Outcome<T>> {
		const outcome = this.#last.then(() => this.#take(task, job));
		this.#last = outcome;
		return outcome;
	}

	/** Ends what runs. */
	cancel(): void {
		if (this.running === null) return;
		this.#cancelling.abort();
		void this.#connection?.service.cancel();
	}

	async #take<T>(task: BackupTask, job: (tools: TaskTools) => Promise<Result<T>>): Promise<Outcome<T>> {
		const { signal } = (this.#cancelling = new AbortController());
		this.running = { task, done: 0, total: 0 };
		try {
			const { service, failed } = this.#connect();
			const result = await job({ ask: (call) => Promise.race([call(service), failed]), signal });
			return result.ok || !signal.aborted ? result : null;
		} catch (error) {
			return { ok: false, problem: storageProblem(error) ?? unexpectedProblem(error) };
		} finally {
			this.running = null;
		}
	}

	#connect(): Connection {
		this.#connection ??= this.#start();
		return this.#connection;
	}

	#start(): Connection {
		let onFailure = () => undefined;
		const failed = new Promise<Result<never>>((resolve) => {
			onFailure = () => {
				// The next task gets a new one.
				this.#connection = null;
				resolve(WORKER_FAILED);
			};
		});
		const service = this.#startWorker(() => onFailure());
		const report = (progress: BackupProgress) => {
			if (this.running !== null) this.running = { ...this.running, ...progress };
		};
		void service.onProgress(proxy(report));
		return { service, failed };
	}
}
