import { transfer, type Remote } from 'comlink';
import { say } from '$lib/messages/problem-words';
import { newProblem, type Problem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';
import type { FeedId, PostId } from '$lib/model/ids';
import { ID_WORDS, packId, type PackedIds } from '$lib/model/packed-ids';
import type { ExportWords, FormatName } from '$lib/transfer/exports/export-format';
import type {
	ExportScope,
	ExportService,
	ExportSummary,
	ExportWish
} from '$lib/transfer/exports/export-service';
import { safeName } from '$lib/transfer/exports/file-names';
import { FORMAT_FILES } from '$lib/transfer/exports/format-files';
import { fillFile } from './fill-file';
import { canChooseFile, chooseFile } from './file-pickers';
import { startDownload, type Download } from './save-file';
import { WorkerTasks, type Outcome, type RunningTask } from './worker-tasks.svelte';

export type { ExportScope, ExportSummary, ExportWish, ExportWords, FormatName };

/** What the export worker is doing; numbers are posts. */
export type RunningExport = RunningTask<'exporting'>;

/** Posts that were saved. */
export interface SavedExport {
	summary: ExportSummary;
	/** The file for the browser's downloads, or null when it was written where the reader chose. */
	download: Download | null;
}

const workerFailed = () =>
	newProblem('worker-failed', say('worker_export_failed'), say('worker_export_failed_advice'));

/** Writing posts to files in open formats. */
export class Exports {
	readonly #work: WorkerTasks<ExportService, 'exporting'>;
	/** The latest that was saved since {@link forget}. */
	saved = $state.raw<SavedExport | null>(null);
	problem = $state.raw<Problem | null>(null);
	/** Goes up with each {@link forget}: what ends after it is of no interest. */
	#round = 0;

	constructor(startWorker: (onFailure: () => void) => Remote<ExportService>) {
		this.#work = new WorkerTasks({ start: startWorker, failed: workerFailed }, { done: 0, total: 0 });
	}

	/** What runs, or null. */
	get running(): RunningExport | null {
		return this.#work.running;
	}

	/**
	 * Saves posts where the reader chooses, or in the browser's downloads; only within a press.
	 * @param description what the format is called
	 */
	async save(wish: ExportWish, description: string): Promise<void> {
		this.forget();
		const round = this.#round;
		const isWanted = () => round === this.#round;
		const type = { description, ...FORMAT_FILES[wish.format] };
		const name = safeName(wish.title) + type.extension;
		if (!canChooseFile()) {
			const outcome = await this.#download(wish, name, isWanted);
			if (isWanted()) this.#keep(outcome);
			return;
		}
		const file = await chooseFile(name, type);
		if (file === null || !isWanted()) return;
		const outcome = await this.#write(file, wish);
		if (isWanted()) this.#keep(outcome);
	}

	/** A post as Markdown: empty when it is gone, null when that fails. */
	async markdownOf(post: PostId, words: ExportWords): Promise<string | null> {
		this.problem = null;
		const round = this.#round;
		const outcome = await this.#work.run('exporting', ({ ask }) =>
			ask((service) => service.markdownOf(post, words))
		);
		if (outcome?.ok === false && round === this.#round) this.problem = outcome.problem;
		return outcome?.ok === true ? outcome.value : null;
	}

	/** Ends what runs. */
	cancel(): void {
		this.#work.cancel();
	}

	/** The reader has seen how the latest went, or does not want to. */
	forget(): void {
		this.#round += 1;
		if (this.saved?.download) URL.revokeObjectURL(this.saved.download.url);
		this.saved = null;
		this.problem = null;
	}

	async #write(file: FileSystemFileHandle, wish: ExportWish): Promise<Outcome<SavedExport>> {
		const outcome = await this.#work.run('exporting', ({ ask, signal }) => {
			const fill = (sink: WritableStream<Uint8Array>) =>
				ask((service) => service.write(transfer(sink, [sink]), wish));
			return fillFile(file, fill, fileProblem, signal);
		});
		return outcome?.ok === true ? saved(outcome.value, null) : outcome;
	}

	async #download(wish: ExportWish, name: string, isWanted: () => boolean): Promise<Outcome<SavedExport>> {
		const outcome = await this.#work.run('exporting', ({ ask }) =>
			ask((service) => service.pack(wish, name))
		);
		if (outcome?.ok !== true) return outcome;
		if (!isWanted()) return null;
		const { file, summary } = outcome.value;
		const download = { url: URL.createObjectURL(file), name: file.name };
		startDownload(download);
		return saved(summary, download);
	}

	#keep(outcome: Outcome<SavedExport>): void {
		this.saved = outcome?.ok === true ? outcome.value : null;
		this.problem = outcome?.ok === false ? outcome.problem : null;
	}
}

/** Posts of a list, in its order. @param feed the one that all are of, or null */
export function scopeOf(ids: readonly PostId[], feed: FeedId | null): ExportScope {
	const packed: PackedIds = new Uint32Array(ids.length * ID_WORDS);
	ids.forEach((id, at) => packId(id, packed, at));
	return { is: 'posts', ids: packed, feed };
}

function saved(summary: ExportSummary, download: Download | null): Result<SavedExport> {
	return { ok: true, value: { summary, download } };
}

/** What went wrong with the file that the reader chose, in words. */
function fileProblem({ name, message }: DOMException): Problem {
	const reason = message || name;
	return newProblem(
		'export-not-written',
		say('export_not_written', { reason }),
		say('export_not_written_advice')
	);
}
