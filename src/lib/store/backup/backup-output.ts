import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { unwritableBackup } from './backup-error';
import {
	countRecord,
	LONGEST_LINE,
	NOTHING_COUNTED,
	type BackupCounts,
	type BackupEnd,
	type BackupHeader,
	type BackupRecord
} from './format';

/** Characters handed on at once. */
const AT_ONCE = 64 * 1024;

/** The lines of a backup on their way into a file: counted, digested, packed, and never faster than the file takes them. */
export class BackupOutput {
	readonly counts: BackupCounts = { ...NOTHING_COUNTED };
	/** Bytes of the file so far. */
	bytes = 0;
	readonly #digest = sha256.create();
	readonly #encoder = new TextEncoder();
	readonly #packing: WritableStreamDefaultWriter<BufferSource>;
	/** Resolves when the file has been closed; with why not, when it failed. */
	readonly #delivered: Promise<{ failure: unknown } | null>;
	/** Fails when the writing is to end. */
	readonly #cancelled: Promise<never>;
	/** Lines that wait to be handed on together. */
	#waiting = '';

	/** @param signal whose abort ends the writing, and discards the file */
	constructor(sink: WritableStream<Uint8Array>, signal: AbortSignal) {
		const gzip = new CompressionStream('gzip');
		const counting = new TransformStream<Uint8Array, Uint8Array>({
			transform: (chunk, controller) => {
				this.bytes += chunk.byteLength;
				controller.enqueue(chunk);
			}
		});
		this.#packing = gzip.writable.getWriter();
		this.#delivered = gzip.readable
			.pipeThrough(counting)
			.pipeTo(sink, { signal })
			.then(
				() => null,
				(failure: unknown) => ({ failure })
			);
		this.#cancelled = new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
		});
		// Both are told by whatever is waited for.
		this.#packing.closed.catch(() => undefined);
		this.#cancelled.catch(() => undefined);
	}

	/** @throws BackupError when the file does not take it */
	writeHeader(header: BackupHeader): Promise<void> {
		return this.#add(JSON.stringify(header));
	}

	/**
	 * @returns false for a record that is too long for a reader to take; then it is left out.
	 * @throws BackupError when the file does not take it
	 */
	async write(record: BackupRecord): Promise<boolean> {
		const line = lineOf(record);
		if (line === null) return false;
		countRecord(this.counts, record);
		await this.#add(line);
		return true;
	}

	/** Ends the file. @throws BackupError when it does not take it */
	async finish(): Promise<void> {
		await this.#handOn();
		const end: BackupEnd = { type: 'end', counts: this.counts, sha256: bytesToHex(this.#digest.digest()) };
		await this.#packed(this.#packing.write(this.#encoder.encode(`${JSON.stringify(end)}\n`)));
		await this.#packed(this.#packing.close());
		await Promise.race([this.#checkDelivery(), this.#cancelled]);
	}

	/** Discards the file, so that what was in its place before stays. */
	async abort(reason: unknown): Promise<void> {
		const ended = Promise.allSettled([this.#packing.abort(reason), this.#delivered]);
		// A file that takes nothing any more gives nothing up either: nobody who has cancelled waits for it.
		await Promise.race([ended, this.#cancelled.catch(() => undefined)]);
	}

	async #add(line: string): Promise<void> {
		this.#waiting += `${line}\n`;
		if (this.#waiting.length >= AT_ONCE) await this.#handOn();
	}

	async #handOn(): Promise<void> {
		const bytes = this.#encoder.encode(this.#waiting);
		this.#waiting = '';
		this.#digest.update(bytes);
		await this.#packed(this.#packing.write(bytes));
	}

	/** What packs fails when the file does, but only the file says why. */
	async #packed(work: Promise<void>): Promise<void> {
		try {
			await Promise.race([work, this.#cancelled]);
		} catch (error) {
			await Promise.race([this.#checkDelivery(), this.#cancelled]);
			throw error;
		}
	}

	async #checkDelivery(): Promise<void> {
		const failed = await this.#delivered;
		if (failed === null) return;
		const { failure } = failed;
		throw unwritableBackup(failure instanceof Error ? failure.message || failure.name : String(failure));
	}
}

/** Null for one that is too long, or that JSON cannot hold. */
function lineOf(record: BackupRecord): string | null {
	try {
		const line = JSON.stringify(record);
		// A character is three bytes at most.
		return line.length > LONGEST_LINE / 3 && new Blob([line]).size > LONGEST_LINE ? null : line;
	} catch (error) {
		// Of more characters than a string can have.
		if (error instanceof RangeError) return null;
		throw error;
	}
}
