import type { Reading } from './open-file';

/** Of the bytes of an archive, this part is told of as it is unpacked; the rest as what is in it is read. */
const UNPACKING = 0.5;

/** How far the reading of an archive is, in bytes of the archive itself. */
export class ArchivePace {
	readonly #reading: Reading;
	/** Bytes that have been unpacked and not been told of. */
	#owed = 0;

	constructor(reading: Reading) {
		this.#reading = reading;
	}

	/** For unpacking it. */
	get unpacking(): Reading {
		const report = (bytes: number) => {
			this.#reading.report(bytes * UNPACKING);
			this.#owed += bytes * (1 - UNPACKING);
		};
		return { ...this.#reading, report };
	}

	/** For reading a file of it: its share are the bytes that have been unpacked since the one before. */
	readingOf({ size }: File): Reading {
		const share = this.#owed;
		this.#owed = 0;
		return { ...this.#reading, report: (bytes) => this.#reading.report((bytes / size) * share) };
	}

	/** What of it was nothing to read is done, too. */
	end(): void {
		this.#reading.report(this.#owed);
		this.#owed = 0;
	}
}
