/** What the browser says of the room that this origin takes, in bytes; null for what it does not say. */
export interface BrowserRoom {
	used: number | null;
	/** What it would give in all: an estimate, and no promise. Some browsers say much the same whatever the disk. */
	quota: number | null;
	/** Of what is used: databases. */
	databases: number | null;
	/** Of what is used: the app itself, so that it opens without a network. */
	app: number | null;
}

/** What Chromium adds; a kind of storage of which nothing is used is left out. */
interface DetailedEstimate extends StorageEstimate {
	usageDetails?: Partial<Record<'indexedDB' | 'caches' | 'serviceWorkerRegistrations', number>>;
}

export async function browserRoom(): Promise<BrowserRoom> {
	const estimate: DetailedEstimate | null = await ask((storage) => storage.estimate());
	const details = estimate?.usageDetails ?? null;
	return {
		used: estimate?.usage ?? null,
		quota: estimate?.quota ?? null,
		databases: details && (details.indexedDB ?? 0),
		app: details && (details.caches ?? 0) + (details.serviceWorkerRegistrations ?? 0)
	};
}

/** Whether the browser has promised not to clear what is kept by itself; null where it does not say. */
export function isPromised(): Promise<boolean | null> {
	return ask((storage) => storage.persisted());
}

/** Asks for that promise. Some browsers ask the reader, and one may never answer: do not wait. */
export function askForPromise(): Promise<boolean | null> {
	return ask((storage) => storage.persist());
}

/** Not every engine has a storage manager, and on some pages it refuses to answer. */
async function ask<T>(question: (storage: StorageManager) => Promise<T>): Promise<T | null> {
	const { storage } = navigator as { storage?: StorageManager };
	if (storage === undefined) return null;
	try {
		return await question(storage);
	} catch (error) {
		if (error instanceof TypeError || error instanceof DOMException) return null;
		throw error;
	}
}
