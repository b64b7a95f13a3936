import { proxy, type Remote } from 'comlink';
import { unexpectedProblem, type Problem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';
import { storageProblem } from '$lib/store/storage-problem';

/** How far a task is; `total` is 0 until it is known. */
export interface TaskProgress {
	done: number;
	total: number;
}

/** What a worker offers whose tasks take long. */
export interface TaskService<P extends TaskProgress> {
	onProgress: (report: (progress: P) => void) => void;
	/** Ends what runs. */
	cancel: () => void;
}

/** What it is doing. */
export type RunningTask<Task, P extends TaskProgress = TaskProgress> = { task: Task } & P;

/** How a task ended; null when the reader cancelled it. */
export type Outcome<T> = Result<T> | null;

/** What a task works with. */
export interface TaskTools<S> {
	/** Asks the worker, or learns that it has failed. */
	ask: <T>(call: (service: Remote<S>) => Promise<Result<T>>) => Promise<Result<T>>;
	/** Aborted when the reader cancels the task. */
	signal: AbortSignal;
}

/** A worker to start with the first task. */
export interface TaskWorker<S> {
	start: (onFailure: () => void) => Remote<S>;
	/** What is told when it does not load, or stops working. */
	failed: () => Problem;
}

interface Connection<S> {
	service: Remote<S>;
	/** Never settles while the worker is well. */
	failed: Promise<Result<never>>;
}

/** Gives a worker one task at a time; the worker itself is started with the first. */
export class WorkerTasks<S extends TaskService<P>, Task, P extends TaskProgress = TaskProgress> {
	running = $state.raw<RunningTask<Task, P> | null>(null);
	readonly #worker: TaskWorker<S>;
	readonly #nothingDone: P;
	#connection: Connection<S> | null = null;
	/** Of the tasks that run or wait. */
	readonly #cancelling = new Set<AbortController>();
	/** The end of the last task. */
	#last: Promise<unknown> = Promise.resolve();

	/** @param nothingDone how far a task is that has just begun */
	constructor(worker: TaskWorker<S>, nothingDone: P) {
		this.#worker = worker;
		this.#nothingDone = nothingDone;
	}

	/** Does `job` after those before it. Never throws: whatever goes wrong is told. */
	run<T>(task: Task, job: (tools: TaskTools<S>) => Promise<Result<T>>): Promise<Outcome<T>> {
		const cancelling = new AbortController();
		this.#cancelling.add(cancelling);
		const outcome = this.#last
			.then(() => this.#take(task, job, cancelling.signal))
			.finally(() => this.#cancelling.delete(cancelling));
		this.#last = outcome;
		return outcome;
	}

	/** Ends what runs; what waits does not begin. */
	cancel(): void {
		for (const cancelling of this.#cancelling) cancelling.abort();
		if (this.running === null) return;
		const service = this.#connection?.service as Remote<TaskService<P>> | undefined;
		void service?.cancel();
	}

	async #take<T>(
		task: Task,
		job: (tools: TaskTools<S>) => Promise<Result<T>>,
		signal: AbortSignal
	): Promise<Outcome<T>> {
		if (signal.aborted) return null;
		this.running = { task, ...this.#nothingDone };
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

	#connect(): Connection<S> {
		this.#connection ??= this.#start();
		return this.#connection;
	}

	#start(): Connection<S> {
		let onFailure = () => undefined;
		const failed = new Promise<Result<never>>((resolve) => {
			onFailure = () => {
				// The next task gets a new one.
				this.#connection = null;
				resolve({ ok: false, problem: this.#worker.failed() });
			};
		});
		const service = this.#worker.start(() => onFailure());
		const report = (progress: P) => {
			if (this.running !== null) this.running = { ...this.running, ...progress };
		};
		void (service as Remote<TaskService<P>>).onProgress(proxy(report));
		return { service, failed };
	}
}
