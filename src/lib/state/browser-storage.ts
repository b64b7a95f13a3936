import { ownName } from '$lib/model/own-name';

/** What small settings are kept in. */
export type SmallStorage = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * The browser's own, or none for this visit where the reader has blocked site data: then even asking for it throws. What
 * does not fit any more is not kept beyond this visit.
 */
export function browserStorage(): SmallStorage {
	return storageOf(() => localStorage);
}

/** Like {@link browserStorage}, for this tab alone and as long as it is open. */
export function visitStorage(): SmallStorage {
	return storageOf(() => sessionStorage);
}

function storageOf(find: () => Storage): SmallStorage {
	try {
		const storage = find();
		return {
			getItem: (key) => storage.getItem(ownName(key)),
			setItem: (key, value) => keepIfPossible(storage, ownName(key), value)
		};
	} catch (error) {
		if (error instanceof DOMException) return { getItem: () => null, setItem: () => undefined };
		throw error;
	}
}

function keepIfPossible(storage: Storage, key: string, value: string): void {
	try {
		storage.setItem(key, value);
	} catch (error) {
		if (!(error instanceof DOMException)) throw error;
	}
}

/** The value that `text` stands for, or null when it is no JSON: older versions and other apps of this host write here too. */
export function parseStored(text: string | null): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
