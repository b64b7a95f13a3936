import { Dexie } from 'dexie';
import { say } from '$lib/messages/problem-words';
import { newProblem, type Problem } from '$lib/model/problem';
import { LibraryEndedError, type LibraryEnd } from './guard-library';

/** Code of the problem that the device gives no more room. */
export const STORAGE_FULL = 'storage-full';

/** What browsers and Dexie throw where storage is blocked, full or damaged. What comes from a worker has kept its name alone. */
const STORAGE = new Set([
	'SecurityError',
	'QuotaExceededError',
	'InvalidStateError',
	'UnknownError',
	'VersionError',
	'DatabaseClosedError',
	'OpenFailedError',
	'MissingAPIError',
	'LibraryEndedError'
]);

/** What a failure of the browser's storage means for the reader, in words; null when it is none. */
export function storageProblem(error: unknown): Problem | null {
	if (!(error instanceof Error) || !(error instanceof Dexie.DexieError || STORAGE.has(error.name)))
		return null;
	const end = endIn(error);
	if (end !== null) return problemOfEnd(end);
	if ([...causesOf(error)].some(({ name }) => name === 'QuotaExceededError')) {
		return newProblem(STORAGE_FULL, say('storage_full'), say('storage_full_advice'));
	}
	const message = say('storage_failed', { reason: error.name });
	return newProblem('storage-failed', message, say('storage_failed_advice'));
}

function endIn(error: Error): LibraryEnd | null {
	for (const cause of causesOf(error)) {
		if (cause instanceof LibraryEndedError) return cause.end;
		// The browser's own word for a library of a newer version.
		if (cause.name === 'VersionError') return 'newer';
	}
	return null;
}

/** Why a library is of no use any more to the page that has it open, in words. */
export function problemOfEnd(end: LibraryEnd): Problem {
	return end === 'newer'
		? newProblem('library-newer', say('library_newer'), say('library_newer_advice'))
		: newProblem('library-cleared', say('library_cleared'), say('library_cleared_advice'));
}

/** The library has to be brought up to date, and cannot yet. */
export const LIBRARY_BLOCKED: Problem = newProblem(
	'library-blocked',
	say('library_blocked'),
	say('library_blocked_advice')
);

/** The error and what is inside it: that of a full disk often comes inside an AbortError. */
function* causesOf(error: unknown): Generator<Error> {
	for (let cause: unknown = error; cause instanceof Error; cause = (cause as { inner?: unknown }).inner)
		yield cause;
}
