import { unwritableExport } from './export-error';

/** Bytes handed on at once. */
const AT_ONCE = 64 * 1024;

/** Bytes on their way into a file, never faster than the file takes them. */
export class FileOutput {
	/** Of the file so far. */
	bytes = 0;
	readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
	readonly #encoder = new TextEncoder();
	/** Fails when the writing is to end. */
	readonly #cancelled: Promise<never>;
	#waiting: Uint8Array[] = [];
	#waitingBytes = 0;

	/** @param signal whose abort ends the writing, with its reason */
	constructor(sink: WritableStream<Uint8Array>, signal: AbortSignal) {
		this.#writer = sink.getWriter();
		this.#cancelled = new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
		});
		// Both are told by whatever is waited for.
		this.#writer.closed.catch(() => undefined);
		this.#cancelled.catch(() => undefined);
	}

	/** @throws ExportError when the file does not take it */
	async write(content: string | Uint8Array): Promise<void> {
		const bytes = typeof content === 'string' ? this.#encoder.encode(content) : content;
		this.#waiting.push(bytes);
		this.#waitingBytes += bytes.byteLength;
		if (this.#waitingBytes >= AT_ONCE) await this.#handOn();
	}

	/** Ends the file. @throws ExportError when it does not take it */
	async finish(): Promise<void> {
		await this.#handOn();
		await this.#taken(this.#writer.close());
	}

	/** Discards the file. */
	async abort(reason: unknown): Promise<void> {
		// A file that takes nothing any more gives nothing up either: nobody who has cancelled waits for it.
		await Promise.race([
			this.#writer.abort(reason).catch(() => undefined),
			this.#cancelled.catch(() => undefined)
		]);
	}

	async #handOn(): Promise<void> {
		const bytes = new Uint8Array(this.#waitingBytes);
		let at = 0;
		for (const piece of this.#waiting) {
			bytes.set(piece, at);
			at += piece.byteLength;
		}
		this.#waiting = [];
		this.#waitingBytes = 0;
		this.bytes += bytes.byteLength;
		await this.#taken(this.#writer.ready.then(() => this.#writer.write(bytes)));
	}

	async #taken(work: Promise<void>): Promise<void> {
		const failing = work.then(
			() => null,
			(error: unknown) => (error instanceof Error ? error : new Error('closed'))
		);
		const failure = await Promise.race([failing, this.#cancelled]);
		if (failure !== null) throw unwritableExport(failure.message || failure.name);
	}
}
