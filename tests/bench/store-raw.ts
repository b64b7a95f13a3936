// The same records put into the same stores by IndexedDB alone: nothing that keeps posts in a browser is quicker.

import type { Body } from '$lib/model/post';
import { Database, type PostRecord } from '$lib/store/database';

/** What one transaction stores. */
export interface Batch {
	posts: PostRecord[];
	bodies: Body[];
}

/**
 * Stores `batches` in a new database, one transaction each, and removes it again.
 * @returns milliseconds, without making the database
 */
export async function putRaw(batches: readonly Batch[]): Promise<number> {
	const name = 'bench-raw';
	// The same stores and indexes.
	const made = new Database(name);
	await made.open();
	made.close();
	const db = await answerOf(indexedDB.open(name));
	const begun = performance.now();
	for (const batch of batches) await putBatch(db, batch);
	const milliseconds = performance.now() - begun;
	db.close();
	await made.delete();
	return milliseconds;
}

function putBatch(db: IDBDatabase, { posts, bodies }: Batch): Promise<void> {
	return new Promise((resolve, reject) => {
		const transaction = db.transaction(['posts', 'bodies'], 'readwrite');
		const [postStore, bodyStore] = [transaction.objectStore('posts'), transaction.objectStore('bodies')];
		for (const post of posts) postStore.put(post);
		for (const body of bodies) bodyStore.put(body);
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new Error('Nothing was stored.'));
	});
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('It cannot be opened.'));
	});
}
