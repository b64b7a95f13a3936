/** A store in IndexedDB for the parts of one index, each part a record. */
const STORE = 'parts';

/** Replaces what is stored under `name`. */
export async function writeParts(name: string, parts: readonly unknown[]): Promise<void> {
	const db = await open(name);
	const transaction = db.transaction(STORE, 'readwrite');
	const store = transaction.objectStore(STORE);
	store.clear();
	parts.forEach((part, i) => store.put(part, i));
	await new Promise<void>((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new Error('The index could not be stored.'));
	});
	db.close();
}

/** What {@link writeParts} has stored, in its order. */
export async function readParts(name: string): Promise<unknown[]> {
	const db = await open(name);
	const parts = await result<unknown[]>(db.transaction(STORE).objectStore(STORE).getAll());
	db.close();
	return parts;
}

/** Bytes of what a part holds: texts as UTF-8, typed arrays as they are, numbers as 8. */
export function bytesOf(value: unknown): number {
	if (typeof value === 'string') return utf8Length(value);
	if (typeof value === 'number') return 8;
	if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
	if (typeof value !== 'object' || value === null) return 1;
	const members: unknown[] = value instanceof Map ? [...value].flat() : Object.values(value);
	return members.reduce<number>((sum, member) => sum + bytesOf(member), 0);
}

/** Of a string as large as an index too, without a copy of it. */
function utf8Length(text: string): number {
	let bytes = text.length;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		// Two halves of a pair make four bytes together.
		if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
	}
	return bytes;
}

async function open(name: string): Promise<IDBDatabase> {
	const request = indexedDB.open(name, 1);
	request.onupgradeneeded = () => request.result.createObjectStore(STORE);
	return result(request);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('IndexedDB failed.'));
	});
}
