import type { Remote } from 'comlink';
import { m } from '$lib/messages/messages';
import { say } from '$lib/messages/problem-words';
import { newProblem, type Problem } from '$lib/model/problem';
import { NAMELESS, type Subscription } from '$lib/sources/files/file-format';
import type {
	AddedSubscriptions,
	ImportChoices,
	ImportPreview,
	ImportProgress,
	ImportReport,
	ImportService
} from '$lib/transfer/imports/import-service';
import { WorkerTasks, type RunningTask } from './worker-tasks.svelte';

export type { AddedSubscriptions };
export type { FilePreview, FileReport } from '$lib/transfer/imports/import-service';
export type { ImportChoices, ImportPreview, ImportReport };

/** What is done with the files: `done` and `total` are bytes; while feeds of lists are added, feeds. */
export type RunningImport = RunningTask<'looking' | 'keeping' | 'adding', ImportProgress>;

const workerFailed = () =>
	newProblem('worker-failed', say('worker_import_failed'), say('worker_import_failed_advice'));

/** What feeds are called that files have no name for, in the reader's language. */
const titles = (): ImportChoices['titles'] => ({
	[NAMELESS.pages]: m.import_title_pages(),
	[NAMELESS.starred]: m.import_title_starred(),
	[NAMELESS.bookmarks]: m.import_title_bookmarks(),
	[NAMELESS.file]: m.import_title_nameless()
});

/** Looking into the files that the reader brings, and keeping what they hold. */
export class Imports {
	readonly #work: WorkerTasks<ImportService, RunningImport['task'], ImportProgress>;
	/** What the reader has brought; they stay until they are kept or others come. */
	files = $state.raw<readonly File[]>([]);
	/** What they hold. */
	found = $state.raw<ImportPreview | null>(null);
	/** What the latest import of this visit has brought. */
	report = $state.raw<ImportReport | null>(null);
	/** What came of the lists of blogs among the files. */
	added = $state.raw<AddedSubscriptions | null>(null);
	problem = $state.raw<Problem | null>(null);
	/** The problem came while files were being kept, and what came before it stays. */
	mayHaveKept = $state(false);
	readonly #onAdded: () => void;

	/** @param onAdded hears of new feeds, whose posts are to be fetched */
	constructor(startWorker: (onFailure: () => void) => Remote<ImportService>, onAdded: () => void) {
		this.#onAdded = onAdded;
		const worker = { start: startWorker, failed: workerFailed };
		this.#work = new WorkerTasks(worker, { done: 0, total: 0, posts: 0 });
	}

	/** What runs, or null. */
	get running(): RunningImport | null {
		return this.#work.running;
	}

	/**
	 * Looks at what is in files; nothing is kept. What was looked at before is forgotten; what is being kept comes to its end first,
	 * and what comes of it is told.
	 */
	async look(files: readonly File[]): Promise<void> {
		const task = this.running?.task ?? null;
		if (task === 'looking') this.cancel();
		if (task === null || task === 'looking') this.forget();
		[this.files, this.found] = [files, null];
		const choices = { withUnpublished: false, titles: titles() };
		const outcome = await this.#work.run('looking', ({ ask }) =>
			ask((service) => service.preview([...files], choices))
		);
		// Others have been brought meanwhile.
		if (this.files !== files) return;
		if (outcome?.ok === true) this.found = outcome.value;
		else if (outcome !== null) this.problem = outcome.problem;
		if (outcome === null) this.files = [];
	}

	/** Keeps what the files hold, and adds the feeds of their lists. What others are brought meanwhile changes nothing of it. */
	async keep(choices: ImportChoices): Promise<void> {
		const { files } = this;
		const subscriptions = this.found?.files.flatMap((file) => file.subscriptions) ?? [];
		[this.report, this.added] = [null, null];
		const keeping = this.#keep(files, choices);
		// Waits for its turn right behind, before others are looked at.
		const adding = subscriptions.length > 0 ? this.#subscribe(subscriptions, keeping) : null;
		const [report] = await Promise.all([keeping, adding]);
		if (adding === null || report?.isCancelled !== true) return;
		this.added = { added: 0, kept: 0, failed: [], left: subscriptions.length };
	}

	/** @returns what has come; null where nothing is known of that */
	async #keep(files: readonly File[], choices: ImportChoices): Promise<ImportReport | null> {
		const outcome = await this.#work.run('keeping', async ({ ask }) => {
			const result = await ask((service) => service.keep([...files], { ...choices, titles: titles() }));
			// A cancelled one has something to tell, too.
			if (result.ok) this.report = result.value;
			return result;
		});
		if (outcome?.ok === false) {
			[this.problem, this.mayHaveKept] = [outcome.problem, true];
			return null;
		}
		// Others may have been brought meanwhile.
		if (this.files === files) [this.files, this.found, this.problem] = [[], null, null];
		return outcome?.value ?? null;
	}

	async #subscribe(subscriptions: Subscription[], keeping: Promise<ImportReport | null>): Promise<void> {
		const outcome = await this.#work.run<AddedSubscriptions | null>('adding', async ({ ask }) => {
			if ((await keeping)?.isCancelled !== false) return { ok: true, value: null };
			const result = await ask((service) => service.subscribe(subscriptions));
			if (result.ok) this.added = result.value;
			return result;
		});
		if (outcome?.ok === false) [this.problem, this.mayHaveKept] = [outcome.problem, true];
		if (outcome?.ok !== true || outcome.value !== null) this.#onAdded();
	}

	/** Ends what runs. What an import has brought so far stays. */
	cancel(): void {
		this.#work.cancel();
	}

	/** What was looked at, and what came of it. */
	forget(): void {
		[this.files, this.found, this.report, this.added] = [[], null, null, null];
		[this.problem, this.mayHaveKept] = [null, false];
	}
}
