import { Dexie } from 'dexie';
import type { Problem } from '$lib/model/problem';

/** What browsers throw by themselves where storage is blocked, full or damaged. */
const BLOCKED = new Set(['SecurityError', 'QuotaExceededError', 'InvalidStateError', 'UnknownError']);

/** What a failure of the browser's storage means for the reader, in words; null when it is none. */
export function storageProblem(error: unknown): Problem | null {
	const isStorage =
		error instanceof Dexie.DexieError || (error instanceof DOMException && BLOCKED.has(error.name));
	if (!isStorage) return null;
	if (hasName(error, 'QuotaExceededError')) {
		return {
			code: 'storage-full',
			message: 'This device gave Backlist no more room, so the last change could not be kept.',
			advice: 'Everything kept before is still here. Free some space, or remove a feed, then try again.'
		};
	}
	return {
		code: 'storage-failed',
		message: `The browser does not let Backlist store anything, or its storage failed (${error.name}).`,
		advice:
			'Allow this site to keep data (cookies) and reload. If that is allowed, close other tabs of Backlist first. ' +
			'Private windows may not keep anything.'
	};
}

/** The quota error often comes inside an AbortError. */
function hasName(error: unknown, name: string): boolean {
	for (let cause: unknown = error; cause instanceof Error; cause = (cause as { inner?: unknown }).inner) {
		if (cause.name === name) return true;
	}
	return false;
}
