// The same records put into the same stores by IndexedDB alone: nothing that keeps posts in a browser is quicker.

import type { Body } from '$lib/model/post';
import { Database, type PostRecord } from '$lib/store/database';

/** What one transaction stores. */
export interface Batch {
	posts: PostRecord[];
	bodies: Body[];
}

/** A database with the stores and indexes of the library, which IndexedDB fills alone. */
export class RawStore {
	readonly #made: Database;
	readonly #db: IDBDatabase;

	private constructor(made: Database, db: IDBDatabase) {
		this.#made = made;
		this.#db = db;
	}

	static async make(name: string): Promise<RawStore> {
		const made = new Database(name);
		await made.open();
		made.close();
		return new RawStore(made, await answerOf(indexedDB.open(name)));
	}

	/** Stores `batch` in a transaction of its own. */
	put({ posts, bodies }: Batch): Promise<void> {
		return new Promise((resolve, reject) => {
			const transaction = this.#db.transaction(['posts', 'bodies'], 'readwrite');
			const [postStore, bodyStore] = [transaction.objectStore('posts'), transaction.objectStore('bodies')];
			for (const post of posts) postStore.put(post);
			for (const body of bodies) bodyStore.put(body);
			transaction.oncomplete = () => resolve();
			transaction.onabort = () => reject(transaction.error ?? new Error('Nothing was stored.'));
		});
	}

	async remove(): Promise<void> {
		this.#db.close();
		await this.#made.delete();
	}
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('It cannot be opened.'));
	});
}
