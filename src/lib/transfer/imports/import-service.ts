import { unexpectedProblem, type Problem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';
import { SourceError } from '$lib/sources/source-error';
import type { Database } from '$lib/store/database';
import { storageProblem } from '$lib/store/storage-problem';
import { keepFiles, type FileReport } from './keep-files';
import type { Reading } from './open-file';
import { previewFiles, type FilePreview } from './preview-files';

export type { FeedReport, FileReport } from './keep-files';
export type { FeedInFile, FilePreview } from './preview-files';

/** How far it is; `done` and `total` are bytes of the files. */
export interface ImportProgress {
	done: number;
	total: number;
	/** Posts read so far. */
	posts: number;
}

/** What files hold, before any of it is kept. */
export interface ImportPreview {
	files: FilePreview[];
	/** Files of archives that are nothing to read, such as pictures. */
	passedOver: number;
}

/** What files have brought. */
export interface ImportReport {
	files: FileReport[];
	/** The reader ended it early: what came before is kept. */
	isCancelled: boolean;
	/** Why it ended early, such as for want of room; what came before is kept. */
	problem: Problem | null;
}

/** What the reader chose in the preview. */
export interface ImportChoices {
	withUnpublished: boolean;
}

/** Milliseconds between two reports of how far it is. */
const REPORT_EVERY = 100;

/**
 * Reads the files that people bring, and keeps what they hold. Made to run in a worker, see transfer-worker.ts; all it takes and
 * gives can be cloned.
 */
export class ImportService {
	readonly #db: Database;
	#running: AbortController | null = null;
	#report: (progress: ImportProgress) => void = () => undefined;

	constructor(db: Database) {
		this.#db = db;
	}

	/** `report` hears how far the one that runs is. */
	onProgress(report: (progress: ImportProgress) => void): void {
		this.#report = report;
	}

	/** Reads all of the files, and keeps nothing. */
	preview(files: File[], choices: ImportChoices): Promise<Result<ImportPreview>> {
		return this.#attempt(files, (reading, tell) =>
			previewFiles(this.#db, files, { ...choices, now: Date.now() }, reading, tell)
		);
	}

	/** Keeps what the files hold. When it ends early what has come so far stays, and the report says so. */
	keep(files: File[], choices: ImportChoices): Promise<Result<ImportReport>> {
		return this.#attempt(files, async (reading, kept) => {
			const report: ImportReport = { files: [], isCancelled: false, problem: null };
			const fileRead = (file: FileReport) => report.files.push(file);
			try {
				const options = { ...choices, now: Date.now() };
				await keepFiles(this.#db, files, options, reading, { fileRead, kept });
			} catch (error) {
				report.isCancelled = reading.signal.aborted;
				report.problem = report.isCancelled ? null : problemOf(error);
			}
			return report;
		});
	}

	/** Ends what runs. */
	cancel(): void {
		this.#running?.abort(cancelled());
	}

	async #attempt<T>(
		files: readonly File[],
		action: (reading: Reading, tell: (posts: number) => void) => Promise<T>
	): Promise<Result<T>> {
		const { signal } = (this.#running = new AbortController());
		const progress = { done: 0, total: files.reduce((sum, { size }) => sum + size, 0), posts: 0 };
		const tell = this.#seldom(progress);
		const report = (bytes: number) => {
			progress.done = Math.min(progress.total, progress.done + bytes);
			tell();
		};
		try {
			const value = await action({ signal, report }, (posts) => {
				progress.posts = posts;
				tell();
			});
			return { ok: true, value };
		} catch (error) {
			return { ok: false, problem: problemOf(error) };
		} finally {
			this.#running = null;
		}
	}

	#seldom(progress: ImportProgress): () => void {
		let last = 0;
		return () => {
			const now = performance.now();
			if (now - last < REPORT_EVERY) return;
			last = now;
			this.#report({ ...progress });
		};
	}
}

function problemOf(error: unknown): Problem {
	if (error instanceof SourceError) return error.toProblem();
	return storageProblem(error) ?? unexpectedProblem(error);
}

function cancelled(): Error {
	return new Error('The reader has cancelled it');
}
