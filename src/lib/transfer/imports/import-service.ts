import { unexpectedProblem, type Problem } from '$lib/model/problem';
import { feedIdOf } from '$lib/model/ids';
import type { Result } from '$lib/model/result';
import type { ReadOptions, Subscription } from '$lib/sources/files/file-format';
import type { SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import type { Database } from '$lib/store/database';
import { findFeed } from '$lib/store/feeds';
import { storageProblem } from '$lib/store/storage-problem';
import { addSubscriptions, type AddedSubscriptions } from './add-subscriptions';
import { keepFiles, type FileReport } from './keep-files';
import type { Reading } from './open-file';
import { previewFiles, type FilePreview } from './preview-files';

export type { FeedReport, FileReport } from './keep-files';
export type { FeedInFile, FilePreview } from './preview-files';

/** How far it is; `done` and `total` are bytes of the files, or feeds of a list. */
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
	/** See {@link ReadOptions}. */
	titles?: ReadOptions['titles'];
}

export type { AddedSubscriptions } from './add-subscriptions';

/** Milliseconds between two reports of how far it is. */
const REPORT_EVERY = 100;

/**
 * Reads the files that people bring, and keeps what they hold. Made to run in a worker, see transfer-worker.ts; all it takes and
 * gives can be cloned.
 */
export class ImportService {
	readonly #db: Database;
	readonly #createContext: (signal: AbortSignal) => SourceContext;
	#running: AbortController | null = null;
	#report: (progress: ImportProgress) => void = () => undefined;

	/** @param createContext what feeds of lists are looked at with; the signal ends its requests */
	constructor(db: Database, createContext: (signal: AbortSignal) => SourceContext) {
		this.#db = db;
		this.#createContext = createContext;
	}

	/** `report` hears how far the one that runs is. */
	onProgress(report: (progress: ImportProgress) => void): void {
		this.#report = report;
	}

	/** Reads all of the files, and keeps nothing. */
	preview(files: File[], choices: ImportChoices): Promise<Result<ImportPreview>> {
		return this.#attempt(files, (reading, tell) =>
			previewFiles(this.#db, files, this.#optionsFrom(choices), reading, tell)
		);
	}

	/** Keeps what the files hold. When it ends early what has come so far stays, and the report says so. */
	keep(files: File[], choices: ImportChoices): Promise<Result<ImportReport>> {
		return this.#attempt(files, async (reading, kept) => {
			const report: ImportReport = { files: [], isCancelled: false, problem: null };
			const fileRead = (file: FileReport) => report.files.push(file);
			try {
				const options = this.#optionsFrom(choices);
				await keepFiles(this.#db, files, options, reading, { fileRead, kept });
			} catch (error) {
				report.isCancelled = reading.signal.aborted;
				report.problem = report.isCancelled ? null : problemOf(error);
			}
			return report;
		});
	}

	/** Adds the feeds of a list; progress is told in feeds. When it is cancelled, those that were added stay. */
	async subscribe(subscriptions: Subscription[]): Promise<Result<AddedSubscriptions>> {
		const { signal } = (this.#running = new AbortController());
		const context = this.#createContext(signal);
		const report = (progress: { done: number; total: number }) => this.#report({ ...progress, posts: 0 });
		try {
			return {
				ok: true,
				value: await addSubscriptions(this.#db, subscriptions, { context, signal, report })
			};
		} catch (error) {
			return { ok: false, problem: problemOf(error) };
		} finally {
			this.#running = null;
		}
	}

	/** Ends what runs. */
	cancel(): void {
		this.#running?.abort(cancelled());
	}

	#optionsFrom(choices: ImportChoices): ReadOptions {
		const isKept = async (url: string) => (await findFeed(this.#db, feedIdOf(url))) !== undefined;
		return { ...choices, now: Date.now(), isKept };
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
