import { Dexie } from 'dexie';
import type { Problem } from '$lib/model/problem';
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
		return {
			code: STORAGE_FULL,
			message: 'This device gave Backlist no more room, so the last change could not be kept.',
			advice: 'Everything kept before is still here. Free some space, or remove a feed, then try again.'
		};
	}
	return {
		code: 'storage-failed',
		message: `The browser does not let Backlist store anything, or its storage failed (${error.name}).`,
		advice:
			'Allow this site to keep data (cookies) and reload. If that is allowed, close all tabs of Backlist and start the ' +
			'browser again. If it stays so, the browser’s storage is damaged: clear the data of this site, then restore a ' +
			'backup or add your blogs again. Private windows may not keep anything.'
	};
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
	if (end === 'newer') {
		return {
			code: 'library-newer',
			message:
				'A newer version of Backlist was opened in another tab, and has brought the library up to date.',
			advice: 'Reload this page to go on. Everything kept is still here.'
		};
	}
	return {
		code: 'library-cleared',
		message: 'The data of Backlist was cleared in this browser while the page was open.',
		advice: 'Reload to begin anew. Then add your blogs again, or restore a backup in the settings.'
	};
}

/** The library has to be brought up to date, and cannot yet. */
export const LIBRARY_BLOCKED: Problem = {
	code: 'library-blocked',
	message: 'The library has to be brought up to date, but another tab still uses it as it was.',
	advice:
		'Close all other tabs and windows of Backlist; then it goes on by itself. Everything kept is still here.'
};

/** The error and what is inside it: that of a full disk often comes inside an AbortError. */
function* causesOf(error: unknown): Generator<Error> {
	for (let cause: unknown = error; cause instanceof Error; cause = (cause as { inner?: unknown }).inner)
		yield cause;
}
