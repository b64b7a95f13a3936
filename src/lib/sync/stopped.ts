import type { SyncOutcome } from '$lib/model/feed';

/** The reader ended a sync early. What was committed stays, and the next sync goes on from there. */
export class SyncStopped extends Error {
	override readonly name = 'SyncStopped';

	constructor(readonly how: NonNullable<SyncOutcome['stopped']>) {
		super(`The sync was ${how}`);
	}
}
